/**
 * Chrome's trace events (JSON object format), which ui.perfetto.dev and chrome://tracing draw: a track for each thread, on
 * it API calls, in them their system calls, and an arrow from each connect to its accept.
 */
import { errnoName } from '../../syscalls/errno-error.js';
import type { ApiStart, TracedThread, TraceEvent } from '../calls.js';
import { namedArguments, printCall } from '../print/call.js';
import { Connections } from './connections.js';
import type { Link } from './connections.js';
import { lostText } from './format.js';
import type { Format } from './format.js';

/** Microseconds as JSON, to the nanosecond: of a number, the digits would not be enough after some months. */
class Micros {
  readonly #ns: bigint;

  constructor(ns: bigint) {
    this.#ns = ns;
  }

  toString(): string {
    return `${this.#ns / 1000n}.${String(this.#ns % 1000n).padStart(3, '0')}`;
  }
}

const json = (fields: Readonly<Record<string, unknown>>): string =>
  `{${Object.entries(fields)
    .map(([name, value]) => `"${name}":${value instanceof Micros ? value.toString() : JSON.stringify(value)}`)
    .join(',')}}`;

export class ChromeFormat implements Format {
  readonly #pid: number;
  readonly #connections = new Connections();
  readonly #named = new Set<TracedThread>();
  readonly #open = new Map<ApiStart, TraceEvent>();
  #count = 0;
  #links = 0;

  constructor({ pid }: { readonly pid: number }) {
    this.#pid = pid;
  }

  add(events: readonly TraceEvent[]): string {
    return events.map((event) => this.#of(event)).join('');
  }

  end(): string {
    const open = [...this.#open].map(([api, event]) =>
      this.#event(event, { name: api.name, cat: 'api', ph: 'B', ts: new Micros(api.start) }),
    );
    this.#open.clear();
    return `${this.#count === 0 ? head : ''}${open.join('')}\n]}\n`;
  }

  #of(event: TraceEvent): string {
    switch (event.kind) {
      case 'apiStart':
        // A call of the raw layer is drawn once, as the system call that it is.
        if (!event.api.isRaw) this.#open.set(event.api, event);
        return '';
      case 'apiEnd': {
        const { api, end } = event;
        if (!this.#open.delete(api)) return '';
        const slice = { name: api.name, cat: 'api', ts: new Micros(api.start) };
        if (end === undefined) return this.#event(event, { ...slice, ph: 'B' });
        return this.#event(event, { ...slice, ph: 'X', dur: new Micros(end - api.start) });
      }
      case 'systemCall':
        return this.#systemCall(event) + this.#flow(this.#connections.add(event));
      case 'lost':
        return this.#event(event, {
          name: lostText(event.calls),
          cat: 'lost',
          ph: 'i',
          s: 't',
          ts: new Micros(event.at),
        });
    }
  }

  #systemCall(event: Extract<TraceEvent, { kind: 'systemCall' }>): string {
    const { record } = event;
    const { end, result, error } = record.exit!;
    return this.#event(event, {
      name: record.row.kernelName,
      cat: 'syscall',
      ph: 'X',
      ts: new Micros(record.start),
      dur: new Micros(end - record.start),
      args: {
        ...namedArguments(record),
        result,
        ...(error !== 0 && { error: errnoName(error) }),
        strace: printCall(record),
      },
    });
  }

  #flow(link: Link | undefined): string {
    if (link === undefined) return '';
    const { connect, accept } = link;
    const arrow = { name: 'connection', cat: 'connection', id: ++this.#links };
    return (
      this.#event(connect, { ...arrow, ph: 's', ts: new Micros(connect.record.start) }) +
      // It belongs to the slice around it, and at its end that is over.
      this.#event(accept, { ...arrow, ph: 'f', bp: 'e', ts: new Micros(accept.record.exit!.end - 1n) })
    );
  }

  /** An event of a thread, which gets its name before the first. */
  #event({ thread }: TraceEvent, fields: Readonly<Record<string, unknown>>): string {
    const place = { pid: this.#pid, tid: thread.thread };
    const isFirst = !this.#named.has(thread);
    this.#named.add(thread);
    const name = isFirst
      ? this.#line(json({ name: 'thread_name', ph: 'M', ...place, args: { name: thread.name } }))
      : '';
    return name + this.#line(json({ ...fields, ...place }));
  }

  #line(text: string): string {
    return `${this.#count++ === 0 ? head : ',\n'}${text}`;
  }
}

const head = '{"displayTimeUnit":"ns","traceEvents":[\n';
