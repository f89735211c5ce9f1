import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, negated } from '../support/failure.js';
import { closesWhatItOpens, notOpen, openFlags, target } from '../support/kernel.js';
import { boundSocket, closeAll, inFolder, inet, inet6, tcpListener, unix } from '../support/sockets.js';

describe('accept', () => {
  closesWhatItOpens();

  it("takes the connection of Node's client, with its address", async () => {
    const listener = tcpListener();
    const client = connect(listener.port, '127.0.0.1');
    await once(client, 'connect');
    const { fd, addr } = s.accept(listener.fd);
    expect(addr).toEqual({ family: s.AF_INET, address: '127.0.0.1', port: client.localPort });
    s.write(fd, Buffer.from('hello'));
    const [data] = (await once(client, 'data')) as [Buffer];
    expect(data.toString()).toBe('hello');
    client.destroy();
    await once(client, 'close');
    closeAll(fd, listener.fd);
  });

  it('takes connections in the order in which they came', () => {
    const listener = tcpListener();
    const clients = [0, 1, 2].map(() => s.socket(s.AF_INET, s.SOCK_STREAM, 0));
    for (const client of clients) s.connect(client, inet(listener.port));
    const accepted = clients.map(() => s.accept(listener.fd));
    expect(accepted.map(({ addr }) => addr)).toEqual(clients.map((client) => s.getsockname(client)));
    closeAll(listener.fd, ...clients, ...accepted.map(({ fd }) => fd));
  });

  it('tells IPv6 addresses', () => {
    const listener = s.socket(s.AF_INET6, s.SOCK_STREAM, 0);
    s.bind(listener, inet6());
    s.listen(listener, 1);
    const client = s.socket(s.AF_INET6, s.SOCK_STREAM, 0);
    s.connect(client, s.getsockname(listener));
    const { fd, addr } = s.accept(listener);
    const { port } = s.getsockname(client) as s.Inet6Address;
    expect(addr).toEqual({ family: s.AF_INET6, address: '::1', port, flowinfo: 0, scopeId: 0 });
    closeAll(listener, client, fd);
  });

  it('tells the path of a UNIX client, or that it has none', () => {
    inFolder((folder) => {
      const listener = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      s.bind(listener, unix(join(folder, 'server')));
      s.listen(listener, 2);
      const clients = [0, 1].map(() => s.socket(s.AF_UNIX, s.SOCK_STREAM, 0));
      s.bind(clients[0]!, unix(join(folder, 'client')));
      for (const client of clients) s.connect(client, unix(join(folder, 'server')));
      const [named, unnamed] = [s.accept(listener), s.accept(listener)];
      expect(named.addr).toEqual(unix(join(folder, 'client')));
      expect(unnamed.addr).toEqual(unix(''));
      closeAll(listener, ...clients, named.fd, unnamed.fd);
    });
  });

  it('gives the new descriptor no flags, whatever the listener has', () => {
    const listener = tcpListener();
    s.fcntl(listener.fd, s.F_SETFL, s.O_NONBLOCK);
    s.fcntl(listener.fd, s.F_SETFD, s.FD_CLOEXEC);
    const client = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    s.connect(client, inet(listener.port));
    const { fd } = s.accept(listener.fd);
    expect(openFlags(fd)).toBe(s.O_RDWR);
    closeAll(fd, client, listener.fd);
  });

  it('has a raw twin that returns the same', () => {
    const listener = tcpListener();
    const client = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    s.connect(client, inet(listener.port));
    const result = s.raw.accept(listener.fd) as { fd: number; addr: s.SocketAddress };
    expect(result.addr).toEqual(s.getsockname(client));
    expect(target(result.fd)).toMatch(/socket/);
    closeAll(result.fd, client, listener.fd);
  });

  it('fails as the kernel says', () => {
    const listener = tcpListener();
    const stream = boundSocket(s.SOCK_STREAM).fd;
    const datagram = boundSocket(s.SOCK_DGRAM).fd;
    const [read, write] = s.pipe();
    s.fcntl(listener.fd, s.F_SETFL, s.O_NONBLOCK);
    expectFailure('accept', [listener.fd], 'EAGAIN');
    expectFailure('accept', [stream], 'EINVAL');
    expectFailure('accept', [datagram], 'EOPNOTSUPP');
    expectFailure('accept', [read], 'ENOTSOCK');
    expectFailure('accept', [notOpen], 'EBADF');
    expectFailure('accept', [-1], 'EBADF');
    closeAll(listener.fd, stream, datagram, read, write);
  });

  it.runIf(process.platform === 'linux')('fails on what else can be opened (LTP accept03-2, accept03-8)', () => {
    const path = openSync('/', s.O_PATH);
    const set = s.epoll_create1(0);
    expect(s.raw.accept(path)).toBe(negated('EBADF'));
    expect(s.raw.accept(set)).toBe(negated('ENOTSOCK'));
    s.close(set);
    closeSync(path);
  });
});
