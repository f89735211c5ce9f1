/** Each API call with its system calls indented below it, thread by thread, also while they are blocked. */
import { systemCall } from '../calls.js';
import type { ApiStart, SystemCall, TracedThread, TraceEvent } from '../calls.js';
import { duration, lostText } from './format.js';
import type { BlockedCall, Format } from './format.js';

/** Nanoseconds after which an API call that has not returned is shown. */
const moment = 50_000_000n;

/** An API call that goes on. */
interface OpenCall {
  readonly api: ApiStart;
  /** What it has made and is not shown yet. */
  systemCalls: SystemCall[];
  isShown: boolean;
}

/** The codes of ECMA-48 for what a terminal shows. */
const styles = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] } as const;
type Style = keyof typeof styles;

/** Why an API call has made no system call, where its name tells. */
function reasonOf(name: string): string {
  if (/^Buffered(Reader|InputStream)\.(read|skip)/.test(name)) return ': from the buffer';
  if (/^(PrintWriter|BufferedOutputStream)\.(write|print)/.test(name)) return ': into the buffer';
  return '';
}

export class CallsFormat implements Format {
  readonly #color: boolean;
  readonly #open = new Map<TracedThread, OpenCall>();
  /** The thread of the lines that were shown last. */
  #speaker: TracedThread | undefined;
  #lines: string[] = [];

  constructor({ color = false }: { readonly color?: boolean } = {}) {
    this.#color = color;
  }

  add(events: readonly TraceEvent[], now = 0n, blocked: readonly BlockedCall[] = []): string {
    for (const event of events) this.#one(event);
    for (const each of blocked) this.#blocked(each);
    for (const [thread, open] of this.#open) {
      const isNews = !open.isShown || open.systemCalls.length > 0;
      if (isNews && open.api.start <= now - moment) this.#part(thread, open, 'goes on');
    }
    return this.#text();
  }

  end(): string {
    for (const [thread, open] of this.#open) this.#part(thread, open, 'has not returned');
    this.#open.clear();
    return this.#text();
  }

  #one(event: TraceEvent): void {
    const { thread } = event;
    const open = this.#open.get(thread);
    switch (event.kind) {
      case 'apiStart':
        this.#open.set(thread, { api: event.api, systemCalls: [], isShown: false });
        return;
      case 'systemCall':
        open?.systemCalls.push(systemCall(event.record, thread.thread));
        return;
      case 'apiEnd': {
        this.#open.delete(thread);
        if (open === undefined) return;
        const none = open.systemCalls.length === 0 && !open.isShown;
        this.#part(thread, open, event.end === undefined ? 'has not returned' : duration(event.end - event.api.start));
        if (none) this.#line(thread, `    ${this.#paint('dim', `no system call${reasonOf(event.api.name)}`)}`);
        return;
      }
      case 'lost':
        this.#line(thread, this.#paint('red', lostText(event.calls)));
    }
  }

  #blocked({ thread, call, name }: BlockedCall): void {
    const open = this.#open.get(thread);
    if (open === undefined) this.#head(thread, name);
    else this.#part(thread, open);
    this.#systemCall(thread, call.text, this.#paint('yellow', 'blocked'));
  }

  /** The name of an API call, and what it has made since it was shown last. */
  #part(thread: TracedThread, open: OpenCall, remark?: string): void {
    this.#head(thread, open.api.name, remark);
    for (const { text, start, end } of open.systemCalls) this.#systemCall(thread, text, duration(end! - start));
    open.systemCalls = [];
    open.isShown = true;
  }

  #head(thread: TracedThread, name: string, remark?: string): void {
    this.#line(thread, `${this.#paint('bold', name)}${remark === undefined ? '' : this.#remark(remark)}`);
  }

  #systemCall(thread: TracedThread, text: string, remark: string): void {
    const [, name = '', rest = '', failure = ''] = /^(\w+)(.*?)( = (?:-1 E|\? ).*)?$/.exec(text) ?? [];
    const painted = this.#paint('cyan', name) + rest + this.#paint('red', failure);
    this.#line(thread, `    ${painted}${this.#remark(remark)}`);
  }

  #remark(text: string): string {
    return this.#paint('dim', `   # ${text}`);
  }

  #line(thread: TracedThread, text: string): void {
    if (this.#speaker !== thread) this.#lines.push(this.#paint('dim', `[pid ${thread.thread}] ${thread.name}`));
    this.#speaker = thread;
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
