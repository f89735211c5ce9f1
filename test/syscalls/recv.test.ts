import { writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { bytes, closeAll, tcpPair, text, unixPair, waitReadable } from '../support/sockets.js';

describe('recv', () => {
  closesWhatItOpens();

  it('receives into the part of the buffer that is named, and 0 at the end', () => {
    const [a, b] = unixPair();
    writeSync(a, 'abcdefghij');
    const buf = Buffer.alloc(8, '.');
    expect(s.recv(b, buf, 0, 6)).toBe(2);
    expect(s.recv(b, buf, 0, 1, 3)).toBe(3);
    expect(text(buf)).toBe('.cde..ab');
    expect(s.raw.recv(b, buf, 0)).toBe(5);
    s.close(a);
    expect(s.recv(b, buf, 0)).toBe(0);
    s.close(b);
  });

  it('MSG_PEEK leaves the bytes there', () => {
    const [a, b] = unixPair();
    writeSync(a, 'once');
    const buf = Buffer.alloc(8);
    expect(s.recv(b, buf, s.MSG_PEEK)).toBe(4);
    expect(s.ioctl(b, s.FIONREAD)).toBe(4);
    expect(s.recv(b, buf, 0)).toBe(4);
    expect(text(buf, 0, 4)).toBe('once');
    closeAll(a, b);
  });

  it('MSG_OOB receives the urgent byte, which is not in the stream', () => {
    const { client, server } = tcpPair();
    const buf = Buffer.alloc(8);
    s.send(client, bytes('ab!'), s.MSG_OOB);
    s.poll([{ fd: server, events: s.POLLPRI }], -1);
    expect(s.recv(server, buf, s.MSG_OOB)).toBe(1);
    expect(text(buf, 0, 1)).toBe('!');
    expect(s.recv(server, buf, 0)).toBe(2);
    expect(text(buf, 0, 2)).toBe('ab');
    closeAll(client, server);
  });

  it('MSG_TRUNC returns the length that a datagram has had (Linux)', () => {
    const [a, b] = unixPair(s.SOCK_DGRAM);
    writeSync(a, 'datagram');
    expect(s.recv(b, Buffer.alloc(3), s.MSG_TRUNC)).toBe(8);
    writeSync(a, 'datagram');
    expect(s.recv(b, Buffer.alloc(3), 0)).toBe(3);
    closeAll(a, b);
  });

  it('fails as the kernel says', () => {
    const [a, b] = unixPair();
    const { client, server } = tcpPair();
    const [read, write] = s.pipe();
    const buf = Buffer.alloc(4);
    expectFailure('recv', [b, buf, s.MSG_DONTWAIT], 'EAGAIN');
    writeSync(client, 'x');
    waitReadable(server);
    expectFailure('recv', [server, buf, s.MSG_OOB], 'EINVAL');
    expectFailure('recv', [read, buf, 0], 'ENOTSOCK');
    expectFailure('recv', [notOpen, buf, 0], 'EBADF');
    expectRefusal('recv', [b, buf, 0, 0, 5], 'ERR_OUT_OF_RANGE');
    expectRefusal('recv', [b, buf, undefined], 'ERR_INVALID_ARG_TYPE');
    closeAll(a, b, client, server, read, write);
  });
});
