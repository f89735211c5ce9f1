/**
 * What the page is told, as JSON: over the stream of events, and in the answers about stories. No code: the page, which runs
 * in a browser, and the server both import it. Times are nanoseconds of `process.hrtime.bigint()` in decimal digits: JSON's
 * numbers are not exact enough.
 */
import type { SocketState } from '../inspect/state.js';

/** An API call as its system calls name it: together with the thread, `start` tells it from all others. */
export interface LensApi {
  /** 'ServerSocket.accept()'; of a call of the raw layer, the name of the system call. */
  readonly name: string;
  readonly start: string;
  /** A call of the raw layer, which is its own API call. */
  readonly isRaw: boolean;
}

interface OfThread {
  /** The kernel's number. */
  readonly thread: number;
  /** 'main', 'http-8080-exec-1' */
  readonly threadName: string;
}

/** A system call. `thread` and `start` tell it from all others. */
export interface LensCall extends OfThread {
  readonly kind: 'call';
  readonly api: LensApi;
  /** The kernel's name: libc's `send` is `sendto`. */
  readonly name: string;
  /** The line that strace prints. */
  readonly text: string;
  /** The arguments by their names, as strace prints them; whole numbers as numbers. */
  readonly args: Readonly<Record<string, string | number>>;
  readonly start: string;
  /** Absent while it is blocked. */
  readonly end?: string;
  /** What C's function returned: −1 when it failed. */
  readonly result?: number;
  /** 'EADDRINUSE', when it failed. */
  readonly error?: string;
  /** As it was recorded: what the page sends back to have it exported. Absent while it is blocked. */
  readonly record?: LensRecord;
}

/** An API call has begun. Its system calls come after it. */
export interface LensApiStart extends OfThread {
  readonly kind: 'apiStart';
  readonly api: LensApi;
}

/** It has returned; without an end, it is among what was lost, or its thread has ended. */
export interface LensApiEnd extends OfThread {
  readonly kind: 'apiEnd';
  readonly api: LensApi;
  readonly end?: string;
}

/** So many system calls of a thread are missing here: its ring was full. */
export interface LensLost extends OfThread {
  readonly kind: 'lost';
  readonly at: string;
  readonly calls: number;
}

export type LensEvent = LensCall | LensApiStart | LensApiEnd | LensLost;

/** A {@link LensCall} before it was decoded: registers in decimal digits, bytes in base64. */
export interface LensRecord {
  /** The name of the row of syscalls.table. */
  readonly row: string;
  readonly args: readonly string[];
  readonly entry: readonly string[];
  readonly end: string;
  readonly result: number;
  /** errno, or 0. */
  readonly error: number;
  readonly chunks: readonly string[];
}

/** A socket of this process, as `berkeley-sockets/inspect` tells of it. */
export interface LensSocket extends SocketState {
  readonly fd: number;
}

/** The first message of the stream of events: event `hello`. */
export interface LensHello {
  readonly pid: number;
  /** The time when recording began. */
  readonly now: string;
  /** The kernel's number of the thread that serves this page. */
  readonly thread: number;
  /** The port at which the server listens. */
  readonly port: number;
}

/** A message of the stream: event `trace`. */
export interface LensBatch {
  /** Everything that ended before is known. */
  readonly now: string;
  /** In the order in which they became known: `end`s and `at`s do not go back. */
  readonly events: readonly LensEvent[];
  /** All calls in progress that have lasted for more than a moment. */
  readonly blocked: readonly LensCall[];
  /** So many system calls were left out because the page, or the network, takes them too slowly. */
  readonly dropped: number;
}

/** A message of the stream: event `sockets`. */
export interface LensSockets {
  readonly now: string;
  readonly sockets: readonly LensSocket[];
  /** How many more there are that are not listed. */
  readonly more: number;
}
