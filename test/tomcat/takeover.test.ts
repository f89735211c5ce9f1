// Threads take over each other's connections while servlets block now and then: every response is the one of its request.
// SOAK_SECONDS tells for how long.
import { describe, expect, it } from 'vitest';
import { Client, get } from './support/client.js';
import { serve, until } from './support/serving.js';
import type { ServerProcess } from './support/serving.js';

const seconds = Number(process.env.SOAK_SECONDS ?? '20');
const connections = 48;

/** A client that asks for one thing after the other, several at once sometimes, on one connection after the other. */
async function ask(server: ServerProcess, id: number, end: number, threads: Set<string>): Promise<number> {
  let count = 0;
  while (performance.now() < end) {
    const client = await Client.connect(server.port);
    const isLast = (): boolean => performance.now() >= end || Math.random() < 0.02;
    for (let over = false; !over;) {
      over = isLast();
      const wanted: string[] = [];
      let requests = '';
      for (let left = Math.random() < 0.3 ? 4 : 1; left > 0; left--) {
        const tag = `${id}.${count++}`;
        // Rarely for so long that a thread whose code is not compiled yet is taken for stuck, too (native/poller.cc).
        const ms = Math.random() < 0.5 ? 0 : Math.floor(Math.random() * (Math.random() < 0.1 ? 16 : 4));
        const times = Math.random() < 0.05 ? 20_000 : 0;
        const fields = over && left === 1 ? 'Connection: close\r\n' : '';
        const target = times === 0 ? `/echo?tag=${tag}&ms=${ms}` : `/repeat?tag=${tag}&ms=${ms}&times=${times}`;
        if (Math.random() < 0.2) {
          const body = `${tag};`.repeat(1 + Math.floor(Math.random() * 3000));
          requests += `POST /reflect HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n${fields}\r\n${body}`;
          wanted.push(body);
        } else {
          requests += `GET ${target} HTTP/1.1\r\nHost: a\r\n${fields}\r\n`;
          wanted.push(times === 0 ? tag : `${tag};`.repeat(times));
        }
      }
      // In two parts, so that some wait for the rest of a request.
      const cut = Math.floor(Math.random() * requests.length);
      client.send(requests.slice(0, cut));
      client.send(requests.slice(cut));
      for (const each of wanted) {
        const { status, body, head } = await client.answer();
        const text = body.toString();
        if (status !== 200 || text !== each)
          throw new Error(`${status} ${text.slice(0, 100)} for ${each.slice(0, 100)}`);
        const thread = /^x-thread: *(\d+)/im.exec(head)?.[1];
        if (thread !== undefined) threads.add(thread);
      }
    }
    await client.closed;
    expect(client.error).toBeUndefined();
    expect(client.received.length).toBe(0);
    client.destroy();
  }
  return count;
}

describe.runIf(process.platform === 'linux')('polling', () => {
  it.each([
    ['one loop', 2],
    ['four loops', 8],
  ])(
    `${seconds / 2} s with %s: no response is lost, or another's`,
    { timeout: 60_000 + seconds * 1000 },
    async (_, processors) => {
      await using server = await serve({ processors, options: { minSpareThreads: 6, maxThreads: 12 } });
      expect((await get(server.port, '/hello')).status).toBe(200);
      await until(() => server.sockets < 20);
      const threads = new Set<string>();
      const end = performance.now() + seconds * 500;
      const counts = await Promise.all(Array.from({ length: connections }, (__, i) => ask(server, i, end, threads)));
      expect(Math.min(...counts)).toBeGreaterThan(seconds);
      // Else nothing was taken over.
      expect(threads.size).toBeGreaterThan(3);
      expect(server.stderr).toBe('');
      expect(await server.stop()).toBeLessThan(5000);
      await server.call('exit', 0).catch(() => undefined);
      expect(await server.ended).toBe(0);
    },
  );
});
