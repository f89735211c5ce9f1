// stop() finishes what has begun, refuses what is new, and returns; and however the process ends, it does end.
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Client, connectAll, get, isPattern } from './support/client.js';
import type { Answer } from './support/client.js';
import { serve, ServerProcess, until } from './support/serving.js';

const connectors = ['polling', 'blocking'] as const;
const request = (target: string): string => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

/** Descriptors that stay, at most: native/waker.cc has two, native/handles.cc one. */
const lasting = 3;

/** stop() cuts off what has not ended by then. */
const limit = 10_000;

describe.runIf(process.platform === 'linux').each(connectors)('%s: stop()', (connector) => {
  it('finishes requests that are being answered, and closes their connections', async () => {
    await using server = await serve({ options: { connector } });
    const clients = await connectAll(3, () => Client.connect(server.port));
    const targets = ['/block?ms=700', '/loop?ms=700', '/promise?ms=700'];
    const threads = server.threads;
    for (const [i, client] of clients.entries()) client.send(request(targets[i]!));
    // The rest of a body is on its way.
    const slow = await Client.connect(server.port);
    slow.send('POST /sink HTTP/1.1\r\nHost: a\r\nContent-Length: 20000\r\n\r\n');
    slow.send(Buffer.alloc(10_000));
    expect((await get(server.port, '/hello')).status).toBe(200);
    expect(server.threads).toBeGreaterThanOrEqual(threads);
    const stopped = server.stop();
    slow.send(Buffer.alloc(10_000));
    const bodies = ['blocked', 'looped', 'promised'];
    for (const [i, client] of clients.entries()) expect((await client.answer()).body.toString()).toBe(bodies[i]);
    expect((await slow.answer()).body.toString()).toBe('20000');
    expect(await stopped).toBeLessThan(limit / 2);
    for (const client of [...clients, slow]) {
      await client.closed;
      expect(client.error).toBeUndefined();
      client.destroy();
    }
  });

  it('finishes the request that a client has begun to send', async () => {
    await using server = await serve({ options: { connector } });
    const clients = await connectAll(2, () => Client.connect(server.port));
    const whole = request('/hello');
    // The second one has had another before.
    expect((await clients[1]!.get('/hello')).status).toBe(200);
    for (const client of clients) client.send(whole.slice(0, 20));
    expect((await get(server.port, '/hello')).status).toBe(200);
    const stopped = server.stop();
    await refused(server.port);
    for (const client of clients) client.send(whole.slice(20));
    for (const client of clients) {
      expect((await client.answer()).body.toString()).toBe('hello');
      await client.closed;
      expect(client.error).toBeUndefined();
      client.destroy();
    }
    expect(await stopped).toBeLessThan(limit / 2);
  });

  it('answers all of a pipeline, or closes after an answer that says so', async () => {
    await using server = await serve({ options: { connector } });
    const client = await Client.connect(server.port);
    client.send(request('/echo?tag=1&ms=300') + request('/echo?tag=2&ms=300') + request('/echo?tag=3'));
    expect((await get(server.port, '/hello')).status).toBe(200);
    const stopped = server.stop();
    let last: Answer;
    let count = 0;
    do {
      last = await client.answer();
      expect(last.body.toString()).toBe(`${++count}`);
    } while (!/^connection: close/im.test(last.head) && count < 3);
    await client.closed;
    expect(client.error).toBeUndefined();
    expect(await stopped).toBeLessThan(limit / 2);
    client.destroy();
  });

  it('sends a response to its end, to a client that begins to read after stop()', async () => {
    await using server = await serve({ options: { connector } });
    const bytes = 12_000_000;
    const large = await Client.connect(server.port, { reads: false });
    large.send(request(`/large?bytes=${bytes}`));
    const many = await Client.connect(server.port, { reads: false });
    many.send(request('/repeat?tag=123456789&times=6000').repeat(100));
    // The poller sends what is left of these: the requests behind it are not read.
    expect((await get(server.port, '/hello')).status).toBe(200);
    const stopped = server.stop();
    await refused(server.port);
    large.read();
    many.read();
    const { body } = await large.answer();
    expect(body.length).toBe(bytes);
    expect(isPattern(body)).toBe(true);
    let count = 0;
    for (let isLast = false; !isLast; count++) {
      const { head, body: each } = await many.answer();
      expect(each.length).toBe(60_000);
      isLast = count === 99 || /^connection: close/im.test(head);
    }
    await Promise.all([large.closed, many.closed]);
    expect([large.error, many.error]).toEqual([undefined, undefined]);
    expect(await stopped).toBeLessThan(limit / 2);
    large.destroy();
    many.destroy();
  });

  it('closes idle connections, also such that have said nothing yet', async () => {
    await using server = await serve({ options: { connector, minSpareThreads: 16 } });
    const idle = await connectAll(5, () => Client.connect(server.port));
    for (const client of idle) expect((await client.get('/hello')).status).toBe(200);
    const silent = await connectAll(5, () => Client.connect(server.port));
    expect((await get(server.port, '/hello')).status).toBe(200);
    // One that is served by the grace of its last request, and one that the kernel holds.
    expect(await server.stop()).toBeLessThan(2000);
    for (const client of [...idle, ...silent]) {
      await client.closed;
      expect(client.error).toBeUndefined();
      client.destroy();
    }
    await refused(server.port);
    expect(server.sockets).toBeLessThan(8);
  });

  it('ends a servlet that never returns after 10 s, and the process can exit', async () => {
    await using server = await serve({ options: { connector } });
    const clients = await connectAll(3, () => Client.connect(server.port));
    clients[0]!.send(request('/block'));
    clients[1]!.send(request('/loop'));
    clients[2]!.send(request('/promise?ms=100000000'));
    expect((await get(server.port, '/hello')).status).toBe(200);
    const time = await server.stop();
    expect(time).toBeGreaterThan(limit * 0.9);
    expect(time).toBeLessThan(limit * 1.5);
    for (const client of clients) {
      await client.closed;
      client.destroy();
    }
    void server.call('leave');
    expect(await server.ended).toBe(0);
  });

  it('while requests pour in: no response is cut', async () => {
    await using server = await serve({ options: { connector, minSpareThreads: 8 } });
    const { port } = server;
    let isStopping = false;
    const counts = { answers: 0, cut: 0, unanswered: 0, ended: 0 };
    const one = async (i: number): Promise<void> => {
      const target = `/repeat?tag=${i}&times=${i % 3 === 0 ? 20_000 : 10}`;
      for (;;) {
        let served = 0;
        let client: Client;
        try {
          client = await Client.connect(port);
        } catch {
          if (!isStopping) throw new Error('refused before stop()');
          counts.ended++;
          return;
        }
        try {
          for (let isLast = false; !isLast;) {
            const { head, body } = await client.get(target);
            expect(body.length).toBe((`${i}`.length + 1) * (i % 3 === 0 ? 20_000 : 10));
            counts.answers++;
            served++;
            isLast = /^connection: close/im.test(head);
          }
        } catch (error) {
          if (!isStopping) throw error;
          // Who has been answered and not told that it was the last time, is answered when the next request follows at once. A
          // connection that nobody has accepted ends with the listener: the kernel resets it.
          if (client.received.length > 0) counts.cut++;
          else if (served > 0) counts.unanswered++;
        } finally {
          client.destroy();
        }
      }
    };
    const all = Promise.all(Array.from({ length: 32 }, (_, i) => one(i)));
    await until(() => counts.answers > 2000);
    isStopping = true;
    expect(await server.stop()).toBeLessThan(limit / 2);
    await all;
    expect(counts).toMatchObject({ cut: 0, unanswered: 0, ended: 32 });
  });

  it('a second time does nothing; start() again opens another port', async () => {
    await using server = await serve({ options: { connector } });
    await server.stop();
    await server.start();
    expect((await get(server.port, '/hello')).status).toBe(200);
    await server.stop();
  });

  it('start() and stop(), again and again: no descriptor is left, and little memory', async () => {
    await using server = await new ServerProcess({ options: { connector, minSpareThreads: 1 } }).ready();
    const before = server.descriptors.length;
    await server.call('startAndStop', 5);
    const { rss } = server;
    await server.call('startAndStop', connector === 'polling' ? 50 : 20);
    await until(() => server.descriptors.length <= before + lasting);
    expect(server.rss - rss).toBeLessThan(40e6);
  });
});

/** Until nobody listens any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    try {
      (await Client.connect(port)).destroy();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // It was in the listener's queue when that was closed: the kernel resets it.
      if (code === 'ECONNRESET') continue;
      expect(code).toBe('ECONNREFUSED');
      return;
    }
  }
}

describe.runIf(process.platform === 'linux').each(connectors)('%s: the process ends', (connector) => {
  /** Some threads wait for requests, one is in the middle of one, one waits for its client. */
  async function busy(): Promise<ServerProcess> {
    const server = await serve({ options: { connector } });
    const clients = await connectAll(3, () => Client.connect(server.port, { reads: false }));
    clients[0]!.send(request('/block'));
    clients[1]!.send(request('/large?bytes=50000000'));
    clients[2]!.send('GET /hel');
    for (const { socket } of clients) socket.on('error', () => undefined);
    expect((await get(server.port, '/hello')).status).toBe(200);
    return server;
  }

  it.each([
    ['process.exit()', 'exit', 7, 7],
    ['an uncaught exception of the main thread', 'throw', undefined, 1],
  ])('by %s', async (_, command, argument, code) => {
    await using server = await busy();
    server.child.send([command, argument]);
    expect(await server.ended).toBe(code);
  });

  it('by SIGTERM', async () => {
    await using server = await busy();
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe('SIGTERM');
  });

  it('not by itself while it serves', async () => {
    await using server = await serve({ options: { connector } });
    await server.call('leave');
    await until(() => !server.child.connected);
    expect((await get(server.port, '/hello')).status).toBe(200);
    expect(server.child.exitCode).toBeNull();
  });
});

describe.runIf(process.platform === 'linux').each(connectors)(
  '%s: start() fails, and leaves nothing open',
  (connector) => {
    const failing = async (facts: ConstructorParameters<typeof ServerProcess>[0]): Promise<unknown> => {
      await using server = await new ServerProcess(facts).ready();
      const before = server.descriptors.length;
      let error: unknown;
      for (let i = 0; i < 2 * lasting; i++) error = await server.call('fail');
      await until(() => server.descriptors.length <= before + lasting);
      return error;
    };

    it('when the port is in use', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const error = await failing({ options: { connector, port } });
      expect(error).toMatchObject({ name: 'BindException', code: 'EADDRINUSE' });
      other.close();
    });

    it('when there is no such servlet', async () => {
      const error = await failing({ options: { connector }, servlets: [['/a', './missing.mjs']] });
      expect(error).toMatchObject({
        code: 'ERR_MODULE_NOT_FOUND',
        message: expect.stringContaining('missing.mjs') as string,
      });
    });

    it('when the module is no servlet', async () => {
      const error = await failing({ options: { connector }, servlets: [['/a', './no-servlet.mjs']] });
      expect(error).toMatchObject({
        name: 'TypeError',
        message: expect.stringContaining('extends HttpServlet') as string,
      });
    });

    it('when init() of a servlet throws', async () => {
      const error = await failing({ options: { connector }, servlets: [['/a', './failing-init.mjs']] });
      expect(error).toMatchObject({ code: 'ERR_ON_PURPOSE', message: 'init() has thrown on purpose' });
    });

    it('when there are too few descriptors for its threads', async () => {
      const error = await failing({ options: { connector }, descriptors: 50 });
      expect(error).toMatchObject({ code: 'EMFILE' });
    });
  },
);
