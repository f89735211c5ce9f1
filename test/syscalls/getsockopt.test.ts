import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { attachFilter } from '../support/filters.js';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { closeAll, tcpListener, tcpPair, unixPair } from '../support/sockets.js';

const int32 = (bytes: number | Uint8Array, at = 0): number =>
  new DataView((bytes as Uint8Array).buffer, (bytes as Uint8Array).byteOffset).getInt32(at, true);

describe('getsockopt', () => {
  closesWhatItOpens();

  it('returns a number when no length is given', () => {
    const listener = tcpListener();
    const options = [s.SO_TYPE, s.SO_ACCEPTCONN, s.SO_DOMAIN, s.SO_PROTOCOL, s.SO_ERROR];
    expect(options.map((option) => s.getsockopt(listener.fd, s.SOL_SOCKET, option))).toEqual([
      s.SOCK_STREAM,
      1,
      s.AF_INET,
      s.IPPROTO_TCP,
      0,
    ]);
    expect(s.raw.getsockopt(listener.fd, s.SOL_SOCKET, s.SO_TYPE)).toBe(s.SOCK_STREAM);
    s.close(listener.fd);
  });

  it('returns numbers below zero', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_PEEK_OFF)).toBe(-1);
    s.close(fd);
  });

  it('tells the error of a connection, once', () => {
    const { client, server } = tcpPair();
    s.setsockopt(server, s.SOL_SOCKET, s.SO_LINGER, new Uint8Array(Int32Array.of(1, 0).buffer));
    s.close(server);
    s.poll([{ fd: client, events: 0 }], -1);
    expect(s.getsockopt(client, s.SOL_SOCKET, s.SO_ERROR)).toBe(s.ECONNRESET);
    expect(s.getsockopt(client, s.SOL_SOCKET, s.SO_ERROR)).toBe(0);
    s.close(client);
  });

  it('returns the bytes that the kernel wrote when a length is given', () => {
    const [a, b] = unixPair();
    const credentials = s.getsockopt(a, s.SOL_SOCKET, s.SO_PEERCRED, 100);
    expect(credentials).toHaveLength(12);
    expect([0, 4, 8].map((at) => int32(credentials, at))).toEqual([process.pid, process.getuid!(), process.getgid!()]);
    expect(s.getsockopt(a, s.SOL_SOCKET, s.SO_TYPE, 4)).toEqual(new Uint8Array(Int32Array.of(s.SOCK_STREAM).buffer));
    // The kernel cuts what does not fit.
    expect(s.getsockopt(a, s.SOL_SOCKET, s.SO_TYPE, 2)).toEqual(Uint8Array.of(s.SOCK_STREAM, 0));
    expect(s.getsockopt(a, s.SOL_SOCKET, s.SO_TYPE, 0)).toEqual(new Uint8Array(0));
    closeAll(a, b);
  });

  it('returns structures: TCP_INFO', () => {
    const { client, server } = tcpPair();
    const info = s.getsockopt(client, s.IPPROTO_TCP, s.TCP_INFO, 4096);
    expect(info.length).toBeGreaterThan(100);
    expect(info[0]).toBe(s.TCP_ESTABLISHED);
    closeAll(client, server);
  });

  it('gives the kernel as much room as it writes for SO_GET_FILTER, whose length counts instructions', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    const program = attachFilter(fd, 5, (i) => 1000 + i);
    expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_GET_FILTER, 5)).toEqual(program);
    expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_GET_FILTER, 9)).toEqual(program);
    expectFailure('getsockopt', [fd, s.SOL_SOCKET, s.SO_GET_FILTER, 4], 'EINVAL');
    // Asked for an int, the kernel is told 4: it would write four instructions, not four bytes.
    expectFailure('getsockopt', [fd, s.SOL_SOCKET, s.SO_GET_FILTER], 'EINVAL');
    const four = attachFilter(fd, 4, (i) => 1000 + i);
    expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_GET_FILTER)).toBe(int32(four));
    expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_GET_FILTER, 4)).toEqual(four);
    s.close(fd);
  });

  it('fails as the kernel says', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    const [read, write] = s.pipe();
    expectFailure('getsockopt', [fd, s.SOL_SOCKET, -1], 'ENOPROTOOPT');
    expectFailure('getsockopt', [fd, s.IPPROTO_TCP, -1], 'ENOPROTOOPT');
    expectFailure('getsockopt', [fd, 500, 1, 16], process.platform === 'linux' ? 'EOPNOTSUPP' : 'EINVAL');
    expectFailure('getsockopt', [read, s.SOL_SOCKET, s.SO_TYPE], 'ENOTSOCK');
    expectFailure('getsockopt', [notOpen, s.SOL_SOCKET, s.SO_TYPE], 'EBADF');
    for (const length of [-1, 0.5, NaN, 2 ** 32]) {
      expectRefusal('getsockopt', [fd, s.SOL_SOCKET, s.SO_TYPE, length], 'ERR_OUT_OF_RANGE');
    }
    for (const length of ['4', null, {}]) {
      expectRefusal('getsockopt', [fd, s.SOL_SOCKET, s.SO_TYPE, length], 'ERR_INVALID_ARG_TYPE');
    }
    closeAll(fd, read, write);
  });
});
