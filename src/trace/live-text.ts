/** Calls as text while they happen: each API call with its system calls indented below it, thread by thread. */
import type { ThreadRecords } from '../syscalls/binding.js';
import { systemCall, ThreadCalls } from './calls.js';
import type { ApiCall, SystemCall } from './calls.js';
import { readRecords } from './records.js';
import type { TraceRecord } from './records.js';
import { lostText } from './trace.js';

/** Nanoseconds after which a call that has not returned is shown. */
const moment = 50_000_000n;

/** Nanoseconds by which what a thread has done may come later than what another did after it. */
const tolerance = 1_000_000n;

interface ThreadState {
  readonly thread: number;
  readonly name: string;
  readonly calls: ThreadCalls;
  /** Whether the API call that goes on was shown, and with it the system calls that it had made. */
  isOpenShown: boolean;
  /** The start of the call that was shown last as blocked. */
  blocked: bigint;
  /** When what is known of it ends. */
  last: bigint;
}

/** A system call that has not returned. */
interface Pending {
  readonly call: SystemCall;
  /** The name of the API call that it is, when it is inside of no other. */
  readonly name: string;
}

/** Something to show when it is sure that nothing comes before it. */
interface Item {
  readonly at: bigint;
  readonly show: () => void;
}

/** The codes of ECMA-48 for what a terminal shows. */
const styles = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] } as const;
type Style = keyof typeof styles;

/** 532 ns, 12.3 µs, 1.53 s */
export function duration(ns: bigint): string {
  const [unit, size] =
    ns < 1_000n ? ['ns', 1] : ns < 1_000_000n ? ['µs', 1e3] : ns < 1_000_000_000n ? ['ms', 1e6] : ['s', 1e9];
  const value = Number(ns) / size;
  return `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** Why an API call has made no system call, where its name tells. */
export function reasonOf(name: string): string {
  if (/^Buffered(Reader|InputStream)\.(read|skip)/.test(name)) return ': from the buffer';
  if (/^(PrintWriter|BufferedOutputStream)\.(write|print)/.test(name)) return ': into the buffer';
  return '';
}

export class LiveText {
  readonly #color: boolean;
  readonly #threads = new Map<number, ThreadState>();
  /** What is not shown yet. */
  #items: Item[] = [];
  /** The thread of the lines that were shown last. */
  #speaker: ThreadState | undefined;
  #lines: string[] = [];

  constructor(color: boolean) {
    this.#color = color;
  }

  /** What has been recorded, and then what was in progress. `now` is a time before they were read. */
  turn(now: bigint, news: readonly ThreadRecords[], pending: readonly ThreadRecords[]): string {
    for (const each of news) this.#take(each);
    this.#show(now - tolerance);
    const blocked = new Map<ThreadState, Pending>();
    for (const each of pending) {
      const [record] = readRecords(each.records);
      if (record?.kind !== 'call') continue;
      blocked.set(this.#stateOf(each), { call: systemCall(record, each.thread), name: record.row.name });
    }
    for (const state of this.#threads.values()) this.#showOpen(state, blocked.get(state), now - moment);
    return this.#text();
  }

  /** What is left when nothing more comes. */
  end(): string {
    this.#show();
    for (const state of this.#threads.values()) this.#showUnfinished(state);
    return this.#text();
  }

  #stateOf({ thread, name }: ThreadRecords): ThreadState {
    let state = this.#threads.get(thread);
    if (state === undefined) {
      state = { thread, name, calls: new ThreadCalls(thread), isOpenShown: false, blocked: 0n, last: 0n };
      this.#threads.set(thread, state);
    }
    return state;
  }

  #take(news: ThreadRecords): void {
    const state = this.#stateOf(news);
    for (const record of readRecords(news.records)) {
      const at = (state.last = endOf(record));
      for (const call of state.calls.add(record)) {
        const isContinued = state.isOpenShown;
        state.isOpenShown = false;
        this.#items.push({ at, show: () => this.#showReturned(state, call, isContinued) });
      }
      if (record.kind === 'lost') {
        const text = record.calls > 0 ? lostText(record.calls) : '+++ names of API calls lost: the ring was full +++';
        this.#items.push({ at, show: () => this.#line(state, this.#paint('red', text)) });
      }
    }
    if (!news.ended) return;
    // The kernel may give its number to another thread.
    this.#threads.delete(news.thread);
    this.#items.push({ at: state.last, show: () => this.#showUnfinished(state) });
  }

  /** Shows what was over by then. */
  #show(until?: bigint): void {
    const later: Item[] = [];
    this.#items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    for (const item of this.#items) {
      if (until === undefined || item.at <= until) item.show();
      else later.push(item);
    }
    this.#items = later;
  }

  #showReturned(state: ThreadState, call: ApiCall, isContinued: boolean): void {
    const took = call.end === undefined ? 'its end is lost' : duration(call.end - call.start);
    this.#head(state, call.name, took);
    this.#systemCalls(state, call.systemCalls);
    if (call.systemCalls.length === 0 && !isContinued)
      this.#line(state, `    ${this.#paint('dim', `no system call${reasonOf(call.name)}`)}`);
  }

  /** A call that goes on for more than a moment, with what it is blocked in. */
  #showOpen(state: ThreadState, pending: Pending | undefined, before: bigint): void {
    const { open } = state.calls;
    const blocked =
      pending && pending.call.start <= before && pending.call.start !== state.blocked ? pending : undefined;
    const isNews = open !== undefined && open.start <= before && (!state.isOpenShown || open.systemCalls.length > 0);
    if (blocked === undefined && !isNews) return;
    this.#head(state, open?.name ?? blocked!.name, blocked === undefined ? 'goes on' : undefined);
    this.#systemCalls(state, state.calls.takeSystemCalls());
    state.isOpenShown = open !== undefined;
    if (blocked === undefined) return;
    state.blocked = blocked.call.start;
    this.#systemCall(state, blocked.call.text, this.#paint('yellow', 'blocked'));
  }

  /** The thread has ended inside of a call, or the trace has. */
  #showUnfinished(state: ThreadState): void {
    const { open } = state.calls;
    if (open === undefined) return;
    this.#head(state, open.name, 'has not returned');
    this.#systemCalls(state, open.systemCalls);
  }

  #head(state: ThreadState, name: string, remark?: string): void {
    this.#line(state, `${this.#paint('bold', name)}${remark === undefined ? '' : this.#remark(remark)}`);
  }

  #systemCalls(state: ThreadState, calls: readonly SystemCall[]): void {
    for (const { text, start, end } of calls)
      this.#systemCall(state, text, end === undefined ? 'has not returned' : duration(end - start));
  }

  #systemCall(state: ThreadState, text: string, remark: string): void {
    const [, name = '', rest = '', result = ''] = /^(\w+)(.*?)( = (?:-1 E|\?).*)?$/s.exec(text) ?? [];
    const painted = this.#paint('cyan', name) + rest + this.#paint('red', result);
    this.#line(state, `    ${painted}${this.#remark(remark)}`);
  }

  #remark(text: string): string {
    return this.#paint('dim', `   # ${text}`);
  }

  #line(state: ThreadState, text: string): void {
    if (this.#speaker !== state) this.#lines.push(this.#paint('dim', `[pid ${state.thread}] ${state.name}`));
    this.#speaker = state;
    this.#lines.push(text);
  }

  #paint(style: Style, text: string): string {
    const [on, off] = styles[style];
    return this.#color && text !== '' ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  }

  #text(): string {
    const text = this.#lines.map((line) => `${line}\n`).join('');
    this.#lines = [];
    return text;
  }
}

/** When it was complete. */
const endOf = (record: TraceRecord): bigint => (record.kind === 'call' ? record.exit!.end : record.start);
