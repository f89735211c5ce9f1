/** What was recorded, as objects and as text. */
import { errnoName } from '../syscalls/errno-error.js';
import { printCall } from './print/call.js';
import type { CallRecord, TraceRecord } from './records.js';

/** A system call that was made. */
export interface SystemCall {
  /** The kernel's name: libc's `send` is `sendto`. */
  readonly name: string;
  /** The line that strace prints. */
  readonly text: string;
  /** The kernel's number of the thread. */
  readonly thread: number;
  /** Nanoseconds of `process.hrtime.bigint()`. */
  readonly start: bigint;
  /** Undefined while it is blocked. */
  readonly end?: bigint;
  /** What C's function returned: −1 when it failed. */
  readonly result?: number;
  /** 'EADDRINUSE', when it failed. */
  readonly error?: string;
}

/** A call of this package's functions, with the system calls that it made: perhaps none. */
export interface ApiCall {
  /** 'read' */
  readonly name: string;
  /** The kernel's number of the thread. */
  readonly thread: number;
  /** Nanoseconds of `process.hrtime.bigint()`. */
  readonly start: bigint;
  /** Undefined while it goes on. */
  readonly end?: bigint;
  /** In their order. */
  readonly systemCalls: readonly SystemCall[];
}

/** Records of one thread, in their order. */
export interface ThreadTrace {
  readonly thread: number;
  readonly records: readonly TraceRecord[];
  /** Records that did not fit into the ring. */
  readonly lost: number;
}

export function systemCall(record: CallRecord, thread: number): SystemCall {
  const { exit } = record;
  return {
    name: record.row.kernelName,
    text: printCall(record),
    thread,
    start: record.start,
    ...(exit && { end: exit.end, result: exit.result }),
    ...(exit?.error && { error: errnoName(exit.error) }),
  };
}

const byStart = (a: { start: bigint }, b: { start: bigint }): number =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : 0;

/** What was recorded. */
export class Trace {
  readonly threads: readonly ThreadTrace[];
  #calls: readonly ApiCall[] | undefined;

  constructor(threads: readonly ThreadTrace[]) {
    this.threads = threads;
  }

  /** API calls with their system calls, by start. A call of the raw layer is its own API call. */
  get calls(): readonly ApiCall[] {
    this.#calls ??= this.threads.flatMap((thread) => [...apiCalls(thread)]).sort(byStart);
    return this.#calls;
  }

  /** How many system calls are missing because a ring was full. */
  get lost(): number {
    return this.threads.reduce((sum, { lost }) => sum + lost, 0);
  }

  /**
   * The lines that `strace -ff` writes to the file of each thread. With more than one thread in the
   * trace, each line begins with its thread as in `strace -f`; `thread` selects one.
   */
  toStrace(thread?: number): string {
    const chosen = this.threads.filter((each) => thread === undefined || each.thread === thread);
    const lines = chosen.flatMap((each) => {
      const calls = each.records.filter((record) => record.kind === 'call');
      return calls.map((call) => ({ start: call.start, text: printCall(call), thread: each.thread }));
    });
    if (chosen.length > 1) lines.sort(byStart);
    const prefix = (id: number): string => (chosen.length > 1 ? `[pid ${id}] ` : '');
    const text = lines.map((line) => `${prefix(line.thread)}${line.text}\n`);
    for (const { thread: id, lost } of chosen) {
      if (lost > 0) text.push(`${prefix(id)}+++ ${lost} system calls lost: the ring was full +++\n`);
    }
    return text.join('');
  }

  toString(): string {
    return this.toStrace();
  }
}

/** The outermost API calls of a thread; what it calls inside belongs to it. */
function* apiCalls({ thread, records }: ThreadTrace): Generator<ApiCall> {
  let depth = 0;
  let open: { name: string; thread: number; start: bigint; systemCalls: SystemCall[] } | undefined;
  for (const record of records) {
    if (record.kind === 'apiEnter') {
      if (depth++ === 0) open = { name: record.name, thread, start: record.start, systemCalls: [] };
    } else if (record.kind === 'apiLeave') {
      if (--depth === 0 && open) yield { ...open, end: record.start };
      if (depth <= 0) [depth, open] = [0, undefined];
    } else {
      const call = systemCall(record, thread);
      if (open) open.systemCalls.push(call);
      else yield { name: record.row.name, thread, start: call.start, ...endOf(call), systemCalls: [call] };
    }
  }
  if (open) yield open;
}

const endOf = ({ end }: SystemCall): { end?: bigint } => (end === undefined ? {} : { end });
