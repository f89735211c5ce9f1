/** One JSON object a line (https://github.com/ndjson/ndjson-spec); docs/trace.md has the fields. */
import { errnoName } from '../../syscalls/errno-error.js';
import type { ApiStart, TraceEvent } from '../calls.js';
import { namedArguments } from '../print/call.js';
import type { CallRecord } from '../records.js';
import type { Format } from './format.js';

/** JSON with numbers of any size: JSON.stringify() takes no bigint. */
const json = (fields: Readonly<Record<string, unknown>>): string =>
  `{${Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}:${typeof value === 'bigint' ? value : JSON.stringify(value)}`)
    .join(',')}}\n`;

export class NdjsonFormat implements Format {
  /** API calls that go on, with the number of system calls that they have made. */
  readonly #open = new Map<ApiStart, { readonly event: TraceEvent; systemCalls: number }>();

  add(events: readonly TraceEvent[]): string {
    return events.map((event) => this.#lineOf(event)).join('');
  }

  /** API calls that have not returned. */
  end(): string {
    return [...this.#open].map(([api, { event }]) => this.#apiCall(event, api)).join('');
  }

  #lineOf(event: TraceEvent): string {
    switch (event.kind) {
      case 'apiStart':
        this.#open.set(event.api, { event, systemCalls: 0 });
        return '';
      case 'systemCall': {
        const open = this.#open.get(event.api);
        if (open !== undefined) open.systemCalls++;
        return systemCallLine(event, event.api, event.record);
      }
      case 'apiEnd':
        return this.#apiCall(event, event.api, event.end);
      case 'lost':
        return json({ type: 'lost', ...threadOf(event), start: event.at, systemCalls: event.calls });
    }
  }

  #apiCall(event: TraceEvent, api: ApiStart, end?: bigint): string {
    const systemCalls = this.#open.get(api)?.systemCalls;
    this.#open.delete(api);
    return json({
      type: 'apiCall',
      id: api.id,
      ...threadOf(event),
      name: api.name,
      start: api.start,
      duration: end === undefined ? undefined : end - api.start,
      systemCalls,
    });
  }
}

const threadOf = ({ thread }: TraceEvent): { thread: number; threadName: string } => ({
  thread: thread.thread,
  threadName: thread.name,
});

function systemCallLine(event: TraceEvent, api: ApiStart, record: CallRecord): string {
  const { end, result, error } = record.exit!;
  return json({
    type: 'systemCall',
    apiCall: api.id,
    ...threadOf(event),
    name: record.row.kernelName,
    args: namedArguments(record),
    result,
    error: error === 0 ? undefined : errnoName(error),
    start: record.start,
    duration: end - record.start,
  });
}
