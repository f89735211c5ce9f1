// The same bytes to this server, to nginx and to Tomcat: where two accept a message, they must agree on where it ends.
// Who refuses more is not wrong. FUZZ_SECONDS and FUZZ_SEED as of fuzz.test.ts.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtures, completed } from '../http/llhttp.js';
import { corpus, mutated, randomOf } from '../http/mutations.js';
import { Client, NoHttp, parseResponse } from './client.js';
import { startNginx, startTomcat } from './peers.js';
import type { Peer } from './peers.js';
import { Server } from './start.js';

const seconds = process.env.FUZZ_SECONDS === undefined ? undefined : Number(process.env.FUZZ_SECONDS);
const seed = Number(process.env.FUZZ_SEED ?? 7230);
const inputs = 1500;
const atOnce = 4;

/** A message as one of them has understood it. */
interface Seen {
  readonly method: string;
  /** In hexadecimal digits. */
  readonly body: string;
  readonly isSentinel: boolean;
}

const sentinel = Buffer.from('GET /sentinel HTTP/1.1\r\nHost: a.test\r\n\r\n');

let ours: Server;
const peers: Record<string, Peer> = {};

/** nginx tells what it has understood by what it passes on. */
const behind = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const [method, body] = [request.method!, Buffer.concat(pieces).toString('hex')];
    response.end(JSON.stringify({ method, body, isSentinel: request.url === '/sentinel' } satisfies Seen));
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  const { port } = behind.address() as AddressInfo;
  ours = await Server.start({ connector: 'polling' }, { '/': 'echo-frames.mjs' });
  peers.nginx = await startNginx(
    (socket) => `server { listen unix:${socket}; keepalive_requests 100000; client_max_body_size 0;
      location / { proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_ignore_client_abort on; } }`,
  );
  peers.tomcat = await startTomcat();
});
afterAll(async () => {
  await Promise.all(Object.values(peers).map((peer) => peer.stop()));
  behind.close();
  behind.closeAllConnections();
  await ours.stop();
});

/** A response to HEAD has a length, and no body: the next one follows. */
function responseIn(buf: Buffer): ReturnType<typeof parseResponse> {
  try {
    const found = parseResponse(buf, false, true);
    // What is no JSON is the next response, which Tomcat sends without a head where the next request might be of HTTP/0.9.
    return found?.response.text.startsWith('{') ? found : parseResponse(buf, true, true);
  } catch (error) {
    if (error instanceof NoHttp) return undefined;
    throw error;
  }
}

/** The messages that are answered 200, up to the first that is not. null: it was HEAD, and nothing is known of it. */
async function seenBy(address: number | string, bytes: Buffer): Promise<(Seen | null)[]> {
  const client = await Client.open(address);
  await client.write(Buffer.concat([bytes, sentinel]));
  client.endOutput();
  const received = await client.end();
  client.abort();
  const seen: (Seen | null)[] = [];
  for (let rest = received; rest.length > 0;) {
    const next = responseIn(rest);
    // An empty body is that of HEAD; what is no response to HTTP/1.x is the end (HTTP/0.9 has none).
    if (next?.response.status !== 200) break;
    seen.push(next.response.text === '' ? null : (JSON.parse(next.response.text) as Seen));
    rest = rest.subarray(next.length);
  }
  return seen;
}

/** How many messages two have agreed on. */
const agreed: Record<string, number> = { nginx: 0, tomcat: 0 };

async function difference(bytes: Buffer): Promise<string | undefined> {
  const seen = await seenBy(ours.port, bytes);
  for (const [name, { address }] of Object.entries(peers)) {
    const others = await seenBy(address, bytes);
    for (const [i, mine] of seen.entries()) {
      const other = others[i];
      // It has refused this one, or does not tell.
      if (other === undefined) break;
      if (mine === null || other === null) continue;
      if (JSON.stringify(mine) === JSON.stringify(other)) {
        agreed[name]!++;
        continue;
      }
      return `message ${i}: ${JSON.stringify(mine)}, ${name} ${JSON.stringify(other)} of ${JSON.stringify(bytes.toString('latin1'))}`;
    }
  }
  return undefined;
}

it('the tables of test/cases', async () => {
  const all = [...corpus, ...fixtures.map(({ base64 }) => completed(base64))];
  const differences: string[] = [];
  for (const bytes of all) {
    const found = await difference(bytes);
    if (found !== undefined) differences.push(found);
  }
  expect(differences).toEqual([]);
});

it(`random requests of seed ${seed}`, { timeout: ((seconds ?? 120) + 60) * 1000 }, async () => {
  const random = randomOf(seed);
  const end = performance.now() + 1000 * (seconds ?? Infinity);
  let count = 0;
  const differences: string[] = [];
  const compare = async (): Promise<void> => {
    while (seconds === undefined ? count < inputs : performance.now() < end) {
      count++;
      const found = await difference(mutated(random));
      if (found !== undefined) differences.push(found);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, compare));
  expect(differences).toEqual([]);
  // Most that is accepted here is accepted by the others.
  expect(Math.min(agreed.nginx!, agreed.tomcat!)).toBeGreaterThan(count / 2);
});
