// Closing a socket while another thread is inside one of its calls: after the JDK's asyncClose tests.
import { DatagramSocket, Socket } from 'berkeley-sockets';
import type { ServerSocket } from 'berkeley-sockets';
import { raw } from 'berkeley-sockets/syscalls';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens } from '../support/kernel.js';
import {
  closeSockets,
  connected,
  drain,
  endpointOf,
  families,
  fill,
  fullListener,
  listening,
  newPath,
} from './support/pairs.js';
import { now, useThreads } from './support/threads.js';
import type { Failure, Task } from './support/threads.js';

const linux = process.platform === 'linux';

/** How long a blocked call may go on after close(). On a machine that does other work, one of three tries counts. */
const limit = 100;

interface Closable {
  close(): void;
  isClosed(): boolean;
}

/** Closes, and asserts how the blocked call ended and that it ended in time. Returns how long it took. */
function closeUnder(socket: Closable, task: Task<unknown>): { failure: Failure; took: number } {
  const before = now();
  socket.close();
  expect(socket.isClosed()).toBe(true);
  const failure = task.failure('SocketException');
  expect(failure).toMatchObject({ code: 'ERR_SOCKET_CLOSED', message: 'Socket closed' });
  return { failure, took: failure.at - before };
}

/** Runs a round that returns how long the wake-up took, until it was in time. */
function inTime(round: () => number): void {
  const took = [round()];
  while (took.at(-1)! > limit && took.length < 3) took.push(round());
  expect(Math.min(...took)).toBeLessThanOrEqual(limit);
}

describe.runIf(linux)('close() while another thread is inside', () => {
  closesWhatItOpens();
  const threads = useThreads(3);

  describe.each(families)('%s', (family) => {
    it.each([
      ['accept()', 0, 'accept4'],
      ['accept() with a timeout', 30_000, 'poll'],
    ] as const)('%s: it throws, and the address refuses at once', (_, timeout, call) => {
      inTime(() => {
        const server = listening(family);
        server.setSoTimeout(timeout);
        const addr = endpointOf(server);
        const task = threads.run((_scope, socket: ServerSocket) => void socket.accept(), server).blocked(call);
        const before = now();
        server.close();
        // Neither the blocked thread nor anybody else takes this connection.
        const client = new Socket();
        expect(() => {
          client.connect(addr);
        }).toThrow(expect.objectContaining({ code: 'ECONNREFUSED' }) as Error);
        const failure = task.failure('SocketException');
        expect(failure).toMatchObject({ code: 'ERR_SOCKET_CLOSED', syscall: 'accept' });
        closeSockets(server);
        return failure.at - before;
      });
    });

    it.each([
      ['read()', 0, 'read'],
      ['read() with a timeout', 30_000, 'poll'],
    ] as const)('%s: it throws, and the peer reads the end', (_, timeout, call) => {
      inTime(() => {
        const { client, server } = connected(family);
        server.setSoTimeout(timeout);
        const task = threads.run((_scope, socket: Socket) => socket.getInputStream().read(), server).blocked(call);
        const { took, failure } = closeUnder(server, task);
        expect(failure.syscall).toBe('read');
        // JDK-8358764: also while a thread was reading.
        expect(client.getInputStream().read()).toBe(-1);
        client.close();
        return took;
      });
    });

    it('write(): it throws, and the peer reads what had been written, and the end', () => {
      inTime(() => {
        const { client, server } = connected(family);
        const filled = fill(server);
        const task = threads
          .run((_scope, socket: Socket) => {
            socket.getOutputStream().write(new Uint8Array(1 << 20));
          }, server)
          .blocked('write');
        const { took, failure } = closeUnder(server, task);
        expect(drain(client)).toBe(filled + failure.bytesWritten!);
        client.close();
        return took;
      });
    });

    it.each([
      ['connect()', 0, 'connect' as const],
      ['connect() with a timeout', 30_000, 'poll' as const],
    ])('%s: it throws', (_, timeout, call) => {
      // A UNIX socket whose listener's queue is full cannot be polled for: connect(2) says EAGAIN.
      if (family === 'UNIX' && timeout > 0) return;
      inTime(() => {
        const full = fullListener(family);
        const socket = new Socket();
        const task = threads
          .run(
            (_scope, it: Socket, to: object, within: number) => {
              it.connect(to as never, within);
            },
            socket,
            full.addr,
            timeout,
          )
          .blocked(call);
        const { took, failure } = closeUnder(socket, task);
        expect(failure.syscall).toBe('connect');
        full.close();
        return took;
      });
    });

    it('transferFrom(): it throws', () => {
      inTime(() => {
        const { client, server } = connected(family);
        fill(server);
        const task = threads
          .run(
            (_scope, socket: Socket, path: string) => {
              const fs = process.getBuiltinModule('node:fs');
              const file = fs.openSync(path, 'r');
              try {
                socket.getOutputStream().transferFrom(file);
              } finally {
                fs.closeSync(file);
              }
            },
            server,
            process.execPath,
          )
          .blocked('sendfile');
        const { took } = closeUnder(server, task);
        client.close();
        return took;
      });
    });

    it('read() and write(): both throw, and the descriptor is closed once', () => {
      const { client, server } = connected(family);
      fill(server);
      const reading = threads.run((_scope, socket: Socket) => socket.getInputStream().read(), server);
      const writing = threads.run((_scope, socket: Socket) => {
        socket.getOutputStream().write(new Uint8Array(1 << 20));
      }, server);
      reading.blocked('read');
      writing.blocked('write');
      const { fd } = server;
      server.close();
      expect(reading.failure('SocketException').code).toBe('ERR_SOCKET_CLOSED');
      expect(writing.failure('SocketException').code).toBe('ERR_SOCKET_CLOSED');
      expect(raw.fcntl(fd, s.F_GETFD)).toBe(-s.EBADF);
      client.close();
    });

    it('accept() in three threads: all throw', () => {
      const server = listening(family);
      const accept = (_scope: unknown, socket: ServerSocket): void => void socket.accept();
      const tasks = [0, 1, 2].map(() => threads.run(accept, server).blocked('accept4'));
      server.close();
      for (const task of tasks) expect(task.failure('SocketException').code).toBe('ERR_SOCKET_CLOSED');
      closeSockets(server);
    });

    it('close() by another thread while this one is blocked', () => {
      const { client, server } = connected(family);
      const self = `${process.pid}/task/${process.pid}`;
      const closing = threads.run(
        (_scope, socket: Socket, path: string) => {
          const { readFileSync } = process.getBuiltinModule('node:fs');
          const inRead = process.arch === 'x64' ? '0 ' : '63 ';
          while (!readFileSync(path, 'utf8').startsWith(inRead))
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
          socket.close();
        },
        server,
        `/proc/${self}/syscall`,
      );
      expect(() => server.getInputStream().read()).toThrow(
        expect.objectContaining({ code: 'ERR_SOCKET_CLOSED' }) as Error,
      );
      closing.value();
      expect(server.isClosed()).toBe(true);
      client.close();
    });
  });

  describe.each(['UDP', 'UNIX'])('%s datagrams', (kind) => {
    it.each([
      ['receive()', 0, 'recvfrom'],
      ['receive() with a timeout', 30_000, 'poll'],
    ] as const)('%s: it throws', (_, timeout, call) => {
      inTime(() => {
        const socket =
          kind === 'UDP' ? new DatagramSocket(0, '127.0.0.1') : new DatagramSocket({ path: `\0${newPath()}` });
        socket.setSoTimeout(timeout);
        const task = threads
          .run(({ net }, it: DatagramSocket) => {
            it.receive(new net.DatagramPacket(new Uint8Array(8)));
          }, socket)
          .blocked(call);
        return closeUnder(socket, task).took;
      });
    });
  });

  it('leaves no place to the descriptor of another file before the thread is out', () => {
    // While a thread is blocked in a call, close() keeps the number; afterwards it is the next to be given.
    const { client, server } = connected();
    const { fd } = server;
    const task = threads.run((_scope, socket: Socket) => socket.getInputStream().read(), server).blocked('read');
    server.close();
    task.failure('SocketException');
    const [next, other] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
    expect([next, other]).toContain(fd);
    s.close(next);
    s.close(other);
    client.close();
  });

  it('is seen by the owner of a socket that another object names', () => {
    const { client, server } = connected();
    const task = threads.run((_scope, socket: Socket) => {
      socket.close();
    }, server);
    task.value();
    expect(server.isClosed()).toBe(true);
    expect(() => server.getInputStream()).toThrow(expect.objectContaining({ code: 'ERR_SOCKET_CLOSED' }) as Error);
    expect(server.fd).toBe(-1);
    expect(client.getInputStream().read()).toBe(-1);
    client.close();
  });
});
