// Descriptors that come from elsewhere, and that go elsewhere.
import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { DatagramPacket, DatagramSocket, ServerSocket, Socket } from 'berkeley-sockets';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens, notOpen, openFlags, target } from '../support/kernel.js';
import { closeAll, inet, inet6, inFolder, tcpListener, tcpPair, unix, unixPair } from '../support/sockets.js';
import { closeSockets, connected, families, listening } from './support/pairs.js';
import { useThreads } from './support/threads.js';

closesWhatItOpens();
const linux = process.platform === 'linux';
const threads = useThreads(2);

const isCloseOnExec = (fd: number): boolean => (s.fcntl(fd, s.F_GETFD) & s.FD_CLOEXEC) !== 0;
const setNonBlocking = (fd: number): void => {
  s.fcntl(fd, s.F_SETFL, s.fcntl(fd, s.F_GETFL) | s.O_NONBLOCK);
};

describe('adopt()', () => {
  it('ServerSocket: accepts, tells its address, and closes the descriptor', () => {
    const { fd, port } = tcpListener();
    s.fcntl(fd, s.F_SETFD, 0);
    const server = ServerSocket.adopt(fd);
    expect([server.fd, server.getLocalPort(), server.getInetAddress(), server.isBound()]).toEqual([
      fd,
      port,
      '127.0.0.1',
      true,
    ]);
    expect(isCloseOnExec(fd)).toBe(true);
    const client = new Socket('127.0.0.1', port);
    const socket = server.accept();
    client.getOutputStream().write('x');
    expect(socket.getInputStream().read()).toBe('x'.charCodeAt(0));
    closeSockets(client, socket, server);
    expect(target(fd)).toBeUndefined();
    expect(() => new Socket('127.0.0.1', port)).toThrow('ECONNREFUSED');
  });

  it('ServerSocket: of IPv6 and of a UNIX path', () => {
    const fd = s.socket(s.AF_INET6, s.SOCK_STREAM, 0);
    s.bind(fd, inet6());
    s.listen(fd, 1);
    const server = ServerSocket.adopt(fd);
    expect(server.getInetAddress()).toBe('::1');
    closeSockets(server);
    inFolder((folder) => {
      const path = `${folder}/s`;
      const listener = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      s.bind(listener, unix(path));
      s.listen(listener, 1);
      const door = ServerSocket.adopt(listener);
      const client = new Socket({ path });
      expect(door.getLocalSocketAddress()).toEqual(unix(path));
      closeSockets(client, door.accept(), door);
    });
  });

  it('Socket: both ends of a connection, with their addresses', () => {
    const pair = tcpPair();
    const client = Socket.adopt(pair.client);
    const server = Socket.adopt(pair.server);
    expect([client.isConnected(), client.isBound(), client.getPort(), client.getInetAddress()]).toEqual([
      true,
      true,
      pair.port,
      '127.0.0.1',
    ]);
    expect([server.getLocalPort(), server.getPort()]).toEqual([pair.port, client.getLocalPort()]);
    client.getOutputStream().write('hello');
    client.close();
    expect(Buffer.from(server.getInputStream().readAllBytes()).toString()).toBe('hello');
    closeSockets(server);
  });

  it('Socket: one that is not connected can be', () => {
    const listener = listening();
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    const socket = Socket.adopt(fd);
    expect([socket.isConnected(), socket.isBound()]).toEqual([false, false]);
    socket.connect({ address: '127.0.0.1', port: listener.getLocalPort() });
    closeSockets(listener.accept(), socket, listener);
  });

  it('DatagramSocket: of IPv4, which takes IPv4 addresses', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    s.bind(fd, inet());
    const socket = DatagramSocket.adopt(fd);
    const packet = new DatagramPacket(Buffer.from('abc'), 3, '127.0.0.1', socket.getLocalPort());
    socket.send(packet);
    packet.setData(Buffer.alloc(10));
    socket.receive(packet);
    expect([packet.getLength(), packet.getPort()]).toEqual([3, socket.getLocalPort()]);
    closeSockets(socket);
  });

  it('leaves O_NONBLOCK to those who rely on it, and blocks nevertheless', () => {
    const [ours, theirs] = unixPair();
    setNonBlocking(ours);
    const socket = Socket.adopt(ours);
    const reading = threads.run((_, each) => each.getInputStream().read(), socket).blocked('poll');
    s.write(theirs, Buffer.from('x'));
    expect(reading.value()).toBe('x'.charCodeAt(0));
    expect(s.fcntl(ours, s.F_GETFL) & s.O_NONBLOCK).not.toBe(0);
    closeSockets(socket);
    s.close(theirs);
  });

  it('has the timeouts that the kernel has', () => {
    const [ours, theirs] = unixPair();
    s.setsockopt(ours, s.SOL_SOCKET, s.SO_RCVTIMEO, new Uint8Array(BigInt64Array.of(0n, 10_000n).buffer));
    const socket = Socket.adopt(ours);
    expect(() => socket.getInputStream().read()).toThrow(expect.objectContaining({ name: 'SocketTimeoutException' }));
    closeSockets(socket);
    s.close(theirs);
  });

  it.runIf(linux)('is closed when it is garbage, with a warning that tells where it was adopted', () => {
    const script = `
      import { ServerSocket, Socket } from 'berkeley-sockets';
      import * as s from 'berkeley-sockets/syscalls';
      import { setImmediate as turn } from 'node:timers/promises';
      process.on('warning', ({ detail }) => console.log(detail));
      const [ours, theirs] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
      (function adopter() { Socket.adopt(ours); })();
      const made = new ServerSocket(0, 5, '127.0.0.1');
      const client = new Socket('127.0.0.1', made.getLocalPort());
      const server = ServerSocket.adopt(made.detach());
      (function accepter() { server.accept(); })();
      for (let i = 0; i < 5; i++) { gc(); await turn(); }
      console.log(s.read(theirs, Buffer.alloc(1)), client.getInputStream().read());
      client.close();
      server.close();`;
    const args = ['--expose-gc', '--no-warnings', '--input-type=module', '--eval', script];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^It was opened\n +at adopter/m);
    expect(stdout).toMatch(/^It was opened\n +at ServerSocket\.accept .*\n.*\n +at accepter/m);
    expect(stdout).toMatch(/^0 -1$/m);
  });
});

describe('a descriptor that adopt() refuses', () => {
  const cases: readonly (readonly [string, (fd: number) => unknown, () => number[], string])[] = [
    ['a connection', (fd) => ServerSocket.adopt(fd), () => unixPair(), 'SO_ACCEPTCONN) says 0'],
    ['a listener', (fd) => Socket.adopt(fd), () => [tcpListener().fd], 'SO_ACCEPTCONN) says 1'],
    ['datagrams', (fd) => Socket.adopt(fd), () => unixPair(s.SOCK_DGRAM), 'SO_TYPE) says SOCK_DGRAM'],
    ['a stream', (fd) => DatagramSocket.adopt(fd), () => unixPair(), 'SO_TYPE) says SOCK_STREAM'],
    ['a file', (fd) => Socket.adopt(fd), () => [openSync('/dev/null', 'r')], 'SO_TYPE) says ENOTSOCK'],
  ];
  it.each(cases)('%s: the argument is named, and the descriptor left as it was', (_, adopt, open, reason) => {
    const [fd = -1, ...others] = open();
    s.fcntl(fd, s.F_SETFD, 0);
    const before = target(fd);
    expect(() => adopt(fd)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }));
    expect(() => adopt(fd)).toThrow(`'fd' must be`);
    expect(() => adopt(fd)).toThrow(`${reason}. Received ${fd}`);
    expect([target(fd), isCloseOnExec(fd)]).toEqual([before, false]);
    closeAll(fd, ...others);
  });

  it.runIf(linux)('of another family', () => {
    const fd = s.socket(s.AF_NETLINK, s.SOCK_DGRAM, 0);
    expect(() => DatagramSocket.adopt(fd)).toThrow(`address family is ${s.AF_NETLINK}`);
    s.close(fd);
  });

  it('one that is not open, or not a descriptor', () => {
    expect(() => ServerSocket.adopt(notOpen)).toThrow(`EBADF. Received ${notOpen}`);
    for (const [fd, code] of [
      [-1, 'ERR_OUT_OF_RANGE'],
      [1.5, 'ERR_OUT_OF_RANGE'],
      ['3', 'ERR_INVALID_ARG_TYPE'],
    ] as const)
      expect(() => ServerSocket.adopt(fd as number)).toThrow(expect.objectContaining({ code }));
  });

  it('one that another object closes', () => {
    const { client, server } = connected();
    expect(() => Socket.adopt(client.fd)).toThrow('belongs to another object');
    closeSockets(client, server);
  });
});

describe('detach()', () => {
  it.each(families)('%s: the peer notices nothing, and the object is closed', (family) => {
    const { client, server } = connected(family);
    const before = target(client.fd);
    const fd = client.detach();
    expect([target(fd), isCloseOnExec(fd)]).toEqual([before, true]);
    expect([client.isClosed(), client.fd]).toEqual([true, -1]);
    expect(() => client.getOutputStream().write('x')).toThrow('Socket is closed');
    expect(() => client.detach()).toThrow('Socket is closed');
    const again = Socket.adopt(fd);
    again.getOutputStream().write('hello');
    closeSockets(again);
    expect(Buffer.from(server.getInputStream().readAllBytes()).toString()).toBe('hello');
    closeSockets(server);
  });

  it('a listener goes on listening', () => {
    const server = listening();
    const port = server.getLocalPort();
    const again = ServerSocket.adopt(server.detach());
    closeSockets(new Socket('127.0.0.1', port), again.accept(), again);
  });

  it('without a descriptor: the kernel says so, and the object can be used further', () => {
    const socket = new Socket();
    expect(() => socket.detach()).toThrow(expect.objectContaining({ code: 'EBADF', syscall: 'fcntl' }));
    expect(socket.isClosed()).toBe(false);
    closeSockets(socket);
  });

  it.runIf(linux)('threads that are blocked in a call come out, and take nothing of what follows', () => {
    const { client, server } = connected();
    const reading = threads.run((_, socket) => socket.getInputStream().read(), client).blocked('read');
    const fd = client.detach();
    expect(reading.failure('SocketException').message).toBe('Socket closed');
    server.getOutputStream().write('x');
    const buf = Buffer.alloc(1);
    expect([s.read(fd, buf), String(buf)]).toEqual([1, 'x']);
    closeSockets(server);
    s.close(fd);
  });
});

describe.runIf(linux)('a listener that another process has too', () => {
  it('becomes non-blocking while accept() blocks: it goes on, in poll(2)', () => {
    const server = listening();
    const theirs = s.dup(server.fd);
    const accept = (_: unknown, each: ServerSocket): void => each.accept().close();
    const first = threads.run(accept, server).blocked('accept4');
    setNonBlocking(theirs);
    const port = server.getLocalPort();
    const clients = [new Socket('127.0.0.1', port)];
    first.value();
    const second = threads.run(accept, server).blocked('poll');
    clients.push(new Socket('127.0.0.1', port));
    second.value();
    expect(openFlags(server.fd) & s.O_NONBLOCK).not.toBe(0);
    closeSockets(server, ...clients);
    s.close(theirs);
  });

  it('two that wait for connections get each one', () => {
    const first = listening();
    const second = ServerSocket.adopt(s.dup(first.fd));
    setNonBlocking(first.fd);
    const accept = (_: unknown, each: ServerSocket): void => {
      for (let i = 0; i < 50; i++) each.accept().close();
    };
    const tasks = [threads.run(accept, first), threads.run(accept, second)];
    for (let i = 0; i < 100; i++) closeSockets(new Socket('127.0.0.1', first.getLocalPort()));
    for (const task of tasks) task.value();
    closeSockets(first, second);
  });
});
