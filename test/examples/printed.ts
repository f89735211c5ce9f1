/** What the examples print (examples/show.mjs), taken apart. */
import { aligned } from '../../src/trace/strace-lines.js';

/** An API call that was shown: its name, and its system calls as strace prints them. */
export interface Shown {
  readonly pid: number;
  /** 'main thread', 'thread 1' */
  readonly thread: string;
  /** How many steps were begun before it was shown: the first is 1. */
  readonly step: number;
  /** 'new Socket("127.0.0.1", 9000)' */
  readonly name: string;
  readonly lines: readonly string[];
  /** What stands in the place of the lines: 'no system call: from the buffer' */
  readonly none?: string;
  /** Shown while it was blocked: it is shown again when it returns. */
  readonly blocked: boolean;
}

const blockedMark = '   # blocked';

export class Printed {
  readonly calls: readonly Shown[];
  /** The lines that begin with '# ', without it. */
  readonly notes: readonly string[];

  constructor(output: string) {
    const calls: Shown[] = [];
    const notes: string[] = [];
    let [pid, thread, step] = [0, '', 0];
    let lines: string[] = [];
    for (const line of output.split('\n')) {
      const heading = /^\[pid (\d+)\] (.*)$/.exec(line);
      if (heading) [pid, thread] = [Number(heading[1]), heading[2]!];
      else if (line.startsWith('== ')) step++;
      else if (line.startsWith('# ')) notes.push(line.slice(2));
      else if (line.startsWith('    no system call')) calls.push({ ...calls.pop()!, none: line.trim() });
      else if (line.endsWith(blockedMark)) {
        lines.push(line.slice(4, -blockedMark.length));
        calls.push({ ...calls.pop()!, blocked: true });
      } else if (line.startsWith('    ')) lines.push(line.slice(4));
      else if (line !== '') calls.push({ pid, thread, step, name: line, lines: (lines = []), blocked: false });
    }
    [this.calls, this.notes] = [calls, notes];
  }

  /** The system calls by name, in the order in which they are shown: of a thread, of a step, or all. */
  names({ thread, step }: { thread?: string; step?: number } = {}): string[] {
    return this.calls
      .filter((call) => !call.blocked)
      .filter((call) => (thread ?? call.thread) === call.thread && (step ?? call.step) === call.step)
      .flatMap(({ lines }) => lines.map((line) => line.slice(0, line.indexOf('('))));
  }

  /** All lines that a call of this name has. */
  lines(name: string): string[] {
    return this.calls.flatMap(({ lines, blocked }) => lines.filter((line) => !blocked && line.startsWith(`${name}(`)));
  }

  /** The rows of the table of connections. */
  rows(): {
    state: string;
    receiveQueue: number;
    sendQueue: number;
    local: string;
    peer: string;
    descriptor: string;
  }[] {
    return this.notes.flatMap((note) => {
      const row = /^([A-Z][A-Z\d-]+) +(\d+) +(\d+) +(\d+) +(\d+|\*) +(\d+|none)$/.exec(note);
      if (!row) return [];
      const [, state, receiveQueue, sendQueue, local, peer, descriptor] = row as unknown as string[];
      return [
        {
          state: state!,
          receiveQueue: Number(receiveQueue),
          sendQueue: Number(sendQueue),
          local: local!,
          peer: peer!,
          descriptor: descriptor!,
        },
      ];
    });
  }
}

/** Gives each value a new one, the same for the same. */
function renumber(first: number): (value: string) => string {
  const seen = new Map<string, string>();
  return (value) => {
    if (!seen.has(value)) seen.set(value, String(first + seen.size));
    return seen.get(value)!;
  };
}

/**
 * The output as examples/README.md has it: in the place of what differs from run to run (processes, threads, ports, descriptors,
 * times, addresses in memory, temporary directories) stand numbers in the order of appearance.
 */
export function canonical(output: string): string {
  const pidOf = renumber(1001);
  const portOf = renumber(40001);
  const all = (pattern: RegExp): Set<string> =>
    new Set(Array.from(output.matchAll(pattern), (found) => found.slice(1).find(Boolean) ?? ''));
  const pids = all(/\[pid (\d+)\]|tgkill\(\d+, (\d+)|[Pp]rocess (\d{2,})/g);
  const ports = all(/htons\(([1-9]\d*)\)|127\.0\.0\.1:([1-9]\d*)/g);
  const descriptors = new Descriptors();
  return output
    .trim()
    .split('\n')
    .map((line) => {
      const main = /^\[pid (\d+)\] main/.exec(line)?.[1];
      if (main !== undefined) descriptors.process = main;
      return aligned(
        descriptors
          .renamed(line)
          .replace(/\b\d{2,}\b/g, (number) => (isPidIn(line) && pids.has(number) ? pidOf(number) : number))
          .replace(/\b\d{4,5}\b/g, (number) => (isPortIn(line) && ports.has(number) ? portOf(number) : number))
          .replace(/0x[\da-f]{6,}/g, '0x7ffd40')
          .replace(/berkeley-\w{6}/g, 'berkeley-a1b2c3')
          .replace(/uid=\d+, gid=\d+/, 'uid=1000, gid=1000')
          .replace(
            /(\], 1, )(\d+)\)/,
            (_, before: string, left: string) => `${before}${Math.ceil(Number(left) / 100) * 100})`,
          )
          .replace(/\b(\d+) ms/, (_, time: string) => `${time[0]!}${'0'.repeat(time.length - 1)} ms`),
      );
    })
    .join('\n');
}

const isPidIn = (line: string): boolean => /^\[pid|tgkill\(|rocess \d|pid=/.test(line);
const isPortIn = (line: string): boolean => /htons\(|127\.0\.0\.1|^# [A-Z\d-]+ +\d+ +\d+ /.test(line);

/** The numbers of descriptors: the lowest that are free, so they depend on what Node has open. */
class Descriptors {
  process = '';
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  renamed(line: string): string {
    if (!line.startsWith('    '))
      return line.replace(
        /(transferFrom\(|^# [A-Z\d-]+ +\d+ +\d+ +\d+ +\S+ +)(\d+)/,
        (_, before: string, fd: string) => before + this.#of(fd),
      );
    const made =
      /^ {4}(?:socket|accept4)\(.* = (\d+)$/.exec(line)?.[1] ?? /recvmsg\(.*cmsg_data=\[(\d+)\]/.exec(line)?.[1];
    if (made !== undefined) this.#create(made);
    for (const each of /^ {4}socketpair\(.*\[(\d+), (\d+)\]/.exec(line)?.slice(1) ?? []) this.#create(each);
    return line
      .replace(/^( {4}(?!poll|tgkill|socket)\w+\()(\d+)\b/, (_, call: string, fd: string) => call + this.#of(fd))
      .replace(/^( {4}sendfile\(\d+, )(\d+)/, (_, call: string, fd: string) => call + this.#of(fd))
      .replace(/^( {4}dup3\(\d+, )(\d+)/, (_, call: string, fd: string) => call + this.#of(fd))
      .replace(/(\{fd=|cmsg_data=\[)(\d+)/g, (_, before: string, fd: string) => before + this.#of(fd))
      .replace(/^( {4}(?:socket|accept4|dup3)\(.* = )(\d+)$/, (_, call: string, fd: string) => call + this.#of(fd))
      .replace(
        /^( {4}socketpair\(.*\[)(\d+), (\d+)/,
        (_, call: string, ...fds: string[]) => `${call}${this.#of(fds[0]!)}, ${this.#of(fds[1]!)}`,
      );
  }

  #create(fd: string): void {
    const count = this.#counts.get(this.process) ?? 20;
    this.#counts.set(this.process, count + 1);
    this.#names.set(`${this.process} ${fd}`, String(count));
  }

  #of(fd: string): string {
    if (Number(fd) < 10) return fd;
    const key = `${this.process} ${fd}`;
    if (!this.#names.has(key)) this.#create(fd);
    return this.#names.get(key)!;
  }
}

/**
 * What of an output is the same on every machine and in every run: large numbers and long data differ, and so does how
 * often the same call is made to move them.
 */
export function skeleton(output: string): string {
  const blocks: string[][] = [];
  for (const line of output.split('\n')) {
    const plain = line
      .replace(/"(?:[^"\\]|\\.)*"\.\.\.(, \d+)?/g, '"…"')
      .replace(/("…"\)) += \d+/g, '$1 = #')
      .replace(/byte\[\d+\]/, 'byte[]')
      .replace(/\b\d{3,}\b/g, '#')
      .replace(/\b[\da-f]{16}\b/g, '#')
      .replace(/ += /, ' = ')
      .replace(/ +# /g, ' # ');
    const block = blocks.at(-1);
    if (!line.startsWith('    ') || block === undefined) blocks.push([plain]);
    else if (block.at(-1) !== plain) block.push(plain);
  }
  const texts = blocks.map((block) => block.join('\n'));
  return texts.filter((text, i) => text === '' || text !== texts[i - 1]).join('\n');
}
