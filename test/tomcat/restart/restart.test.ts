import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inFolder } from '../../support/sockets.js';
import { underLoad } from './clients.js';
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
        ...Array.from({ length: 4 }, () => ({ port, keepAlive: true })),
        ...Array.from({ length: 3 }, () => ({ port, keepAlive: false })),
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
      console.log(tally.sent, tally.retried, tally.pids.size);
      expect(tally.lost).toEqual([]);
      expect(tally.answered).toBe(tally.sent);
      expect(tally.pids.size).toBe(connectors.length);
      await stopServer(server);
    });
  });
});
