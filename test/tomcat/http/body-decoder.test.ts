import { describe, expect, it } from 'vitest';
import { ChunkedDecoder, ContentLengthDecoder } from '../../../src/tomcat/http/index.js';
import type { BodyDecoder } from '../../../src/tomcat/http/index.js';
import { bytesOf, shred, split } from './messages.js';

interface Decoded {
  payload: string;
  consumed: number;
  status: number;
  done: boolean;
  trailers: [string, string][];
}

function decode(pieces: readonly Buffer[], decoder: BodyDecoder = new ChunkedDecoder()): Decoded {
  let payload = '';
  let consumed = 0;
  let status = 0;
  for (const piece of pieces) {
    const buf = Buffer.from(piece);
    for (let start = 0; start < buf.length && !decoder.done && status === 0;) {
      const length = decoder.decode(buf, start, buf.length);
      if (length < 0) {
        status = -length;
        break;
      }
      payload += buf.toString('latin1', decoder.dataStart, decoder.dataEnd);
      consumed += length;
      start += length;
    }
    buf.fill('#');
  }
  // How much was consumed before the wrong byte depends on the pieces.
  if (status !== 0) consumed = -1;
  const trailers = decoder instanceof ChunkedDecoder && decoder.done ? decoder.trailers() : [];
  return { payload, consumed, status, done: decoder.done, trailers };
}

function decodeSplit(text: string, make = () => new ChunkedDecoder()): Decoded {
  const bytes = bytesOf(text);
  const whole = decode([bytes], make());
  expect(decode(shred(bytes), make())).toEqual(whole);
  for (let i = 0; i < bytes.length; i++) expect(decode(split(bytes, i), make())).toEqual(whole);
  return whole;
}

it.each([
  ['0\r\n\r\n', ''],
  ['5\r\nhello\r\n0\r\n\r\n', 'hello'],
  ['000A\r\n0123456789\r\n1\r\n!\r\n00\r\n\r\n', '0123456789!'],
  ['a\r\n0\r\n\r\nGET /\r\n0\r\n\r\n', '0\r\n\r\nGET /'],
  ['1;a\r\nx\r\n0;b=c;d="e;\\"\r\n"', null],
  ['1;a\r\nx\r\n0;b=c;d="e;\\"f\t\xe9";g\r\n\r\n', 'x'],
  ['1 \t; \ta \t= \tb \t; c\r\nx\r\n0 ;a="b" ;c\r\n\r\n', 'x'],
])('%j is %j', (text, payload) => {
  const { length } = text;
  if (payload === null) expect(decodeSplit(text).status).toBe(400);
  else {
    expect(decodeSplit(text)).toEqual({ payload, consumed: length, status: 0, done: true, trailers: [] });
    expect(decodeSplit(`${text}\r\nGET / HTTP/1.1`)).toMatchObject({ payload, consumed: length, done: true });
  }
});

it.each([
  '\r\n',
  ' 5\r\n',
  '\t5\r\n',
  '+5\r\n',
  '-5\r\n',
  '0x5\r\n',
  'g\r\n',
  '5h\r\n',
  '5_0\r\n',
  '5\n',
  '5\rx',
  '5 \r\n',
  '5\t\r\n',
  '5\0\r\n',
  '5\xa0\r\n',
  '1\r\nxy',
  '1\r\nx\n',
  '1\r\nx\rx',
  '1\r\nx0',
  '0\r\n\n',
  '0\r\n\rx',
  '0\n\n',
  '5;\r\n',
  '5;;a\r\n',
  '5; \r\n',
  '5;a \r\n',
  '5;a=\r\n',
  '5;a= \r\n',
  '5;=b\r\n',
  '5;a=b=c\r\n',
  '5;a=b c\r\n',
  '5;a b\r\n',
  '5;a=b"c"\r\n',
  '5;a="b"c\r\n',
  '5;a="b" \r\n',
  '5;a="\r',
  '5;a="\\\r',
  '5;a="\x7f',
  '5;a\n',
  '5;a\0',
  '5;(\r\n',
  '5;a=b\r\r',
  '5=a\r\n',
  '5 a\r\n',
  '5"a"\r\n',
  '20000000000000\r\n',
  'FFFFFFFFFFFFFFFF\r\n',
  '10000000000000005\r\n',
  '00000000000000005\r\n',
  '0\r\n X: v\r\n\r\n',
  '0\r\nX : v\r\n\r\n',
  '0\r\nX\r\n\r\n',
  '0\r\nX: v\n\r\n',
  '0\r\nX: a\rb\r\n\r\n',
  '0\r\nX: a\r\n b\r\n\r\n',
  '0\r\n: v\r\n\r\n',
])('%j is refused', (text) => {
  expect(decodeSplit(text).status).toBe(400);
});

it('a size may be as large as can be told exactly', () => {
  const decoder = new ChunkedDecoder();
  expect(decoder.decode(bytesOf('1fffffffffffff\r\nx'), 0, 17)).toBe(17);
  expect(decoder.done).toBe(false);
});

describe('trailers', () => {
  it('are kept, but for those that must not be there (RFC 9110, 6.5.1)', () => {
    const forbidden =
      'Content-Length: 9\r\ntransfer-encoding: chunked\r\nHOST: b\r\nSet-Cookie: a\r\nContent-Type: x\r\n';
    const text = `1\r\nx\r\n0\r\nX-Sum: \t1 \r\n${forbidden}__proto__:\r\nx-sum:2\r\n\r\n`;
    expect(decodeSplit(text)).toEqual({
      payload: 'x',
      consumed: text.length,
      status: 0,
      done: true,
      trailers: [
        ['X-Sum', '1'],
        ['__proto__', ''],
        ['x-sum', '2'],
      ],
    });
    expect(decodeSplit(`${text}GET`).consumed).toBe(text.length);
  });
  it('are limited', () => {
    const limited = () => new ChunkedDecoder({ maxTrailerSize: 20, maxHeaderCount: 2 });
    expect(decodeSplit('0\r\nX: 0123456789abc\r\n\r\n', limited)).toMatchObject({ status: 0, done: true });
    expect(decodeSplit('0\r\nX: 0123456789abcd\r\n\r\n', limited).status).toBe(431);
    expect(decodeSplit('0\r\nA:\r\nB:\r\n\r\n', limited).status).toBe(0);
    expect(decodeSplit('0\r\nA:\r\nB:\r\nC:\r\n\r\n', limited).status).toBe(431);
  });
});

it('extensions are limited, those of all chunks together', () => {
  const limited = () => new ChunkedDecoder({ maxExtensionSize: 4 });
  expect(decodeSplit('1;a\r\nx\r\n0;b\r\n\r\n', limited)).toMatchObject({ status: 0, done: true });
  expect(decodeSplit('1;a\r\nx\r\n0;bc\r\n\r\n', limited).status).toBe(400);
});

it('a body of a known length ends after so many bytes', () => {
  expect(decodeSplit('hello', () => new ContentLengthDecoder(3) as never)).toMatchObject({
    payload: 'hel',
    consumed: 3,
    done: true,
  });
  expect(decodeSplit('hello', () => new ContentLengthDecoder(6) as never)).toMatchObject({
    payload: 'hello',
    done: false,
  });
  expect(new ContentLengthDecoder(0).done).toBe(true);
});
