import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { AF_INET, bind, close, raw, read, socketpair, AF_UNIX, SOCK_STREAM, write } from 'berkeley-sockets/syscalls';
import { underStrace } from '../support/strace.js';

const script = fileURLToPath(new URL('bad-arguments.mjs', import.meta.url));

it('a bad argument throws an error that names it, and no system call is made', () => {
  const { output, lines } = underStrace(process.execPath, [script]);
  const { tried, wrong } = JSON.parse(output) as { tried: number; wrong: string[] };
  expect(wrong).toEqual([]);
  expect(tried).toBeGreaterThan(4000);
  // Node's own: its event loop, files of /proc. No argument above, however it is taken, is such a descriptor.
  expect(lines.filter((line) => !/^(read|write|close)\([12][0-9][,)]/.test(line))).toEqual([]);
});

it.each([
  [() => read(NaN, new Uint8Array(1)), RangeError, 'ERR_OUT_OF_RANGE', 'The value of "fd" is out of range. It must be an integer. Received NaN'],
  [() => read('3' as never, new Uint8Array(1)), TypeError, 'ERR_INVALID_ARG_TYPE', `The "fd" argument must be of type number. Received type string ('3')`],
  [() => read(3, new Uint8Array(1), 2), RangeError, 'ERR_OUT_OF_RANGE', 'The value of "offset" is out of range. It must be >= 0 && <= 1. Received 2'],
  [() => bind(3, { family: AF_INET, address: '127.0.0.1', port: 65536 }), RangeError, 'ERR_OUT_OF_RANGE', 'The value of "addr.port" is out of range. It must be >= 0 && <= 65535. Received 65536'],
  [() => bind(3, { family: AF_INET, address: 'x', port: 1 }), TypeError, 'ERR_INVALID_ARG_VALUE', `The property 'addr.address' must be an IPv4 address. Received 'x'`],
])('the message is in the form of Node: %s', (call, type, code, message) => {
  expect(call).toThrow(type);
  expect(call).toThrow(expect.objectContaining({ code, message }) as never);
}); // prettier-ignore

it('any int32 is a descriptor for the kernel to judge', () => {
  for (const fd of [-1, -(2 ** 31), 2 ** 31 - 1]) expect(raw.close(fd)).toBe(-9);
  expect(Object.is(raw.dup2(-0, -0), 0)).toBe(true);
});

it('a buffer that JavaScript shares with other threads, or that grew, is used as long as it is', () => {
  const [a, b] = socketpair(AF_UNIX, SOCK_STREAM, 0);
  const shared = new Uint8Array(new SharedArrayBuffer(4));
  const buffer = new ArrayBuffer(2, { maxByteLength: 8 });
  const tracking = new Uint8Array(buffer);
  (buffer as unknown as { resize(length: number): void }).resize(6);
  tracking.set([1, 2, 3, 4, 5, 6]);
  expect(write(a, tracking)).toBe(6);
  expect(read(b, shared)).toBe(4);
  expect([...shared]).toEqual([1, 2, 3, 4]);
  expect(read(b, shared, 3)).toBe(1);
  expect([...shared]).toEqual([1, 2, 3, 5]);
  close(a);
  close(b);
});
