// Many threads that use a socket while it is closed: after the JDK's Race, Leaky, IsClosedAfterAsyncClose and
// CloseDuringConnect.
import { Socket } from 'berkeley-sockets';
import type { Endpoint, ServerSocket } from 'berkeley-sockets';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens } from '../support/kernel.js';
import { closeSockets, connected, endpointOf, families, fullListener, listening } from './support/pairs.js';
import { useThreads } from './support/threads.js';

const readers = 20;
const rounds = 100;

describe('Race', () => {
  closesWhatItOpens();
  const threads = useThreads(readers + 1);

  it.each(families)(`${rounds} rounds of ${readers} threads that read while it is closed: %s`, (family) => {
    const seen = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const { client, server } = connected(family);
      const gate = new Int32Array(new SharedArrayBuffer(4));
      // What they end with: 'closed', or anything else, which is wrong.
      const tasks = Array.from({ length: readers }, () =>
        threads.run(
          (_, socket: Socket, arrived: Int32Array) => {
            const input = socket.getInputStream();
            Atomics.add(arrived, 0, 1);
            Atomics.notify(arrived, 0);
            try {
              return `read ${input.read()}`;
            } catch (error) {
              return socket.isClosed() ? String((error as { code?: string }).code) : 'isClosed() is false';
            }
          },
          server,
          gate,
        ),
      );
      // Some are blocked, some are on their way.
      const enough = round % readers;
      for (let arrived; (arrived = Atomics.load(gate, 0)) < enough;) Atomics.wait(gate, 0, arrived);
      server.close();
      const next = connected(family);
      // Whoever still reads by the old number gets this.
      next.client.getOutputStream().write('foreign');
      for (const task of tasks) {
        // Those that had not begun find it closed when they ask for the stream.
        const { value, error } = task.outcome();
        const end = value ?? error?.code ?? 'unknown';
        seen.set(end, (seen.get(end) ?? 0) + 1);
      }
      expect(Buffer.from(next.server.getInputStream().readNBytes(7)).toString()).toBe('foreign');
      expect(client.getInputStream().read()).toBe(-1);
      closeSockets(client, next.client, next.server);
    }
    expect([...seen]).toEqual([['ERR_SOCKET_CLOSED', rounds * readers]]);
  });

  it.each(families)('100 rounds: when accept() throws, isClosed() is true: %s', (family) => {
    for (let round = 0; round < rounds; round++) {
      const server = listening(family);
      const task = threads.run((_, socket: ServerSocket) => {
        try {
          socket.accept();
        } catch (error) {
          return [(error as { code?: string }).code, socket.isClosed()];
        }
        return 'accepted';
      }, server);
      if (round % 2 === 0) task.blocked('accept4');
      closeSockets(server);
      expect(task.value()).toEqual(['ERR_SOCKET_CLOSED', true]);
    }
  });
});

describe('Leaky: close() while another thread', () => {
  closesWhatItOpens();
  const threads = useThreads(2);

  type Action = 'bind' | 'connect' | 'connect with a timeout' | 'get an option' | 'set an option' | 'close';

  /** What two threads end with that do something and close as nearly at once as can be: one or the other is first. */
  function both(round: number, action: Action, addr: Endpoint): string {
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const run = (_: unknown, it: Socket, state: Int32Array, turns: number, what: Action, to: Endpoint): string => {
      if (Atomics.add(state, 0, 1) === 1) Atomics.notify(state, 0);
      while (Atomics.load(state, 0) < 2) Atomics.wait(state, 0, 1);
      for (let i = 0; i < turns; i++) it.isClosed();
      try {
        if (what === 'bind') it.bind({ address: '127.0.0.1', port: 0 });
        else if (what === 'connect') it.connect(to);
        else if (what === 'connect with a timeout') it.connect(to, 5000);
        else if (what === 'get an option') it.getTcpNoDelay();
        else if (what === 'set an option') it.setKeepAlive(true);
        else it.close();
        return 'done';
      } catch (error) {
        return String((error as { code?: string }).code);
      }
    };
    const socket = new Socket();
    const acting = threads.run(run, socket, gate, (round * 7) % 50, action, addr);
    const closing = threads.run(run, socket, gate, (round * 13) % 50, 'close', addr);
    expect(closing.value()).toBe('done');
    const end = acting.value();
    expect(socket.isClosed()).toBe(true);
    return end;
  }

  it.each(['bind', 'connect', 'connect with a timeout', 'get an option', 'set an option'] as const)(
    'does: %s',
    (action) => {
      const server = listening('TCP', 1000);
      for (let round = 0; round < rounds; round++) {
        expect(['done', 'ERR_SOCKET_CLOSED']).toContain(both(round, action, endpointOf(server)));
      }
      server.close();
    },
  );

  it.each(['connect', 'connect with a timeout'] as const)('does: %s, which is refused and closes too', (action) => {
    const server = listening();
    const addr = endpointOf(server);
    server.close();
    for (let round = 0; round < rounds; round++) {
      expect(['ECONNREFUSED', 'ERR_SOCKET_CLOSED']).toContain(both(round, action, addr));
    }
  });

  it('is in a connect() that nobody answers', () => {
    const full = fullListener();
    for (let round = 0; round < 20; round++) {
      const socket = new Socket();
      const task = threads.run(
        (_, it: Socket, addr: object, timeout: number) => {
          it.connect(addr as never, timeout);
        },
        socket,
        full.addr,
        round % 2 === 0 ? 0 : 30_000,
      );
      if (round % 4 < 2) task.blocked('connect', 'poll');
      socket.close();
      expect(task.failure('SocketException').code).toBe('ERR_SOCKET_CLOSED');
    }
    full.close();
  });
});
