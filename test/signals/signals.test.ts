import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EPIPE } from 'berkeley-sockets/syscalls';

const script = fileURLToPath(new URL('sigpipe.mjs', import.meta.url));

it('SIGPIPE never kills: every call that writes returns EPIPE', () => {
  const { status, signal, stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect({ status, signal }).toEqual({ status: 0, signal: null });
  const results = JSON.parse(stdout) as Record<string, number>;
  expect(Object.keys(results)).toHaveLength(7);
  expect(new Set(Object.values(results))).toEqual(new Set([-EPIPE]));
});

describe.runIf(process.platform === 'linux')('a child process', () => {
  /** The signals that a child of a Node process blocks and ignores, after that process has run `code`. */
  const masks = (code: string): string =>
    execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `${code}; import { execFileSync } from 'node:child_process';
         process.stdout.write(execFileSync('grep', ['-E', 'SigBlk|SigIgn', '/proc/self/status']));`,
      ],
      { encoding: 'utf8', cwd: fileURLToPath(new URL('.', import.meta.url)) },
    );

  it('inherits nothing of what the addon does with signals', () => {
    expect(masks("await import('berkeley-sockets/syscalls')")).toBe(masks(''));
  });
});
