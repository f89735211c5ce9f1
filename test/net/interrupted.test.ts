// Calls that signals interrupt again and again: they go on as if nothing were.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DatagramSocket, Socket, Thread } from 'berkeley-sockets';
import type { ServerSocket } from 'berkeley-sockets';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens } from '../support/kernel.js';
import { closeSockets, connected, drain, endpointOf, fullListener, listening } from './support/pairs.js';
import { useThreads } from './support/threads.js';
import { takes } from './support/timing.js';

const run = promisify(execFile);
const timeout = 300;

describe.runIf(process.platform === 'linux')('under a storm of signals', () => {
  closesWhatItOpens();
  const threads = useThreads(3);

  /** Has all threads of the process interrupted every 0.2 ms or so, but the one that does it. */
  function storm(test: () => void): void {
    const end = new Int32Array(new SharedArrayBuffer(8));
    const storming = threads.run(({ s }, state: Int32Array) => {
      const { readdirSync, readlinkSync } = process.getBuiltinModule('node:fs');
      const self = Number(readlinkSync('/proc/thread-self').split('/')[2]);
      const handled = 62;
      const others = readdirSync('/proc/self/task')
        .map(Number)
        .filter((thread) => thread !== self);
      while (Atomics.load(state, 0) === 0) {
        for (const thread of others) s.raw.tgkill(process.pid, thread, handled);
        Atomics.add(state, 1, 1);
        Atomics.wait(state, 0, 0, 0.2);
      }
    }, end);
    try {
      test();
    } finally {
      Atomics.store(end, 0, 1);
      Atomics.notify(end, 0);
      storming.value();
    }
    expect(end[1]).toBeGreaterThan(0);
  }

  const timedOut = { name: 'SocketTimeoutException' };

  it('accept(), read() and receive() time out on time', () => {
    storm(() => {
      const server = listening();
      const { client, server: peer } = connected();
      const datagrams = new DatagramSocket(0, '127.0.0.1');
      for (const socket of [server, peer, datagrams]) socket.setSoTimeout(timeout);
      takes(timeout, () => {
        expect(() => server.accept()).toThrow(expect.objectContaining(timedOut) as Error);
      });
      takes(timeout, () => {
        expect(() => peer.getInputStream().read()).toThrow(expect.objectContaining(timedOut) as Error);
      });
      takes(timeout, () => {
        threads
          .run(({ net }, socket: DatagramSocket) => {
            socket.receive(new net.DatagramPacket(new Uint8Array(8)));
          }, datagrams)
          .failure('SocketTimeoutException');
      });
      closeSockets(server, client, peer, datagrams);
    });
  });

  it('two threads in a timed accept() both time out on time', () => {
    storm(() => {
      const server = listening();
      server.setSoTimeout(timeout);
      takes(timeout, () => {
        const tasks = [0, 1].map(() => threads.run((_, it: ServerSocket) => void it.accept(), server));
        for (const task of tasks) task.failure('SocketTimeoutException');
      });
      server.close();
    });
  });

  it('connect() connects, and times out on time', () => {
    const full = fullListener();
    storm(() => {
      takes(timeout, () => {
        threads
          .run(
            ({ net }, addr: object, within: number) => {
              new net.Socket().connect(addr as never, within);
            },
            full.addr,
            timeout,
          )
          .failure('SocketTimeoutException');
      });
      const connecting = threads
        .run(({ net }, addr: object) => {
          const socket = new net.Socket();
          socket.connect(addr as never);
          const peer = socket.getPort();
          socket.close();
          return peer;
        }, full.addr)
        .blocked('connect', 'poll');
      full.accept();
      expect(connecting.value()).toBe(full.addr.port);
      full.close();
    });
  });

  it('connect() to a UNIX listener waits until there is room', () => {
    // Linux does not go on with what was interrupted: unix_stream_connect() begins again.
    const full = fullListener('UNIX');
    storm(() => {
      const connecting = threads
        .run(({ net }, addr: object) => {
          const socket = new net.Socket();
          socket.connect(addr as never);
          const peer = socket.getRemoteSocketAddress();
          socket.close();
          return peer;
        }, full.addr)
        .blocked('connect');
      full.accept();
      expect(connecting.value()).toEqual(full.addr);
      full.close();
    });
  });

  it('a large write arrives whole, and is read whole', () => {
    storm(() => {
      const { client, server } = connected();
      const size = 32 << 20;
      const writing = threads.run(
        (_, socket: Socket, length: number) => {
          socket.getOutputStream().write(new Uint8Array(length));
          socket.shutdownOutput();
        },
        server,
        size,
      );
      expect(drain(client)).toBe(size);
      writing.value();
      closeSockets(client, server);
    });
  });

  it('close() ends what is blocked', () => {
    storm(() => {
      const { client, server } = connected();
      const reading = threads.run((_, socket: Socket) => socket.getInputStream().read(), server).blocked('read');
      server.close();
      expect(reading.failure('SocketException').code).toBe('ERR_SOCKET_CLOSED');
      expect(client.getInputStream().read()).toBe(-1);
      client.close();
    });
  });
});

it('under --cpu-prof calls time out on time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cpu-prof-'));
  const script = fileURLToPath(new URL('./support/timed-calls.mjs', import.meta.url));
  const flags = ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', folder];
  let took: Record<string, number> = {};
  for (let tries = 0; tries < 4; tries++) {
    const { stdout } = await run(process.execPath, [...flags, script]);
    took = JSON.parse(stdout) as Record<string, number>;
    expect(Object.keys(took)).toEqual(['accept', 'read', 'receive']);
    expect(Math.min(...Object.values(took))).toBeGreaterThanOrEqual(timeout);
    if (Math.max(...Object.values(took)) <= timeout + 100) break;
  }
  expect(Math.max(...Object.values(took))).toBeLessThanOrEqual(timeout + 100);
  expect(readdirSync(folder)).not.toEqual([]);
  rmSync(folder, { recursive: true });
});

// What the thread had open is closed some time later.
it('connect() connects although a thread has just ended', () => {
  const server = listening();
  for (const timeout of [0, 1000]) {
    const thread = new Thread(new URL('./support/nothing.mjs', import.meta.url));
    thread.start();
    thread.join();
    const client = new Socket();
    client.connect(endpointOf(server), timeout);
    closeSockets(server.accept(), client);
  }
  server.close();
});
