import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { boundSocket, bytes, closeAll, inet, tcpPair, text, unix, unixPair } from '../support/sockets.js';

describe('recvfrom', () => {
  closesWhatItOpens();

  it("receives a datagram of Node's socket, with its address", async () => {
    const { fd, port } = boundSocket(s.SOCK_DGRAM);
    const sender = createSocket('udp4');
    sender.bind(0, '127.0.0.1');
    await once(sender, 'listening');
    sender.send('hello', port, '127.0.0.1');
    const buf = Buffer.alloc(16);
    // Node sends when this thread is back in its event loop.
    while (s.poll([{ fd, events: s.POLLIN }], 0) === 0) await new Promise(setImmediate);
    expect(s.recvfrom(fd, buf, 0)).toEqual({ length: 5, addr: inet(sender.address().port) });
    expect(text(buf, 0, 5)).toBe('hello');
    sender.close();
    await once(sender, 'close');
    s.close(fd);
  });

  it('gives null where the kernel names no sender', () => {
    const { client, server } = tcpPair();
    const [a, b] = unixPair(s.SOCK_DGRAM);
    s.write(client, bytes('tcp'));
    s.write(a, bytes('unnamed'));
    expect(s.recvfrom(server, Buffer.alloc(8), 0)).toEqual({ length: 3, addr: null });
    expect(s.raw.recvfrom(b, Buffer.alloc(8), 0)).toEqual({ length: 7, addr: null });
    closeAll(client, server, a, b);
  });

  it('gives the name of a UNIX sender', () => {
    const [a, b] = unixPair(s.SOCK_DGRAM);
    const name = unix(`\0recvfrom-${process.pid}`);
    s.bind(a, name);
    s.write(a, bytes('named'));
    expect(s.recvfrom(b, Buffer.alloc(8), 0)).toEqual({ length: 5, addr: name });
    closeAll(a, b);
  });

  it('receives one datagram at a time; what does not fit is lost', () => {
    const [a, b] = unixPair(s.SOCK_DGRAM);
    const buf = Buffer.alloc(3);
    for (const each of ['first', '', 'next']) s.write(a, bytes(each));
    expect(s.recvfrom(b, buf, 0).length).toBe(3);
    expect(text(buf)).toBe('fir');
    expect(s.recvfrom(b, buf, 0).length).toBe(0);
    expect(s.recvfrom(b, buf, s.MSG_TRUNC).length).toBe(4);
    expect(text(buf)).toBe('nex');
    closeAll(a, b);
  });

  it('tells that an earlier datagram was refused, once', () => {
    const { fd: silent, port } = boundSocket(s.SOCK_DGRAM);
    s.close(silent);
    const { fd } = boundSocket(s.SOCK_DGRAM);
    s.connect(fd, inet(port));
    s.send(fd, bytes('x'), 0);
    s.poll([{ fd, events: 0 }], -1);
    expect(() => s.recvfrom(fd, Buffer.alloc(1), 0)).toThrow('recvfrom ECONNREFUSED');
    expectFailure('recvfrom', [fd, Buffer.alloc(1), s.MSG_DONTWAIT], 'EAGAIN');
    s.close(fd);
  });

  it('fails as the kernel says', () => {
    const { fd } = boundSocket(s.SOCK_DGRAM);
    const [read, write] = s.pipe();
    const buf = Buffer.alloc(4);
    expectFailure('recvfrom', [fd, buf, s.MSG_DONTWAIT], 'EAGAIN');
    expectFailure('recvfrom', [fd, buf, s.MSG_OOB | s.MSG_DONTWAIT], 'EAGAIN');
    expectFailure('recvfrom', [read, buf, 0], 'ENOTSOCK');
    expectFailure('recvfrom', [notOpen, buf, 0], 'EBADF');
    expectRefusal('recvfrom', [fd, 'buf', 0], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('recvfrom', [fd, buf, 2 ** 31], 'ERR_OUT_OF_RANGE');
    closeAll(fd, read, write);
  });
});
