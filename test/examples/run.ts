/** Runs examples, plainly and under strace. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { rows } from '../../src/syscalls/generated/rows.js';
import { parseStraceLine } from '../../src/trace/strace-lines.js';

/** Runs a program to its end, which it must reach without a complaint. Returns what it printed. */
async function run(program: string, args: readonly string[]): Promise<string> {
  // Standard input is no socket: a pipe of libuv's would be.
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (child.exitCode !== 0 || stderr !== '') {
    throw new Error(`${program} ${args.join(' ')} ended with ${child.exitCode}:\n${stdout}${stderr}`);
  }
  return stdout;
}

export const directory = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The files of the examples: '01-server.mjs', …, in the order of the story. */
export const examples = readdirSync(directory)
  .filter((name) => /^\d\d-/.test(name))
  .sort();

export const find = (number: string): string => examples.find((name) => name.startsWith(number))!;

/** What an example prints. */
export const output = (name: string): Promise<string> => run(process.execPath, [join(directory, name)]);

const traced = [...new Set(rows.map(({ kernelName }) => `?${kernelName}`)), 'execve'];

/** Runs an example under strace. Returns what it printed, and the lines of strace for each thread by its number. */
export async function underStrace(name: string): Promise<{ stdout: string; threads: Map<number, string[]> }> {
  const files = mkdtempSync(join(tmpdir(), 'strace-'));
  try {
    const stdout = await run('strace', [
      ...['-ff', '-y', '-e', `trace=${traced.join(',')}`, '-e', 'signal=none', '-o', join(files, 'out')],
      ...[process.execPath, join(directory, name)],
    ]);
    const threads = new Map<number, string[]>();
    for (const file of readdirSync(files)) {
      const lines = readFileSync(join(files, file), 'utf8').trimEnd().split('\n');
      if (isForeign(lines)) continue;
      const own = ownCalls(lines);
      if (own.length > 0 && !isWaker(own)) threads.set(Number(file.slice('out.'.length)), own);
    }
    return { stdout, threads };
  } finally {
    rmSync(files, { recursive: true });
  }
}

/** A thread of native code (native/waker.cc), which wakes a blocked thread when Node has something for it. */
const isWaker = (own: readonly string[]): boolean => own.every((line) => line.startsWith('tgkill('));

/** The client of the first example, which does not use this package. */
const isForeign = (lines: readonly string[]): boolean => lines.some((line) => /^execve\(.*"-e"/.test(line));

/**
 * The lines that concern sockets, without the names that `strace -y` adds to descriptors. Node itself has no socket but
 * perhaps its standard streams. The twelfth example sends a file, which Node opens.
 */
function ownCalls(lines: readonly string[]): string[] {
  const started = lines.findLastIndex((line) => line.startsWith('execve('));
  const own = lines
    .slice(started + 1)
    .filter((line) => /^(socket|socketpair|tgkill)\(/.test(line) || concerns(line))
    .map((line) => parseStraceLine(line)!.text);
  return started < 0 ? own : own.slice(endOfLoading(own));
}

const concerns = (line: string): boolean =>
  Array.from(line.matchAll(/(\d+)<([^<>]*)>/g)).some(
    ([, fd, file]) => Number(fd) > 2 && (file!.startsWith('socket:') || /\/berkeley-\w+\/file$/.test(file!)),
  );

/**
 * When the package is loaded, it makes a pair of sockets and closes one: a dead end, to be put in the place of sockets
 * that are closed while a thread is blocked on them. What comes before is Node's.
 */
const endOfLoading = (lines: readonly string[]): number =>
  2 +
  lines.findIndex(
    (line, i) =>
      line.startsWith('socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, ') &&
      lines[i + 1]?.startsWith('close(') === true,
  );
