/** API calls with their system calls, made of the records of a thread. */
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

export function systemCall(record: CallRecord, thread: number): SystemCall {
  const { exit } = record;
  return {
    name: record.row.kernelName,
    get text() {
      return printCall(record);
    },
    thread,
    start: record.start,
    ...(exit && { end: exit.end, result: exit.result }),
    ...(exit?.error && { error: errnoName(exit.error) }),
  };
}

interface OpenCall extends ApiCall {
  readonly depth: number;
  readonly systemCalls: SystemCall[];
}

/** The outermost API calls of a thread; what it calls inside belongs to it. */
export class ThreadCalls {
  readonly thread: number;
  #open: OpenCall | undefined;

  constructor(thread: number) {
    this.thread = thread;
  }

  /** The API call that goes on. */
  get open(): ApiCall | undefined {
    return this.#open;
  }

  /** Takes out what the open API call has made so far, so that a long one needs no more memory than a short one. */
  takeSystemCalls(): readonly SystemCall[] {
    return this.#open?.systemCalls.splice(0) ?? [];
  }

  /** Returns the calls that this record completes. Where records were lost, some have no end. */
  add(record: TraceRecord): ApiCall[] {
    const open = this.#open;
    switch (record.kind) {
      case 'apiEnter':
        if (open !== undefined && record.depth > open.depth) return [];
        this.#open = {
          name: record.name,
          thread: this.thread,
          start: record.start,
          depth: record.depth,
          systemCalls: [],
        };
        return open === undefined ? [] : [publicPart(open)];
      case 'apiLeave':
        if (open === undefined || record.depth >= open.depth) return [];
        this.#open = undefined;
        return [{ ...publicPart(open), end: record.start }];
      case 'lost':
        // The calls that follow may belong to another API call.
        this.#open = undefined;
        return open === undefined ? [] : [publicPart(open)];
      case 'call': {
        const call = systemCall(record, this.thread);
        open?.systemCalls.push(call);
        if (open !== undefined) return [];
        const { thread, start, end } = call;
        return [{ name: record.row.name, thread, start, ...(end !== undefined && { end }), systemCalls: [call] }];
      }
    }
  }
}

const publicPart = ({ name, thread, start, systemCalls }: OpenCall): ApiCall => ({ name, thread, start, systemCalls });
