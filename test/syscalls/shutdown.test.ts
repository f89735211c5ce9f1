import { readSync, writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/failure.js';
import { closesWhatItOpens, notOpen, procNet, tcpState } from '../support/kernel.js';
import { boundSocket, closeAll, tcpListener, tcpPair, unixPair, waitReadable } from '../support/sockets.js';

describe('shutdown', () => {
  closesWhatItOpens();

  it('SHUT_WR sends FIN: the peer reads what was sent, then the end, and can still answer', () => {
    const { client, server } = tcpPair();
    const buf = Buffer.alloc(8);
    writeSync(client, 'last');
    s.shutdown(client, s.SHUT_WR);
    expect(readSync(server, buf)).toBe(4);
    expect(readSync(server, buf)).toBe(0);
    expect(procNet('tcp', server)?.[3]).toBe(tcpState.closeWait);
    writeSync(server, 'answer');
    expect(readSync(client, buf)).toBe(6);
    // The answer acknowledged the FIN.
    expect(procNet('tcp', client)?.[3]).toBe(tcpState.finWait2);
    expectFailure('write', [client, buf], 'EPIPE');
    closeAll(client, server);
  });

  it('SHUT_RD ends reading here, and the peer of a UNIX socket cannot write any more', () => {
    const [a, b] = unixPair();
    s.shutdown(a, s.SHUT_RD);
    expect(readSync(a, Buffer.alloc(1))).toBe(0);
    expect(() => writeSync(b, 'x')).toThrow('EPIPE');
    closeAll(a, b);
  });

  it('ends the conversation for every descriptor of the socket', () => {
    const [a, b] = unixPair();
    const copy = s.dup(a);
    s.shutdown(copy, s.SHUT_RDWR);
    expect(readSync(a, Buffer.alloc(1))).toBe(0);
    expect(readSync(b, Buffer.alloc(1))).toBe(0);
    closeAll(a, b, copy);
  });

  it('stops a listener (Linux)', () => {
    const listener = tcpListener();
    s.shutdown(listener.fd, s.SHUT_RD);
    expect(procNet('tcp', listener.fd)?.[3]).not.toBe(tcpState.listen);
    expectFailure('accept', [listener.fd], 'EINVAL');
    s.close(listener.fd);
  });

  it('can be repeated', () => {
    const { client, server } = tcpPair();
    s.shutdown(client, s.SHUT_WR);
    expect(s.raw.shutdown(client, s.SHUT_WR)).toBe(0);
    waitReadable(server);
    closeAll(client, server);
  });

  it('fails as the kernel says', () => {
    const [a, b] = unixPair();
    const stream = boundSocket(s.SOCK_STREAM).fd;
    const [read, write] = s.pipe();
    expectFailure('shutdown', [a, 3], 'EINVAL');
    expectFailure('shutdown', [a, -1], 'EINVAL');
    expectFailure('shutdown', [stream, s.SHUT_RDWR], 'ENOTCONN');
    expectFailure('shutdown', [read, s.SHUT_RD], 'ENOTSOCK');
    expectFailure('shutdown', [notOpen, s.SHUT_RD], 'EBADF');
    closeAll(a, b, stream, read, write);
  });
});
