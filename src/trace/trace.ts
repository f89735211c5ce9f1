/** What was recorded, as objects and as text. */
import { ThreadCalls } from './calls.js';
import type { ApiCall } from './calls.js';
import { printCall } from './print/call.js';
import type { TraceRecord } from './records.js';

/** Records of one thread, in their order. */
export interface ThreadTrace {
  /** The kernel's number. */
  readonly thread: number;
  /** 'main', 'pool-1-thread-2' */
  readonly name: string;
  readonly records: readonly TraceRecord[];
}

const lostOf = ({ records }: ThreadTrace): number =>
  records.reduce((sum, record) => sum + (record.kind === 'lost' ? record.calls : 0), 0);

const byStart = (a: { start: bigint }, b: { start: bigint }): number =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : 0;

/** What was recorded. */
export class Trace {
  readonly threads: readonly ThreadTrace[];
  #calls: readonly ApiCall[] | undefined;

  constructor(threads: readonly ThreadTrace[]) {
    this.threads = threads;
  }

  /** API calls with their system calls, by start. A call of the raw layer is its own API call. */
  get calls(): readonly ApiCall[] {
    this.#calls ??= this.threads.flatMap(apiCalls).sort(byStart);
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

  toString(): string {
    return this.toStrace();
  }
}

function apiCalls({ thread, records }: ThreadTrace): ApiCall[] {
  const calls = new ThreadCalls(thread);
  const complete = records.flatMap((record) => calls.add(record));
  return calls.open === undefined ? complete : [...complete, calls.open];
}

/** What stands in the place of system calls that are missing. */
export const lostText = (count: number): string => `+++ ${count} system calls lost: the ring was full +++`;
