// 200 clients that are as slow as they can be, and one that is not: it is answered within a second. The slow ones cost little memory, and
// are got rid of in the end.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Client, connectAll, get } from './support/client.js';
import { serve, until } from './support/serving.js';

const count = 200;
const connectors = ['polling', 'blocking'] as const;

/** Milliseconds in which the good one is answered. */
const promptly = 1000;

/** Bytes that the server has: its threads need most of them. */
const memory = 250e6;

const folder = mkdtempSync(join(tmpdir(), 'slow-'));
const file = join(folder, 'large');
writeFileSync(file, '');
truncateSync(file, 64 * 1024 * 1024);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What a client sends at first, and then in pieces; whether it reads. */
interface Slowness {
  readonly first: string;
  readonly then: string | undefined;
  readonly reads: boolean;
}

const slownesses: Readonly<Record<string, Slowness>> = {
  'in the head': { first: 'GET /hello HTTP/1.1\r\nHost: localhost\r\nX-Slow: ', then: 'a', reads: true },
  'in a small body': {
    first: 'POST /sink HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n',
    then: 'b',
    reads: true,
  },
  'in a large body': {
    first: 'POST /sink HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n',
    then: 'c',
    reads: true,
  },
  'in a body in chunks': {
    first: 'POST /sink HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n',
    then: '1\r\nd\r\n',
    reads: true,
  },
  'reading many responses': {
    first: 'GET /repeat?tag=12345678&times=7000 HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(40),
    then: undefined,
    reads: false,
  },
  'reading a large response': {
    first: 'GET /large?bytes=8000000 HTTP/1.1\r\nHost: a\r\n\r\n',
    then: undefined,
    reads: false,
  },
  'reading a file': { first: 'GET /file?bytes=67108864 HTTP/1.1\r\nHost: a\r\n\r\n', then: undefined, reads: false },
};

describe.runIf(process.platform === 'linux')('polling: 200 slow clients', () => {
  it.each(Object.keys(slownesses))('%s, and a good one', async (name) => {
    const { first, then, reads } = slownesses[name]!;
    await using server = await serve({ file });
    const good = await Client.connect(server.port);
    // The good one is asked between ten slow ones and the next ten, while all send another piece.
    const clients: Client[] = [];
    let longest = 0;
    while (clients.length < count) {
      const some = await connectAll(10, () => Client.connect(server.port, { reads }));
      clients.push(...some);
      for (const client of some) client.send(first);
      if (then !== undefined) for (const client of clients) client.send(then);
      const begin = performance.now();
      expect((await good.get('/hello')).body.toString()).toBe('hello');
      expect((await get(server.port, '/hello')).body.toString()).toBe('hello');
      longest = Math.max(longest, performance.now() - begin);
    }
    expect(longest).toBeLessThan(promptly);
    expect(server.rss).toBeLessThan(memory);
    for (const client of [...clients, good]) client.destroy();
  });
});

describe.runIf(process.platform === 'linux').each(connectors)(
  '%s: in the end a client that is too slow',
  (connector) => {
    const options = { connector, connectionTimeout: 500, minSpareThreads: 8 };

    it.each(['in the head', 'in a small body', 'in a large body', 'in a body in chunks'])(
      '%s is answered 408',
      async (name) => {
        await using server = await serve({ options });
        const { first, then } = slownesses[name]!;
        const clients = await connectAll(8, () => Client.connect(server.port));
        for (const client of clients) client.send(first);
        // A byte now and then does not help.
        const timer = setInterval(() => {
          for (const client of clients) client.send(then!);
        }, 50);
        try {
          for (const client of clients) {
            expect((await client.answer()).status).toBe(408);
            await client.closed;
            client.destroy();
          }
        } finally {
          clearInterval(timer);
        }
        expect((await get(server.port, '/hello')).status).toBe(200);
      },
    );

    it.each(['reading many responses', 'reading a large response', 'reading a file'])('%s is cut off', async (name) => {
      await using server = await serve({ options, file });
      expect((await get(server.port, '/hello')).status).toBe(200);
      const clients = await connectAll(8, () => Client.connect(server.port, { reads: false }));
      for (const client of clients) client.send(slownesses[name]!.first);
      // Said by the kernel: the clients do not read that the connection has ended.
      for (const client of clients) await until(() => !server.holds(client));
      expect((await get(server.port, '/hello')).status).toBe(200);
      for (const client of clients) client.destroy();
    });

    it('but that reads on is not, however long it takes', async () => {
      await using server = await serve({ options, file });
      const client = await Client.connect(server.port, { reads: false });
      client.send('GET /file?bytes=67108864 HTTP/1.1\r\nHost: a\r\n\r\n');
      // Some of it each 100 ms, for more than connectionTimeout.
      let received = 0;
      client.socket.on('data', (data: Buffer) => {
        received += data.length;
        client.socket.pause();
      });
      const timer = setInterval(() => client.socket.resume(), 100);
      const begin = performance.now();
      await until(() => client.hasEnded || performance.now() - begin > 2000);
      clearInterval(timer);
      expect(client.hasEnded).toBe(false);
      expect(received).toBeGreaterThan(0);
      client.socket.removeAllListeners('data');
      client.socket.on('data', (data: Buffer) => (received += data.length));
      client.socket.resume();
      await until(() => client.hasEnded || received > 67108864);
      expect(client.error).toBeUndefined();
      expect(received).toBeGreaterThan(67108864);
      client.destroy();
    });
  },
);
