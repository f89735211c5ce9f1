import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as syscalls from 'berkeley-sockets/syscalls';
import { rows } from '../src/syscalls/generated/rows.js';

const root = fileURLToPath(new URL('../', import.meta.url));

const generate = (directory: string, ...args: string[]): { status: number | null; stderr: string } =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/generate.ts', ...args], {
    cwd: directory,
    encoding: 'utf8',
  });

describe('every call of the table', () => {
  it('is exported, with its raw twin', () => {
    const functions = Object.keys(syscalls).filter((name) => typeof syscalls[name as 'socket'] === 'function');
    expect(functions.filter((name) => !/^(ErrnoError|CMSG_\w+)$/.test(name)).sort()).toEqual(
      rows.map(({ name }) => name).sort(),
    );
    expect(Object.keys(syscalls.raw)).toEqual(rows.map(({ name }) => name));
  });

  it('has a test of its own, and every such test has a call', () => {
    const tests = readdirSync(join(root, 'test/syscalls')).map((file) => file.replace('.test.ts', ''));
    expect(tests.sort()).toEqual(rows.map(({ name }) => name).sort());
  });
});

describe('generated files', () => {
  it('are those of the table', () => {
    const { status, stderr } = generate(root, '--check');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

describe('one more row', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'table-'));
    for (const name of ['src', 'native', 'scripts', 'docs', 'package.json', 'tsconfig.json', 'binding.gyp']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    appendFileSync(
      join(copy, 'src/syscalls/syscalls.table'),
      '\n# Writes a file to the disk: `fsync(2)`.\n# @throws EBADF.\n# @example fsync(fd);\nfsync(fd: Fd): Zero\n',
    );
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  it('makes every generated file stale', () => {
    const { status, stderr } = generate(copy, '--check');
    expect(status).toBe(1);
    for (const file of ['calls.ts', 'rows.ts', 'rows.h', 'syscalls.md']) expect(stderr).toMatch(`${file} is stale`);
  });

  it('is all it takes: the call is bound, checked, typed and traced', () => {
    expect(generate(copy).status).toBe(0);
    const bin = (name: string): string => join(copy, 'node_modules/.bin', name);
    const env = { ...process.env, npm_config_loglevel: 'silent' };
    execFileSync(bin('node-gyp'), ['rebuild', '-j', '2'], { cwd: copy, env, stdio: 'pipe' });
    execFileSync(bin('tsc'), ['-p', '.'], { cwd: copy, stdio: 'pipe' });
    writeFileSync(
      join(copy, 'use.mjs'),
      `import { fsync, raw } from 'berkeley-sockets/syscalls';
       import { trace } from 'berkeley-sockets/trace';
       const results = [];
       const text = trace(() => {
         results.push(raw.fsync(-1));
         try { fsync(-1) } catch ({ code, syscall }) { results.push(code, syscall) }
         try { fsync('1') } catch ({ code }) { results.push(code) }
       }).toStrace();
       console.log(JSON.stringify([...results, text]));`,
    );
    const line = 'fsync(-1)                               = -1 EBADF (Bad file descriptor)\n';
    const output = execFileSync(process.execPath, [join(copy, 'use.mjs')], { encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual([-9, 'EBADF', 'fsync', 'ERR_INVALID_ARG_TYPE', line + line]);
  }, 120_000);
});
