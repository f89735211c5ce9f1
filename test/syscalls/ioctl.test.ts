import { closeSync, openSync, writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen, openFlags } from '../support/kernel.js';
import { bytes, closeAll, tcpPair, unixPair, waitReadable, withFile } from '../support/sockets.js';

describe('ioctl', () => {
  closesWhatItOpens();

  it('FIONREAD: the bytes that are waiting', () => {
    const [a, b] = unixPair();
    const [reader, writer] = s.pipe();
    expect([s.ioctl(b, s.FIONREAD), s.ioctl(reader, s.FIONREAD)]).toEqual([0, 0]);
    writeSync(a, '12345');
    writeSync(writer, '123');
    expect([s.ioctl(b, s.FIONREAD), s.raw.ioctl(reader, s.FIONREAD)]).toEqual([5, 3]);
    closeAll(a, b, reader, writer);
    withFile('1234567', (fd) => {
      expect(s.ioctl(fd, s.FIONREAD)).toBe(7);
    });
  });

  it('SIOCOUTQ: the bytes that the peer has not taken (Linux)', () => {
    const [a, b] = unixPair();
    writeSync(a, '12345');
    expect(s.ioctl(a, s.SIOCOUTQ)).toBeGreaterThanOrEqual(5);
    s.read(b, Buffer.alloc(5));
    expect(s.ioctl(a, s.SIOCOUTQ)).toBe(0);
    closeAll(a, b);
  });

  it('SIOCATMARK: whether the urgent byte comes next', () => {
    const { client, server } = tcpPair();
    s.send(client, bytes('a'), s.MSG_OOB);
    s.poll([{ fd: server, events: s.POLLPRI }], -1);
    expect(s.ioctl(server, s.SIOCATMARK)).toBe(1);
    s.send(client, bytes('b'), 0);
    waitReadable(server);
    s.read(server, Buffer.alloc(1));
    expect(s.ioctl(server, s.SIOCATMARK)).toBe(0);
    closeAll(client, server);
  });

  it('FIONBIO takes its int from the third argument, 0 when there is none', () => {
    const [a, b] = unixPair();
    s.ioctl(a, s.FIONBIO, 1);
    expect(openFlags(a) & s.O_NONBLOCK).toBe(s.O_NONBLOCK);
    s.ioctl(a, s.FIONBIO);
    expect(openFlags(a) & s.O_NONBLOCK).toBe(0);
    closeAll(a, b);
  });

  it('has room for whatever a request reads and writes: structures that begin with an int or with zeros (Linux)', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    // struct ifreq begins with the name, which is empty: no such interface.
    expectFailure('ioctl', [fd, s.SIOCGIFFLAGS], 'ENODEV');
    // struct ifconf with a null pointer: the bytes of the list, 40 for each address.
    const length = s.raw.ioctl(fd, s.SIOCGIFCONF);
    expect([length > 0, length % 40]).toEqual([true, 0]);
    s.close(fd);
  });

  it('fails as the kernel says', () => {
    const [a, b] = unixPair();
    const terminal = openSync('/dev/ptmx', 'r+');
    expectFailure('ioctl', [a, s.TCGETS], 'ENOTTY');
    // LTP's ioctl01-3.
    expectFailure('ioctl', [terminal, 9999999], 'ENOTTY');
    expectFailure('ioctl', [a, -1], 'ENOTTY');
    expectFailure('ioctl', [notOpen, s.FIONREAD], 'EBADF');
    expectFailure('ioctl', [-1, s.TCGETS], 'EBADF');
    expectRefusal('ioctl', [a, '1'], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('ioctl', [a, 2 ** 32], 'ERR_OUT_OF_RANGE');
    expectRefusal('ioctl', [a, s.FIONBIO, 2 ** 31], 'ERR_OUT_OF_RANGE');
    closeSync(terminal);
    closeAll(a, b);
  });
});
