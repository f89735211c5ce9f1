// How long a connection may wait for what: each limit holds whoever served the connection before, and nobody else's time counts.
import { describe, expect, it } from 'vitest';
import { Client, get } from './support/client.js';
import { serve, until } from './support/serving.js';

const onLinux = describe.runIf(process.platform === 'linux');
const connectors = ['polling', 'blocking'] as const;

onLinux.each(connectors)('%s', (connector) => {
  it('keepAliveTimeout closes a connection whose last request has blocked its thread', async () => {
    await using server = await serve({ options: { connector, keepAliveTimeout: 200 } });
    const client = await Client.connect(server.port);
    expect((await client.get('/block?ms=100')).status).toBe(200);
    await client.closed;
    expect(client.error).toBeUndefined();
    client.destroy();
  });

  it('connectionTimeout ends a connection that does not take the rest of a response', async () => {
    await using server = await serve({ options: { connector, connectionTimeout: 300, keepAliveTimeout: -1 } });
    const client = await Client.connect(server.port, { reads: false });
    client.send('GET /repeat?tag=1234567890&times=6000&ms=50 HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(200));
    // The client does not read that the connection has ended.
    await until(() => !server.holds(client));
    client.destroy();
  });

  it('maxConnections: the next is accepted when one ends, whoever has served it', async () => {
    await using server = await serve({ options: { connector, maxConnections: 1 } });
    for (let i = 0; i < 3; i++) {
      const bodies = await Promise.all([get(server.port, '/block?ms=50'), get(server.port, '/hello')]);
      expect(bodies.map(({ status }) => status)).toEqual([200, 200]);
    }
  });

  it('the time of a request head begins with the head', async () => {
    await using server = await serve({ options: { connector, connectionTimeout: 600 } });
    const client = await Client.connect(server.port);
    const head = 'GET /hello HTTP/1.1\r\nHost: a\r\n';
    client.send(head.slice(0, 4));
    const begin = performance.now();
    await until(() => performance.now() - begin > 500);
    client.send(head.slice(4) + '\r\n' + head.slice(0, 4));
    expect((await client.answer()).status).toBe(200);
    await until(() => performance.now() - begin > 750);
    client.send(head.slice(4) + '\r\n');
    expect((await client.answer()).status).toBe(200);
    client.destroy();
  });

  it('maxKeepAliveRequests: the last response says that it is', async () => {
    await using server = await serve({ options: { connector, maxKeepAliveRequests: 3 } });
    const client = await Client.connect(server.port);
    client.send('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(5));
    const closes: boolean[] = [];
    for (let i = 0; i < 3; i++) closes.push(/^connection: close/im.test((await client.answer()).head));
    expect(closes).toEqual([false, false, true]);
    await client.closed;
    expect(client.received.length).toBe(0);
    expect(client.error).toBeUndefined();
    client.destroy();
  });

  it('connectionTimeout −1: a head may take for ever', async () => {
    await using server = await serve({ options: { connector, connectionTimeout: -1, keepAliveTimeout: 100 } });
    const client = await Client.connect(server.port);
    client.send('GET /hel');
    const idle = await Client.connect(server.port);
    expect((await idle.get('/hello')).status).toBe(200);
    await idle.closed;
    client.send('lo HTTP/1.1\r\nHost: a\r\n\r\n');
    expect((await client.answer()).status).toBe(200);
    client.destroy();
    idle.destroy();
  });

  it('a body in chunks that is larger than any buffer arrives', async () => {
    await using server = await serve({ options: { connector } });
    const client = await Client.connect(server.port);
    for (const count of [1, 7, 8, 9, 15, 16, 17, 40, 1000]) {
      client.send('POST /sink HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
      for (let i = 0; i < count; i++) client.send(`400\r\n${'x'.repeat(1024)}\r\n`);
      client.send('0\r\n\r\n');
      expect((await client.answer()).body.toString()).toBe(`${count * 1024}`);
    }
    client.destroy();
  });

  it('pipelined requests are answered though the client has shut down its output', async () => {
    await using server = await serve({ options: { connector } });
    const client = await Client.connect(server.port, { reads: false });
    client.send('GET /repeat?tag=123456789&times=6000 HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(100));
    client.socket.end();
    client.read();
    for (let i = 0; i < 100; i++) expect((await client.answer()).body.length).toBe(60_000);
    client.destroy();
  });
});
