/** What a program did between its marks, by strace. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the thread that made one call of the API did meanwhile. */
export interface Window {
  readonly section: string;
  /** The call, as the page shows it. */
  readonly name: string;
  /** strace's lines, for each time that the call was made. */
  readonly passes: readonly string[][];
}

/** Memory, locks and the scheduler: a virtual machine's own affairs, which come when they like. */
const noise = [
  ...[
    'futex',
    'mprotect',
    'madvise',
    'mmap',
    'munmap',
    'mremap',
    'brk',
    'membarrier',
    'sched_yield',
    'restart_syscall',
  ],
  ...['rt_sigprocmask', 'rt_sigreturn', 'getpid', 'gettid', 'prctl', 'clock_gettime', 'getrusage'],
];

/** Runs a program under strace and returns its windows in the order in which they began. */
export async function windowsOf(program: string, args: readonly string[]): Promise<Window[]> {
  const directory = mkdtempSync(join(tmpdir(), 'strace-'));
  try {
    const noNoise = `trace=!${noise.map((name) => `?${name}`).join(',')}`;
    const strace = ['--seccomp-bpf', '-ff', '-ttt', '-e', 'signal=none', '-e', noNoise, '-o', join(directory, 'out')];
    // strace leaves what it traces alone when it is ended: timeout(1) ends all of them.
    await run('timeout', ['-s', 'KILL', '110', 'strace', ...strace, program, ...args]).catch((cause: unknown) => {
      const notFound = (cause as { code: unknown }).code === 127;
      throw notFound ? new Error('strace is missing: run `apt-get install strace`', { cause }) : cause;
    });
    return inOrder(readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8')));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The windows in the files of all threads. */
function inOrder(files: readonly string[]): Window[] {
  const found: { time: string; name: string; lines: string[] }[] = [];
  const sections: { time: string; title: string }[] = [];
  for (const file of files) {
    let lines: string[] | undefined;
    for (const entry of file.split('\n')) {
      const [, time = '', line = ''] = /^([\d.]+) (.*)$/.exec(entry) ?? [];
      const [, mark, name = ''] = /"\/M\/([SBE]):([^"]+)"/.exec(line) ?? [];
      if (mark === 'S') {
        sections.push({ time, title: name });
      } else if (mark === 'B') {
        lines = [];
        found.push({ time, name, lines });
      } else if (mark === 'E') {
        lines = undefined;
      } else {
        lines?.push(line);
      }
    }
  }
  const byTime = (a: { time: string }, b: { time: string }): number => Number(a.time) - Number(b.time);
  const windows = new Map<string, { section: string; name: string; passes: string[][] }>();
  sections.sort(byTime);
  for (const { time, name, lines } of found.sort(byTime)) {
    const section = sections.findLast((start) => Number(start.time) < Number(time))?.title ?? '';
    const window = windows.get(name) ?? { section, name, passes: [] };
    windows.set(name, window);
    window.passes.push(lines);
  }
  return [...windows.values()];
}
