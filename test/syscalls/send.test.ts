import { readSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { boundSocket, bytes, closeAll, inet, tcpPair, text, unixPair } from '../support/sockets.js';

describe('send', () => {
  closesWhatItOpens();

  it('sends the part of the buffer that is named, as one message', () => {
    const [a, b] = unixPair(s.SOCK_DGRAM);
    const buf = Buffer.alloc(16);
    expect(s.send(a, bytes('__ping__'), 0, 2, 4)).toBe(4);
    expect(s.raw.send(a, bytes('..tail'), 0, 2)).toBe(4);
    expect(text(buf, 0, readSync(b, buf))).toBe('ping');
    expect(text(buf, 0, readSync(b, buf))).toBe('tail');
    closeAll(a, b);
  });

  it('MSG_MORE holds the bytes of a datagram until the rest is sent', () => {
    const { fd: receiver, port } = boundSocket(s.SOCK_DGRAM);
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    s.connect(fd, inet(port));
    const buf = Buffer.alloc(16);
    expect(s.send(fd, bytes('one '), s.MSG_MORE)).toBe(4);
    expect(s.poll([{ fd: receiver, events: s.POLLIN }], 0)).toBe(0);
    expect(s.send(fd, bytes('datagram'), 0)).toBe(8);
    expect(text(buf, 0, readSync(receiver, buf))).toBe('one datagram');
    closeAll(receiver, fd);
  });

  it('sends empty datagrams', () => {
    const [a, b] = unixPair(s.SOCK_DGRAM);
    expect(s.send(a, new Uint8Array(0), 0)).toBe(0);
    expect(s.poll([{ fd: b, events: s.POLLIN }], -1)).toBe(1);
    expect(readSync(b, Buffer.alloc(4))).toBe(0);
    closeAll(a, b);
  });

  it('fails as the kernel says', () => {
    const [a, b] = unixPair();
    const { client, server } = tcpPair();
    const [read, write] = s.pipe();
    const datagram = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    expectFailure('send', [datagram, bytes('x'), 0], 'EDESTADDRREQ');
    s.connect(datagram, inet(9));
    expectFailure('send', [datagram, Buffer.alloc(70_000), 0], 'EMSGSIZE');
    expectFailure('send', [datagram, bytes('x'), s.MSG_OOB], 'EOPNOTSUPP');
    expectFailure('send', [write, bytes('x'), 0], 'ENOTSOCK');
    expectFailure('send', [notOpen, bytes('x'), 0], 'EBADF');
    s.shutdown(client, s.SHUT_WR);
    expectFailure('send', [client, bytes('x'), s.MSG_NOSIGNAL], 'EPIPE');
    s.close(b);
    expectFailure('send', [a, bytes('x'), 0], 'EPIPE');
    expectRefusal('send', [a, bytes('x'), 0, 2], 'ERR_OUT_OF_RANGE');
    expectRefusal('send', [a, 'x', 0], 'ERR_INVALID_ARG_TYPE');
    closeAll(a, client, server, read, write, datagram);
  });

  it('fails with EAGAIN when the buffer is full and it must not wait', () => {
    const [a, b] = unixPair();
    while (s.raw.send(a, Buffer.alloc(65_536), s.MSG_DONTWAIT) > 0);
    expectFailure('send', [a, bytes('x'), s.MSG_DONTWAIT], 'EAGAIN');
    closeAll(a, b);
  });
});
