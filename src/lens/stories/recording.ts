/** What the threads of a story call, step by step, in the form in which the page knows calls. */
import { thread as native } from '../../syscalls/binding.js';
import { ThreadEvents } from '../../trace/calls.js';
import type { TracedThread } from '../../trace/calls.js';
import { readRecords } from '../../trace/records.js';
import type { CallRecord } from '../../trace/records.js';
import { encodeCall, encodeEvent } from '../encode.js';
import type { LensApi, LensCall, LensEvent } from '../records.js';

/** An API call of a step, also one that made no system call. */
export interface StoryApiCall {
  readonly thread: number;
  readonly threadName: string;
  readonly api: LensApi;
  /** Absent while it goes on. */
  readonly end?: string;
}

/** What a step has called, by start. */
export interface StepCalls {
  /** Those that a thread is inside of have no end. One that was there in the step before too is here again. */
  readonly calls: readonly LensCall[];
  readonly apiCalls: readonly StoryApiCall[];
}

/** What one thread calls. */
export class ThreadRecording {
  readonly #id: number;
  readonly #thread: TracedThread;
  readonly #events: ThreadEvents;
  /** The API call that has not returned. */
  #open: LensApi | undefined;
  readonly #calls: LensCall[] = [];
  readonly #apiCalls: StoryApiCall[] = [];

  /** @param id native code's number of the recording. */
  constructor(thread: TracedThread, id: number) {
    this.#thread = thread;
    this.#events = new ThreadEvents(thread);
    this.#id = id;
  }

  /** What was called since it was asked last, and what has not returned since. */
  take(pending: CallRecord | undefined): StepCalls {
    for (const { records } of native.drain(this.#id)) {
      for (const event of this.#events.of(readRecords(records))) this.#add(encodeEvent(event));
    }
    if (pending !== undefined) {
      const api = this.#open ?? { name: pending.row.name, start: String(pending.start), isRaw: true };
      this.#calls.push(encodeCall(this.#thread, pending, api));
      if (api.isRaw) this.#addApi(api);
    }
    if (this.#open !== undefined) this.#addApi(this.#open);
    return { calls: this.#calls.splice(0), apiCalls: this.#apiCalls.splice(0) };
  }

  #add(event: LensEvent): void {
    switch (event.kind) {
      case 'apiStart':
        this.#open = event.api;
        return;
      case 'call':
        this.#calls.push(event);
        return;
      case 'apiEnd':
        this.#open = undefined;
        this.#addApi(event.api, event.end);
        return;
      case 'lost':
        throw new Error(`${event.calls} system calls are missing: the ring was full`);
    }
  }

  #addApi(api: LensApi, end?: string): void {
    const { thread, name: threadName } = this.#thread;
    this.#apiCalls.push({ thread, threadName, api, ...(end !== undefined && { end }) });
  }
}

/** The calls that threads are inside of, by thread. */
export function callsPending(): Map<number, CallRecord> {
  const pending = new Map<number, CallRecord>();
  for (const { thread, records } of native.drainPending()) {
    const [record] = readRecords(records);
    if (record?.kind === 'call') pending.set(thread, record);
  }
  return pending;
}
