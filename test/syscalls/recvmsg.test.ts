import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen, openFlags, target } from '../support/kernel.js';
import { boundSocket, bytes, closeAll, inet, tcpPair, text, unixPair } from '../support/sockets.js';

/** CMSG_SPACE of one int where cmsghdr has 16 bytes (64-bit Linux). */
const roomForOneFd = 24;

/** Sends one byte with descriptors. */
function sendFds(fd: number, fds: readonly number[]): void {
  s.sendmsg(fd, { iov: [bytes('x')], control: [{ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: fds }] }, 0);
}

const rights = ({ control }: { control: s.ControlMessage[] }): number[] =>
  control.flatMap(({ level, type, data }) => (level === s.SOL_SOCKET && type === s.SCM_RIGHTS ? [...data] : []));

describe('recvmsg', () => {
  closesWhatItOpens();

  it('fills one buffer after the other, and tells length, sender and flags', () => {
    const { fd, port } = boundSocket(s.SOCK_DGRAM);
    const sender = boundSocket(s.SOCK_DGRAM);
    s.sendto(sender.fd, bytes('abcdefg'), 0, inet(port));
    const iov = [Buffer.alloc(3), new Uint8Array(0), Buffer.alloc(9, '.')];
    expect(s.recvmsg(fd, { iov }, 0)).toEqual({ length: 7, addr: inet(sender.port), control: [], flags: 0 });
    expect(iov.map((buf) => text(buf))).toEqual(['abc', '', 'defg.....']);
    closeAll(fd, sender.fd);
  });

  it('sets MSG_TRUNC when the datagram did not fit', () => {
    const [a, b] = unixPair(s.SOCK_DGRAM);
    writeSync(a, 'too long');
    const { length, flags, addr } = s.recvmsg(b, { iov: [Buffer.alloc(3)] }, 0);
    expect([length, flags, addr]).toEqual([3, s.MSG_TRUNC, null]);
    closeAll(a, b);
  });

  it('sets MSG_EOR at the end of a record (SOCK_SEQPACKET, Linux)', () => {
    const [a, b] = unixPair(s.SOCK_SEQPACKET);
    s.send(a, bytes('record'), s.MSG_EOR);
    const { length, flags } = s.recvmsg(b, { iov: [Buffer.alloc(9)] }, 0);
    expect([length, flags & ~s.MSG_EOR]).toEqual([6, 0]);
    closeAll(a, b);
  });

  it('receives descriptors: new ones, of the same files', () => {
    const [a, b] = unixPair();
    const file = openSync('/dev/null', 'r');
    sendFds(a, [file, a]);
    const message = s.recvmsg(b, { iov: [Buffer.alloc(4)], controlLength: 64 }, 0);
    const [first, second] = rights(message);
    expect(message.length).toBe(1);
    expect([target(first!), target(second!)]).toEqual([target(file), target(a)]);
    expect([file, a]).not.toContain(first);
    expect(openFlags(first!) & s.O_CLOEXEC).toBe(0);
    closeAll(first!, second!, a, b);
    closeSync(file);
  });

  it('makes them close-on-exec with MSG_CMSG_CLOEXEC', () => {
    const [a, b] = unixPair();
    sendFds(a, [a]);
    const message = s.recvmsg(b, { iov: [Buffer.alloc(4)], controlLength: 64 }, s.MSG_CMSG_CLOEXEC);
    const [fd] = rights(message);
    expect(openFlags(fd!) & s.O_CLOEXEC).toBe(s.O_CLOEXEC);
    expect(message.flags & s.MSG_CTRUNC).toBe(0);
    closeAll(fd!, a, b);
  });

  it('opens no descriptor that it does not return, however little room there is', () => {
    const [a, b] = unixPair();
    const lowest = s.dup(a);
    s.close(lowest);
    for (let controlLength = 0; controlLength < 2 * roomForOneFd; controlLength++) {
      sendFds(a, [a, b]);
      const message = s.recvmsg(b, { iov: [Buffer.alloc(4)], controlLength }, 0);
      const fds = rights(message);
      expect(fds.map(target)).toEqual([target(a), target(b)].slice(0, fds.length));
      expect(fds.length === 2 || (message.flags & s.MSG_CTRUNC) !== 0).toBe(true);
      closeAll(...fds);
    }
    // Nothing was left open: the lowest free descriptor is the same.
    expect(s.dup(a)).toBe(lowest);
    closeAll(lowest, a, b);
  });

  it('returns other control messages as bytes', () => {
    const { fd, port } = boundSocket(s.SOCK_DGRAM);
    const sender = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    s.setsockopt(fd, s.IPPROTO_IP, s.IP_RECVTTL, 1);
    s.setsockopt(sender, s.IPPROTO_IP, s.IP_TTL, 42);
    s.sendto(sender, bytes('x'), 0, inet(port));
    const { control } = s.recvmsg(fd, { iov: [Buffer.alloc(4)], controlLength: 64 }, 0);
    const data = new Uint8Array(Int32Array.of(42).buffer);
    expect(control).toEqual([{ level: s.IPPROTO_IP, type: s.IP_TTL, data }]);
    closeAll(fd, sender);
  });

  it('returns 0 at the end of the stream', () => {
    const { client, server } = tcpPair();
    s.close(client);
    expect(s.raw.recvmsg(server, { iov: [Buffer.alloc(4)], controlLength: 32 }, 0)).toEqual({
      length: 0,
      addr: null,
      control: [],
      flags: 0,
    });
    s.close(server);
  });

  it('fails as the kernel says', () => {
    const [a, b] = unixPair();
    const [read, write] = s.pipe();
    const iov = [Buffer.alloc(4)];
    expectFailure('recvmsg', [b, { iov }, s.MSG_DONTWAIT], 'EAGAIN');
    expectFailure('recvmsg', [b, { iov: Array.from({ length: s.IOV_MAX + 1 }, () => iov[0]!) }, 0], 'EMSGSIZE');
    expectFailure('recvmsg', [read, { iov }, 0], 'ENOTSOCK');
    expectFailure('recvmsg', [notOpen, { iov, controlLength: 64 }, 0], 'EBADF');
    closeAll(a, b, read, write);
  });

  it('refuses what is no message, and receives nothing', () => {
    const [a, b] = unixPair();
    writeSync(a, 'kept');
    const iov = [Buffer.alloc(8)];
    for (const bad of [null, undefined, 'x', {}, { iov: iov[0] }, { iov: ['x'] }, { iov, controlLength: '8' }]) {
      expectRefusal('recvmsg', [b, bad, 0], 'ERR_INVALID_ARG_TYPE');
    }
    for (const controlLength of [-1, 0.5, 2 ** 32, NaN]) {
      expectRefusal('recvmsg', [b, { iov, controlLength }, 0], 'ERR_OUT_OF_RANGE');
    }
    expect(s.recvmsg(b, { iov }, 0).length).toBe(4);
    closeAll(a, b);
  });

  it('received files live on when the sender has closed them', () => {
    const [a, b] = unixPair();
    const [reader, writer] = s.pipe();
    sendFds(a, [writer]);
    closeAll(writer, a);
    const [fd] = rights(s.recvmsg(b, { iov: [Buffer.alloc(4)], controlLength: roomForOneFd }, 0));
    expect(fstatSync(fd!).isFIFO()).toBe(true);
    writeSync(fd!, 'through');
    expect(s.read(reader, Buffer.alloc(16))).toBe(7);
    closeAll(fd!, reader, b);
  });
});
