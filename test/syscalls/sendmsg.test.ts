import { readSync } from 'node:fs';
import { join } from 'node:path';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal, negated } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { boundSocket, bytes, closeAll, inFolder, inet, text, unix, unixPair, words } from '../support/sockets.js';

const rights = (...data: number[]): s.ControlMessage => ({ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data });

describe('sendmsg', () => {
  closesWhatItOpens();

  it('sends several buffers as one message', () => {
    const [a, b] = unixPair(s.SOCK_SEQPACKET);
    const buf = Buffer.alloc(32);
    expect(s.sendmsg(a, { iov: [bytes('head '), new Uint8Array(0), bytes('body')] }, 0)).toBe(9);
    expect(text(buf, 0, readSync(b, buf))).toBe('head body');
    closeAll(a, b);
  });

  it('sends to an address', () => {
    const { fd: receiver, port } = boundSocket(s.SOCK_DGRAM);
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    expect(s.sendmsg(fd, { iov: [bytes('x')], addr: inet(port) }, 0)).toBe(1);
    expect(s.raw.sendmsg(fd, { iov: [], addr: inet(port) }, 0)).toBe(0);
    expect([readSync(receiver, Buffer.alloc(4)), readSync(receiver, Buffer.alloc(4))]).toEqual([1, 0]);
    closeAll(receiver, fd);
  });

  it('hands over control messages that are bytes: the kernel obeys them', () => {
    const { fd: receiver, port } = boundSocket(s.SOCK_DGRAM);
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    s.setsockopt(receiver, s.IPPROTO_IP, s.IP_RECVTTL, 1);
    const ttl = (value: number): s.ControlMessage => ({ level: s.IPPROTO_IP, type: s.IP_TTL, data: words(value) });
    s.sendmsg(fd, { iov: [bytes('x')], addr: inet(port), control: [ttl(7)] }, 0);
    const { control } = s.recvmsg(receiver, { iov: [Buffer.alloc(4)], controlLength: 64 }, 0);
    expect(control).toEqual([ttl(7)]);
    const message = { iov: [bytes('x')], addr: inet(port), control: [ttl(256)] };
    expectFailure('sendmsg', [fd, message, 0], 'EINVAL', { address: '127.0.0.1', port });
    closeAll(receiver, fd);
  });

  it('sends credentials: true ones (SCM_CREDENTIALS, Linux)', () => {
    const [a, b] = unixPair();
    s.setsockopt(b, s.SOL_SOCKET, s.SO_PASSCRED, true);
    const credentials = (pid: number): s.ControlMessage => ({
      level: s.SOL_SOCKET,
      type: s.SCM_CREDENTIALS,
      data: words(pid, process.getuid!(), process.getgid!()),
    });
    s.sendmsg(a, { iov: [bytes('x')], control: [credentials(process.pid)] }, 0);
    const { control } = s.recvmsg(b, { iov: [Buffer.alloc(4)], controlLength: 64 }, 0);
    expect(control).toEqual([credentials(process.pid)]);
    // A process that does not exist: root may claim to be another, but not this one; no one else may at all.
    const claim = s.raw.sendmsg(a, { iov: [bytes('x')], control: [credentials(0x7ffffff0)] }, 0);
    expect([negated('ESRCH'), negated('EPERM')]).toContain(claim);
    closeAll(a, b);
  });

  it('fails on bad control messages as the kernel says', () => {
    const [a, b] = unixPair();
    const message = (...control: s.ControlMessage[]): s.OutgoingMessage => ({ iov: [bytes('x')], control });
    expectFailure('sendmsg', [a, message(rights(notOpen)), 0], 'EBADF');
    expectFailure('sendmsg', [a, message(rights(-1)), 0], 'EBADF');
    expectFailure('sendmsg', [a, message(rights(...Array<number>(254).fill(a))), 0], 'EINVAL');
    expectFailure('sendmsg', [a, message({ level: s.SOL_SOCKET, type: 99, data: words(1) }), 0], 'EINVAL');
    expectFailure(
      'sendmsg',
      [a, message({ level: s.SOL_SOCKET, type: s.SCM_CREDENTIALS, data: words(1) }), 0],
      'EINVAL',
    );
    // Of another protocol, they are passed over.
    expect(s.sendmsg(a, message({ level: 250, type: 1, data: words(1) }), 0)).toBe(1);
    expect(s.sendmsg(a, message(), 0)).toBe(1);
    closeAll(a, b);
  });

  it('fails as the kernel says, and the error carries the address', () => {
    inFolder((folder) => {
      const path = join(folder, 'none');
      const fd = s.socket(s.AF_UNIX, s.SOCK_DGRAM, 0);
      expectFailure('sendmsg', [fd, { iov: [bytes('x')] }, 0], 'ENOTCONN');
      expectFailure('sendmsg', [fd, { iov: [bytes('x')], addr: unix(path) }, 0], 'ENOENT', { path });
      s.close(fd);
    });
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    const name = { address: '127.0.0.1', port: 9 };
    const [read, write] = s.pipe();
    const tooMany = Array.from({ length: s.IOV_MAX + 1 }, () => bytes('x'));
    expectFailure('sendmsg', [fd, { iov: tooMany, addr: inet(9) }, 0], 'EMSGSIZE', name);
    expectFailure('sendmsg', [fd, { iov: [Buffer.alloc(131_072)], addr: inet(9) }, 0], 'EMSGSIZE', name);
    expectFailure('sendmsg', [fd, { iov: [bytes('x')], addr: inet(9) }, s.MSG_OOB], 'EOPNOTSUPP', name);
    expectFailure('sendmsg', [fd, { iov: [bytes('x')] }, 0], 'EDESTADDRREQ');
    expectFailure('sendmsg', [write, { iov: [bytes('x')] }, 0], 'ENOTSOCK');
    expectFailure('sendmsg', [notOpen, { iov: [bytes('x')] }, 0], 'EBADF');
    closeAll(fd, read, write);
  });

  it('refuses what is no message, and sends nothing', () => {
    const [a, b] = unixPair();
    const iov = [bytes('x')];
    const control = (item: unknown): unknown => ({ iov, control: [item] });
    const bad = [
      null,
      undefined,
      {},
      { iov: 'x' },
      { iov: [1] },
      { iov, control: 1 },
      { iov, addr: 'x' },
      control(null),
    ];
    for (const message of [...bad, control({ level: 1, type: 1, data: 'x' }), control({ type: 1, data: [] })]) {
      expectRefusal('sendmsg', [a, message, 0], 'ERR_INVALID_ARG_TYPE');
    }
    for (const data of [[1.5], [2 ** 31], [NaN]]) {
      expectRefusal('sendmsg', [a, control({ level: 1, type: 1, data }), 0], 'ERR_OUT_OF_RANGE');
    }
    expectRefusal('sendmsg', [a, { iov }, 0.5], 'ERR_OUT_OF_RANGE');
    expect(s.poll([{ fd: b, events: s.POLLIN }], 0)).toBe(0);
    closeAll(a, b);
  });
});
