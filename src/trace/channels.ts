/** Calls for whoever has subscribed to them: `node:diagnostics_channel`. */
import { channel } from 'node:diagnostics_channel';
import type { ThreadRecords } from '../syscalls/binding.js';
import { apiCalls, systemCall } from './calls.js';
import type { ApiStart, TraceEvent } from './calls.js';
import { EventStream } from './event-stream.js';

/**
 * The names of the channels on which a recording publishes, in the thread that records, what all threads do that it
 * records: a {@link SystemCall} each, when it has returned, and an {@link ApiCall} with all that it has made.
 *
 * @example
 * diagnostics_channel.subscribe(channels.systemCall, ({ text }) => console.log(text));
 * startTracing({ threads: 'all' });
 */
export const channels = {
  systemCall: 'berkeley-sockets.systemCall',
  apiCall: 'berkeley-sockets.apiCall',
} as const;

const systemCalls = channel(channels.systemCall);
const apiCallsChannel = channel(channels.apiCall);

/** Publishes what a recording has read. */
export class Channels {
  /** Undefined while nobody listens. */
  #stream: EventStream | undefined;
  /** The events of API calls that go on. */
  readonly #open = new Map<ApiStart, TraceEvent[]>();

  publish(news: readonly ThreadRecords[]): void {
    if (!systemCalls.hasSubscribers && !apiCallsChannel.hasSubscribers) {
      this.#stream = undefined;
      this.#open.clear();
      return;
    }
    this.#stream ??= new EventStream();
    for (const event of [...this.#stream.add(0n, news), ...this.#stream.end()]) this.#publish(event);
  }

  #publish(event: TraceEvent): void {
    if (event.kind === 'lost') return;
    if (event.kind === 'apiStart') this.#open.set(event.api, []);
    this.#open.get(event.api)?.push(event);
    if (event.kind === 'systemCall') systemCalls.publish(systemCall(event.record, event.thread.thread));
    if (event.kind !== 'apiEnd') return;
    for (const call of apiCalls(this.#open.get(event.api) ?? [])) apiCallsChannel.publish(call);
    this.#open.delete(event.api);
  }
}
