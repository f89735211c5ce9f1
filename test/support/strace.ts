import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rows } from '../../src/syscalls/generated/rows.js';

/** The table's calls by the names that strace knows, whatever the architecture. */
const names = new Set(rows.map(({ kernelName }) => `?${kernelName}`));

/**
 * Runs a program under strace. The program marks where its calls begin and end by looking for
 * '/mark/begin' and '/mark/end'. Returns what it printed, and what strace wrote between the marks
 * for the thread that made them.
 */
export function underStrace(program: string, args: readonly string[]): { output: string; lines: string[] } {
  const directory = mkdtempSync(join(tmpdir(), 'strace-'));
  try {
    const expression = `trace=${[...names, '?access', '?faccessat', '?faccessat2', '?statx', '?newfstatat', '?stat', '?openat'].join(',')}`;
    const { error, status, stdout, stderr } = spawnSync(
      'strace',
      ['-ff', '-e', expression, '-e', 'signal=none', '-o', join(directory, 'out'), program, ...args],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    if (error) throw new Error('strace is missing: run `apt-get install strace`', { cause: error });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed under strace:\n${stderr}`);
    const files = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8').split('\n'));
    const file = files.find((lines) => lines.some((line) => line.includes('"/mark/begin"')));
    if (file === undefined) throw new Error(`no thread made the marks:\n${stderr}`);
    const mark = (name: string): number => file.findIndex((line) => line.includes(`"/mark/${name}"`));
    return { output: stdout, lines: withoutFiles(file.slice(mark('begin') + 1, mark('end'))) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * The lines without those for files that are opened in between: Node reads some of /proc and /sys when it likes, also on
 * this thread. The package opens none.
 */
function withoutFiles(lines: readonly string[]): string[] {
  const open = new Set<string>();
  return lines.filter((line) => {
    if (line.startsWith('openat(')) {
      const fd = / = (\d+)$/.exec(line)?.[1];
      if (fd !== undefined) open.add(fd);
      return false;
    }
    const [, call, fd = ''] = /^(read|close|lseek|fcntl)\((\d+)[,)]/.exec(line) ?? [];
    if (!open.has(fd)) return true;
    if (call === 'close') open.delete(fd);
    return false;
  });
}
