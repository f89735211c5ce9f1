// When connections stay, and when they end (RFC 9112, 9).
import { expect, it } from 'vitest';
import { describeServers, gateIn, get, postChunks, postLength } from './behaviour.js';
import { Client, exchange } from './client.js';
import { echoOf } from './expected.js';
import { readByServer, unread } from './queues.js';

describeServers({ maxThreads: 40 }, (at) => {
  it.each([
    ['HTTP/1.1', '1.1', '', true, undefined],
    ['HTTP/1.1 with close', '1.1', 'Connection: close\r\n', false, 'close'],
    ['HTTP/1.1 with CLOSE in a list', '1.1', 'Connection: x-a, CLOSE\r\n', false, 'close'],
    ['close and keep-alive: close wins', '1.1', 'Connection: close\r\nConnection: keep-alive\r\n', false, 'close'],
    ['HTTP/1.0', '1.0', '', false, 'close'],
    ['HTTP/1.0 with keep-alive', '1.0', 'Connection: Keep-Alive\r\n', true, 'keep-alive'],
    ['HTTP/1.0 with close', '1.0', 'Connection: close\r\n', false, 'close'],
  ])('%s', async (_name, version, fields, stays, connection) => {
    const client = await Client.open(at.port);
    await client.write(get('/do/ok', fields, version));
    const response = await client.response();
    expect(response).toMatchObject({ status: 200, text: 'ok', framing: 'length' });
    expect(response!.header('connection')?.toLowerCase()).toBe(connection);
    if (stays) {
      await client.write(get('/do/ok', 'Connection: close\r\n'));
      expect(await client.response()).toMatchObject({ status: 200, text: 'ok' });
    }
    expect(await client.end()).toHaveLength(0);
    expect(client.wasReset).toBe(false);
    client.abort();
  });

  it('HTTP/1.0 gets no chunks: what has no length ends with the connection', async () => {
    const fields = 'Connection: keep-alive\r\n';
    const [response, ...more] = await exchange(at.port, get('/do/flushes', fields, '1.0') + get('/do/ok'));
    expect(response).toMatchObject({ status: 200, text: 'ab', framing: 'close' });
    expect(response!.header('connection')).toBe('close');
    expect(more).toEqual([]);
  });

  it('pipelined requests with bodies are answered in order', async () => {
    const bodies = Array.from({ length: 60 }, (_, i) => `${i}:${'x'.repeat((i * 997) % 3000)}`);
    const requests = bodies.map((body, i) =>
      i % 3 === 0
        ? get(`/echo/${i}`)
        : i % 3 === 1
          ? postLength(`/echo/${i}`, body)
          : postChunks(`/echo/${i}`, body.slice(0, 7), body.slice(7, 8), body.slice(8) || 'more'),
    );
    const client = await Client.open(at.port);
    await client.write(requests.join(''));
    for (const [i, body] of bodies.entries()) {
      const response = await client.response();
      expect(response!.status).toBe(200);
      const sent = i % 3 === 0 ? '' : i % 3 === 2 && body.length <= 8 ? `${body}more` : body;
      expect(echoOf(response!)).toMatchObject({ uri: `/echo/${i}`, body: sent });
    }
    client.abort();
  });

  it('pipelined requests behind a response that the client does not take are answered', async () => {
    const client = await Client.open(at.port);
    const size = 8 * 1024 * 1024;
    client.socket.pause();
    await client.write(
      get(`/do/big?size=${size}&length`) + get('/do/ok') + get(`/do/big?size=${size}`) + get('/do/ok'),
    );
    await readByServer(at.port, [client]);
    client.socket.resume();
    expect((await client.response())!.body).toHaveLength(size);
    expect((await client.response())!.text).toBe('ok');
    expect((await client.response())!.body).toHaveLength(size);
    expect((await client.response())!.text).toBe('ok');
    client.abort();
  });

  it('a client that ends its output after its request gets the response', async () => {
    const client = await Client.open(at.port);
    await client.write(get('/do/big?size=3000000') + get('/do/ok'));
    client.endOutput();
    expect((await client.response())!.body).toHaveLength(3_000_000);
    expect((await client.response())!.text).toBe('ok');
    expect(await client.end()).toHaveLength(0);
    expect(client.wasReset).toBe(false);
  });

  it('the answer is not lost when the server closes while another request is on its way', async () => {
    const gate = gateIn(at.folder);
    const client = await Client.open(at.port);
    await client.write(get(`/do/gate?gate=${gate.path}`, 'X: y\r\n'));
    await readByServer(at.port, [client]);
    // The connection ends with a response that declares more than it has, which the client cannot know before.
    await client.write(get(`/do/length?declared=9`));
    while (unread(at.port, client) === 0) await new Promise(setImmediate);
    gate.open();
    expect((await client.response())!.text).toBe('open');
    await client.write(get('/do/ok'));
    expect(await client.response()).toMatchObject({ isCut: true, text: 'hello' });
    await client.end();
    expect(client.wasReset).toBe(false);
    client.abort();
  });

  it.each(['gate-throw', 'gate-close'])('%s ends the connection in stages (RFC 9112, 9.6)', async (act) => {
    const gate = gateIn(at.folder);
    const client = await Client.open(at.port);
    await client.write(get(`/do/${act}?gate=${gate.path}`));
    await readByServer(at.port, [client]);
    // Nobody has told the client that this is not going to be read.
    await client.write(get('/do/ok'));
    while (unread(at.port, client) === 0) await new Promise(setImmediate);
    gate.open();
    const response = await client.response();
    expect(response!.header('connection')).toBe('close');
    expect(await client.end()).toHaveLength(0);
    expect(client.wasReset).toBe(false);
    client.abort();
    if (act === 'gate-throw') await at.server.complaint('behind the gate');
    expect(at.server.complaints()).toBe('');
  });

  it('as many requests block at once as there may be threads', async () => {
    const gate = gateIn(at.folder);
    const clients = await Promise.all(Array.from({ length: 40 }, () => Client.open(at.port)));
    await Promise.all(
      clients.map((client) => client.write(get(`/do/gate?gate=${gate.path}`, 'Connection: close\r\n'))),
    );
    // Each has been read by a thread, which has not answered.
    await readByServer(at.port, clients);
    gate.open();
    for (const client of clients) {
      expect((await client.response())!.text).toBe('open');
      await client.end();
    }
  });
});

describeServers({ maxKeepAliveRequests: 3 }, (at) => {
  it('maxKeepAliveRequests: the last response says so, and what follows is not answered', async () => {
    const client = await Client.open(at.port);
    await client.write(get('/do/ok').repeat(5));
    for (const connection of [undefined, undefined, 'close']) {
      expect((await client.response())!.header('connection')).toBe(connection);
    }
    await client.write(get('/do/ok'));
    expect(await client.end()).toHaveLength(0);
    expect(client.wasReset).toBe(false);
    client.abort();
  });
});
