/** The events of all threads in the order of time, from what is read of their rings again and again. */
import type { ThreadRecords } from '../syscalls/binding.js';
import { ThreadEvents } from './calls.js';
import type { TracedThread, TraceEvent } from './calls.js';
import { readRecords } from './records.js';

/** Nanoseconds by which what a thread has done may become known later than what another did after it. */
const tolerance = 1_000_000n;

export const byTime = (a: { at: bigint }, b: { at: bigint }): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

export class EventStream {
  readonly #threads = new Map<number, { readonly thread: TracedThread; readonly events: ThreadEvents }>();
  /** What may still be preceded by something else. */
  #waiting: TraceEvent[] = [];

  /** Takes what was read after `now`, and returns what it is sure that nothing comes before. */
  add(now: bigint, news: readonly ThreadRecords[]): TraceEvent[] {
    for (const each of news) {
      const { events } = this.#stateOf(each);
      this.#waiting.push(...events.of(readRecords(each.records)));
      if (!each.ended) continue;
      this.#waiting.push(...events.end());
      // The kernel may give its number to another thread.
      this.#threads.delete(each.thread);
    }
    const sure = now - tolerance;
    const sorted = this.#waiting.sort(byTime);
    const count = sorted.findIndex(({ at }) => at > sure);
    if (count < 0) return this.end();
    this.#waiting = sorted.slice(count);
    return sorted.slice(0, count);
  }

  /** The rest. */
  end(): TraceEvent[] {
    const rest = this.#waiting.sort(byTime);
    this.#waiting = [];
    return rest;
  }

  /** The thread by which its events are known. */
  threadOf(records: ThreadRecords): TracedThread {
    return this.#stateOf(records).thread;
  }

  #stateOf({ thread: number, name }: ThreadRecords): { thread: TracedThread; events: ThreadEvents } {
    let state = this.#threads.get(number);
    if (state === undefined) {
      const thread = { thread: number, name };
      state = { thread, events: new ThreadEvents(thread) };
      this.#threads.set(number, state);
    }
    return state;
  }
}
