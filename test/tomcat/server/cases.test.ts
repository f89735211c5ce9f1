// The tables of test/cases through sockets, whole and split at every byte, with both connectors.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { places } from '../http/messages.js';
import { Client } from './client.js';
import { judged } from './judge.js';
import type { Case } from './judge.js';
import { readByServer } from './queues.js';
import { connectors, Server } from './start.js';

const load = <T>(name: string): T[] =>
  JSON.parse(readFileSync(new URL(`../../cases/${name}`, import.meta.url), 'utf8')) as T[];

/** What the rows do not say. */
const more: Record<string, Partial<Case['verdict']>> = {
  // What tells the client that the body is too short is that it is cut.
  'rs-09': { truncated: true },
  // The second request is answered too, from where it starts.
  'rs-10': { responses: [[200], [200]] },
};

const cases = load<Case>('http-cases.json').map((each) => ({
  ...each,
  verdict: { ...each.verdict, ...more[each.id] },
}));

/** Where RFC 9112 says SHOULD, and this server does otherwise, and why. */
const reasons: Record<string, string> = {};

/** The responses that the rows in category `response` are about are made by these servlets. */
const servlets = { '/': 'echo.mjs', '/reflect': 'reflect.mjs', '/status-204': 'status.mjs', '/status-304': 'status.mjs',
  '/throw-late': 'throw-late.mjs', '/short-body': 'length.mjs', '/long-body': 'length.mjs' }; // prettier-ignore

/** So many connections at once: the blocking connector has a thread for each. */
const atOnce = 16;

/** Sends the pieces over connections of their own, each when the server has read the one before it. */
async function sendAll(port: number, each: Case, attempts: readonly Buffer[][]): Promise<Map<string, string>> {
  const wrong = new Map<string, string>();
  for (let from = 0; from < attempts.length; from += atOnce) {
    const batch = attempts.slice(from, from + atOnce);
    const clients = await Promise.all(batch.map(() => Client.open(port)));
    for (let i = 0; i < Math.max(...batch.map(({ length }) => length)); i++) {
      if (i > 0) await readByServer(port, clients);
      await Promise.all(clients.map((client, n) => client.write(batch[n]![i] ?? Buffer.alloc(0))));
    }
    if (each.half_close) for (const client of clients) client.endOutput();
    const results = await Promise.all(clients.map((client) => judged(client, each)));
    for (const [n, result] of results.entries()) {
      if (result !== undefined) wrong.set(batch[n]!.map(({ length }) => length).join(' + '), result);
    }
    for (const client of clients) client.abort();
  }
  return wrong;
}

describe.each(connectors)('%s', (connector) => {
  let server: Server;
  /** The rows in category `static` are about the files of a folder. */
  let files: Server;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'berkeley-docroot-'));
    mkdirSync(join(folder, 'root/sub/.git'), { recursive: true });
    for (const name of ['secret.txt', 'root/sub/.git/config']) writeFileSync(join(folder, name), 'SECRET-CANARY');
    writeFileSync(join(folder, 'root/index.html'), '<p>index</p>');
    writeFileSync(join(folder, 'root/sub/a.txt'), 'a');
    symlinkSync('../secret.txt', join(folder, 'root/link-out'));
    files = await Server.start(
      { connector, maxThreads: atOnce, minSpareThreads: atOnce, docBase: join(folder, 'root') },
      {},
    );
    server = await Server.start({ connector, maxThreads: atOnce, minSpareThreads: atOnce }, servlets);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
    await files.stop();
  });

  it.each(cases)('$id $level $note', async (each) => {
    const whole = Buffer.from(each.base64, 'base64');
    const attempts = places(whole.length).map((at) =>
      at === 0 ? [whole] : [whole.subarray(0, at), whole.subarray(at)],
    );
    if (each.plan !== undefined) attempts.push(each.plan.map(([, piece]) => Buffer.from(piece, 'base64')));
    const { port } = each.category === 'static' ? files : server;
    const wrong = await sendAll(port, each, attempts);
    expect(Object.fromEntries(wrong)).toEqual(each.id in reasons ? expect.anything() : {});
    if (each.category === 'response') server.complaints();
    expect(server.complaints()).toBe('');
  });
});
