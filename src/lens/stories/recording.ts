/** What the threads of a story call, step by step, in the form in which the page knows calls. */
import { thread as native } from '../../syscalls/binding.js';
import { systemCall, ThreadEvents } from '../../trace/calls.js';
import type { ApiStart, TraceEvent } from '../../trace/calls.js';
import { readRecords } from '../../trace/records.js';
import type { CallRecord } from '../../trace/records.js';
import type { LensApi, LensCall } from '../records.js';

/** An API call of a step, also one that made no system call. */
export interface StoryApiCall {
  readonly thread: number;
  readonly threadName: string;
  readonly api: LensApi;
  /** Absent while it goes on. */
  readonly end?: string;
}

/** What a step has called. */
export interface StepCalls {
  /** By start. Those that a thread is inside of have no end. */
  readonly calls: readonly LensCall[];
  readonly apiCalls: readonly StoryApiCall[];
}

const lensApi = ({ name, start, isRaw }: ApiStart): LensApi => ({ name, start: String(start), isRaw });

/** What one thread calls. */
export class ThreadRecording {
  readonly #id: number;
  readonly #thread: { readonly thread: number; readonly name: string };
  readonly #events: ThreadEvents;
  /** The API call that has not returned. */
  #open: ApiStart | undefined;
  #calls: LensCall[] = [];
  #apiCalls = new Map<ApiStart, bigint | undefined>();

  /** @param id native code's number of the recording. */
  constructor(thread: number, name: string, id: number) {
    this.#thread = { thread, name };
    this.#events = new ThreadEvents(this.#thread);
    this.#id = id;
  }

  /** What was called since it was asked last, and what has not returned since. */
  take(pending: CallRecord | undefined): StepCalls {
    if (this.#open !== undefined) this.#apiCalls.set(this.#open, undefined);
    for (const { records } of native.drain(this.#id)) {
      for (const event of this.#events.of(readRecords(records))) this.#add(event);
    }
    if (pending !== undefined) {
      const { row, start } = pending;
      const api = this.#open ?? { id: 0, name: row.name, start, isRaw: true };
      this.#apiCalls.set(api, undefined);
      this.#calls.push(this.#lensCall(api, pending));
    }
    const { thread, name: threadName } = this.#thread;
    const result: StepCalls = {
      calls: this.#calls,
      apiCalls: Array.from(this.#apiCalls, ([api, end]) => {
        return { thread, threadName, api: lensApi(api), ...(end !== undefined && { end: String(end) }) };
      }),
    };
    this.#calls = [];
    this.#apiCalls = new Map();
    return result;
  }

  #add(event: TraceEvent): void {
    switch (event.kind) {
      case 'apiStart':
        this.#open = event.api;
        this.#apiCalls.set(event.api, undefined);
        return;
      case 'systemCall':
        this.#calls.push(this.#lensCall(event.api, event.record));
        return;
      case 'apiEnd':
        this.#open = undefined;
        this.#apiCalls.set(event.api, event.end);
        return;
      case 'lost':
        throw new Error(`${event.calls} system calls are missing: the ring was full`);
    }
  }

  #lensCall(api: ApiStart, record: CallRecord): LensCall {
    const { thread, name: threadName } = this.#thread;
    const { name, text, args, start, end, result, error } = systemCall(record, thread);
    return {
      kind: 'call',
      thread,
      threadName,
      api: lensApi(api),
      name,
      text,
      args,
      start: String(start),
      ...(end !== undefined && { end: String(end) }),
      ...(result !== undefined && { result }),
      ...(error !== undefined && { error }),
    };
  }
}

/** The calls that these threads are inside of. */
export function callsPending(): Map<number, CallRecord> {
  const pending = new Map<number, CallRecord>();
  for (const { thread, records } of native.drainPending()) {
    const [record] = readRecords(records);
    if (record?.kind === 'call') pending.set(thread, record);
  }
  return pending;
}
