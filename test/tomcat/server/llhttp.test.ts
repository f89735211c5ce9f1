// llhttp's fixtures through sockets: what is accepted is answered, and what is refused is, too.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completed, fixtures } from '../http/llhttp.js';
import { Client } from './client.js';
import { echoOf, expectedOf, responsesOf } from './expected.js';
import { connectors, Server } from './start.js';

describe.each(connectors)('%s', (connector) => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start({ connector }, { '/': 'echo-all.mjs' });
  });
  afterAll(() => server.stop());

  it.each(fixtures)('$id $title', async ({ base64 }) => {
    const bytes = completed(base64);
    const { statuses, heads, outcome } = expectedOf(bytes);
    const client = await Client.open(server.port);
    await client.write(bytes);
    // The answer to what is refused arrives although the server has not read all that it was sent.
    if (outcome.refused !== undefined) await client.write(Buffer.alloc(64 * 1024, 'x'));
    client.endOutput();
    const responses = await responsesOf(client, heads);
    expect(responses.map(({ status }) => status)).toEqual(statuses);
    for (const [i, { method, target, body }] of outcome.messages.entries()) {
      if (responses[i]!.status !== 200 || method === 'HEAD' || target === '*') continue;
      expect(echoOf(responses[i]!)).toMatchObject({ method, body });
      if (target.startsWith('/')) expect(target.startsWith(echoOf(responses[i]!).uri)).toBe(true);
    }
    if (outcome.refused !== undefined) expect(responses.at(-1)!.header('connection')).toBe('close');
    expect(client.wasReset).toBe(false);
    client.abort();
    expect(server.complaints()).toBe('');
  });
});
