import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { boundSocket, closeAll, inet, tcpPair } from '../support/sockets.js';

describe('setsockopt', () => {
  closesWhatItOpens();

  it('SO_REUSEPORT as a boolean: a second socket may have the same address', () => {
    const first = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    const second = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    s.setsockopt(first, s.SOL_SOCKET, s.SO_REUSEPORT, true);
    s.bind(first, inet());
    expect(() => s.bind(second, s.getsockname(first))).toThrow('EADDRINUSE');
    s.setsockopt(second, s.SOL_SOCKET, s.SO_REUSEPORT, true);
    s.bind(second, s.getsockname(first));
    expect(s.getsockname(second)).toEqual(s.getsockname(first));
    s.setsockopt(second, s.SOL_SOCKET, s.SO_REUSEPORT, false);
    expect(s.getsockopt(second, s.SOL_SOCKET, s.SO_REUSEPORT)).toBe(0);
    closeAll(first, second);
  });

  it('a number is an int: Linux doubles SO_RCVBUF', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    expect(s.raw.setsockopt(fd, s.SOL_SOCKET, s.SO_RCVBUF, 10_000)).toBe(0);
    expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_RCVBUF)).toBe(process.platform === 'linux' ? 20_000 : 10_000);
    s.close(fd);
  });

  it('a structure is its bytes: SO_RCVTIMEO makes receiving end', () => {
    const { client, server } = tcpPair();
    const timeval = new Uint8Array(BigInt64Array.of(0n, 20_000n).buffer);
    s.setsockopt(client, s.SOL_SOCKET, s.SO_RCVTIMEO, timeval);
    const start = performance.now();
    expectFailure('recv', [client, Buffer.alloc(1), 0], 'EAGAIN');
    expect(performance.now() - start).toBeGreaterThan(39);
    closeAll(client, server);
  });

  it('SO_LINGER of zero resets the connection', () => {
    const { client, server } = tcpPair();
    s.setsockopt(server, s.SOL_SOCKET, s.SO_LINGER, new Uint8Array(Int32Array.of(1, 0).buffer));
    s.close(server);
    const entry = { fd: client, events: s.POLLIN, revents: 0 };
    s.poll([entry], -1);
    expect(entry.revents & s.POLLERR).toBe(s.POLLERR);
    s.close(client);
  });

  it('fails as the kernel says', () => {
    const { fd } = boundSocket(s.SOCK_STREAM);
    const [read, write] = s.pipe();
    const reuse = [s.SOL_SOCKET, s.SO_REUSEADDR] as const;
    expectFailure('setsockopt', [fd, 500, s.SO_OOBINLINE, 1], process.platform === 'linux' ? 'ENOPROTOOPT' : 'EINVAL');
    expectFailure('setsockopt', [fd, s.IPPROTO_TCP, -1, 1], 'ENOPROTOOPT');
    expectFailure('setsockopt', [fd, ...reuse, new Uint8Array(3)], 'EINVAL');
    expectFailure('setsockopt', [fd, ...reuse, new Uint8Array(0)], 'EINVAL');
    expectFailure('setsockopt', [fd, s.IPPROTO_TCP, s.TCP_CONGESTION, Buffer.from('no-such')], 'ENOENT');
    expectFailure('setsockopt', [read, ...reuse, 1], 'ENOTSOCK');
    expectFailure('setsockopt', [notOpen, ...reuse, 1], 'EBADF');
    closeAll(fd, read, write);
  });

  it('refuses what is neither int nor bytes, and sets nothing', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    for (const bad of ['1', null, undefined, 1n, {}, [1], new Int32Array(1), new ArrayBuffer(4)]) {
      expectRefusal('setsockopt', [fd, s.SOL_SOCKET, s.SO_KEEPALIVE, bad], 'ERR_INVALID_ARG_TYPE');
    }
    for (const bad of [0.5, NaN, 2 ** 31, 2 ** 32 + 1]) {
      expectRefusal('setsockopt', [fd, s.SOL_SOCKET, s.SO_KEEPALIVE, bad], 'ERR_OUT_OF_RANGE');
    }
    expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_KEEPALIVE)).toBe(0);
    s.close(fd);
  });
});
