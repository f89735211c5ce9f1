/** What the formats have in common. */
import type { SystemCall, TracedThread, TraceEvent } from '../calls.js';

/** A call that has not returned, for which {@link Format} may show that it is blocked. */
export interface BlockedCall {
  readonly thread: TracedThread;
  readonly call: SystemCall;
  /** The API call that it is itself, when it is inside of no other. */
  readonly name: string;
}

/** Makes text of a trace, piece by piece, in memory that does not grow with it. */
export interface Format {
  /** The text for these events. `now` is the time until which all are known, `blocked` what was in progress then. */
  add(events: readonly TraceEvent[], now?: bigint, blocked?: readonly BlockedCall[]): string;
  /** What is left when nothing more comes. */
  end(): string;
}

/** What formats are made with. */
export interface FormatOptions {
  /** The number of the process. */
  readonly pid: number;
  /** For those that people read on a terminal. */
  readonly color?: boolean;
}

/** 532 ns, 12.3 µs, 1.53 s */
export function duration(ns: bigint): string {
  const value = Number(ns);
  const unit = units.find(({ size }) => value >= size) ?? units.at(-1)!;
  const count = value / unit.size;
  return `${unit.size === 1 || count >= 100 ? Math.round(count) : count.toPrecision(3)} ${unit.name}`;
}

const units = [
  { name: 's', size: 1e9 },
  { name: 'ms', size: 1e6 },
  { name: 'µs', size: 1e3 },
  { name: 'ns', size: 1 },
] as const;

/** What stands in the place of system calls that are missing. */
export const lostText = (calls: number): string =>
  calls === 0
    ? '+++ names of API calls lost: the ring was full +++'
    : `+++ ${calls} system calls lost: the ring was full +++`;
