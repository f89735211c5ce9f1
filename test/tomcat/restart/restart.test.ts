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
      const start = async (connector: string) =>
        startServer({ port: 0, connector, handover, minSpareThreads: 2, maxThreads: 16 });
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
      const tally0 = () => '';
      const tally = await underLoad(clients, async () => {
        for (const connector of connectors.slice(1)) {
          const t0 = performance.now();
          const next = await start(connector);
          const t1 = performance.now();
          expect(next.port).toBe(port);
          await endsWell(server);
          console.log('start', t1 - t0, 'end', performance.now() - t1, tally0());
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
