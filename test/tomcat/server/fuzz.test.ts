// Random requests through sockets: each gets the answers that it must get, and no more; the server lives, and others are
// served meanwhile. FUZZ_SECONDS=600 npx vitest run test/tomcat/server/fuzz.test.ts
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutated, randomOf } from '../http/mutations.js';
import { Client, NoHttp } from './client.js';
import { expectedOf, responsesOf } from './expected.js';
import { readByServer } from './queues.js';
import { connectors, Server } from './start.js';

const seconds = process.env.FUZZ_SECONDS === undefined ? undefined : Number(process.env.FUZZ_SECONDS);
const seed = Number(process.env.FUZZ_SEED ?? 9112);
/** How many inputs each connector gets in a run without FUZZ_SECONDS. */
const inputs = 2000;
const atOnce = 8;
const headroom = 64 * 1024 * 1024;

describe.each(connectors)('%s', (connector) => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start(
      { connector, minSpareThreads: atOnce + 1, maxThreads: atOnce + 1 },
      { '/': 'echo-all.mjs' },
    );
  });
  afterAll(() => server.stop());

  /** Sends an input over a connection of its own; some break it off. */
  async function attempt(random: (below: number) => number): Promise<void> {
    const bytes = mutated(random);
    const { statuses, heads, perhaps } = expectedOf(bytes);
    const context = JSON.stringify(bytes.toString('latin1'));
    const client = await Client.open(server.port);
    const at = random(bytes.length + 1);
    const how = random(8);
    if (how === 0) {
      await client.write(bytes.subarray(0, at));
      client.abort();
      return;
    }
    if (how === 1) {
      await client.write(bytes.subarray(0, at));
      await readByServer(server.port, [client]);
      await client.write(bytes.subarray(at));
    } else await client.write(bytes);
    client.endOutput();
    try {
      const responses = await responsesOf(client, heads);
      const got = responses.map(({ status }) => status);
      expect(perhaps === undefined ? [statuses] : [statuses, [...statuses, perhaps]], context).toContainEqual(got);
      expect(
        responses.some(({ isCut }) => isCut),
        context,
      ).toBe(false);
      expect(client.wasReset, context).toBe(false);
    } catch (error) {
      if (error instanceof NoHttp) throw new Error(`${error.message} to ${context}`, { cause: error });
      throw error;
    } finally {
      client.abort();
    }
  }

  it(`random requests of seed ${seed}`, { timeout: ((seconds ?? 120) + 60) * 1000 }, async () => {
    const random = randomOf(seed);
    const end = seconds === undefined ? Infinity : performance.now() + 1000 * seconds;
    let count = 0;
    let memory = Infinity;
    let isOver = false as boolean;
    const attack = async (): Promise<void> => {
      while (seconds === undefined ? count < inputs : performance.now() < end) {
        count++;
        await attempt(random);
        // What the server takes is known after some time.
        if (count === inputs / 4) memory = server.memory('VmRSS');
      }
    };
    const serveGoodClient = async (): Promise<number> => {
      const client = await Client.open(server.port);
      let answered = 0;
      for (; !isOver; answered++) {
        await client.write(`GET /${answered} HTTP/1.1\r\nHost: a.test\r\n\r\n`);
        const response = await client.response();
        expect(response?.text).toContain(`"uri":"/${answered}"`);
      }
      client.abort();
      return answered;
    };
    const good = serveGoodClient();
    try {
      await Promise.all(Array.from({ length: atOnce - 1 }, attack));
    } finally {
      isOver = true;
    }
    expect(await good).toBeGreaterThan(count / 100);
    expect(server.memory('VmRSS')).toBeLessThan(memory + headroom);
    expect(server.complaints()).toBe('');
  });
});
