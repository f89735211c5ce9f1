/** What was recorded, as objects and as text. */
import { apiCalls, ThreadEvents } from './calls.js';
import type { ApiCall, TracedThread, TraceEvent } from './calls.js';
import { byTime } from './event-stream.js';
import { lostText } from './formats/format.js';
import { formats } from './formats/index.js';
import type { FormatName } from './formats/index.js';
import { printCall } from './print/call.js';
import type { TraceRecord } from './records.js';

/** Records of one thread, in their order. */
export interface ThreadTrace extends TracedThread {
  /** As they were recorded, for the methods of {@link Trace}. */
  readonly records: readonly TraceRecord[];
}

const lostOf = ({ records }: ThreadTrace): number =>
  records.reduce((sum, record) => sum + (record.kind === 'lost' ? record.calls : 0), 0);

const byStart = (a: { start: bigint }, b: { start: bigint }): number =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : 0;

/**
 * What was recorded.
 *
 * @example
 * const trace = startTracing({ threads: 'all' }).stop();
 * writeFileSync('trace.json', trace.toChromeTrace());
 */
export class Trace {
  /** The threads that have made calls. */
  readonly threads: readonly ThreadTrace[];
  #calls: readonly ApiCall[] | undefined;

  constructor(threads: readonly ThreadTrace[]) {
    this.threads = threads;
  }

  /** API calls with their system calls, by start. A call of the raw layer is its own API call. */
  get calls(): readonly ApiCall[] {
    this.#calls ??= apiCalls(this.#events()).sort(byStart);
    return this.#calls;
  }

  /** How many system calls are missing because a ring was full. */
  get lost(): number {
    return this.threads.reduce((sum, thread) => sum + lostOf(thread), 0);
  }

  /**
   * The lines that `strace -ff` writes to the file of each thread. With more than one thread in the
   * trace, each line begins with its thread as in `strace -f`; `thread` selects one.
   */
  toStrace(thread?: number): string {
    const chosen = this.threads.filter((each) => thread === undefined || each.thread === thread);
    const lines = chosen.flatMap((each) => {
      const calls = each.records.filter((record) => record.kind === 'call');
      return calls.map((call) => ({ start: call.start, text: printCall(call), thread: each.thread }));
    });
    if (chosen.length > 1) lines.sort(byStart);
    const prefix = (id: number): string => (chosen.length > 1 ? `[pid ${id}] ` : '');
    const text = lines.map((line) => `${prefix(line.thread)}${line.text}\n`);
    for (const each of chosen) {
      const lost = lostOf(each);
      if (lost > 0) text.push(`${prefix(each.thread)}${lostText(lost)}\n`);
    }
    return text.join('');
  }

  /** The same as {@link toStrace}, of all threads. */
  toString(): string {
    return this.toStrace();
  }

  /** One JSON object a line, for each system call and each API call, with its arguments by name. See docs/trace.md. */
  toNdjson(): string {
    return this.#formatted('ndjson');
  }

  /** Chrome's trace events as JSON, for ui.perfetto.dev: threads, API calls with system calls in them, connections. */
  toChromeTrace(): string {
    return this.#formatted('perfetto');
  }

  /** A sequence diagram of Mermaid: threads, the kernel, clients. Of a long trace, the beginning. */
  toMermaid(): string {
    return this.#formatted('mermaid');
  }

  /** The table of `strace -c -w`: calls, errors and time of each system call. */
  toSummary(): string {
    return this.#formatted('summary');
  }

  #formatted(name: FormatName): string {
    const format = formats[name]({ pid: process.pid });
    return format.add([...this.#events()].sort(byTime)) + format.end();
  }

  *#events(): Generator<TraceEvent> {
    for (const { thread, name, records } of this.threads) yield* new ThreadEvents({ thread, name }).of(records);
  }
}
