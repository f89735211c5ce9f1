import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccessLog } from '../../src/tomcat/access-log.js';
import type { LogEntry, LogFormat } from '../../src/tomcat/access-log.js';

const program = new URL('access-log.mjs', import.meta.url);
let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'access-log-'));
  file = join(directory, 'access.log');
});
afterEach(() => rmSync(directory, { recursive: true }));

const text = (): string => readFileSync(file, 'latin1');

interface Request {
  method?: string;
  target?: string;
  fields?: Record<string, string>;
  address?: string;
  status?: number;
  bytes?: number;
}

const entry = ({
  method = 'GET',
  target = '/',
  fields = {},
  address = '127.0.0.1',
  status = 200,
  bytes = 0,
}: Request = {}): LogEntry => ({
  parser: { method, target, version: 'HTTP/1.1', header: (name) => fields[name] ?? null },
  channel: { getRemoteSocketAddress: () => ({ family: 2, address, port: 1 }) },
  status,
  bytes,
});

function logged(requests: readonly Request[], format?: LogFormat): string[] {
  const log = new AccessLog(file, format);
  for (const request of requests) log.add(entry(request));
  log.close();
  const lines = text().split('\n');
  expect(lines.pop()).toBe('');
  return lines;
}

/** The common log format, as Apache's documentation of mod_log_config has it. */
const common = /^\S+ - - \[\d\d\/[A-Z][a-z]{2}\/\d{4}(?::\d\d){3} [+-]\d{4}\] "(?:[^"\\]|\\.)*" \d{3} (?:\d+|-)$/;
const combined = new RegExp(`${common.source.slice(0, -1)} "(?:[^"\\\\]|\\\\.)*" "(?:[^"\\\\]|\\\\.)*"$`);

describe('a line', () => {
  it('is in the common log format', () => {
    const lines = logged([{ target: '/a?b=c', status: 206, bytes: 1234 }, { method: 'HEAD' }, { address: '::1' }]);
    for (const line of lines) expect(line).toMatch(common);
    expect(lines.map((line) => line.replace(/\[.*\]/, '[]'))).toEqual([
      '127.0.0.1 - - [] "GET /a?b=c HTTP/1.1" 206 1234',
      '127.0.0.1 - - [] "HEAD / HTTP/1.1" 200 -',
      '::1 - - [] "GET / HTTP/1.1" 200 -',
    ]);
  });

  it('is in the combined one, where it is asked for', () => {
    const lines = logged([{ fields: { referer: 'http://a.test/', 'user-agent': 'curl/8' } }, {}], 'combined');
    expect(lines[0]).toMatch(/ "http:\/\/a\.test\/" "curl\/8"$/);
    expect(lines[1]).toMatch(/ "-" "-"$/);
    for (const line of lines) expect(line).toMatch(combined);
  });

  it.each(['x" 200 1\n127.0.0.1 - - [x] "GET /forged', '\r\n', '\\', '\\"', '"', '\0\x1b[2J\x7f\x9b', 'ä', '\u2028'])(
    'is one line, whatever the client sends: %j',
    (target) => {
      const [line, ...others] = logged([{ target, fields: { 'user-agent': target, referer: target } }], 'combined');
      expect(others).toEqual([]);
      expect(line).toMatch(combined);
      expect(line).toMatch(/^[ -~]*$/);
    },
  );

  it('tells what it knows of a request that could not be read', () => {
    const log = new AccessLog(file);
    const channel = {
      getRemoteSocketAddress: () => {
        throw new Error('ENOTCONN');
      },
    };
    log.add({ parser: null, channel, status: 400, bytes: 0 });
    log.close();
    expect(text().replace(/\[.*\]/, '[]')).toBe('- - - [] "-" 400 -\n');
  });

  it.each(['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati', 'Europe/Berlin'])(
    'has the time that date(1) tells in %s',
    (zone) => {
      // Around the hours at which clocks are changed, too.
      const seconds = [0, 951_782_400, 1_711_846_799, 1_711_846_800, 1_729_990_799, 1_729_990_800, 1_793_000_000];
      const env = { ...process.env, TZ: zone };
      execFileSync(process.execPath, [fileURLToPath(program), file, ...seconds.map((second) => `${second}999`)], {
        env,
      });
      const times = [...text().matchAll(/\[(.*)\]/g)].map(([, time]) => time);
      const command = process.platform === 'darwin' ? ['-r'] : ['-d'];
      const expected = seconds.map((second) => {
        const when = process.platform === 'darwin' ? String(second) : `@${second}`;
        const format = '+%d/%b/%Y:%H:%M:%S %z';
        return execFileSync('date', [...command, when, format], {
          env: { ...env, LC_ALL: 'C' },
          encoding: 'utf8',
        }).trim();
      });
      expect(times).toEqual(expected);
    },
  );
});

it('lines of many threads are all there, whole, each thread’s in its order', async () => {
  const [names, count] = [['a', 'b', 'c', 'd'], 20_000];
  const start = new Int32Array(new SharedArrayBuffer(4));
  const workers = names.map((name) => new Worker(program, { workerData: { file, name, count, start } }));
  const ends = workers.map((worker) => once(worker, 'exit'));
  await Promise.all(workers.map((worker) => once(worker, 'online')));
  Atomics.store(start, 0, 1);
  Atomics.notify(start, 0);
  expect(await Promise.all(ends)).toEqual(names.map(() => [0]));
  const lines = text().trimEnd().split('\n');
  const seen = new Map(names.map((name) => [name, 0]));
  for (const line of lines) {
    const [, name = '', number, bytes] =
      /^127\.0\.0\.1 - - \[[^\]]{26}\] "GET \/(\w)\/(\d+) HTTP\/1\.1" 200 (\d+|-)$/.exec(line)!;
    const next = seen.get(name)!;
    expect([number, bytes]).toEqual([String(next), next === 0 ? '-' : String(next)]);
    seen.set(name, next + 1);
  }
  expect([...seen.values()]).toEqual(names.map(() => count));
});

describe('lines are held back', () => {
  it('until flush(), or a second has passed, or there are many', () => {
    const log = new AccessLog(file);
    log.add(entry(), 5000);
    log.add(entry(), 5999);
    expect(text()).toBe('');
    log.add(entry(), 6000);
    expect(text().match(/\n/g)).toHaveLength(3);
    log.add(entry(), 6001);
    log.flush();
    log.flush();
    expect(text().match(/\n/g)).toHaveLength(4);
    for (let i = 0; i < 300; i++) log.add(entry(), 6002);
    expect(text().match(/\n/g)!.length).toBeGreaterThan(100);
    expect(text().at(-1)).toBe('\n');
    log.close();
    log.close();
    log.add(entry(), 7000);
    expect(text().match(/\n/g)).toHaveLength(304);
  });

  it('but for one that is longer than what is held back', () => {
    const long = `/${'a'.repeat(100_000)}`;
    const lines = logged([{ target: '/1' }, { target: long }, { target: '/2' }]);
    expect(lines.map((line) => line.split(' ')[6])).toEqual(['/1', long, '/2']);
  });
});

it('a file that is there is continued; a new one is not for everybody', () => {
  logged([{ target: '/1' }]);
  expect(logged([{ target: '/2' }])).toHaveLength(2);
  expect(statSync(file).mode & 0o007).toBe(0);
});

it('a bad argument is named', () => {
  expect(() => new AccessLog(1 as unknown as string)).toThrow(/"file"/);
  expect(() => new AccessLog(file, 'json' as LogFormat)).toThrow(/'format'.*'json'/);
  expect(() => new AccessLog(join(directory, 'none', 'x'))).toThrow(/ENOENT.*none/);
});

it.runIf(process.platform === 'linux')('a full disk does not disturb requests', () => {
  const log = new AccessLog('/dev/full');
  for (let i = 0; i < 1000; i++) log.add(entry());
  log.close();
});
