import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectErrnoError, expectFailure, expectRefusal, negated, thrownBy } from '../support/failure.js';
import { closesWhatItOpens, loopbackColumn, notOpen, procNet, tcpState } from '../support/kernel.js';
import { boundSocket, closeAll, inet, inet6, tcpListener, unix, unixPair } from '../support/sockets.js';

/** A port that is taken, and on which nobody listens. */
const silent = (): { fd: number; port: number } => boundSocket(s.SOCK_STREAM);

describe('connect', () => {
  closesWhatItOpens();

  it("connects to Node's server, which sees this socket's address", async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    s.connect(fd, inet(port));
    const row = procNet('tcp', fd);
    expect(row?.[2]).toBe(loopbackColumn(port));
    expect(row?.[3]).toBe(tcpState.established);
    const [connection] = (await once(server, 'connection')) as [Socket];
    expect(row?.[1]).toBe(loopbackColumn(connection.remotePort!));
    s.close(fd);
    connection.destroy();
    await once(connection, 'close');
    server.close();
    await once(server, 'close');
  });

  it('has done the handshake before anybody accepts', () => {
    const listener = tcpListener();
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    s.connect(fd, inet(listener.port));
    expect(procNet('tcp', fd)?.[3]).toBe(tcpState.established);
    expect(s.poll([{ fd: listener.fd, events: s.POLLIN }], -1)).toBe(1);
    closeAll(fd, listener.fd);
  });

  it('gives a datagram socket its peer; AF_UNSPEC takes it away again', () => {
    const { fd: receiver, port } = boundSocket(s.SOCK_DGRAM);
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    s.connect(fd, inet(port));
    expect(procNet('udp', fd)?.[2]).toBe(loopbackColumn(port));
    s.connect(fd, new Uint8Array(16));
    expectFailure('getpeername', [fd], 'ENOTCONN');
    closeAll(receiver, fd);
  });

  it('does not wait on a non-blocking socket', () => {
    const listener = tcpListener();
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM | s.SOCK_NONBLOCK, 0);
    const name = { address: '127.0.0.1', port: listener.port };
    const error = thrownBy(() => s.connect(fd, inet(listener.port)));
    expectErrnoError(error, 'connect', 'EINPROGRESS', name);
    s.poll([{ fd, events: s.POLLOUT }], -1);
    expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_ERROR)).toBe(0);
    expect(s.raw.connect(fd, inet(listener.port))).toBe(0);
    expectFailure('connect', [fd, inet(listener.port)], 'EISCONN', name);
    closeAll(fd, listener.fd);
  });

  it('fails as the kernel says, and the error carries the address', () => {
    const { fd: quiet, port } = silent();
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    const name = { address: '127.0.0.1', port };
    expectFailure('connect', [fd, inet(port)], 'ECONNREFUSED', name);
    expectFailure('connect', [notOpen, inet(port)], 'EBADF', name);
    expectFailure('connect', [fd, inet6(port)], 'EAFNOSUPPORT', { address: '::1', port });
    expectFailure('connect', [fd, inet(1, '255.255.255.255')], 'ENETUNREACH', { address: '255.255.255.255', port: 1 });
    const [read, write] = s.pipe();
    expectFailure('connect', [read, inet(port)], 'ENOTSOCK', name);
    // LTP's connect01-3: the length is checked before anything else is looked at.
    expectFailure('connect', [fd, new Uint8Array([s.AF_INET, 0, 0])], 'EINVAL');
    closeAll(fd, quiet, read, write);
  });

  it('names the path of a UNIX socket in its errors', () => {
    const path = join('/nowhere', 'x');
    const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
    expectFailure('connect', [fd, unix(path)], 'ENOENT', { path });
    expectFailure('connect', [fd, unix('/dev/null')], 'ECONNREFUSED', { path: '/dev/null' });
    expectFailure('connect', [fd, unix(`\0none-${process.pid}`)], 'ECONNREFUSED', { path: `\0none-${process.pid}` });
    const [a, b] = unixPair();
    expect(s.raw.connect(a, unix(path))).toBe(negated('ENOENT'));
    expectRefusal('connect', [fd, { family: 9999, path }], 'ERR_INVALID_ARG_VALUE');
    closeAll(fd, a, b);
  });
});
