/** Calls, made of records: what the user sees of them, and what happens in a thread, one event after the other. */
import { errnoName } from '../syscalls/errno-error.js';
import { namedArguments, printCall } from './print/call.js';
import type { CallRecord, TraceRecord } from './records.js';

/** A system call that was made. */
export interface SystemCall {
  /** The kernel's name: libc's `send` is `sendto`. */
  readonly name: string;
  /** The line that strace prints. */
  readonly text: string;
  /** The arguments by their names, as strace prints them; whole numbers as numbers. */
  readonly args: Readonly<Record<string, string | number>>;
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

export function systemCall(record: CallRecord, thread: number): SystemCall {
  const { exit } = record;
  return {
    name: record.row.kernelName,
    get text() {
      return printCall(record);
    },
    get args() {
      return namedArguments(record);
    },
    thread,
    start: record.start,
    ...(exit && { end: exit.end, result: exit.result }),
    ...(exit?.error && { error: errnoName(exit.error) }),
  };
}

/** A thread that has made calls. */
export interface TracedThread {
  /** The kernel's number. */
  readonly thread: number;
  /** 'main', 'pool-1-thread-2' */
  readonly name: string;
}

/** An API call as the events of its thread name it. */
export interface ApiStart {
  readonly id: number;
  readonly name: string;
  readonly start: bigint;
  /** A call of the raw layer, which is its own API call. */
  readonly isRaw: boolean;
}

/**
 * What happens in a thread, when it is known: system calls when they return, and what they belong to before and after
 * them. `at` never goes back.
 */
export type TraceEvent = { readonly at: bigint; readonly thread: TracedThread } & (
  | { readonly kind: 'apiStart'; readonly api: ApiStart }
  | { readonly kind: 'systemCall'; readonly api: ApiStart; readonly record: CallRecord }
  /** Without an end: it is among the records that were lost, or of a thread that has ended. */
  | { readonly kind: 'apiEnd'; readonly api: ApiStart; readonly end?: bigint }
  /** So many system calls are missing here, and perhaps the names of API calls. */
  | { readonly kind: 'lost'; readonly calls: number }
);

let ids = 0;

/** The events of a thread. Only outermost API calls are recorded: what they call inside belongs to them. */
export class ThreadEvents {
  readonly #thread: TracedThread;
  #open: ApiStart | undefined;
  #last = 0n;

  constructor(thread: TracedThread) {
    this.#thread = thread;
  }

  *of(records: Iterable<TraceRecord>): Generator<TraceEvent> {
    for (const record of records) {
      this.#last = record.kind === 'call' ? record.exit!.end : record.start;
      yield* this.#one(record);
    }
  }

  /** The thread has ended. */
  *end(): Generator<TraceEvent> {
    if (this.#open !== undefined) yield { ...this.#here, kind: 'apiEnd', api: this.#open };
    this.#open = undefined;
  }

  get #here(): { at: bigint; thread: TracedThread } {
    return { at: this.#last, thread: this.#thread };
  }

  *#one(record: TraceRecord): Generator<TraceEvent> {
    const open = this.#open;
    switch (record.kind) {
      case 'apiEnter':
        this.#open = apiStart(record.name, record.start, false);
        yield { ...this.#here, kind: 'apiStart', api: this.#open };
        return;
      case 'apiLeave':
        // Its beginning is among the records that were lost.
        if (open === undefined) return;
        this.#open = undefined;
        yield { ...this.#here, kind: 'apiEnd', api: open, end: record.start };
        return;
      case 'lost':
        // What follows may belong to another API call.
        yield* this.end();
        yield { ...this.#here, kind: 'lost', calls: record.calls };
        return;
      case 'call': {
        const api = open ?? apiStart(record.row.name, record.start, true);
        if (api.isRaw) yield { ...this.#here, kind: 'apiStart', api };
        yield { ...this.#here, kind: 'systemCall', api, record };
        if (api.isRaw) yield { ...this.#here, kind: 'apiEnd', api, end: record.exit!.end };
      }
    }
  }
}

const apiStart = (name: string, start: bigint, isRaw: boolean): ApiStart => ({ id: ++ids, name, start, isRaw });

/** Makes API calls of the events of all threads. */
export function apiCalls(events: Iterable<TraceEvent>): ApiCall[] {
  const calls = new Map<ApiStart, ApiCall & { systemCalls: SystemCall[]; end?: bigint }>();
  for (const event of events) {
    const { thread } = event.thread;
    if (event.kind === 'apiStart') {
      calls.set(event.api, { name: event.api.name, thread, start: event.api.start, systemCalls: [] });
    } else if (event.kind === 'systemCall') {
      calls.get(event.api)!.systemCalls.push(systemCall(event.record, thread));
    } else if (event.kind === 'apiEnd' && event.end !== undefined) {
      calls.get(event.api)!.end = event.end;
    }
  }
  return [...calls.values()];
}
