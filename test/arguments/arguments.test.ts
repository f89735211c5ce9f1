import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AF_INET,
  AF_UNIX,
  bind,
  close,
  EINVAL,
  getsockname,
  raw,
  read,
  readv,
  SCM_RIGHTS,
  sendmsg,
  SOCK_DGRAM,
  SOCK_STREAM,
  socket,
  socketpair,
  SOL_SOCKET,
  write,
  writev,
} from 'berkeley-sockets/syscalls';
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

describe('objects that run code of their own, or lie', () => {
  let a = -1;
  let b = -1;
  beforeEach(() => {
    [a, b] = socketpair(AF_UNIX, SOCK_DGRAM, 0);
  });
  afterEach(() => {
    close(a);
    close(b);
  });

  it('an own property `length` of a view is not believed', () => {
    const liar = (length: number): Uint8Array => Object.defineProperty(new Uint8Array(16), 'length', { value: length });
    for (const length of [-1, 3, 2 ** 40]) {
      expect(raw.sendmsg(a, { iov: [new Uint8Array(1)], addr: liar(length) }, 0)).toBe(-EINVAL);
      expect(raw.bind(a, liar(length))).toBe(-EINVAL);
    }
    expect(sendmsg(a, { iov: [liar(2 ** 40)] }, 0)).toBe(16);
  });

  it('setters and getters on Array.prototype are not run', () => {
    let run = 0;
    const define = (): unknown =>
      Object.defineProperty(Array.prototype, 1, { configurable: true, set: () => run++, get: () => run++ });
    try {
      define();
      expect(writev(a, [new Uint8Array(3), new Uint8Array(4)])).toBe(7);
      expect(readv(b, [new Uint8Array(3), new Uint8Array(4)])).toBe(7);
    } finally {
      Reflect.deleteProperty(Array.prototype, 1);
    }
    expect(run).toBe(0);
  });

  it('a call made by a getter while another is prepared changes nothing in that', () => {
    const [c, d] = socketpair(AF_UNIX, SOCK_DGRAM, 0);
    const name = (text: string): Uint8Array => new Uint8Array([AF_UNIX, 0, 0, ...Buffer.from(text)]);
    class Meddling extends Uint8Array {
      override get length(): number {
        raw.connect(c, name('inner'));
        return super.length;
      }
      override get byteLength(): number {
        raw.connect(c, name('inner'));
        return super.byteLength;
      }
    }
    bind(a, new Meddling(name(`outer${process.pid}`)));
    expect(getsockname(a)).toEqual({ family: AF_UNIX, path: `\0outer${process.pid}` });
    close(c);
    close(d);
  });

  it('a hole in a list is no descriptor 0', () => {
    const control = [{ level: SOL_SOCKET, type: SCM_RIGHTS, data: new Array<number>(1) }];
    expect(() => sendmsg(a, { iov: [new Uint8Array(1)], control }, 0)).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }) as never,
    );
  });

  it('the error of a call tells the address that the kernel was given', () => {
    for (const path of [undefined, 7, '/x']) {
      const addr = { family: AF_INET, address: '127.0.0.1', port: 1, path } as never;
      const fd = socket(AF_INET, SOCK_DGRAM, 0);
      expect(() => bind(a, addr)).toThrow(
        expect.objectContaining({ code: 'EINVAL', address: '127.0.0.1', port: 1 }) as never,
      );
      close(fd);
    }
  });
});
