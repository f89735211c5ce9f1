// Random requests: the parser neither fails nor depends on how bytes arrive, and frames what it accepts as Node does.
// FUZZ_SECONDS=600 npx vitest run test/tomcat/http/fuzz.test.ts
import { METHODS } from 'node:http';
import { expect, it } from 'vitest';
import { bytesOf, read, shred, split } from './messages.js';
import type { Outcome } from './messages.js';
import { mutated, randomOf } from './mutations.js';
import { nodeReads } from './node-http.js';
import type { NodeOutcome } from './node-http.js';

const seconds = Number(process.env.FUZZ_SECONDS ?? 5);
const seed = Number(process.env.FUZZ_SEED ?? 9112);

/**
 * Why Node may refuse what is accepted here; undefined is a bug. Its error may be about any of the messages: those that
 * come before it in one piece are lost.
 */
function reason(sent: string, { messages }: Outcome, { error }: NodeOutcome): string | undefined {
  const has = (field: string): boolean =>
    messages.some(({ headers }) => headers.some(([name]) => name.toLowerCase() === field));
  if (messages.some(({ method }) => !METHODS.includes(method))) {
    return 'any token is a method: whether it is known, the server decides (RFC 9110, 9.1)';
  }
  if (error === undefined && has('upgrade')) {
    return 'Upgrade may be ignored (RFC 9110, 7.8); Node reads nothing after it';
  }
  if (error === 'expectation' && messages.some(({ version }) => version === 'HTTP/1.0')) {
    return 'HTTP/1.0 has no expectations (RFC 9110, 10.1.1)';
  }
  const fields = messages.flatMap(({ headers }) => headers.map(([name, value]) => `${name.toLowerCase()}:${value}`));
  if (error === 'expectation' && fields.includes('expect:')) return 'an empty list expects nothing';
  if (error === 'HPE_INVALID_CONTENT_LENGTH' && /content-length:[ \t]*[0-9]+ *\t/i.test(sent)) {
    return 'HTAB after a value is whitespace (RFC 9110, 5.6.3)';
  }
  if (!has('transfer-encoding')) return undefined;
  switch (error) {
    case 'HPE_INVALID_CHUNK_SIZE':
    case 'HPE_INVALID_CONSTANT':
    case 'HPE_STRICT':
      return 'whitespace around chunk extensions is to be ignored (RFC 9112, 7.1.1)';
    case 'HPE_INVALID_CONTENT_LENGTH':
    case 'HPE_INVALID_TRANSFER_ENCODING':
      return 'trailers that must not be there are dropped (RFC 9110, 6.5.1)';
    default:
      return undefined;
  }
}

it(`random requests of seed ${seed}, for ${seconds} s`, { timeout: (seconds + 60) * 1000 }, async () => {
  const random = randomOf(seed);
  const end = performance.now() + seconds * 1000;
  const count = { inputs: 0, messages: 0, refused: 0 };
  const differences = new Map<string, number>();
  while (performance.now() < end) {
    const bytes = mutated(random);
    const context = JSON.stringify(bytes.toString('latin1'));
    const whole = read([bytes]);
    expect(read(shred(bytes)), context).toEqual(whole);
    expect(
      read(split(bytes, ...[random(bytes.length + 1), random(bytes.length + 1)].sort((a, b) => a - b))),
      context,
    ).toEqual(whole);
    count.inputs++;
    count.messages += whole.messages.length;
    if (whole.refused !== undefined) count.refused++;
    if (whole.messages.length === 0) continue;

    // Node must find the same messages, the last of which ends with the last byte.
    const node = await nodeReads(bytes.subarray(0, whole.consumed));
    const ours = whole.messages.map(({ method, target, body }) => ({ method, target, body }));
    expect(node.messages, context).toEqual(ours.slice(0, node.messages.length));
    if (node.messages.length === ours.length && node.error === undefined) continue;
    const why = node.messages.length < ours.length ? reason(bytes.toString('latin1'), whole, node) : undefined;
    expect(why, `${node.error} of ${context}`).toBeDefined();
    differences.set(why!, (differences.get(why!) ?? 0) + 1);
  }
  if (process.env.FUZZ_SECONDS !== undefined) console.log(count, differences);
  expect(count.messages).toBeGreaterThan(100 * seconds);
  expect(count.refused).toBeGreaterThan(100 * seconds);
});

const get = (fields: string, line = 'GET / HTTP/1.1'): string => `${line}\r\nHost: a\r\n${fields}\r\n`;
const chunked = (body: string): string => get('Transfer-Encoding: chunked\r\n', 'POST / HTTP/1.1') + body;

it.each([
  ['quotes and brackets in a path', get('', 'GET /"[ HTTP/1.1')],
  ['a fragment', get('', 'GET /#a HTTP/1.1')],
  ['* where no OPTIONS is', get('', 'GET * HTTP/1.1')],
  ['userinfo', get('', 'GET http://a@b/ HTTP/1.1')],
  ['another scheme', get('', 'GET https://a/ HTTP/1.1')],
  ['HTTP/2.0', get('', 'GET / HTTP/2.0')],
  ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n'],
  ['a second Host', get('Host: a\r\n')],
  ['a coding before chunked', get('Transfer-Encoding: gzip, chunked\r\n') + '0\r\n\r\n'],
  ['Transfer-Encoding in HTTP/1.0', get('Transfer-Encoding: chunked\r\n', 'POST / HTTP/1.0') + '0\r\n\r\n'],
  ['a chunk size with many zeros', chunked('00000000000000001\r\na\r\n0\r\n\r\n')],
  ['more than 100 fields', get('A: b\r\n'.repeat(100))],
  ['a head of more than 8 KiB', get(`A: ${'b'.repeat(8200)}\r\n`)],
])('stricter than Node: %s', async (_kind, text) => {
  expect((await nodeReads(bytesOf(text))).messages).toHaveLength(1);
  expect(read([bytesOf(text)]).refused).toBeGreaterThanOrEqual(400);
});
