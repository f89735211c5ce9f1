import { describe, expect, it, vi } from 'vitest';
import {
  chunkHeadSize,
  ChunkedDecoder,
  continueResponse,
  lastChunk,
  ResponseHead,
  unreadable,
  writeChunkEnd,
  writeChunkHead,
} from '../../../src/tomcat/http/index.js';
import type { RequestFacts } from '../../../src/tomcat/http/index.js';

const http11: RequestFacts = { method: 'GET', version: 'HTTP/1.1', keepAlive: true };
const http10: RequestFacts = { method: 'GET', version: 'HTTP/1.0', keepAlive: false };

function written(head: ResponseHead, bodyLength = 0): string {
  const buf = Buffer.alloc(4096, '#');
  head.frame(bodyLength);
  const start = head.write(buf, 4000);
  expect(buf[start - 1]).toBe(0x23);
  expect(buf.toString('latin1', 4000)).toBe('#'.repeat(96));
  return buf.toString('latin1', start, 4000).replace(/Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n/, 'Date\n');
}

function begun(request: RequestFacts, status = 200): ResponseHead {
  const head = new ResponseHead();
  head.begin(request);
  head.status = status;
  return head;
}

it('is a status line, fields and an empty line', () => {
  const head = begun(http11, 404);
  head.setHeader('Content-Type', 'text/plain');
  head.addHeader('Set-Cookie', 'a=1');
  head.addHeader('set-cookie', 'b=caf\xe9');
  expect(written(head, 13)).toBe(
    'HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nSet-Cookie: a=1\r\nset-cookie: b=caf\xe9\r\nDate\nContent-Length: 13\r\n\r\n',
  );
  head.setHeader('SET-COOKIE', 'c');
  head.removeHeader('content-type');
  expect(head.headers()).toEqual([['SET-COOKIE', 'c']]);
  expect(head.getHeader('set-cookie')).toBe('c');
  head.begin(http11);
  expect(written(head)).toBe('HTTP/1.1 200 OK\r\nDate\nContent-Length: 0\r\n\r\n');
});

it('a status without a name has a space', () => {
  expect(written(begun(http11, 299))).toMatch(/^HTTP\/1\.1 299 \r\n/);
  for (const status of [100, 101, 199, 1000, 200.5, NaN, '200' as never]) {
    expect(() => (begun(http11).status = status)).toThrow('The value of "status" is out of range');
  }
});

describe('framing', () => {
  const ends = {
    length: 'Content-Length: 5\r\n',
    chunked: 'Transfer-Encoding: chunked\r\n',
    zero: 'Content-Length: 0\r\n',
    nothing: '',
  };
  const [stays, closes, staysIn10] = ['', 'Connection: close\r\n', 'Connection: keep-alive\r\n'];
  it.each([
    [http11, 200, 5, 'length', ends.length + stays],
    [http11, 200, -1, 'chunked', ends.chunked + stays],
    [{ ...http11, keepAlive: false }, 200, 5, 'length', ends.length + closes],
    [{ ...http11, keepAlive: false }, 200, -1, 'chunked', ends.chunked + closes],
    [http10, 200, 5, 'length', ends.length + closes],
    [http10, 200, -1, 'close', closes],
    [{ ...http10, keepAlive: true }, 200, 5, 'length', ends.length + staysIn10],
    [{ ...http10, keepAlive: true }, 200, -1, 'close', closes],
    [{ ...http11, method: 'HEAD' }, 200, 5, 'none', ends.length + stays],
    [{ ...http11, method: 'HEAD' }, 200, -1, 'none', ends.chunked + stays],
    [{ ...http10, method: 'HEAD' }, 200, 5, 'none', ends.length + closes],
    [http11, 204, 5, 'none', stays],
    [http11, 204, -1, 'none', stays],
    [http11, 304, 5, 'none', stays],
    [http10, 304, -1, 'none', closes],
    [http11, 205, 5, 'none', ends.zero + stays],
    [unreadable, 400, 5, 'length', ends.length + closes],
  ] as const)('%j, %i, %i bytes: %s', (request, status, bodyLength, framing, fields) => {
    const head = begun(request, status);
    expect(written(head, bodyLength).split('Date\n')[1]).toBe(`${fields}\r\n`);
    expect(head.framing).toBe(framing);
    expect(head.keepAlive).toBe(!fields.includes(closes));
  });

  it('is not what the application says, but for a length and a close', () => {
    const head = begun(http11);
    head.setHeader('Transfer-Encoding', 'gzip');
    head.addHeader('connection', 'keep-alive, x');
    head.setHeader('CONTENT-LENGTH', '7');
    expect(head.contentLength).toBe(7);
    expect(written(head, -1)).toBe('HTTP/1.1 200 OK\r\nDate\nContent-Length: 7\r\n\r\n');
    head.addHeader('Connection', 'x , Close');
    expect(written(head, -1)).toBe('HTTP/1.1 200 OK\r\nDate\nContent-Length: 7\r\nConnection: close\r\n\r\n');
    head.clear();
    expect(written(head, -1)).toContain('chunked\r\nConnection: close');
    for (const bad of ['', '-1', '1e3', '5 ', '9007199254740992']) {
      expect(() => head.setHeader('Content-Length', bad)).toThrow();
    }
  });
});

describe('validation', () => {
  it.each([
    'a\r\nX-Evil: 1',
    'a\n',
    '\r',
    '\0',
    '\x7f',
    '\x1b',
    'a\u010ab',
    'a\u010d',
    '\u{1f600}',
    5 as never,
    ['a'] as never,
  ])('value %j throws', (value) => {
    const head = begun(http11);
    expect(() => head.setHeader('X', value)).toThrow(/"?value"?/);
    expect(() => head.addHeader('X', value)).toThrow();
    expect(head.headers()).toEqual([]);
  });
  it.each(['', 'a b', 'a:', 'a\r\n', '\xe9', '\u0141', undefined as never])('name %j throws', (name) => {
    expect(() => begun(http11).setHeader(name, 'v')).toThrow(/"?name"?/);
  });
});

it('Date is made once a second, and the application’s comes first', () => {
  vi.useFakeTimers();
  try {
    const dates = [0, 999, 1000, 1001, 500].map((time) => {
      vi.setSystemTime(Date.UTC(2030, 0, 1) + time);
      const buf = Buffer.alloc(200);
      begun(http11).write(buf, buf.length);
      return /Date: (.*)\r\n/.exec(buf.toString('latin1'))?.[1];
    });
    const [first, next] = ['Tue, 01 Jan 2030 00:00:00 GMT', 'Tue, 01 Jan 2030 00:00:01 GMT'];
    expect(dates).toEqual([first, first, next, next, first]);
  } finally {
    vi.useRealTimers();
  }
  const head = begun(http11);
  head.setHeader('date', 'then');
  expect(written(head)).toBe('HTTP/1.1 200 OK\r\ndate: then\r\nContent-Length: 0\r\n\r\n');
  head.removeHeader('Date');
  expect(written(head)).toContain('Date\n');
});

it('writes nothing where it does not fit, and tells how long it is', () => {
  const head = begun(http11);
  const { length } = `${written(head).replace('Date\n', '')}Date: Tue, 01 Jan 2030 00:00:00 GMT\r\n`;
  const buf = Buffer.alloc(length + 2, '#');
  expect(head.write(buf, length - 1)).toBe(-length);
  expect(buf.toString()).toBe('#'.repeat(length + 2));
  expect(head.write(buf, length)).toBe(0);
  expect(buf.toString('latin1', length)).toBe('##');
});

it('one after the other: what differs is written', () => {
  const head = begun(http11);
  const next = (change: () => void, bodyLength = 0): string => {
    head.begin(http11);
    change();
    return written(head, bodyLength);
  };
  const first = next(() => head.setHeader('A', '1'));
  expect(first).toBe('HTTP/1.1 200 OK\r\nA: 1\r\nDate\nContent-Length: 0\r\n\r\n');
  expect(next(() => head.setHeader('A', '1'))).toBe(first);
  expect(next(() => head.setHeader('A', '1'), 7)).toBe(first.replace('Length: 0', 'Length: 7'));
  expect(next(() => head.setHeader('A', '2'))).toBe(first.replace('A: 1', 'A: 2'));
  expect(next(() => head.setHeader('a', '2'))).toBe(first.replace('A: 1', 'a: 2'));
  expect(next(() => undefined)).toBe(first.replace('A: 1\r\n', ''));
  const found = next(() => {
    head.setHeader('A', '1');
    head.status = 404;
  });
  expect(found).toBe(first.replace('200 OK', '404 Not Found'));
  expect(next(() => head.setHeader('A', '1'))).toBe(first);
});

it('a field that is set takes the place of all that have its name', () => {
  const head = begun(http11);
  for (const [name, value] of [['A', '1'], ['B', '2'], ['a', '3'], ['C', '4'], ['A', '5']] as const) head.addHeader(name, value); // prettier-ignore
  head.setHeader('a', '6');
  expect(head.headers()).toEqual([['a', '6'], ['B', '2'], ['C', '4']]); // prettier-ignore
  head.removeHeader('b');
  expect(head.headers()).toEqual([['a', '6'], ['C', '4']]); // prettier-ignore
});

it('chunks are what a decoder takes for them', () => {
  for (const length of [1, 15, 16, 255, 4096, 65537]) {
    const buf = Buffer.alloc(chunkHeadSize + length + 2, 'x');
    const start = writeChunkHead(buf, chunkHeadSize, length);
    expect(writeChunkEnd(buf, chunkHeadSize + length)).toBe(buf.length);
    expect(buf.toString('latin1', start, chunkHeadSize)).toBe(`${length.toString(16)}\r\n`);
    const decoder = new ChunkedDecoder();
    const bytes = Buffer.concat([buf.subarray(start), lastChunk]);
    let at = 0;
    let payload = 0;
    while (!decoder.done) {
      at += decoder.decode(bytes, at, bytes.length);
      payload += decoder.dataEnd - decoder.dataStart;
    }
    expect([at, payload]).toEqual([bytes.length, length]);
  }
  expect(writeChunkHead(Buffer.alloc(10), 10, 2 ** 32 - 1)).toBe(0);
});

it('100 Continue has no fields', () => {
  expect(continueResponse.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
});
