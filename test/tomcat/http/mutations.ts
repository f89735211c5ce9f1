// Random requests, made of those that the tables of test/cases have.
import { readFileSync } from 'node:fs';
import { bytesOf, read } from './messages.js';

/** mulberry32: the same numbers for the same seed. */
export function randomOf(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export const corpus: Buffer[] = ['http-cases.json', 'llhttp-fixtures.json'].flatMap((name) =>
  (JSON.parse(readFileSync(new URL(`../../cases/${name}`, import.meta.url), 'utf8')) as { base64: string }[])
    .map(({ base64 }) => Buffer.from(base64, 'base64'))
    .filter(({ length }) => length < 2000),
);
corpus.push(
  bytesOf(
    'POST http://a.test:80/b?c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;a="b"\r\nabc\r\n0\r\nX: v\r\n\r\n',
  ),
  bytesOf('POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.0\r\n\r\n'),
  bytesOf(
    'PUT /a HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 2\r\nExpect: 100-continue\r\nConnection: x, close\r\n\r\nab',
  ),
);
/** What is accepted as it is: mutations of it are so more often. */
const accepted = corpus.filter((bytes) => read([bytes]).messages.length > 0);
const words = [
  '\r\n', '\r', '\n', '\r\n\r\n', ' ', '\t', ':', ',', ';', '"', '\\', '\0', '\x7f', '\x0b', '\x85', '\xa0', '0', '00', '-1', '+1', '0x', '1e', 'chunked', 'Chunked ',
  'identity', 'gzip, ', 'close', 'keep-alive', 'HTTP/1.0', 'HTTP/1.1', 'HTTP/2.0', 'GET ', 'POST ', 'HEAD ', 'OPTIONS ', 'http://a/', '*', '/', '?', '#', '%00', '/../',
  'Content-Length: 3\r\n', 'Content-Length: 0\r\n', 'Transfer-Encoding: chunked\r\n', 'Host: b\r\n', 'Connection: close\r\n', 'Connection: keep-alive\r\n', 'Expect: 100-continue\r\n',
  '3\r\nabc\r\n', '0\r\n\r\n', '0\r\nA: b\r\n\r\n', '3;x=y\r\n', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
].map(bytesOf); // prettier-ignore

export function mutated(random: (below: number) => number): Buffer {
  const pick = (from: readonly Buffer[]): Buffer => from[random(from.length)]!;
  let bytes = Buffer.from(pick(random(5) ? accepted : corpus));
  for (let n = random(3); n >= 0; n--) {
    const at = random(bytes.length + 1);
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    const length = random(12);
    switch (random(7)) {
      case 0:
        if (at < bytes.length) bytes[at] = random(256);
        break;
      case 1:
      case 2:
        bytes = Buffer.concat([before, pick(words), after]);
        break;
      case 3:
        bytes = Buffer.concat([before, after.subarray(length)]);
        break;
      case 4:
        bytes = Buffer.concat([before, after.subarray(0, length), after]);
        break;
      case 5:
        bytes = Buffer.concat([before, pick(words), after.subarray(length)]);
        break;
      default:
        bytes = Buffer.concat(random(2) ? [before, pick(corpus)] : [bytes, pick(accepted)]);
    }
  }
  return bytes;
}
