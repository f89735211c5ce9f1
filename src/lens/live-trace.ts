/** What all threads do from now on, in pieces that the page can take. */
import { thread as native } from '../syscalls/binding.js';
import { EventStream } from '../trace/event-stream.js';
import { readRecords } from '../trace/records.js';
import type { TraceEvent } from '../trace/calls.js';
import { encodeCall, encodeEvent } from './encode.js';
import type { LensBatch, LensCall } from './records.js';

/** Nanoseconds after which a call in progress is shown as blocked. */
const moment = 20_000_000n;

/**
 * System calls a second that a page is sent, and how many at once after a rest: what it can draw and somebody can read. The
 * others are dropped, and counted.
 */
const limits = { rate: 5000, burst: 5000 };

/** The page's own servlet records itself as API calls of these names: pages do not wake each other for them. */
export const ownApi = /^LensServlet\./;

export class LiveTrace {
  readonly #recording = native.startRecording(true);
  readonly #start = process.hrtime.bigint();
  readonly #events = new EventStream();
  #held: TraceEvent[] = [];
  #tokens: number = limits.burst;
  #last = this.#start;
  #dropped = 0;
  #blocked = '';

  get start(): bigint {
    return this.#start;
  }

  /**
   * What has become known since the last time; undefined when it is nothing, or nothing but the pages' own traffic while
   * `isUrgent` is false: then it can wait.
   */
  take(isUrgent: boolean): LensBatch | undefined {
    const now = process.hrtime.bigint();
    // Others may have had a call recorded that was in progress when this began.
    const events = this.#events.add(now, native.drain(this.#recording)).filter(({ at }) => at >= this.#start);
    this.#held.push(...events);
    const blocked = this.#inProgress(now);
    const key = blocked.map(({ thread, start }) => `${thread}:${start}`).join();
    if (!isUrgent && key === this.#blocked && this.#held.every(isOwn)) return undefined;
    this.#blocked = key;
    const batch = { now: String(now), events: this.#limited(now).map(encodeEvent), blocked, dropped: this.#dropped };
    this.#held = [];
    this.#dropped = 0;
    return batch;
  }

  /** The page has not got a batch, and does not get it later. */
  drop(batch: LensBatch): void {
    for (const event of batch.events) {
      if (event.kind === 'call') this.#dropped++;
      else if (event.kind === 'lost') this.#dropped += event.calls;
    }
    this.#dropped += batch.dropped;
    this.#blocked = '';
  }

  /** Without the calls that are too many. */
  #limited(now: bigint): TraceEvent[] {
    const { rate, burst } = limits;
    this.#tokens = Math.min(burst, this.#tokens + (Number(now - this.#last) / 1e9) * rate);
    this.#last = now;
    const kept = this.#held.filter(({ kind }) => kind !== 'systemCall' || this.#tokens-- >= 1);
    this.#tokens = Math.max(0, this.#tokens);
    this.#dropped += this.#held.length - kept.length;
    return kept;
  }

  #inProgress(now: bigint): LensCall[] {
    return native.drainPending().flatMap((each) => {
      const [record] = readRecords(each.records);
      if (record?.kind !== 'call' || record.start > now - moment) return [];
      const thread = this.#events.threadOf(each);
      // Which API call it belongs to, the page knows: it has begun before it.
      const api = { name: record.row.name, start: String(record.start), isRaw: true };
      return [encodeCall(thread, record, api)];
    });
  }

  stop(): void {
    native.stopRecording(this.#recording);
  }
}

const isOwn = (event: TraceEvent): boolean => event.kind !== 'lost' && ownApi.test(event.api.name);
