// SO_TIMEOUT and the timeout of connect(): after the JDK's Timeouts, InheritTimeout and SoTimeout.
import { createHash } from 'node:crypto';
import { DatagramPacket, DatagramSocket, ServerSocket, Socket, SocketTimeoutException } from 'berkeley-sockets';
import { trace } from 'berkeley-sockets/trace';
import { describe, expect, it } from 'vitest';
import { thrownBy } from '../support/failure.js';
import { closesWhatItOpens } from '../support/kernel.js';
import {
  anyEndpoint,
  closeSockets,
  connected,
  endpointOf,
  families,
  fullListener,
  listening,
} from './support/pairs.js';
import { useThreads } from './support/threads.js';
import { takes } from './support/timing.js';

const forEver = 0x7fffffff;
const short = 60;

closesWhatItOpens();
const threads = useThreads(2);

const expectTimeout = (call: () => unknown, syscall: string, message: string): void => {
  const error = thrownBy(call);
  expect(error).toBeInstanceOf(SocketTimeoutException);
  expect(error).toMatchObject({ name: 'SocketTimeoutException', code: 'ETIMEDOUT', syscall, message });
};

describe('connect() with a timeout', () => {
  it.each(families)('connects within it: %s', (family) => {
    const server = listening(family);
    for (const timeout of [1000, forEver]) {
      const client = new Socket();
      client.connect(endpointOf(server), timeout);
      const peer = server.accept();
      // The descriptor blocks again: these bytes do not fit at once.
      client.getOutputStream().write('hello');
      expect(Buffer.from(peer.getInputStream().readNBytes(5)).toString()).toBe('hello');
      closeSockets(client, peer);
    }
    closeSockets(server);
  });

  it('is refused at once', () => {
    const server = listening();
    const addr = endpointOf(server);
    server.close();
    for (const timeout of [5000, forEver]) {
      const client = new Socket();
      const start = performance.now();
      expect(() => {
        client.connect(addr, timeout);
      }).toThrow(expect.objectContaining({ name: 'ConnectException', code: 'ECONNREFUSED' }) as Error);
      expect(performance.now() - start).toBeLessThan(4000);
      expect(client.isClosed()).toBe(true);
    }
  });

  it.each(families)('times out on time, and the socket is closed: %s', (family) => {
    const full = fullListener(family);
    takes(short, () => {
      const client = new Socket();
      expectTimeout(
        () => {
          client.connect(full.addr as never, short);
        },
        'connect',
        'Connect timed out',
      );
      const end = performance.now();
      expect([client.isClosed(), client.isConnected()]).toEqual([true, false]);
      return end;
    });
    full.close();
  });

  it('refuses what is no timeout', () => {
    const client = new Socket();
    for (const timeout of [-1, 1.5, NaN, 2 ** 31]) {
      expect(() => {
        client.connect({ port: 1 }, timeout);
      }).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }) as Error);
    }
    expect(client.isClosed()).toBe(false);
    client.close();
  });
});

describe('setSoTimeout', () => {
  it('is 0 at first, is kept as it is set, and refuses what is no timeout', () => {
    const { client, server } = connected();
    for (const socket of [client, server, new ServerSocket(), new Socket(), new DatagramSocket(null)]) {
      expect(socket.getSoTimeout()).toBe(0);
      for (const timeout of [1, 1234, forEver, 0]) {
        socket.setSoTimeout(timeout);
        expect(socket.getSoTimeout()).toBe(timeout);
      }
      for (const timeout of [-1, -0x80000000, 1.5, NaN, 2 ** 31]) {
        expect(() => {
          socket.setSoTimeout(timeout);
        }).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }) as Error);
      }
      expect(() => {
        socket.setSoTimeout('1' as never);
      }).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }) as Error);
      socket.close();
    }
  });

  it('of a listener is not that of the connections it takes', () => {
    const server = listening();
    server.setSoTimeout(1000);
    const client = new Socket();
    client.connect(endpointOf(server));
    const peer = server.accept();
    expect(peer.getSoTimeout()).toBe(0);
    // Nor is it the kernel's SO_RCVTIMEO, which accepted sockets inherit, nor does the descriptor not block.
    expect([server.getOption('SO_RCVTIMEO'), peer.getOption('SO_RCVTIMEO')]).toEqual([0, 0]);
    client.getOutputStream().write('x');
    expect(String(trace(() => peer.getInputStream().read()))).toMatch(/^read\(/);
    closeSockets(client, peer, server);
  });
});

describe('read() with a timeout', () => {
  it.each(families)('reads what is there: %s', (family) => {
    const { client, server } = connected(family);
    client.getOutputStream().write('abcdef');
    for (const timeout of [2000, forEver, 0]) {
      server.setSoTimeout(timeout);
      expect(server.getInputStream().readNBytes(2)).toHaveLength(2);
    }
    client.close();
    server.setSoTimeout(2000);
    expect(server.getInputStream().read()).toBe(-1);
    server.close();
  });

  it.each([10_000, forEver])('waits for what comes within %i ms', (timeout) => {
    const { client, server } = connected();
    server.setSoTimeout(timeout);
    const task = threads.run((_, socket: Socket) => socket.getInputStream().read(), server).blocked('poll');
    client.getOutputStream().write(65);
    expect(task.value()).toBe(65);
    closeSockets(client, server);
  });

  it.each(families)('times out on time, again and again, and the socket can be used further: %s', (family) => {
    const { client, server } = connected(family);
    server.setSoTimeout(short);
    const input = server.getInputStream();
    takes(short, () => {
      expectTimeout(() => input.read(), 'read', 'Read timed out');
    });
    takes(short, () => {
      expectTimeout(() => input.read(new Uint8Array(10)), 'read', 'Read timed out');
    });
    client.getOutputStream().write('hello');
    expect(Buffer.from(input.readNBytes(5)).toString()).toBe('hello');
    takes(short, () => {
      expectTimeout(() => input.read(), 'read', 'Read timed out');
    });
    server.getOutputStream().write('back');
    expect(Buffer.from(client.getInputStream().readNBytes(4)).toString()).toBe('back');
    closeSockets(client, server);
  });

  it.each([
    ['timed', 'timed', 10_000, 'poll'],
    ['timed', 'untimed', 0, 'read'],
  ] as const)('after a %s read that timed out, a %s read waits', (_first, _second, timeout, call) => {
    const { client, server } = connected();
    server.setSoTimeout(1);
    expectTimeout(() => server.getInputStream().read(), 'read', 'Read timed out');
    server.setSoTimeout(timeout);
    const task = threads.run((_, socket: Socket) => socket.getInputStream().read(), server).blocked(call);
    client.getOutputStream().write(66);
    expect(task.value()).toBe(66);
    closeSockets(client, server);
  });

  it('two threads in read: one of them reads a byte, the other times out on time', () => {
    takes(300, () => {
      const { client, server } = connected();
      server.setSoTimeout(300);
      const read = (_: unknown, socket: Socket): number => {
        try {
          return socket.getInputStream().read();
        } catch (error) {
          if ((error as Error).name !== 'SocketTimeoutException') throw error;
          return -2;
        }
      };
      const tasks = [0, 1].map(() => threads.run(read, server));
      for (const task of tasks) task.blocked('poll');
      client.getOutputStream().write(9);
      expect(tasks.map((task) => task.value()).sort()).toEqual([-2, 9]);
      closeSockets(client, server);
    });
  });

  it('a large write after it still blocks until all is written', () => {
    const { client, server } = connected();
    server.setSoTimeout(1);
    expectTimeout(() => server.getInputStream().read(), 'read', 'Read timed out');
    const task = threads
      .run(
        (_, socket: Socket, size: number) => {
          const data = new Uint8Array(size).map((_byte, i) => i % 251);
          socket.getOutputStream().write(data);
          socket.shutdownOutput();
        },
        server,
        16 << 20,
      )
      .blocked('write');
    const received = client.getInputStream().readAllBytes();
    task.value();
    const expected = new Uint8Array(16 << 20).map((_byte, i) => i % 251);
    expect(createHash('sha1').update(received).digest('hex')).toBe(createHash('sha1').update(expected).digest('hex'));
    closeSockets(client, server);
  });

  it('costs one system call more a read, and without one none', () => {
    const { client, server } = connected();
    const calls = (): string[] => {
      client.getOutputStream().write('x');
      const { calls: made } = trace(() => server.getInputStream().read());
      return made.flatMap(({ systemCalls }) => systemCalls.map(({ name }) => name));
    };
    expect(calls()).toEqual(['read']);
    server.setSoTimeout(1000);
    expect(calls()).toEqual(['poll', 'recvfrom']);
    expect(calls()).toEqual(['poll', 'recvfrom']);
    server.setSoTimeout(0);
    expect(calls()).toEqual(['read']);
    closeSockets(client, server);
  });
});

describe('accept() with a timeout', () => {
  const accept = (_: unknown, server: ServerSocket): boolean => {
    try {
      server.accept().close();
      return true;
    } catch (error) {
      if ((error as Error).name !== 'SocketTimeoutException') throw error;
      return false;
    }
  };

  it.each(families)('takes a connection that is there: %s', (family) => {
    const server = listening(family);
    for (const timeout of [2000, forEver, 0]) {
      server.setSoTimeout(timeout);
      const client = new Socket();
      client.connect(endpointOf(server));
      closeSockets(client, server.accept());
    }
    closeSockets(server);
  });

  it.each([10_000, forEver])('waits for one that comes within %i ms', (timeout) => {
    const server = listening();
    server.setSoTimeout(timeout);
    const task = threads.run(accept, server).blocked('poll');
    const client = new Socket();
    client.connect(endpointOf(server));
    expect(task.value()).toBe(true);
    closeSockets(client, server);
  });

  it.each(families)('times out on time, again and again, and takes connections further: %s', (family) => {
    const server = new ServerSocket();
    server.bind(anyEndpoint(family));
    server.setSoTimeout(short);
    for (let i = 0; i < 2; i++) {
      takes(short, () => {
        expectTimeout(() => server.accept(), 'accept', 'Accept timed out');
      });
      const client = new Socket();
      client.connect(endpointOf(server));
      closeSockets(server.accept(), client);
    }
    closeSockets(server);
  });

  it('after one that timed out, an untimed one waits', () => {
    const server = listening();
    server.setSoTimeout(1);
    expectTimeout(() => server.accept(), 'accept', 'Accept timed out');
    server.setSoTimeout(0);
    const task = threads.run(accept, server).blocked('poll', 'accept4');
    const client = new Socket();
    client.connect(endpointOf(server));
    expect(task.value()).toBe(true);
    closeSockets(client, server);
  });

  it('two threads in it: both time out on time', () => {
    const server = listening();
    server.setSoTimeout(400);
    takes(400, () => {
      const tasks = [0, 1].map(() => threads.run(accept, server));
      expect(tasks.map((task) => task.value())).toEqual([false, false]);
    });
    server.close();
  });

  it('two threads in it and one connection: one takes it, the other times out on time', () => {
    const server = listening();
    server.setSoTimeout(400);
    takes(400, () => {
      const tasks = [0, 1].map(() => threads.run(accept, server));
      for (const task of tasks) task.blocked('poll');
      const client = new Socket();
      client.connect(endpointOf(server));
      expect(tasks.map((task) => task.value()).sort()).toEqual([false, true]);
      client.close();
    });
    server.close();
  });

  it('costs one system call more, and two to begin with', () => {
    const server = listening();
    const calls = (): string[] => {
      const client = new Socket();
      client.connect(endpointOf(server));
      let peer: Socket | undefined;
      const recorded = trace(() => {
        peer = server.accept();
      });
      closeSockets(client, peer!);
      return recorded.calls[0]!.systemCalls.map(({ name }) => name);
    };
    const first = process.platform === 'linux' ? ['accept4'] : ['accept', 'fcntl'];
    expect(calls()).toEqual(first);
    server.setSoTimeout(1000);
    expect(calls()).toEqual(['fcntl', 'fcntl', 'poll', ...first]);
    expect(calls()).toEqual(['poll', 'accept4']);
    server.close();
  });
});

describe('receive() with a timeout', () => {
  it('times out on time, and the socket can be used further', () => {
    const receiver = new DatagramSocket(0, '127.0.0.1');
    const sender = new DatagramSocket();
    receiver.setSoTimeout(short);
    const packet = new DatagramPacket(new Uint8Array(16));
    takes(short, () => {
      expectTimeout(
        () => {
          receiver.receive(packet);
        },
        'receive',
        'Receive timed out',
      );
    });
    sender.send(new DatagramPacket(Buffer.from('hello'), 5, '127.0.0.1', receiver.getLocalPort()));
    receiver.receive(packet);
    expect(Buffer.from(packet.getData()).toString('latin1', 0, packet.getLength())).toBe('hello');
    takes(short, () => {
      expectTimeout(
        () => {
          receiver.receive(packet);
        },
        'receive',
        'Receive timed out',
      );
    });
    closeSockets(receiver, sender);
  });
});
