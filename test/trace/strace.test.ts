import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { raw } from 'berkeley-sockets/syscalls';
import { trace } from 'berkeley-sockets/trace';
import { describe, expect, it } from 'vitest';
import { rows } from '../../src/syscalls/generated/rows.js';
import { underStrace } from '../support/strace.js';

const script = fileURLToPath(new URL('every-call.mjs', import.meta.url));
const groups = JSON.parse(execFileSync(process.execPath, [script, 'groups'], { encoding: 'utf8' })) as string[];
const seen = new Set<string>();

/** What every-call.mjs prints. */
interface Output {
  readonly nodeFds: number[];
  readonly lost: number;
  readonly strace: string;
  readonly ndjson: string;
  readonly summary: string;
}

/** The call, its result where strace prints it as a number, and the error. */
function values(line: string): [call: string, result: number | undefined, error: string | undefined] {
  const [, call, result] = /^(.*\)) += (.*)$/.exec(line) as unknown as [string, string, string];
  const interrupted = result.startsWith('?');
  const [, number, error] = /^(-?\w+)(?: (E[A-Z\d]+))?/.exec(result) ?? [];
  return [call, interrupted ? -1 : Number(number), interrupted ? 'EINTR' : error];
}

/** The same of the lines for system calls, with the names of the arguments taken away. */
function valuesOf(ndjson: string): ReturnType<typeof values>[] {
  const lines = ndjson.trimEnd().split('\n');
  return lines.flatMap((line) => {
    const { type, name, args, result, error } = JSON.parse(line) as Record<'type' | 'name' | 'error', string> & {
      args: object;
      result: number;
    };
    return type === 'systemCall' ? [[`${name}(${Object.values(args).join(', ')})`, result, error]] : [];
  });
}

/** How often each call was made, and failed. */
function counts(lines: readonly string[]): Record<string, [calls: number, errors: number]> {
  const found: Record<string, [number, number]> = {};
  for (const line of lines) {
    const entry = (found[line.slice(0, line.indexOf('('))] ??= [0, 0]);
    entry[0]++;
    if (/\) += (-1 |\?)/.test(line)) entry[1]++;
  }
  return found;
}

function countsOf(summary: string): ReturnType<typeof counts> {
  const rows = summary.trimEnd().split('\n').slice(2, -2);
  return Object.fromEntries(
    rows.map((row) => [row.slice(51), [Number(row.slice(31, 40)), Number(row.slice(41, 50))]] as const),
  );
}

describe.runIf(process.platform === 'linux')('the trace equals what strace recorded of the same process', () => {
  it.each(groups)('%s', (group) => {
    const { output, lines } = underStrace(process.execPath, [script, group]);
    const { nodeFds, lost, strace, ndjson, summary } = JSON.parse(output) as Output;
    // Node writes to descriptors of its own on this thread (an eventfd wakes its event loop).
    const foreign = new RegExp(`^(read|write|epoll_ctl)\\((${nodeFds.join('|')}),`);
    const ours = strace.trimEnd().split('\n');
    expect(lost).toBe(0);
    const theirs = lines.filter((line) => !foreign.test(line));
    expect(ours).toEqual(theirs);
    expect(valuesOf(ndjson)).toEqual(theirs.map(values));
    expect(countsOf(summary)).toEqual(counts(theirs));
    for (const line of ours) seen.add(line.slice(0, line.indexOf('(')));
  });

  it('in all of them together, every call of the table was made', () => {
    const missing = rows.filter(({ kernelName }) => !seen.has(kernelName)).map(({ name }) => name);
    expect(missing).toEqual(['kqueue', 'kevent']);
  });

  it('the summary has the columns of strace -c -w', () => {
    const folder = mkdtempSync(join(tmpdir(), 'strace-c-'));
    try {
      const file = join(folder, 'summary');
      const calls = rows.map(({ kernelName }) => `?${kernelName}`).join(',');
      execFileSync('strace', ['-c', '-w', '-e', `trace=${calls}`, '-o', file, process.execPath, '-e', 'fetch']);
      const theirs = readFileSync(file, 'utf8').trimEnd().split('\n');
      const ours = trace(() => {
        for (let i = 0; i < 1000; i++) raw.close(-1);
      })
        .toSummary()
        .trimEnd()
        .split('\n');
      expect(ours[0]).toBe(theirs[0]);
      // strace makes the last column as wide as the longest name.
      const numbers = (line: string): string => line.slice(0, 50);
      for (const line of [ours[1]!, ours.at(-2)!]) expect(numbers(line)).toBe(numbers(theirs[1]!));
      /** Where the columns end. */
      const ends = (line: string): number[] =>
        [...numbers(line).matchAll(/\S+/g)].map(({ 0: text, index }) => index + text.length);
      expect(ends(ours[2]!)).toEqual(ends(ours[1]!));
      expect(ends(theirs.at(-1)!)).toEqual(expect.arrayContaining(ends(theirs[1]!).slice(0, 4)));
      expect(ours[2]).toMatch(/^100\.00 /);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
