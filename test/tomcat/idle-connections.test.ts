// 10,000 connections that are open and have nothing to say cost a descriptor each, and little memory; no thread.
import { describe, expect, it } from 'vitest';
import { Client, connectAll, get } from './support/client.js';
import { serve, until } from './support/serving.js';

const count = 10_000;

describe.runIf(process.platform === 'linux')('idle connections', () => {
  it('10,000 are held by 4 workers in under 120 MB, and are closed in the end', async () => {
    const keepAliveTimeout = 20_000;
    const options = { minSpareThreads: 4, maxThreads: 4, keepAliveTimeout };
    await using server = await serve({ options });
    expect((await get(server.port, '/hello')).status).toBe(200);
    await until(() => server.sockets < 20);
    const before = server.descriptors;

    const clients = await connectAll(count, async (i) => {
      const client = await Client.connect(server.port, { from: `127.0.0.${2 + (i % 10)}` });
      expect((await client.get('/hello')).body.toString()).toBe('hello');
      return client;
    });
    expect(server.sockets).toBeGreaterThanOrEqual(count);
    // New ones and old ones are answered.
    for (let i = 0; i < 100; i++) expect((await get(server.port, '/hello')).body.toString()).toBe('hello');
    for (let i = 0; i < count; i += 100) expect((await clients[i]!.get('/hello')).status).toBe(200);
    expect(server.rss).toBeLessThan(125 * 1024 * 1024);

    await Promise.all(clients.map(({ closed }) => closed));
    expect(clients.every(({ error }) => error === undefined)).toBe(true);
    for (const client of clients) client.destroy();
    await until(() => server.descriptors.length <= before.length);
    expect(server.descriptors).toEqual(before);
    expect((await get(server.port, '/hello')).status).toBe(200);
  });
});
