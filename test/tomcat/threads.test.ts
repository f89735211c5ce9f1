// What a servlet does to its thread is nobody else's concern: it may throw, block, compute or end it.
import { describe, expect, it } from 'vitest';
import { Client, connectAll, get } from './support/client.js';
import { serve, until } from './support/serving.js';

const connectors = ['polling', 'blocking'] as const;
const request = (target: string): string => `GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

/** Milliseconds in which others are answered, whatever a servlet does. */
const promptly = 1000;

async function isPrompt(port: number): Promise<void> {
  const begin = performance.now();
  expect((await get(port, '/hello')).body.toString()).toBe('hello');
  expect(performance.now() - begin).toBeLessThan(promptly);
}

describe.runIf(process.platform === 'linux').each(connectors)('%s: a servlet', (connector) => {
  it('that throws gets its client 500, and the connection ends in order', async () => {
    await using server = await serve({ options: { connector } });
    for (const target of ['/throw', '/reject']) {
      const client = await Client.connect(server.port);
      // A body that the servlet has not read, and another request behind it.
      client.send(`POST ${target} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12345${request('/hello')}`);
      const { status, head } = await client.answer();
      expect(status).toBe(500);
      if (/^connection: close/im.test(head)) await client.closed;
      else expect((await client.answer()).body.toString()).toBe('hello');
      expect(client.received.length).toBe(0);
      expect(client.error).toBeUndefined();
      client.destroy();
    }
    expect(server.stderr).toMatch(/Stage has thrown Error: thrown on purpose[^]*rejected on purpose/);
    await isPrompt(server.port);
  });

  it('that throws when half of the response was sent: the client sees that it is not whole', async () => {
    await using server = await serve({ options: { connector } });
    const client = await Client.connect(server.port);
    client.send(request('/throw-late') + request('/hello'));
    await client.closed;
    const text = client.received.toString();
    expect(text).toMatch(/^HTTP\/1\.1 200 [^]*half of it\r\n$/);
    client.destroy();
    await isPrompt(server.port);
  });

  it.each(['/block', '/loop', '/promise?ms=100000000'])(
    'that never returns, %s: others are answered, as long as there is a thread',
    async (target) => {
      const maxThreads = 6;
      await using server = await serve({ options: { connector, maxThreads } });
      const clients: Client[] = [];
      // Computing takes all the processor there is.
      const count = target === '/loop' ? 2 : maxThreads - 1;
      for (let i = 0; i < count; i++) {
        const client = await Client.connect(server.port);
        client.send(request(target));
        clients.push(client);
      }
      // When the last thread has started.
      expect((await get(server.port, '/hello')).status).toBe(200);
      await isPrompt(server.port);
      for (const client of clients) client.destroy();
    },
  );

  it('that is known to sleep is called by other threads: the one that serves the quick ones goes on with them', async () => {
    await using server = await serve({ options: { connector }, servlets: [['/quick/*', 'stage.mjs']] });
    const owner = async (): Promise<string> => {
      const thread = (await get(server.port, '/quick/thread')).body.toString();
      expect(thread).toMatch(/^\d+ \d+$/);
      return thread;
    };
    // It is found out.
    for (let i = 0; i < 3; i++) await get(server.port, '/block?ms=30');
    let stayed = 0;
    for (let i = 0; i < 10; i++) {
      const before = await owner();
      const client = await Client.connect(server.port);
      client.send(request('/block?ms=30'));
      const during = [await owner(), await owner()];
      await client.answer();
      client.destroy();
      if ([...during, await owner()].every((each) => each === before)) stayed++;
    }
    // Where each has to be found out, none stays; now and then, the owner may sleep for another reason.
    if (connector === 'polling') expect(stayed).toBeGreaterThan(5);
  });

  it('that blocks in all threads but for a time: then all are answered', async () => {
    await using server = await serve({ options: { connector, maxThreads: 3 } });
    const clients = await connectAll(20, () => Client.connect(server.port));
    for (const client of clients) client.send(request('/block?ms=20') + request('/hello'));
    for (const client of clients) {
      expect((await client.answer()).body.toString()).toBe('blocked');
      expect((await client.answer()).body.toString()).toBe('hello');
      client.destroy();
    }
  });

  it('that ends its thread: another takes its place, and the other connections live', async () => {
    await using server = await serve({ options: { connector, minSpareThreads: 4, maxThreads: 5 } });
    const witness = await Client.connect(server.port);
    const threads = server.threads;
    for (let i = 0; i < 5; i++) {
      expect((await witness.get('/hello')).status).toBe(200);
      const client = await Client.connect(server.port);
      client.send(request('/exit'));
      await client.closed;
      expect(client.received.length).toBe(0);
      client.destroy();
      expect((await get(server.port, '/hello')).status).toBe(200);
    }
    expect((await witness.get('/hello')).status).toBe(200);
    witness.destroy();
    await until(() => server.threads <= threads + 1);
    expect(await server.stop()).toBeLessThan(5000);
  });

  it('that ends its only thread', async () => {
    await using server = await serve({ options: { connector, maxThreads: 1 } });
    for (let i = 0; i < 3; i++) {
      const client = await Client.connect(server.port);
      client.send(request('/exit'));
      await client.closed;
      client.destroy();
      expect((await get(server.port, '/hello')).status).toBe(200);
    }
  });

  it('with one thread: requests wait for each other, and none is lost', async () => {
    await using server = await serve({ options: { connector, maxThreads: 1 } });
    // With the blocking connector a thread serves a connection to its end.
    const bodies = await Promise.all(Array.from({ length: 20 }, (_, i) => get(server.port, `/echo?tag=${i}&ms=5`)));
    expect(bodies.map(({ body }) => body.toString())).toEqual(Array.from({ length: 20 }, (_, i) => `${i}`));
    expect((await get(server.port, '/promise?ms=20')).body.toString()).toBe('promised');
  });
});

describe.runIf(process.platform === 'linux')('polling', () => {
  it('asks for more threads while promises occupy all that there are', async () => {
    await using server = await serve({ options: { minSpareThreads: 2, maxThreads: 8 } });
    const clients = await connectAll(6, () => Client.connect(server.port));
    for (const client of clients) client.send(request('/promise?ms=100000000'));
    expect((await get(server.port, '/hello')).status).toBe(200);
    await isPrompt(server.port);
    for (const client of clients) client.destroy();
  });

  it('answers a servlet that is known to sleep when no more threads can be started, since the main thread is blocked', async () => {
    await using server = await serve({ options: { minSpareThreads: 1, maxThreads: 8 } });
    expect(await server.call('ask', '/promise?ms=1', '/block?ms=1', '/hello')).toEqual([
      'promised',
      'blocked',
      'hello',
    ]);
  });

  it('begins to answer what is sent in chunks before all of it has come, also in a thread that it was passed on to', async () => {
    // The chunks of a client that waits for the answer are waited for by a thread when two others stand by.
    await using server = await serve({
      processors: 2,
      options: { minSpareThreads: 3, maxThreads: 3 },
      servlets: [['/quick/*', 'stage.mjs']],
    });
    let early = 0;
    for (let i = 0; i < 20; i++) {
      expect((await get(server.port, '/promise?ms=1')).status).toBe(200);
      const quick = await Client.connect(server.port);
      for (let turn = 0; turn < 20; turn++) await quick.get('/quick/hello');
      const client = await Client.connect(server.port);
      client.send('POST /ignore HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n');
      for (let turn = 0; turn < 20; turn++) await quick.get('/quick/hello');
      // Another thread may not have come back yet: then it waits.
      if (client.received.length > 0) early++;
      else client.send('0\r\n\r\n');
      expect((await client.answer()).body.toString()).toBe('ignored');
      client.destroy();
      quick.destroy();
    }
    expect(early).toBeGreaterThan(0);
  });

  it('answers others while a callback of a servlet blocks the thread that looks after them', async () => {
    await using server = await serve();
    const client = await Client.connect(server.port);
    expect((await client.get('/timer?ms=100000000')).status).toBe(200);
    // The event loop of that thread has its turn when there is nothing to do.
    await until(() => performance.now() % 1000 < 900);
    for (let i = 0; i < 20; i++) {
      await isPrompt(server.port);
      const begin = performance.now();
      await until(() => performance.now() - begin > 20);
    }
    client.destroy();
  });
});
