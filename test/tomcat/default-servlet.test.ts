import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DefaultServlet } from '../../src/tomcat/default-servlet.js';
import { configOf, exchange, openBelow } from './exchange.js';
import type { Answered, Asked } from './exchange.js';

/** Of all files: long enough ago for a strong entity-tag. */
const modified = new Date('2026-01-02T03:04:05.678Z');
const large = Buffer.alloc(100_000, 'abcdefghij');

let outside = '';
let root = '';
const servlet = new DefaultServlet();

function write(name: string, content: string | Buffer): void {
  writeFileSync(join(root, name), content);
  utimesSync(join(root, name), modified, modified);
}

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'files-'));
  root = join(outside, 'docroot');
  for (const name of ['', '/sub', '/empty', '/welcome', '/WEB-INF', '/.git', '/a b', '/dir.html'])
    mkdirSync(root + name, { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'SECRET');
  mkdirSync(join(outside, 'docroot2'));
  writeFileSync(join(outside, 'docroot2/secret.txt'), 'SECRET');
  write('index.html', '<p>index');
  write('sub/a.txt', 'hello');
  write('sub/ä:?#%&.txt', 'odd');
  write('welcome/index.htm', 'htm');
  write('digits', '0123456789');
  write('large.bin', large);
  write('nothing.txt', '');
  write('.htaccess', 'SECRET');
  write('.git/config', 'SECRET');
  write('WEB-INF/web.xml', 'SECRET');
  const links = {
    'in.txt': 'sub/a.txt',
    'up.txt': 'sub/../sub/a.txt',
    directory: 'sub',
    'out.txt': '../secret.txt',
    out: '..',
    beside: '../docroot2',
    'absolute.txt': join(outside, 'secret.txt'),
    passwd: '/etc/passwd',
    loop: 'loop',
    dangling: 'none',
    null: '/dev/null',
    self: '/proc/self/root/etc/passwd',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name));
  execFileSync('mkfifo', [join(root, 'fifo')]);
  execFileSync('python3', [
    '-c',
    'import socket,sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])',
    join(root, 'socket'),
  ]);
  servlet.init(configOf(root));
});
afterAll(() => rmSync(outside, { recursive: true }));

/** Answers, and leaves no descriptor open. */
async function get(asked: string | Asked, by = servlet): Promise<Answered> {
  const answered = await exchange(by, typeof asked === 'string' ? { path: asked } : asked);
  expect(openBelow(outside)).toEqual([]);
  expect(answered.body.includes('SECRET') || answered.body.includes('root:x:0')).toBe(false);
  return answered;
}

describe('a file', () => {
  it.each([
    ['/sub/a.txt', 'text/plain;charset=utf-8', 'hello', 0],
    ['/index.html', 'text/html;charset=utf-8', '<p>index', 0],
    ['/nothing.txt', 'text/plain;charset=utf-8', '', 0],
    ['/digits', 'application/octet-stream', '0123456789', 0],
    ['/large.bin', 'application/octet-stream', large.toString(), 100_000],
    ['/sub/ä:?#%&.txt', 'text/plain;charset=utf-8', 'odd', 0],
    ['/in.txt', 'text/plain;charset=utf-8', 'hello', 0],
    ['/up.txt', 'text/plain;charset=utf-8', 'hello', 0],
    ['/directory/a.txt', 'text/plain;charset=utf-8', 'hello', 0],
  ])('is served: %s', async (path, type, body, sent) => {
    const answered = await get(path);
    expect(answered.status).toBe(200);
    expect(answered.body.toString()).toBe(body);
    expect(answered.sent).toBe(sent);
    expect(answered.fields).toMatchObject({
      'content-type': type,
      'content-length': String(body.length),
      'accept-ranges': 'bytes',
      'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
    });
    expect(answered.fields.etag).toMatch(/^"[^"]+"$/);
    // HEAD tells the same (RFC 9110, 9.3.2), and no transfer is begun.
    const head = await get({ path, method: 'HEAD' });
    expect(head).toEqual({ ...answered, body: Buffer.alloc(0), sent: 0 });
  });

  it('has the size and the time that stat(1) tells', async () => {
    const format = process.platform === 'darwin' ? ['-f', '%z %m'] : ['-c', '%s %Y'];
    for (const path of ['/index.html', '/large.bin']) {
      const told = execFileSync('stat', [...format, root + path], { encoding: 'utf8' })
        .trim()
        .split(' ');
      const { fields } = await get(path);
      expect([fields['content-length'], String(Date.parse(fields['last-modified']!) / 1000)]).toEqual(told);
    }
  });

  it.each(['/none', '/sub/none', '/index.html/', '/index.html/a', '/dangling', '/loop', '/sub/none/'])(
    'is not there: %s',
    async (path) => expect((await get(path)).status).toBe(404),
  );

  it.each([`/${'a'.repeat(300)}`, `/${'a/'.repeat(5000)}`, `/${'a'.repeat(5000)}`])(
    'cannot be there: a path that is too long',
    async (path) => expect((await get(path)).status).toBe(404),
  );

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('is not changed by %s', async (method) => {
    const { status, fields } = await get({ path: '/index.html', method });
    expect([status, fields]).toEqual([405, { allow: 'GET, HEAD, OPTIONS' }]);
  });
});

describe('never', () => {
  it.each([
    '/out.txt',
    '/out/secret.txt',
    '/beside/secret.txt',
    '/absolute.txt',
    '/passwd',
    '/self',
    '/out/docroot2/secret.txt',
  ])('what is outside: %s', async (path) => expect((await get(path)).status).toBe(404));

  // Canonical paths have none; the kernel refuses them all the same.
  it.each([
    '/../secret.txt',
    '/sub/../../secret.txt',
    '/..',
    '//etc/passwd',
    '/sub/../../docroot2/secret.txt',
    '/index.html\0.txt',
  ])('what a path that is not canonical would lead to: %j', async (path) => expect((await get(path)).status).toBe(404));

  it.each([
    '/.htaccess',
    '/.git/config',
    '/.git/',
    '/.git',
    '/sub/.x',
    '/WEB-INF/web.xml',
    '/web-inf/web.xml',
    '/WEB-INF',
  ])('what is hidden: %s', async (path) => expect((await get(path)).status).toBe(404));

  it.each(['/fifo', '/socket', '/null'])('what is no file: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

describe('a directory', () => {
  it.each([
    ['/', '<p>index'],
    ['/welcome/', 'htm'],
  ])('has a welcome file: %s', async (path, body) => {
    const { status, body: sent, fields } = await get(path);
    expect([status, String(sent), fields['content-type']]).toEqual([200, body, 'text/html;charset=utf-8']);
  });

  it.each([
    ['/sub', undefined, '/sub/'],
    ['/sub', 'a=b&c=%20', '/sub/?a=b&c=%20'],
    ['/a b', undefined, '/a%20b/'],
    ['/dir.html', undefined, '/dir.html/'],
    ['/directory', undefined, '/directory/'],
  ])('is redirected to with a slash: %s', async (path, query, location) => {
    const { status, fields } = await get({ path, ...(query !== undefined && { query }) });
    expect([status, fields.location]).toEqual([302, location]);
  });

  it('is not listed', async () => {
    for (const path of ['/sub/', '/empty/', '/a b/']) expect((await get(path)).status).toBe(404);
  });

  it('outside is not redirected to', async () => {
    for (const path of ['/out', '/out/', '/beside']) expect((await get(path)).status).toBe(404);
  });

  it('is listed where that is wanted', async () => {
    const listing = new DefaultServlet();
    listing.init(configOf(root, { listings: 'true' }));
    const name = '<b>&"\'ü:.txt';
    write(`sub/${name}`, 'x');
    const { status, body, fields } = await get('/sub/', listing);
    expect([status, fields['content-type']]).toEqual([200, 'text/html;charset=utf-8']);
    const program = `
import sys, json
from html.parser import HTMLParser
from urllib.parse import urljoin, unquote
class Parser(HTMLParser):
    links = []
    def handle_starttag(self, tag, attrs): self.links += [unquote(urljoin('http://a.test/sub/', dict(attrs)['href']))] if tag == 'a' else []
parser = Parser()
parser.feed(sys.stdin.buffer.read().decode())
print(json.dumps(parser.links))`;
    const links = JSON.parse(execFileSync('python3', ['-c', program], { input: body, encoding: 'utf8' })) as string[];
    expect(links.toSorted()).toEqual(
      ['', 'sub/a.txt', 'sub/ä:?#%&.txt', `sub/${name}`].map((path) => `http://a.test/${path}`).toSorted(),
    );
    const top = String((await get('/empty/', listing)).body);
    expect(top).toContain('href="./../"');
    rmSync(join(root, 'sub', name));
    expect((await get('/out/', listing)).status).toBe(404);
    expect((await get('/sub/a.txt/', listing)).status).toBe(404);
  });
});

describe('init', () => {
  it.each([null, '/none', '/etc/passwd'])('docBase must be a directory: %s', (docBase) => {
    expect(() => new DefaultServlet().init(configOf(docBase))).toThrow(`'docBase' must be a directory. Received`);
  });

  it('fileEncoding is what text has, or nothing', async () => {
    for (const [encoding, type] of [
      ['iso-8859-1', 'text/plain;charset=iso-8859-1'],
      ['', 'text/plain'],
    ] as const) {
      const other = new DefaultServlet();
      other.init(configOf(root, { fileEncoding: encoding }));
      expect((await get('/sub/a.txt', other)).fields['content-type']).toBe(type);
    }
  });
});
