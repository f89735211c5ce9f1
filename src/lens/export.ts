/** What a page holds, in the formats of a trace. */
import { ThreadEvents } from '../trace/calls.js';
import { byTime } from '../trace/event-stream.js';
import { formats } from '../trace/formats/index.js';
import type { FormatName } from '../trace/formats/index.js';
import type { TraceRecord } from '../trace/records.js';
import { Trace } from '../trace/trace.js';
import type { ThreadTrace } from '../trace/trace.js';
import { decodeRecord, expected } from './encode.js';
import type { LensEvent } from './records.js';

type Mutable = ThreadTrace & { records: TraceRecord[] };

/** @throws TypeError, SyntaxError, RangeError when these are no events of {@link encodeEvent}. */
function traceOf(events: readonly LensEvent[]): Trace {
  const threads = new Map<number, Mutable>();
  for (const event of events) {
    const { thread, threadName: name } = event;
    let entry = threads.get(thread);
    if (entry === undefined)
      threads.set(
        thread,
        (entry = { thread: expected('number', thread), name: expected('string', name), records: [] }),
      );
    const record = recordOf(event);
    if (record !== undefined) entry.records.push(record);
  }
  return new Trace([...threads.values()]);
}

/** Undefined where there was none: a raw call is its own API call, one that is blocked is not recorded yet. */
function recordOf(event: LensEvent): TraceRecord | undefined {
  switch (event.kind) {
    case 'call':
      return event.record && decodeRecord(event.start, event.record);
    case 'apiStart':
      if (event.api.isRaw) return undefined;
      return { kind: 'apiEnter', start: BigInt(event.api.start), name: expected('string', event.api.name) };
    case 'apiEnd':
      if (event.api.isRaw || event.end === undefined) return undefined;
      return { kind: 'apiLeave', start: BigInt(event.end) };
    case 'lost':
      return { kind: 'lost', start: BigInt(event.at), calls: expected('number', event.calls) };
  }
}

const methods: Readonly<Record<FormatName, (trace: Trace) => string>> = {
  calls: callsOf,
  strace: (trace) => trace.toStrace(),
  ndjson: (trace) => trace.toNdjson(),
  perfetto: (trace) => trace.toChromeTrace(),
  mermaid: (trace) => trace.toMermaid(),
  summary: (trace) => trace.toSummary(),
};

function callsOf({ threads }: Trace): string {
  const format = formats.calls({ pid: process.pid });
  const events = threads.flatMap(({ thread, name, records }) => [...new ThreadEvents({ thread, name }).of(records)]);
  return format.add(events.sort(byTime)) + format.end();
}

/** The types and the endings of files in each format. */
export const files: Readonly<Record<FormatName, { readonly type: string; readonly name: string }>> = {
  calls: { type: 'text/plain', name: 'trace.calls.txt' },
  strace: { type: 'text/plain', name: 'trace.strace.txt' },
  ndjson: { type: 'application/x-ndjson', name: 'trace.ndjson' },
  perfetto: { type: 'application/json', name: 'trace.perfetto.json' },
  mermaid: { type: 'text/plain', name: 'trace.mmd' },
  summary: { type: 'text/plain', name: 'trace.summary.txt' },
};

export const isFormat = (name: string): name is FormatName => Object.hasOwn(files, name);

/** @throws TypeError, SyntaxError, RangeError when these are no events of {@link encodeEvent}. */
export const exported = (format: FormatName, events: readonly LensEvent[]): string => methods[format](traceOf(events));
