import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DefaultServlet } from '../../src/tomcat/default-servlet.js';
import { configOf, exchange, openBelow } from './exchange.js';
import type { Answered, Asked } from './exchange.js';

/** Of all files, but for those that a test has just written: long enough ago for a strong entity-tag. */
const modified = new Date('2026-01-02T03:04:05.678Z');
const large = Buffer.alloc(100_000, 'abcdefghij');
const digits = Buffer.from('0123456789');

let root = '';
const servlet = new DefaultServlet();

function write(name: string, content: string | Buffer): void {
  writeFileSync(join(root, name), content);
  utimesSync(join(root, name), modified, modified);
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'conditions-'));
  write('index.html', '<p>index');
  write('digits', digits);
  write('large.bin', large);
  servlet.init(configOf(root));
});
afterAll(() => rmSync(root, { recursive: true }));

/** Answers, and leaves no descriptor open. */
async function get(asked: string | Asked): Promise<Answered> {
  const answered = await exchange(servlet, typeof asked === 'string' ? { path: asked } : asked);
  expect(openBelow(root)).toEqual([]);
  return answered;
}

describe('conditions', () => {
  const at = 'Fri, 02 Jan 2026 03:04:05 GMT';
  const earlier = 'Fri, 02 Jan 2026 03:04:04 GMT';
  const later = 'Fri, 02 Jan 2026 03:04:06 GMT';
  let etag = '';
  beforeAll(async () => {
    etag = (await exchange(servlet, { path: '/digits' })).fields.etag!;
  });
  const statusOf = async (fields: Asked['fields'], method = 'GET'): Promise<number> =>
    (await get({ path: '/digits', method, fields: fields! })).status;

  it.each([
    [200, { 'If-None-Match': '"other"', 'If-Match': 'TAG' }],
    [304, { 'If-None-Match': 'TAG' }],
    [304, { 'If-None-Match': 'W/TAG' }],
    [304, { 'If-None-Match': '"a,b" ,, W/"c",TAG' }],
    [304, { 'If-None-Match': ['"a"', 'TAG'] }],
    [304, { 'If-None-Match': ' * ' }],
    [200, { 'If-None-Match': 'BARE' }],
    [200, { 'If-None-Match': '"a" TAG' }],
    // It comes before the date.
    [200, { 'If-None-Match': '"other"', 'If-Modified-Since': at }],
    [304, { 'If-None-Match': 'TAG', 'If-Modified-Since': earlier }],
    [304, { 'If-Modified-Since': at }],
    [304, { 'If-Modified-Since': later }],
    [200, { 'If-Modified-Since': earlier }],
    [200, { 'If-Modified-Since': 'yesterday' }],
    [200, { 'If-Modified-Since': '2026-01-03' }],
    [200, { 'If-Modified-Since': [at, at] }],
    [200, { 'If-Match': 'TAG' }],
    [200, { 'If-Match': '*' }],
    [412, { 'If-Match': '"other"' }],
    [412, { 'If-Match': 'W/TAG' }],
    [412, { 'If-Match': 'nonsense' }],
    [200, { 'If-Match': 'TAG', 'If-Unmodified-Since': earlier }],
    [304, { 'If-Match': 'TAG', 'If-None-Match': 'TAG' }],
    [200, { 'If-Unmodified-Since': at }],
    [412, { 'If-Unmodified-Since': earlier }],
    [200, { 'If-Unmodified-Since': 'nonsense' }],
  ] as [number, Record<string, string | string[]>][])('%i: %j', async (status, fields) => {
    const fill = (value: string): string => value.replace('TAG', etag).replace('BARE', etag.slice(1, -1));
    const filled = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.map(fill) : fill(value)]),
    );
    expect(await statusOf(filled)).toBe(status);
    expect(await statusOf(filled, 'HEAD')).toBe(status);
  });

  it('304 has the validators, and no body', async () => {
    const { fields, body } = await get({ path: '/large.bin', fields: { 'If-Modified-Since': at } });
    expect([fields.etag !== undefined, fields['last-modified'], body.length]).toEqual([true, at, 0]);
    expect(fields).not.toHaveProperty('content-length');
  });

  it('are those of the welcome file, too', async () => {
    expect((await get({ path: '/', fields: { 'If-Modified-Since': at } })).status).toBe(304);
  });

  it('the tag is another one when the file is, and weak while the file is new', async () => {
    write('changing', 'a');
    const first = (await get('/changing')).fields.etag!;
    writeFileSync(join(root, 'changing'), 'b');
    const second = (await get('/changing')).fields;
    expect(second.etag).toMatch(/^W\/"/);
    expect(second.etag).not.toContain(first);
    expect((await get({ path: '/changing', fields: { 'If-Match': second.etag! } })).status).toBe(412);
    expect((await get({ path: '/changing', fields: { 'If-None-Match': second.etag! } })).status).toBe(304);
    const half = { Range: 'bytes=0-0', 'If-Range': second.etag! };
    expect((await get({ path: '/changing', fields: half })).status).toBe(200);
    // Strong when it is old enough, and the same but for that.
    utimesSync(join(root, 'changing'), modified, new Date(modified.getTime() + 1));
    const third = (await get('/changing')).fields.etag!;
    expect(third).toMatch(/^"/);
    expect(third).not.toBe(first);
    appendFileSync(join(root, 'changing'), 'c');
    utimesSync(join(root, 'changing'), modified, new Date(modified.getTime() + 1));
    expect((await get('/changing')).fields.etag).not.toBe(third);
  });

  it('the time is never one to come', async () => {
    write('future', 'x');
    utimesSync(join(root, 'future'), new Date('2090-01-01'), new Date('2090-01-01'));
    const { fields } = await get('/future');
    expect(Date.parse(fields['last-modified']!)).toBeLessThanOrEqual(Date.now());
    expect(fields.etag).toMatch(/^W\//);
    expect(statSync(join(root, 'future')).mtimeMs).toBeGreaterThan(Date.now());
  });
});

describe('ranges', () => {
  const at = 'Fri, 02 Jan 2026 03:04:05 GMT';

  it.each([
    ['bytes=0-3', '0-3'],
    ['bytes=-3', '7-9'],
    ['bytes=4-', '4-9'],
    ['bytes=9-99', '9-9'],
    ['bytes=-99', '0-9'],
    ['bytes=2-2,20-', '2-2'],
  ])('one: %s', async (range, sent) => {
    const { status, body, fields } = await get({ path: '/digits', fields: { Range: range } });
    const [first, last] = sent.split('-').map(Number) as [number, number];
    expect([status, String(body), fields['content-range']]).toEqual([
      206,
      String(digits).slice(first, last + 1),
      `bytes ${sent}/10`,
    ]);
    expect(fields).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(last - first + 1),
    });
  });

  it('of a large file it is sent from where it begins', async () => {
    const { status, body, sent } = await get({ path: '/large.bin', fields: { Range: 'bytes=12345-67890' } });
    expect([status, sent, body.equals(large.subarray(12_345, 67_891))]).toEqual([206, 55_546, true]);
  });

  it.each(['bytes=0-1,4-5', 'bytes=-1,0-0', 'bytes=3-6, 2-4,', 'bytes=0-2,20-,5-'])(
    'several, as Python reads them: %s',
    async (range) => {
      const { status, body, fields } = await get({ path: '/digits', fields: { Range: range } });
      expect(status).toBe(206);
      const program = `
import sys, json, email
message = email.message_from_bytes(sys.stdin.buffer.read())
print(json.dumps([[p.get_content_type(), p['Content-Range'], p.get_payload(decode=True).decode()] for p in message.get_payload()]))`;
      const input = Buffer.concat([Buffer.from(`Content-Type: ${fields['content-type']!}\r\n\r\n`), body]);
      const parts = JSON.parse(execFileSync('python3', ['-c', program], { input, encoding: 'utf8' })) as string[][];
      expect(parts.length).toBeGreaterThan(1);
      for (const [type, where, part] of parts) {
        const [, first, last] = /^bytes (\d+)-(\d+)\/10$/.exec(where!)!;
        expect([type, part]).toEqual([
          'application/octet-stream',
          String(digits).slice(Number(first), Number(last) + 1),
        ]);
      }
      expect(fields).not.toHaveProperty('content-range');
    },
  );

  it('parts of a large file are whole', async () => {
    const { body } = await get({ path: '/large.bin', fields: { Range: 'bytes=0-79999,90000-99999' } });
    expect(body.includes(large.subarray(0, 80_000))).toBe(true);
    expect(body.includes(large.subarray(90_000))).toBe(true);
  });

  it.each(['bytes=10-', 'bytes=99999999999999999999-', 'bytes=-0'])('that are not there: %s', async (range) => {
    const { status, fields } = await get({ path: '/digits', fields: { Range: range } });
    expect([status, fields['content-range']]).toEqual([416, 'bytes */10']);
    expect(fields).not.toHaveProperty('content-encoding');
  });

  it.each(['bytes=5-4', 'bytes=0-,0-', 'lines=0-1', 'bytes=a'])('that mean nothing: %s', async (range) => {
    const { status, body } = await get({ path: '/digits', fields: { Range: range } });
    expect([status, String(body)]).toEqual([200, String(digits)]);
  });

  it('of other methods than GET mean nothing, nor do two fields', async () => {
    const head = await get({ path: '/digits', method: 'HEAD', fields: { Range: 'bytes=0-0' } });
    expect([head.status, head.fields['content-length']]).toEqual([200, '10']);
    expect((await get({ path: '/digits', fields: { Range: ['bytes=0-0', 'bytes=1-1'] } })).status).toBe(200);
  });

  it('If-Range: a part of the same file, else all of it', async () => {
    const { etag } = (await get('/digits')).fields;
    const earlier = 'Fri, 02 Jan 2026 03:04:04 GMT';
    const later = 'Fri, 02 Jan 2026 03:04:06 GMT';
    for (const [validator, status] of [
      [etag!, 206],
      [`W/${etag!}`, 200],
      ['"other"', 200],
      [at, 206],
      [earlier, 200],
      [later, 200],
      ['nonsense', 200],
    ] as const) {
      const answered = await get({ path: '/digits', fields: { Range: 'bytes=0-0', 'If-Range': validator } });
      expect([validator, answered.status]).toEqual([validator, status]);
    }
  });

  it('conditions come first', async () => {
    expect((await get({ path: '/digits', fields: { Range: 'bytes=0-0', 'If-Modified-Since': at } })).status).toBe(304);
    expect((await get({ path: '/digits', fields: { Range: 'bytes=99-', 'If-Match': '"other"' } })).status).toBe(412);
  });
});
