import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inFolder } from '../../support/sockets.js';
import { Connection, underLoad } from './clients.js';
import { endsWell, killServers, startServer, stopServer } from './server-process.js';

afterEach(killServers);

describe('a restart under load', () => {
  it.each([
    ['polling', ['polling', 'polling', 'polling', 'polling', 'polling', 'polling']],
    ['blocking', ['blocking', 'blocking', 'blocking', 'blocking', 'blocking', 'blocking']],
    ['both in turn', ['polling', 'blocking', 'polling', 'blocking', 'polling', 'blocking']],
  ])('loses no request: %s', async (_, connectors) => {
    await inFolder(async (folder) => {
      const handover = join(folder, 'door');
      const start = async (connector: string) => startServer({ port: 0, connector, handover, maxThreads: 16 });
      let server = await start(connectors[0]!);
      const { port } = server;
      const clients = [
        { port, keepAlive: true },
        ...[1, 1, 2, 3].flatMap((pause) => [
          { port, keepAlive: true, pause },
          { port, keepAlive: false, pause },
        ]),
        { port, keepAlive: true, sleep: 20 },
        { port, keepAlive: false, sleep: 20 },
        { port, keepAlive: true, pause: 100 },
        { port, keepAlive: true, pause: 300 },
      ];
      const tally = await underLoad(clients, async () => {
        for (const connector of connectors.slice(1)) {
          const next = await start(connector);
          expect(next.port).toBe(port);
          await endsWell(server);
          server = next;
        }
      });
      expect(tally.lost).toEqual([]);
      expect(tally.answered).toBe(tally.sent);
      expect(tally.pids.size).toBe(connectors.length);
      await stopServer(server);
    });
  });

  it('loses no connection that waits for a thread of the blocking connector', async () => {
    await inFolder(async (folder) => {
      const options = { port: 0, connector: 'blocking', handover: join(folder, 'door'), maxThreads: 1 };
      const server = await startServer(options);
      const { port } = server;
      // It keeps the only thread until its body comes.
      const busy = new Connection(port);
      await once(busy.socket, 'connect');
      const last = busy.ask('GET /?n=0&body HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n');
      // More than there is room for: the acceptor holds one, and others are in the kernel.
      const clients = Array.from({ length: 40 }, () => new Connection(port));
      const answers = Promise.all(
        clients.map(async (client) => client.ask('GET /?n=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')),
      );
      const next = await startServer(options);
      busy.socket.write('x');
      expect(await last).toMatchObject({ body: `0 ${server.pid}` });
      const pids = (await answers).map((answer) => ('body' in answer ? Number(answer.body.split(' ')[1]) : answer));
      expect(new Set(pids)).toEqual(new Set([server.pid, next.pid]));
      await endsWell(server);
      await stopServer(next);
      for (const client of [busy, ...clients]) await client.end();
    });
  });
});
