/**
 * Compares a trace with what strace recorded of the same process, thread by thread. Each call of the trace must be there,
 * in its order; and each call that strace saw on a socket that the trace has made must be in the trace. What is left is
 * Node's own: its event loop, its files.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rows } from '../syscalls/generated/rows.js';
import type { TracedThread, TraceEvent } from '../trace/calls.js';
import { EventStream } from '../trace/event-stream.js';
import { lostText } from '../trace/formats/format.js';
import { printCall } from '../trace/print/call.js';
import type { Reading, Sink } from '../trace/sinks.js';
import { parseStraceLine } from '../trace/strace-lines.js';
import type { StraceLine } from '../trace/strace-lines.js';

const filePrefix = 'strace';

/** strace, writing to this folder what the program after it does. */
export function straceCommand(directory: string): string[] {
  const calls = [...new Set(rows.map(({ kernelName }) => `?${kernelName}`)), 'execve'].join(',');
  return ['strace', '-ff', '-q', '-y', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', join(directory, filePrefix)];
}

/** Why strace cannot be run; undefined when it can. */
export function whyNoStrace(): string | undefined {
  if (process.platform !== 'linux') return '--verify needs strace, which exists on Linux only';
  const { error } = spawnSync('strace', ['--version'], { stdio: 'ignore' });
  return error && '--verify needs strace, which is not installed: apt-get install strace';
}

/** A call of the trace. */
interface Made {
  readonly thread: TracedThread;
  readonly start: bigint;
  readonly call: string;
  readonly text: string;
}

/** A line that only one of the two has. */
interface Difference {
  readonly thread: number;
  readonly sign: '-' | '+';
  readonly text: string;
}

/** Where a call is interrupted, strace sees the kernel's own code, or not: docs/trace.md. */
const comparable = (text: string): string => text.replace(/ = (\? ERESTARTSYS \(.*|-1 EINTR \(.*)$/, ' = interrupted');

export class Verification implements Sink {
  readonly #events = new EventStream();
  readonly #made: Made[] = [];
  #lost = 0;

  turn({ now, news }: Reading): void {
    this.#add(this.#events.add(now, news));
  }

  end(): void {
    this.#add(this.#events.end());
  }

  #add(events: readonly TraceEvent[]): void {
    for (const event of events) {
      if (event.kind === 'lost') this.#lost += event.calls;
      if (event.kind !== 'systemCall') continue;
      const { thread, record } = event;
      this.#made.push({ thread, start: record.start, call: record.row.kernelName, text: printCall(record) });
    }
  }

  /** Tells on standard error how it went, and returns whether all is equal. */
  report(directory: string): boolean {
    const files = readFiles(directory);
    const differences = compare(this.#made, files);
    const threads = new Set(this.#made.map(({ thread }) => thread.thread)).size;
    const say = (message: string): void => void process.stderr.write(`verify: ${message}\n`);
    if (files.size === 0) {
      say('strace has recorded nothing');
      return false;
    }
    if (this.#lost > 0) say(lostText(this.#lost));
    if (differences.length === 0 && this.#lost === 0) {
      say(`${this.#made.length} system calls of ${threads} threads are what strace recorded`);
      return true;
    }
    say(`${differences.length} lines differ (- strace, + the trace)`);
    let speaker: number | undefined;
    for (const { thread, sign, text } of differences) {
      if (thread !== speaker) say(`[pid ${thread}]`);
      speaker = thread;
      say(`${sign} ${text}`);
    }
    return false;
  }
}

/** The lines of each thread of the process by its number. */
function readFiles(directory: string): Map<number, StraceLine[]> {
  const files = new Map<number, StraceLine[]>();
  if (!existsSync(directory)) return files;
  for (const name of readdirSync(directory)) {
    const [, thread] = new RegExp(`^${filePrefix}\\.(\\d+)$`).exec(name) ?? [];
    if (thread === undefined) continue;
    const lines = readFileSync(join(directory, name), 'utf8').split('\n');
    files.set(
      Number(thread),
      lines.flatMap((line) => parseStraceLine(line) ?? []),
    );
  }
  return files;
}

/** Calls that make descriptors; what they name afterwards is the trace's own. */
const makers = /^(socket|socketpair|accept4?|pipe)$/;

/** Sockets and pipes have names of their own. */
const isUnique = (file: string): boolean => /^(socket|pipe):\[\d+\]$/.test(file);

function compare(made: readonly Made[], files: ReadonlyMap<number, readonly StraceLine[]>): Difference[] {
  const differences: Difference[] = [];
  const next = new Map<number, number>();
  const matched = new Set<StraceLine>();
  const own = new Set<string>();
  /** What each descriptor of the trace is now. */
  const descriptors = new Map<number, string>();
  const byStart = [...made].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  for (const { thread, call, text } of byStart) {
    const lines = files.get(thread.thread) ?? [];
    const from = next.get(thread.thread) ?? 0;
    const fd = Number(/^\w+\((\d+)/.exec(text)?.[1] ?? -1);
    const known = makers.test(call) && call.startsWith('socket') ? undefined : descriptors.get(fd);
    const at = lines.findIndex(
      (line, i) =>
        i >= from &&
        comparable(line.text) === comparable(text) &&
        (known === undefined || (line.files.get(fd) ?? known) === known),
    );
    if (at < 0) {
      differences.push({ thread: thread.thread, sign: '+', text });
      continue;
    }
    next.set(thread.thread, at + 1);
    const line = lines[at]!;
    matched.add(line);
    if (call === 'close' || call.startsWith('dup')) {
      descriptors.delete(Number(/^dup[23]\(\d+, (\d+)/.exec(text)?.[1] ?? fd));
    }
    if (!makers.test(call)) continue;
    for (const [number, file] of line.files) {
      if (number === fd || !isUnique(file)) continue;
      own.add(file);
      descriptors.set(number, file);
    }
  }
  return [...differences, ...missing(files, matched, own)].sort((a, b) => a.thread - b.thread);
}

/** What strace saw on sockets of the trace, and the trace has not. */
function missing(
  files: ReadonlyMap<number, readonly StraceLine[]>,
  matched: ReadonlySet<StraceLine>,
  own: ReadonlySet<string>,
): Difference[] {
  return [...files].flatMap(([thread, lines]) => {
    // Another process, which has inherited descriptors.
    const isOther = !lines.some((line) => matched.has(line)) && lines.some(({ text }) => text.startsWith('execve('));
    if (isOther) return [];
    return lines.flatMap((line, i): Difference[] => {
      const isOwn = [...line.files.values()].some((file) => own.has(file));
      if (!isOwn || matched.has(line) || isUnfinished(line) || isRestarted(line, lines[i + 1])) return [];
      return [{ thread, sign: '-', text: line.text }];
    });
  });
}

/** The process ended while it was inside of the call. */
const isUnfinished = ({ text }: StraceLine): boolean => / = \?$|<unfinished \.\.\.>/.test(text);

/** A handler of Node's has interrupted it, and the kernel has made it again: for the program it is one call. */
function isRestarted({ text }: StraceLine, next: StraceLine | undefined): boolean {
  const beginning = /^\w+\(\d+/.exec(text)?.[0];
  return text.includes(' = ? ERESTART') && beginning !== undefined && next?.text.startsWith(beginning) === true;
}
