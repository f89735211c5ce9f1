import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { close } from '../../src/syscalls/index.js';
import { openFile } from '../../src/tomcat/static-file.js';

let outside = '';
let root = '';
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'static-file-'));
  root = join(outside, 'root');
  mkdirSync(join(root, 'sub'), { recursive: true });
  mkdirSync(`${root}2`);
  for (const file of ['secret', 'root2/secret']) writeFileSync(join(outside, file), 'SECRET');
  writeFileSync(join(root, 'sub/a'), 'inside');
  symlinkSync('sub/a', join(root, 'in'));
  symlinkSync('../secret', join(root, 'out'));
  symlinkSync('..', join(root, 'up'));
  symlinkSync('../root2', join(root, 'beside'));
  symlinkSync('/etc/passwd', join(root, 'passwd'));
  symlinkSync('/dev/null', join(root, 'device'));
  execFileSync('mkfifo', [join(root, 'fifo')]);
});
afterEach(() => rmSync(outside, { recursive: true }));

/** Paths, and what comes of opening them. */
const paths: readonly [string, string | number][] = [
  ['sub/a', 'inside'],
  ['in', 'inside'],
  ['sub', 'directory'],
  ['', 'directory'],
  ['sub/../sub/a', 'inside'],
  ['sub/none', 404],
  ['sub/a/b', 404],
  ['out', 404],
  ['up/secret', 404],
  ['up', 404],
  ['beside/secret', 404],
  ['../secret', 404],
  ['../root2/secret', 404],
  ['passwd', 404],
  ['/etc/passwd', 404],
  ['device', 404],
  ['fifo', 404],
  ['x'.repeat(5000), 404],
];

const program = fileURLToPath(new URL('opened.mjs', import.meta.url));

/** Opens the paths while strace has a system call fail. */
function opened(inject: string | undefined, ...names: string[]): unknown[] {
  const tamper = inject === undefined ? ['-e', 'trace=openat2'] : ['-e', `inject=openat2:error=${inject}`];
  const log = join(outside, 'log');
  const args = ['-f', '-o', log, ...tamper, process.execPath, program, root, ...names];
  const { error, status, stdout, stderr } = spawnSync('strace', args, { encoding: 'utf8' });
  if (error) throw new Error('strace is missing: run `apt-get install strace`', { cause: error });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown[];
}

describe.runIf(process.platform === 'linux')('what the kernel says', () => {
  it.each([undefined, 'ENOSYS', 'EPERM'])('nothing outside is opened, whatever openat2(2) says: %s', (inject) => {
    expect(opened(inject, ...paths.map(([path]) => path))).toEqual(paths.map(([, result]) => result));
  });

  it.each([
    ['EACCES', 403],
    ['EMFILE', 503],
    ['ENFILE', 503],
    ['ENOMEM', 503],
    ['ELOOP', 404],
    ['ENXIO', 404],
    ['EXDEV', 404],
    ['EIO', 500],
    ['EAGAIN', 503],
  ])('%s is answered %i', (errno, status) => {
    expect(opened(errno, 'sub/a')).toEqual([status]);
  });

  it('a renaming in between (EAGAIN) is tried again', () => {
    expect(opened('EAGAIN:when=1..3', 'sub/a')).toEqual(['inside']);
  });
});

it('the same without strace', () => {
  const output = execFileSync(process.execPath, [program, root, ...paths.map(([path]) => path)], { encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual(paths.map(([, result]) => result));
});

it('a root that is not there has no files', () => {
  expect(openFile(join(outside, 'none'), 'a')).toBe(404);
  expect(openFile(join(root, 'sub/a'), '')).toBe(404);
});

it('a root may be a link, which is followed anew each time', () => {
  const current = join(outside, 'current');
  for (const directory of ['root/sub', 'root2']) {
    rmSync(current, { force: true });
    symlinkSync(directory, current);
    const results = ['a', 'secret'].map((name) => {
      const file = openFile(current, name);
      if (typeof file === 'number') return false;
      close(file.fd);
      return true;
    });
    expect(results).toEqual([directory === 'root/sub', directory === 'root2']);
  }
});

describe('nobody can put a link in the way in between', () => {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  let end: Promise<unknown[]>;
  beforeEach(async () => {
    mkdirSync(join(root, 'place'));
    writeFileSync(join(root, 'place/secret'), 'inside');
    symlinkSync('../root2', join(root, 'link'));
    stop[0] = 0;
    const worker = new Worker(new URL('renames.mjs', import.meta.url), { workerData: { root, stop } });
    end = once(worker, 'exit');
    await once(worker, 'online');
  });
  const stopped = async (): Promise<void> => {
    Atomics.store(stop, 0, 1);
    expect(await end).toEqual([0]);
  };

  it('of openat2(2)', async () => {
    const buf = Buffer.alloc(10);
    let [served, refused] = [0, 0];
    while (served < 2000 || refused < 2000) {
      const file = openFile(root, 'place/secret');
      if (typeof file === 'number') {
        refused++;
        continue;
      }
      const content = buf.toString('latin1', 0, readSync(file.fd, buf, 0, 10, 0));
      close(file.fd);
      expect(content).toBe('inside');
      served++;
    }
    await stopped();
  });

  it.runIf(process.platform === 'linux')('where there is none', async () => {
    const results = opened('ENOSYS', ...Array.from({ length: 2000 }, () => 'place/secret'));
    expect(new Set(results)).toEqual(new Set(['inside', 404]));
    await stopped();
  });
});
