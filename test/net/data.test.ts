// What arrives, and how it ends: after the JDK's ConnectionReset, ReadAfterReset, ShortWrite, BrokenPipe, CloseAvailable,
// AsyncShutdown, DeadlockTest, ShutdownInput, UrgentDataTest and LingerTest.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket as NodeSocket } from 'node:net';
import { Socket } from 'berkeley-sockets';
import type { OutputStream } from 'berkeley-sockets';
import { trace } from 'berkeley-sockets/trace';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens, procNet } from '../support/kernel.js';
import { closeSockets, connected, families, fill, reset } from './support/pairs.js';
import { useThreads, waitUntil } from './support/threads.js';

closesWhatItOpens();
const threads = useThreads(2);

const withCode = (code: string): Error => expect.objectContaining({ name: 'SocketException', code }) as Error;
const sha1 = (data: Uint8Array): string => createHash('sha1').update(data).digest('hex');

describe('a connection that the peer has reset', () => {
  it('stays reset: each read throws, until close()', () => {
    for (const timeout of [0, 1000]) {
      const { client, server } = connected();
      server.setSoTimeout(timeout);
      reset(client);
      const input = server.getInputStream();
      for (let i = 0; i < 5; i++) {
        expect(() => input.read()).toThrow(withCode('ECONNRESET'));
        expect(() => input.read(new Uint8Array(10))).toThrow(withCode('ECONNRESET'));
        expect(input.available()).toBe(0);
      }
      // Another thread sees it too.
      expect(threads.run((_, it: Socket) => it.getInputStream().read(), server).failure('SocketException').code).toBe(
        'ECONNRESET',
      );
      server.close();
      expect(() => input.read()).toThrow(withCode('ERR_SOCKET_CLOSED'));
      expect(() => input.available()).toThrow(withCode('ERR_SOCKET_CLOSED'));
    }
  });

  it('by node:net', async () => {
    const nodes = createServer((socket) => {
      socket.write('hello', () => socket.resetAndDestroy());
    }).listen(0, '127.0.0.1');
    await once(nodes, 'listening');
    const { port } = nodes.address() as { port: number };
    const read = threads.run(({ net }, to: number) => {
      const socket = new net.Socket('127.0.0.1', to);
      const input = socket.getInputStream();
      const seen: unknown[] = [];
      for (let i = 0; i < 8; i++) {
        try {
          seen.push(input.read());
        } catch (error) {
          seen.push((error as { code: string }).code);
        }
      }
      socket.close();
      return seen.slice(-3);
    }, port);
    expect(await read.valueLater()).toEqual(['ECONNRESET', 'ECONNRESET', 'ECONNRESET']);
    nodes.close();
    await once(nodes, 'close');
  });

  it.each([false, true])('has its bytes read first, after a write that failed: %s', (write) => {
    const { client, server } = connected();
    client.getOutputStream().write('0123456789');
    const input = server.getInputStream();
    waitUntil('ten bytes', () => input.available() === 10);
    // Unread input in the client's queue, and its close() without shutdown, makes the kernel send a reset.
    server.getOutputStream().write('unread');
    waitUntil('six bytes', () => client.getInputStream().available() === 6);
    reset(client);
    if (write) {
      expect(() => {
        for (;;) server.getOutputStream().write('x');
      }).toThrow(expect.objectContaining({ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) as string }) as Error);
    }
    const end: unknown[] = [];
    for (let i = 0; i < 13; i++) {
      try {
        end.push(input.read());
      } catch (error) {
        end.push((error as { code: string }).code);
      }
    }
    // Linux drops nothing of what was received before the reset; a write that took the error off leaves an end.
    expect(end.slice(0, 10)).toEqual([...Buffer.from('0123456789')]);
    expect(new Set(end.slice(10)).size).toBe(1);
    if (!write) expect(end.at(-1)).toBe('ECONNRESET');
    server.close();
  });
});

it('a peer that has closed is no local close', () => {
  for (const family of families) {
    const { client, server } = connected(family);
    client.close();
    const output = server.getOutputStream();
    let error: { code?: string; message?: string; bytesWritten?: number } = {};
    try {
      for (;;) output.write(new Uint8Array(1000));
    } catch (thrown) {
      error = thrown as typeof error;
    }
    expect(error.code).toMatch(/^(EPIPE|ECONNRESET)$/);
    expect(error.message).not.toMatch(/closed/i);
    expect(error.bytesWritten).toBe(0);
    expect(server.isClosed()).toBe(false);
    server.close();
  }
});

it('available() tells what is there, 0 at the end, and throws after close()', () => {
  const { client, server } = connected();
  const input = server.getInputStream();
  expect(input.available()).toBe(0);
  client.getOutputStream().write('abc');
  waitUntil('three bytes', () => input.available() === 3);
  client.close();
  expect(Buffer.from(input.readAllBytes()).toString()).toBe('abc');
  for (let i = 0; i < 100; i++) expect([input.available(), input.read()]).toEqual([0, -1]);
  server.close();
  expect(() => input.available()).toThrow(withCode('ERR_SOCKET_CLOSED'));
});

describe.each(families)('half close: %s', (family) => {
  it('shutdownOutput(): the peer reads to the end and can answer', () => {
    const { client, server } = connected(family);
    client.getOutputStream().write('question');
    client.shutdownOutput();
    expect(Buffer.from(server.getInputStream().readAllBytes()).toString()).toBe('question');
    server.getOutputStream().write('answer');
    server.close();
    expect(Buffer.from(client.getInputStream().readAllBytes()).toString()).toBe('answer');
    expect(() => {
      client.getOutputStream();
    }).toThrow(withCode('EPIPE'));
    client.close();
  });

  it('a stream from before shutdownOutput() throws "broken pipe"', () => {
    const { client, server } = connected(family);
    const output = client.getOutputStream();
    client.shutdownOutput();
    expect(() => {
      output.write('x');
    }).toThrow(withCode('EPIPE'));
    closeSockets(client, server);
  });

  it('shutdownInput(): reads return the end, without a system call', () => {
    const { client, server } = connected(family);
    const input = server.getInputStream();
    client.getOutputStream().write('lost');
    server.shutdownInput();
    const recorded = trace(() => {
      expect([input.read(), input.read(new Uint8Array(4)), input.available()]).toEqual([-1, -1, 0]);
    });
    expect(String(recorded)).toBe('');
    closeSockets(client, server);
  });

  it.each([
    [0, 'read'],
    [30_000, 'poll'],
  ] as const)('shutdownInput() while another thread reads, with a timeout of %i: it reads the end', (timeout, call) => {
    const { client, server } = connected(family);
    server.setSoTimeout(timeout);
    const task = threads.run((_, it: Socket) => [it.getInputStream().read(), it.isClosed()], server).blocked(call);
    server.shutdownInput();
    expect(task.value()).toEqual([-1, false]);
    expect(server.isInputShutdown()).toBe(true);
    server.getOutputStream().write('x');
    expect(client.getInputStream().read()).toBe(120);
    closeSockets(client, server);
  });

  it('shutdownOutput() while another thread writes: it throws "broken pipe"', () => {
    const { client, server } = connected(family);
    fill(server);
    const task = threads
      .run((_, it: Socket) => {
        it.getOutputStream().write(new Uint8Array(1 << 20));
      }, server)
      .blocked('write');
    server.shutdownOutput();
    expect(task.failure('SocketException').code).toBe('EPIPE');
    closeSockets(client, server);
  });
});

describe('large writes', () => {
  /** The sum of what `write` writes, and of what another thread reads. */
  function sums(family: (typeof families)[number], data: Uint8Array, write: (output: OutputStream) => void): void {
    const { client, server } = connected(family);
    const reading = threads.run((_, socket: Socket) => {
      const { createHash: hash } = process.getBuiltinModule('node:crypto');
      const data = socket.getInputStream().readAllBytes();
      return `${data.length} ${hash('sha1').update(data).digest('hex')}`;
    }, server);
    write(client.getOutputStream());
    client.shutdownOutput();
    expect(reading.value()).toBe(`${data.length} ${sha1(data)}`);
    closeSockets(client, server);
  }

  const sizes = [-2, -1, 0, 1, 2].map((more) => (128 << 10) + more);
  it.each(families)('arrive as they were: %s', (family) => {
    for (const size of [...sizes, ...Array.from({ length: 8 }, () => randomInt(1 << 20)), 8 << 20]) {
      const data = randomBytes(size);
      sums(family, data, (output) => {
        output.write(data);
      });
    }
  });

  it('in pieces, some of them empty, arrive as they were', () => {
    const pieces = [0, 1, 0, 70_000, 0, 0, 200_001, 3, 0].map((size) => randomBytes(size));
    sums('TCP', Buffer.concat(pieces), (output) => {
      for (const piece of pieces) output.write(piece);
    });
    const all = randomBytes(300_000);
    sums('TCP', all.subarray(5, 299_000), (output) => {
      output.write(all, 5, 298_995);
    });
  });

  it('in both directions at once: reading and writing do not wait for each other', () => {
    const { client, server } = connected();
    const size = 24 << 20;
    const echo = threads.run(
      (_, socket: Socket) => socket.getInputStream().transferTo(socket.getOutputStream()),
      server,
    );
    const writing = threads.run(
      (_, socket: Socket, length: number) => {
        socket.getOutputStream().write(new Uint8Array(length).fill(3));
        socket.shutdownOutput();
      },
      client,
      size,
    );
    // This thread reads the connection that another writes to.
    expect(
      client
        .getInputStream()
        .readNBytes(size)
        .every((byte) => byte === 3),
    ).toBe(true);
    expect(echo.value()).toBe(size);
    writing.value();
    closeSockets(client, server);
  });

  it('from node:net, and back', async () => {
    const data = randomBytes(3 << 20);
    const nodes = createServer((socket: NodeSocket) => {
      socket.pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(nodes, 'listening');
    const { port } = nodes.address() as { port: number };
    const shared = new Uint8Array(new SharedArrayBuffer(data.length));
    shared.set(data);
    const socket = new Socket('127.0.0.1', port);
    const writing = threads.run(
      (_, it: Socket, bytes: Uint8Array) => {
        it.getOutputStream().write(bytes.slice());
        it.shutdownOutput();
      },
      socket,
      shared,
    );
    const reading = threads.run((_, it: Socket) => {
      const { createHash: hash } = process.getBuiltinModule('node:crypto');
      return hash('sha1').update(it.getInputStream().readAllBytes()).digest('hex');
    }, socket);
    await writing.valueLater();
    expect(await reading.valueLater()).toBe(sha1(data));
    socket.close();
    nodes.close();
    await once(nodes, 'close');
  });
});

describe('urgent data', () => {
  it('is read among the other bytes where that is asked for', () => {
    const { client, server } = connected();
    server.setOOBInline(true);
    const output = client.getOutputStream();
    output.write('a');
    client.sendUrgentData(0x1_21);
    output.write('b');
    client.close();
    expect(Buffer.from(server.getInputStream().readAllBytes()).toString()).toBe('a!b');
    server.close();
  });

  it('is not read otherwise', () => {
    const { client, server } = connected();
    const output = client.getOutputStream();
    output.write('a');
    client.sendUrgentData(33);
    output.write('b');
    client.close();
    expect(Buffer.from(server.getInputStream().readAllBytes()).toString()).toBe('ab');
    server.close();
  });
});

describe('close()', () => {
  it('with unread input: the peer reads what was written, and the end, and no reset', () => {
    const { client, server } = connected();
    client.getOutputStream().write('never read');
    waitUntil('ten bytes', () => server.getInputStream().available() === 10);
    server.getOutputStream().write('answer');
    const answered = client.getInputStream().readNBytes(6);
    server.close();
    expect(Buffer.from(answered).toString()).toBe('answer');
    expect(client.getInputStream().read()).toBe(-1);
    client.close();
  });

  it('with SO_LINGER 0: the peer is reset', () => {
    const { client, server } = connected();
    reset(server);
    expect(() => client.getInputStream().read()).toThrow(withCode('ECONNRESET'));
    client.close();
  });

  it.runIf(process.platform === 'linux')('that lingers holds up nobody else', () => {
    const { client, server } = connected();
    fill(server);
    server.setSoLinger(true, 30);
    expect(procNet('tcp6', server.fd)).toBeDefined();
    const lingering = threads.run((_, it: Socket) => {
      it.close();
    }, server);
    lingering.blocked('close');
    for (let i = 0; i < 20; i++) {
      const other = connected();
      other.client.getOutputStream().write('x');
      expect(other.server.getInputStream().read()).toBe(120);
      closeSockets(other.client, other.server);
    }
    expect(lingering.ended).toBe(false);
    reset(client);
    lingering.value();
  });
});
