// What CPython's test_socket.py and _test_eintr.py expect of sockets, as far as one system call each
// can show it. The title of a test begins with the name of CPython's.
import { execFile } from 'node:child_process';
import { existsSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal, negated } from './support/failure.js';
import { closesWhatItOpens, openFlags, target } from './support/kernel.js';
import * as t from './support/sockets.js';
import { bytes, closeAll, text } from './support/sockets.js';

/** CMSG_LEN(0) and CMSG_SPACE(sizeof(int)) of 64-bit Linux. */
const headerLength = 16;
const roomForOneFd = 24;

const rights = (...data: number[]): s.ControlMessage => ({ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data });
const timeval = (microseconds: bigint): Uint8Array => new Uint8Array(BigInt64Array.of(0n, microseconds).buffer);

/** Sends one byte with control messages over a UNIX stream and receives it with that much room. */
function passed(control: s.ControlMessage[], controlLength: number): { fds: number[]; flags: number } {
  const [a, b] = t.unixPair();
  s.sendmsg(a, { iov: [bytes('x')], control }, 0);
  const message = s.recvmsg(b, { iov: [Buffer.alloc(4)], controlLength }, 0);
  expect(message.length).toBe(1);
  closeAll(a, b);
  return { fds: message.control.flatMap(({ data }) => [...data]), flags: message.flags };
}

describe('buffers', () => {
  closesWhatItOpens();

  it('BufferIOTest.testRecvIntoBytearray: bytes in place, and their count', () => {
    const { client, server } = t.tcpPair();
    s.send(client, bytes('hello'), 0);
    const buf = Buffer.alloc(5);
    expect(s.recv(server, buf, s.MSG_WAITALL)).toBe(5);
    expect(text(buf)).toBe('hello');
    closeAll(client, server);
  });

  it('BufferIOTest.testRecvIntoMemoryview: only the view is written', () => {
    const { client, server } = t.tcpPair();
    s.send(client, bytes('hello'), 0);
    const whole = Buffer.alloc(12, '.');
    expect(s.recv(server, whole.subarray(4, 9), s.MSG_WAITALL)).toBe(5);
    expect(text(whole)).toBe('....hello...');
    closeAll(client, server);
  });

  it('BufferIOTest.testRecvFromIntoSmallBuffer: more than the buffer holds is refused before the call', () => {
    const { client, server } = t.tcpPair();
    s.send(client, bytes('hello'), 0);
    expectRefusal('recv', [server, Buffer.alloc(8), 0, 0, 1024], 'ERR_OUT_OF_RANGE');
    expectRefusal('read', [server, Buffer.alloc(8), 0, 1024], 'ERR_OUT_OF_RANGE');
    expect(s.recv(server, Buffer.alloc(8), s.MSG_WAITALL, 0, 5)).toBe(5);
    closeAll(client, server);
  });

  it('RecvmsgIntoTCPTest.testRecvmsgIntoScatter: several views, in order', () => {
    const { client, server } = t.tcpPair();
    s.send(client, bytes('this is a message'), 0);
    const views = [Buffer.alloc(4), Buffer.alloc(9, '.').subarray(2, 7), Buffer.alloc(100)];
    expect(s.recvmsg(server, { iov: views }, 0).length).toBe(17);
    expect([text(views[0]!), text(views[1]!), text(views[2]!, 0, 8)]).toEqual(['this', ' is a', ' message']);
    closeAll(client, server);
  });

  it('RecvmsgIntoTCPTest.testRecvmsgIntoBadArgs: errors, and nothing is lost', () => {
    const { client, server } = t.tcpPair();
    s.send(client, bytes('kept'), 0);
    for (const iov of ['text', Buffer.alloc(4), null, 3, [1], ['text'], [new ArrayBuffer(4)]]) {
      expectRefusal('recvmsg', [server, { iov }, 0], 'ERR_INVALID_ARG_TYPE');
    }
    expectRefusal('recvmsg', [server, { iov: [Buffer.alloc(4)], controlLength: -1 }, 0], 'ERR_OUT_OF_RANGE');
    expectRefusal('recvmsg', [server, { iov: [Buffer.alloc(4)] }, '0'], 'ERR_INVALID_ARG_TYPE');
    expect(s.recvmsg(server, { iov: [Buffer.alloc(9)] }, 0).length).toBe(4);
    closeAll(client, server);
  });

  it('SendmsgTCPTest.testSendmsgBadArgs: errors, and the stream is still in step', () => {
    const { client, server } = t.tcpPair();
    const iov = [bytes('x')];
    const item = { level: 0, type: 0, data: new Uint8Array(0) };
    for (const message of [
      { iov: 'text' },
      { iov: ['text'] },
      { iov: [bytes('x'), {}] },
      { iov, control: item },
      { iov, control: [{ ...item, level: 'x' }] },
      { iov, control: [{ ...item, data: 'x' }] },
      { iov, addr: 7 },
    ]) {
      expectRefusal('sendmsg', [client, message, 0], 'ERR_INVALID_ARG_TYPE');
    }
    expectRefusal('sendmsg', [client, { iov }, null], 'ERR_INVALID_ARG_TYPE');
    expect(s.sendmsg(client, { iov: [bytes('done')] }, 0)).toBe(4);
    const buf = Buffer.alloc(9);
    expect(text(buf, 0, s.recv(server, buf, 0))).toBe('done');
    closeAll(client, server);
  });
});

describe('ancillary data', () => {
  closesWhatItOpens();

  it('RecvmsgUDPTest.testRecvmsgTrunc: MSG_TRUNC', () => {
    const { fd, port } = t.boundSocket(s.SOCK_DGRAM);
    s.sendto(fd, bytes('datagram'), 0, t.inet(port));
    const { length, flags } = s.recvmsg(fd, { iov: [Buffer.alloc(5)] }, 0);
    expect([length, flags]).toEqual([5, s.MSG_TRUNC]);
    s.close(fd);
  });

  it('RecvmsgUDPTest.testRecvmsgPeek: the same data twice', () => {
    const { fd, port } = t.boundSocket(s.SOCK_DGRAM);
    s.sendto(fd, bytes('datagram'), 0, t.inet(port));
    const receive = (flags: number): [string, number, unknown] => {
      const buf = Buffer.alloc(20);
      const message = s.recvmsg(fd, { iov: [buf] }, flags);
      return [text(buf, 0, message.length), message.flags, message.addr];
    };
    expect(receive(s.MSG_PEEK)).toEqual(['datagram', 0, t.inet(port)]);
    expect(receive(0)).toEqual(['datagram', 0, t.inet(port)]);
    s.close(fd);
  });

  it('RecvmsgUnixStreamTest.testRecvmsgLongAncillaryBuf: much room, and none was sent', () => {
    expect(passed([], 10_240)).toEqual({ fds: [], flags: 0 });
  });

  it('CmsgMacroTests.testCMSG_SPACE: the room for one descriptor holds one; absurd sizes are refused', () => {
    const { fds, flags } = passed([rights(0)], roomForOneFd);
    expect([fds.length, flags]).toEqual([1, 0]);
    closeAll(...fds);
    for (const controlLength of [2 ** 31, 2 ** 53, Infinity, NaN]) {
      expectRefusal('recvmsg', [0, { iov: [], controlLength }, 0], 'ERR_OUT_OF_RANGE');
    }
  });
});

describe('passing descriptors', () => {
  closesWhatItOpens();

  it('RecvmsgSCMRightsStreamTest.testFDPassSimple: a descriptor of the same file', () => {
    const [reader, writer] = s.pipe();
    const { fds } = passed([rights(reader)], roomForOneFd);
    expect(fds.map(target)).toEqual([target(reader)]);
    closeAll(reader, writer, ...fds);
  });

  it('RecvmsgSCMRightsStreamTest.testFDPassSeparate: two messages with one each', () => {
    const [reader, writer] = s.pipe();
    const { fds, flags } = passed([rights(reader), rights(writer)], 2 * roomForOneFd);
    expect([fds.map((fd) => openFlags(fd) & s.O_ACCMODE), flags]).toEqual([[s.O_RDONLY, s.O_WRONLY], 0]);
    closeAll(reader, writer, ...fds);
  });

  it('RecvmsgSCMRightsStreamTest.testFDPassEmpty: a message with none', () => {
    expect(passed([rights()], roomForOneFd).fds).toEqual([]);
  });

  it('RecvmsgSCMRightsStreamTest.testFDPassPartialIntInMiddle: no descriptor out of half a number', () => {
    const half: s.ControlMessage = { level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: new Uint8Array(6).fill(0) };
    const { fds } = passed([half, rights(0)], 3 * roomForOneFd);
    for (const fd of fds) expect(fstatSync(fd).ino).toBe(fstatSync(0).ino);
    expect(fds.length).toBeLessThanOrEqual(2);
    closeAll(...fds);
  });

  it.each([
    ['testCmsgTrunc0', 0],
    ['testCmsgTrunc1', 1],
    ['testCmsgTruncLen0Minus1', headerLength - 1],
  ])('RecvmsgSCMRightsStreamTest.%s: none arrives, and MSG_CTRUNC says so', (_, controlLength) => {
    expect(passed([rights(0)], controlLength)).toEqual({ fds: [], flags: s.MSG_CTRUNC });
  });
});

describe('addresses', () => {
  closesWhatItOpens();

  it('GeneralModuleTests.test_flowinfo: a number that flowinfo cannot be is refused', () => {
    const fd = s.socket(s.AF_INET6, s.SOCK_DGRAM, 0);
    for (const flowinfo of [0xffffffff, 2 ** 32, -10, 0.5]) {
      expectRefusal('bind', [fd, { ...t.inet6(), flowinfo }], 'ERR_OUT_OF_RANGE');
    }
    s.bind(fd, { ...t.inet6(), flowinfo: 0xfffff });
    s.close(fd);
  });

  it('GeneralModuleTests.testStringToIPv4: what only looks like an address is refused', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    const bad = [
      '',
      '0',
      '127.1',
      '0x7f.0.0.1',
      '0177.0.0.1',
      '1.2.3.4.5',
      '1.2.3.4x',
      '1.2.3.256',
      ' 1.2.3.4',
      '::1',
      'localhost',
    ];
    for (const address of bad) expectRefusal('bind', [fd, t.inet(0, address)], 'ERR_INVALID_ARG_VALUE');
    s.close(fd);
  });

  it('GeneralModuleTests.testNtoHErrors: a port has 16 bits', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    for (const port of [-1, 65_536, 2 ** 32, 1.5, NaN]) expectRefusal('bind', [fd, t.inet(port)], 'ERR_OUT_OF_RANGE');
    for (const scopeId of [-1, 2 ** 32]) expectRefusal('bind', [fd, { ...t.inet6(), scopeId }], 'ERR_OUT_OF_RANGE');
    s.close(fd);
  });

  it('TestLinuxAbstractNamespace.testMaxName: 107 bytes behind the null, read back whole', () => {
    const name = t.unix(`\0${process.pid}`.padEnd(108, 'h'));
    const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
    s.bind(fd, name);
    expect(s.getsockname(fd)).toEqual(name);
    s.close(fd);
  });

  it('TestLinuxAbstractNamespace.testAutobind: the kernel picks names, which differ', () => {
    const fds = [0, 1].map(() => s.socket(s.AF_UNIX, s.SOCK_STREAM, 0));
    for (const fd of fds) s.bind(fd, t.unix(''));
    const [first, second] = fds.map((fd) => (s.getsockname(fd) as s.UnixAddress).path);
    expect([first, second]).toEqual([
      expect.stringMatching(/^\0[0-9a-f]{5}$/),
      expect.stringMatching(/^\0[0-9a-f]{5}$/),
    ]);
    expect(first).not.toBe(second);
    closeAll(...fds);
  });

  it('TestUnixDomain.testUnbound: an empty name', () => {
    const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
    expect(s.getsockname(fd)).toEqual(t.unix(''));
    s.close(fd);
  });

  it('TestUnixDomain.testBytesAddr: a path that is given as bytes', () => {
    t.inFolder((folder) => {
      const path = join(folder, 'bytes');
      const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      s.bind(fd, Uint8Array.from([s.AF_UNIX, 0, ...bytes(path), 0]));
      expect(existsSync(path)).toBe(true);
      expect(s.getsockname(fd)).toEqual(t.unix(path));
      s.close(fd);
    });
  });
});

describe('inheritance', () => {
  closesWhatItOpens();

  it('InheritanceTest.test_get_inheritable_cloexec: F_GETFD is the kernel’s flag', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM | s.SOCK_CLOEXEC, 0);
    expect([s.fcntl(fd, s.F_GETFD), openFlags(fd) & s.O_CLOEXEC]).toEqual([s.FD_CLOEXEC, s.O_CLOEXEC]);
    s.fcntl(fd, s.F_SETFD, 0);
    expect([s.fcntl(fd, s.F_GETFD), openFlags(fd) & s.O_CLOEXEC]).toEqual([0, 0]);
    s.close(fd);
  });

  it('InheritanceTest.test_socketpair: with SOCK_CLOEXEC, neither end is inherited', () => {
    const pair = t.unixPair(s.SOCK_STREAM | s.SOCK_CLOEXEC);
    expect(pair.map((fd) => openFlags(fd) & s.O_CLOEXEC)).toEqual([s.O_CLOEXEC, s.O_CLOEXEC]);
    closeAll(...pair);
  });

  it('NonBlockingTCPTests.testInheritFlagsBlocking: what a non-blocking listener accepts blocks (Linux)', () => {
    const listener = t.tcpListener();
    s.fcntl(listener.fd, s.F_SETFL, s.O_NONBLOCK);
    const client = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    s.connect(client, t.inet(listener.port));
    const { fd } = s.accept(listener.fd);
    expect(openFlags(fd) & s.O_NONBLOCK).toBe(0);
    closeAll(listener.fd, client, fd);
  });
});

describe('streams', () => {
  closesWhatItOpens();

  it('BasicTCPTest.testSendAll: 20 KiB arrive whole, read in pieces of 1 KiB', () => {
    const { client, server } = t.tcpPair();
    const data = Buffer.from(Array.from({ length: 20_480 }, (_, i) => i % 251));
    for (let at = 0; at < data.length;) at += s.send(client, data, 0, at);
    s.shutdown(client, s.SHUT_WR);
    const received: Buffer[] = [];
    for (;;) {
      const piece = Buffer.alloc(1024);
      const length = s.recv(server, piece, 0);
      if (length === 0) break;
      received.push(piece.subarray(0, length));
    }
    expect(Buffer.concat(received).equals(data)).toBe(true);
    closeAll(client, server);
  });

  it('BasicTCPTest.testShutdown: the peer reads the data, then the end', () => {
    const { client, server } = t.tcpPair();
    s.send(client, bytes('data'), 0);
    s.shutdown(client, s.SHUT_RDWR);
    expect([s.recv(server, Buffer.alloc(9), 0), s.recv(server, Buffer.alloc(9), 0)]).toEqual([4, 0]);
    closeAll(client, server);
  });

  it('BasicTCPTest.testDup: the copy works when the first is closed', () => {
    const { client, server } = t.tcpPair();
    const copy = s.dup(server);
    s.close(server);
    s.send(client, bytes('data'), 0);
    expect(s.recv(copy, Buffer.alloc(9), 0)).toBe(4);
    closeAll(client, copy);
  });

  it('TCPCloserTest.testClose: the peer gets 0; closing again is EBADF and harms nobody', () => {
    const { client, server } = t.tcpPair();
    s.close(server);
    expect(s.recv(client, Buffer.alloc(1), 0)).toBe(0);
    expectFailure('close', [server], 'EBADF');
    s.close(client);
  });

  it('GeneralModuleTests.test_socket_close: a closed descriptor is EBADF, −1 too, null is no descriptor', () => {
    const { fd } = t.boundSocket(s.SOCK_STREAM);
    s.close(fd);
    expectFailure('listen', [fd, 1], 'EBADF');
    expectFailure('close', [fd], 'EBADF');
    expectFailure('close', [-1], 'EBADF');
    expectRefusal('close', [null], 'ERR_INVALID_ARG_TYPE');
  });

  it('SendmsgTCPTest.testSendmsgAfterClose and RecvmsgTCPTest.testRecvmsgAfterClose: EBADF', () => {
    const { client, server } = t.tcpPair();
    closeAll(client, server);
    expectFailure('sendmsg', [client, { iov: [bytes('x')] }, 0], 'EBADF');
    expectFailure('recvmsg', [client, { iov: [Buffer.alloc(1)], controlLength: 64 }, 0], 'EBADF');
  });

  it('GeneralModuleTests.test_listen_backlog_overflow: refused, and not cut to 32 bits', () => {
    const { fd } = t.boundSocket(s.SOCK_STREAM);
    expectRefusal('listen', [fd, 2 ** 31], 'ERR_OUT_OF_RANGE');
    expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_ACCEPTCONN)).toBe(0);
    s.close(fd);
  });
});

describe('time', { timeout: 30_000 }, () => {
  closesWhatItOpens();

  it('TCPTimeoutTest.testTimeoutZero and UDPTimeoutTest.testTimeoutZero: EAGAIN', () => {
    const listener = t.tcpListener();
    const { fd } = t.boundSocket(s.SOCK_DGRAM);
    for (const each of [listener.fd, fd]) s.fcntl(each, s.F_SETFL, s.O_NONBLOCK);
    expectFailure('accept', [listener.fd], 'EAGAIN');
    expectFailure('recv', [fd, Buffer.alloc(1024), 0], 'EAGAIN');
    closeAll(listener.fd, fd);
  });

  it('RecvmsgUnixStreamTest.testRecvmsgTimeout: SO_RCVTIMEO ends it with EAGAIN', () => {
    const [a, b] = t.unixPair();
    s.setsockopt(b, s.SOL_SOCKET, s.SO_RCVTIMEO, timeval(20_000n));
    const start = performance.now();
    expect(s.raw.recvmsg(b, { iov: [Buffer.alloc(1)] }, 0)).toBe(negated('EAGAIN'));
    expect(performance.now() - start).toBeGreaterThan(19);
    closeAll(a, b);
  });

  it('SelectEINTRTest.test_poll: EINTR is told, and a caller that goes on with the time left waits it out', async () => {
    const program = fileURLToPath(new URL('support/interrupted-poll.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [program]);
    const { first, ready, interruptions, elapsed } = JSON.parse(stdout) as Record<string, number>;
    expect([first, ready]).toEqual([negated('EINTR'), 0]);
    expect(interruptions).toBeGreaterThan(2);
    expect(elapsed).toBeGreaterThanOrEqual(200);
  });
});

describe('sendfile', () => {
  closesWhatItOpens();

  it('SendfileUsingSendfileTest.testEmptyFileSend: 0', () => {
    t.withFile('', (file) => {
      const { client, server } = t.tcpPair();
      expect(s.sendfile(client, file, 0, 100)).toBe(0);
      closeAll(client, server);
    });
  });

  it('SendfileUsingSendfileTest.testOffset, testCount and testCountSmall: that part and no more', () => {
    t.withFile('abcdefghij', (file) => {
      const { client, server } = t.tcpPair();
      const buf = Buffer.alloc(20);
      expect([
        s.sendfile(client, file, 5, 100),
        s.sendfile(client, file, 0, 4),
        s.sendfile(client, file, 9, 1),
      ]).toEqual([5, 4, 1]);
      expect(text(buf, 0, s.recv(server, buf, s.MSG_WAITALL, 0, 10))).toBe('fghijabcdj');
      closeAll(client, server);
    });
  });

  it('SendfileUsingSendfileTest.test_errors: a count that is none', () => {
    t.withFile('abc', (file) => {
      const { client, server } = t.tcpPair();
      expectRefusal('sendfile', [client, file, 0, '2'], 'ERR_INVALID_ARG_TYPE');
      for (const count of [0.1, -1]) expectRefusal('sendfile', [client, file, 0, count], 'ERR_OUT_OF_RANGE');
      closeAll(client, server);
    });
  });
});
