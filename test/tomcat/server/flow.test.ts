// Bodies that are larger than memory should be: who does not read, waits; who breaks off, harms nobody.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { expect, it } from 'vitest';
import { describeServers, gateIn, get, post } from './behaviour.js';
import type { Fixture } from './behaviour.js';
import { ask, Client } from './client.js';
import { unread } from './queues.js';

const MiB = 1024 * 1024;

/** Bytes that say where they belong. */
function block(at: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  for (let i = 0; i < size; i += 4) bytes.writeUInt32LE((at + i) / 4, i);
  return bytes;
}

function* upload(size: number, framing: 'length' | 'chunked'): Generator<Buffer> {
  const step = MiB;
  for (let at = 0; at < size; at += step) {
    const bytes = block(at, step);
    if (framing === 'length') yield bytes;
    else yield Buffer.concat([Buffer.from(`${step.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
  }
  if (framing === 'chunked') yield Buffer.from('0\r\n\r\n');
}

/** How much memory the server may take more than before: buffers and garbage, but no body. */
const headroom = 64 * MiB;

async function isWell(at: Fixture): Promise<void> {
  expect((await ask(at.port, '/do/ok')).text).toBe('ok');
  expect(at.server.complaints()).toBe('');
}

/** Waits until the server reads no more: nothing moves although the client would send. */
async function sendUntilBlocked(client: Client, pieces: Iterator<Buffer>): Promise<number> {
  let sent = 0;
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return sent;
    const { value } = next;
    sent += value.length;
    if (client.socket.write(value)) continue;
    const drained = new Promise<boolean>((resolve) => client.socket.once('drain', () => { resolve(true); })); // prettier-ignore
    // A turn of the event loop writes what the kernel takes.
    let stuck = 0;
    for (let before = -1; stuck < 2000;) {
      const left = client.socket.writableLength;
      if (left === 0) break;
      stuck = left === before ? stuck + 1 : 0;
      before = left;
      await new Promise(setImmediate);
    }
    if (stuck > 0) return sent;
    await drained;
  }
}

describeServers({}, (at) => {
  it.each(['length', 'chunked'] as const)('100 MiB are uploaded (%s), and none of them twice', async (framing) => {
    const size = 100 * MiB;
    const before = at.server.memory('VmRSS');
    const client = await Client.open(at.port);
    await client.write(
      post('/do/digest', framing === 'length' ? `Content-Length: ${size}\r\n` : 'Transfer-Encoding: chunked\r\n', ''),
    );
    const hash = createHash('sha256');
    for (let offset = 0; offset < size; offset += MiB) hash.update(block(offset, MiB));
    for (const bytes of upload(size, framing)) await client.write(bytes);
    await client.write(get('/do/ok'));
    const { text } = (await client.response())!;
    expect(JSON.parse(text)).toEqual({
      length: size,
      declared: framing === 'length' ? size : -1,
      sha256: hash.digest('hex'),
    });
    expect((await client.response())!.text).toBe('ok');
    client.abort();
    expect(at.server.memory('VmRSS')).toBeLessThan(before + headroom);
  });

  it.each(['length', 'chunked'] as const)(
    'a servlet that does not read makes the client wait (%s)',
    async (framing) => {
      const size = 64 * MiB;
      const gate = gateIn(at.folder);
      const before = at.server.memory('VmRSS');
      const client = await Client.open(at.port);
      const fields = framing === 'length' ? `Content-Length: ${size}\r\n` : 'Transfer-Encoding: chunked\r\n';
      await client.write(post(`/do/digest-behind-gate?gate=${gate.path}`, fields, ''));
      const pieces = upload(size, framing);
      const sent = await sendUntilBlocked(client, pieces);
      // What the kernel holds for both, a few MiB, and no more.
      expect(sent).toBeLessThan(size / 2);
      expect(unread(at.port, client)).toBeGreaterThan(0);
      expect(at.server.memory('VmRSS')).toBeLessThan(before + headroom);
      await isWell(at);
      gate.open();
      for (const bytes of pieces) await client.write(bytes);
      expect(JSON.parse((await client.response())!.text)).toMatchObject({ length: size });
      client.abort();
    },
  );

  it.each(['', '&length'])('100 MiB are downloaded%s, as fast as the client reads', async (length) => {
    const size = 100 * MiB;
    const before = at.server.memory('VmRSS');
    const request = http.get(`${at.server.url}/do/big?size=${size}${length}`);
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    // Nobody reads: the kernel holds what it takes, and the server nothing more.
    for (let i = 0; i < 5; i++) await isWell(at);
    expect(at.server.memory('VmRSS')).toBeLessThan(before + headroom);
    expect(response.headers['content-length']).toBe(length === '' ? undefined : String(size));
    const hash = createHash('sha256');
    let received = 0;
    for await (const piece of response as AsyncIterable<Buffer>) {
      hash.update(piece);
      received += piece.length;
    }
    const expected = createHash('sha256');
    for (let offset = 0; offset < size; offset += MiB) expected.update(block(offset, MiB));
    expect([received, hash.digest('hex')]).toEqual([size, expected.digest('hex')]);
    expect(at.server.memory('VmRSS')).toBeLessThan(before + headroom);
  });

  it('clients that break off harm nobody, and leave nothing behind', async () => {
    await isWell(at);
    for (let i = 0; i < 30; i++) {
      const client = await Client.open(at.port);
      const [target, bytes] = [
        ['in the middle of a head', 'GET /do/ok HTTP/1.1\r\nHos'],
        ['in the middle of a body', post('/do/digest', 'Content-Length: 100000\r\n', 'x'.repeat(50_000))],
        ['in the middle of a chunk', post('/do/digest', 'Transfer-Encoding: chunked\r\n', 'ffff\r\nabc')],
        ['in the middle of a response', get('/do/big?size=50000000')],
        ['in the middle of one with a length', get('/do/big?size=50000000&length')],
        ['between two requests', get('/do/ok')],
      ][i % 6]!;
      await client.write(bytes!);
      if (i % 6 > 2) await client.receive(1);
      if (i % 12 < 6) client.abort();
      else {
        client.endOutput();
        client.socket.destroy();
      }
      expect((await ask(at.port, '/do/ok')).text, target).toBe('ok');
    }
    // All connections are closed, also those whose servlet has to find out by writing.
    const idle = await Client.open(at.port);
    await idle.write(get('/do/ok'));
    await idle.response();
    idle.abort();
    await isWell(at);
  });

  it('a client that takes nothing does not hold up others', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => Client.open(at.port)));
    for (const client of clients) {
      client.socket.pause();
      await client.write(get('/do/big?size=20000000'));
    }
    for (let i = 0; i < 20; i++) await isWell(at);
    for (const client of clients) client.abort();
    await isWell(at);
  });
});
