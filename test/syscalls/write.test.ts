import { readFileSync, readSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectErrnoError, expectFailure, expectRefusal, negated, thrownBy } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { bytes, closeAll, tcpPair, text, unixPair, withFile } from '../support/sockets.js';

describe('write', () => {
  closesWhatItOpens();

  it('writes the part of the buffer that is named, and returns how many bytes', () => {
    const [reader, fd] = s.pipe();
    const buf = Buffer.alloc(32);
    expect(s.write(fd, bytes('hello '))).toBe(6);
    expect(s.write(fd, bytes('__world'), 2)).toBe(5);
    expect(s.write(fd, bytes('__!!__'), 2, 2)).toBe(2);
    expect(s.raw.write(fd, bytes('?'), undefined, 1)).toBe(1);
    expect(s.write(fd, bytes('x'), 1)).toBe(0);
    expect(s.write(fd, new Uint8Array(0))).toBe(0);
    expect(text(buf, 0, readSync(reader, buf))).toBe('hello world!!?');
    closeAll(reader, fd);
  });

  it('writes to files', () => {
    withFile('', (fd, path) => {
      expect(s.write(fd, bytes('abc'))).toBe(3);
      expect(readFileSync(path, 'latin1')).toBe('abc');
    });
  });

  it('returns what the kernel took when there is room for a part, then EAGAIN', () => {
    const [reader, fd] = s.pipe();
    s.fcntl(fd, s.F_SETFL, s.O_NONBLOCK);
    const capacity = s.fcntl(fd, s.F_GETPIPE_SZ);
    expect(s.write(fd, Buffer.alloc(2 * capacity))).toBe(capacity);
    expectFailure('write', [fd, bytes('x')], 'EAGAIN');
    closeAll(reader, fd);
  });

  it('does not end the process when nobody reads', () => {
    const [reader, fd] = s.pipe();
    s.close(reader);
    // As a program does that has had a handler: the default action of the signal is back.
    const handler = (): void => undefined;
    process.on('SIGPIPE', handler);
    process.removeListener('SIGPIPE', handler);
    expectFailure('write', [fd, bytes('x')], 'EPIPE');
    s.close(fd);
    const [a, b] = unixPair();
    s.close(b);
    expectFailure('write', [a, bytes('x')], 'EPIPE');
    s.close(a);
  });

  it('tells a reset once, then EPIPE', () => {
    const { client, server } = tcpPair();
    s.setsockopt(server, s.SOL_SOCKET, s.SO_LINGER, new Uint8Array(Int32Array.from([1, 0]).buffer));
    s.close(server);
    s.poll([{ fd: client, events: 0 }], -1);
    expectErrnoError(
      thrownBy(() => s.write(client, bytes('x'))),
      'write',
      'ECONNRESET',
    );
    expect(s.raw.write(client, bytes('x'))).toBe(negated('EPIPE'));
    s.close(client);
  });

  it('fails as the kernel says', () => {
    const [reader, fd] = s.pipe();
    expectFailure('write', [reader, bytes('x')], 'EBADF');
    expectFailure('write', [notOpen, bytes('x')], 'EBADF');
    const datagram = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    expectFailure('write', [datagram, bytes('x')], 'EDESTADDRREQ');
    closeAll(reader, fd, datagram);
  });

  it('refuses what is no part of a buffer, and writes nothing', () => {
    const [reader, fd] = s.pipe();
    for (const [offset, length] of [[4], [0, 4], [2, 2], [-1], [NaN], [0, 1.5]]) {
      expectRefusal('write', [fd, bytes('abc'), offset, length], 'ERR_OUT_OF_RANGE');
    }
    for (const bad of ['text', null, undefined, 5, new DataView(new ArrayBuffer(1))]) {
      expectRefusal('write', [fd, bad], 'ERR_INVALID_ARG_TYPE');
    }
    expect(s.poll([{ fd: reader, events: s.POLLIN }], 0)).toBe(0);
    closeAll(reader, fd);
  });
});
