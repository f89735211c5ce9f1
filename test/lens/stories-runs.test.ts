import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxRuns } from '../../src/lens/stories/runs.js';
import { callsOf, linesOf, socketOf, StoryServer, until } from './reader.js';
import type { Belongings } from './reader.js';

const isEqual = (a: Belongings, b: Belongings): boolean => a.threads === b.threads && a.descriptors === b.descriptors;

describe.runIf(process.platform === 'linux').each(['polling', 'blocking'] as const)('runs, %s', (connector) => {
  let server: StoryServer;

  beforeAll(async () => {
    server = await StoryServer.start({ connector });
  });
  afterAll(async () => {
    await server.stop();
  });

  /** Waits until it has as much as before. */
  const settled = (before: Belongings): Promise<void> => until(() => isEqual(server.belongings, before));

  it('a beginning makes no step', async () => {
    const { run, ...beginning } = await server.begin('handshake');
    expect(beginning).toMatchObject({ step: 0, steps: 8, sockets: [] });
    expect(beginning.threads).toHaveLength(2);
    const step = await server.next(run);
    expect(step.step).toBe(1);
    expect(callsOf(step)).toEqual({ server: ['socket', 'setsockopt', 'setsockopt', 'bind', 'getsockname', 'listen'] });
    expect((await server.ask('DELETE', `/lens/runs/${run}`)).status).toBe(204);
  });

  it.each([
    ['before its first step', 0],
    ['while a thread is blocked in accept', 2],
    ['in the middle', 5],
  ])('a run that is ended %s leaves nothing behind', async (_, count) => {
    const before = await server.atRest();
    const { run, threads } = await server.begin('server-socket');
    for (let i = 0; i < count; i++) await server.next(run);
    expect(server.belongings.threads).toBeGreaterThanOrEqual(before.threads + threads.length);
    expect((await server.ask('DELETE', `/lens/runs/${run}`)).status).toBe(204);
    await settled(before);
    expect((await server.ask('POST', `/lens/runs/${run}/next`)).status).toBe(404);
    expect((await server.ask('DELETE', `/lens/runs/${run}`)).status).toBe(404);
  });

  it('a run that has come to its end leaves nothing behind', async () => {
    const before = await server.atRest();
    const { beginning } = await server.play('threads');
    await settled(before);
    expect((await server.ask('POST', `/lens/runs/${beginning.run}/next`)).status).toBe(404);
  });

  it('is ended while a step is blocked, or being performed', async () => {
    const before = await server.atRest();
    const { run } = await server.begin('close');
    await server.next(run);
    // It starts a thread, which takes a while.
    const [step, end] = await Promise.all([
      server.ask('POST', `/lens/runs/${run}/next`),
      server.ask('DELETE', `/lens/runs/${run}`),
    ]);
    expect([200, 404]).toContain(step.status);
    expect(end.status).toBe(204);
    await settled(before);
  });

  it('makes one step at a time', async () => {
    const { run } = await server.begin('close');
    await server.next(run);
    const answers = await Promise.all([1, 2, 3].map(() => server.ask('POST', `/lens/runs/${run}/next`)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(new Set(statuses)).toEqual(new Set([200, 409]));
    const made = answers.filter(({ status }) => status === 200).map(({ body }) => (body as { step: number }).step);
    expect(new Set(made).size).toBe(made.length);
    expect((await server.ask('DELETE', `/lens/runs/${run}`)).status).toBe(204);
  });

  it('has the calls of its own threads only, while others run the same story', async () => {
    const [one, other] = await Promise.all([server.begin('read-line'), server.begin('read-line')]);
    for (let i = 1; i <= one.steps; i++) {
      const steps = await Promise.all([server.next(one.run), server.next(other.run)]);
      for (const step of steps) {
        expect(step.step).toBe(i);
        expect(step.calls.every(({ thread }) => step.threads.includes(thread))).toBe(true);
      }
      expect(steps[0].threads.some((thread) => steps[1].threads.includes(thread))).toBe(false);
    }
  });

  it(`there are ${maxRuns} at once, and no more`, async () => {
    const runs = await Promise.all(Array.from({ length: maxRuns }, () => server.begin('handshake')));
    const { status, body } = await server.ask('POST', '/lens/stories/handshake/runs');
    expect({ status, body }).toEqual({ status: 503, body: { error: expect.any(String) as string } });
    for (const { run } of runs) expect((await server.ask('DELETE', `/lens/runs/${run}`)).status).toBe(204);
    const { run } = await server.begin('handshake');
    expect((await server.ask('DELETE', `/lens/runs/${run}`)).status).toBe(204);
  });

  it('one of them has port 9000, and the others another', async () => {
    const runs = await Promise.all([1, 2].map(() => server.begin('handshake')));
    const steps = await Promise.all(runs.map(({ run }) => server.next(run)));
    for (const [i, step] of steps.entries()) {
      const { port } = runs[i]!;
      expect(linesOf(step, 'bind')[0]).toContain(`htons(${port})`);
      const bound = (socketOf(step, 'server')!.localAddress as { port: number }).port;
      if (port === 0) expect(bound).toBeGreaterThan(0);
      else expect({ port, bound }).toEqual({ port: 9000, bound: 9000 });
    }
    expect(runs.filter(({ port }) => port === 0).length).toBeGreaterThanOrEqual(1);
    for (const { run } of runs) expect((await server.ask('DELETE', `/lens/runs/${run}`)).status).toBe(204);
  });

  it('a port 9000 that is taken is not asked for', async () => {
    const other = createServer().listen(9000, '127.0.0.1');
    // Somebody may have it already.
    await new Promise((resolve) => other.once('listening', resolve).once('error', resolve));
    const { beginning, steps } = await server.play('server-socket');
    expect(beginning.port).toBe(0);
    expect(steps.at(-1)!.done).toBe(true);
    other.close();
  });

  it('requests that make no sense', async () => {
    const { run } = await server.begin('handshake');
    const requests: [method: string, path: string, status: number, allow?: string][] = [
      ['GET', '/lens/stories', 200],
      ['HEAD', '/lens/stories', 200],
      ['POST', '/lens/stories', 405, 'GET, HEAD'],
      ['GET', '/lens/stories/', 404],
      ['GET', '/lens/stories/handshake', 404],
      ['POST', '/lens/stories/no-such-story/runs', 404],
      ['POST', '/lens/stories/constructor/runs', 404],
      ['GET', '/lens/stories/handshake/runs', 405, 'POST'],
      ['PUT', '/lens/stories/handshake/runs', 405, 'POST'],
      ['POST', '/lens/runs/999999/next', 404],
      ['POST', '/lens/runs/0/next', 404],
      ['POST', '/lens/runs/-1/next', 404],
      ['POST', '/lens/runs/1e3/next', 404],
      ['POST', '/lens/runs/99999999999999999999/next', 404],
      ['POST', '/lens/runs//next', 404],
      ['GET', `/lens/runs/${run}`, 405, 'DELETE'],
      ['GET', `/lens/runs/${run}/next`, 405, 'POST'],
      ['POST', `/lens/runs/${run}/previous`, 404],
      ['DELETE', '/lens/runs/999999', 404],
      ['DELETE', `/lens/runs/${run}/next`, 405, 'POST'],
      ['DELETE', `/lens/runs/${run}`, 204],
    ];
    for (const [method, path, status, allow = null] of requests) {
      const { status: answered, headers } = await server.ask(method, path);
      expect({ method, path, status: answered, allow: headers.allow ?? null }).toEqual({ method, path, status, allow });
    }
  });

  it('the queues of the server itself are no runs', async () => {
    // Numbers of queues are given one after the other: those of the server's own threads come first.
    const { run } = await server.begin('handshake');
    for (let i = 1; i < Number(run); i++) {
      expect((await server.ask('POST', `/lens/runs/${i}/next`)).status).toBe(404);
    }
    expect((await server.next(run)).step).toBe(1);
    expect((await server.ask('DELETE', `/lens/runs/${run}`)).status).toBe(204);
  });
});

describe.runIf(process.platform === 'linux')('a run that nobody goes on with', () => {
  it.each([
    ['before its first step', 'server-socket', 0],
    ['while a thread is in accept', 'server-socket', 2],
    ['while threads are in read', 'threads', 3],
  ])('ends by itself, and leaves nothing behind: %s', async (_, story, steps) => {
    await using server = await StoryServer.start({ idleTimeout: 400 });
    const before = await server.atRest();
    const { run } = await server.begin(story);
    for (let i = 0; i < steps; i++) await server.next(run);
    await until(() => isEqual(server.belongings, before));
    expect((await server.ask('POST', `/lens/runs/${run}/next`)).status).toBe(404);
    // Its place is free again.
    const runs = await Promise.all(
      Array.from({ length: maxRuns }, () => server.ask('POST', '/lens/stories/close/runs')),
    );
    expect(runs.map(({ status }) => status)).toEqual(Array.from({ length: maxRuns }, () => 201));
    await server.stop();
  });
});

describe.runIf(process.platform === 'linux')('a server that has other things to do', () => {
  it('tells stories under load', async () => {
    await using server = await StoryServer.start();
    let isOver = false;
    const load = Array.from({ length: 4 }, async () => {
      while (!isOver) expect((await server.ask('GET', '/nothing')).status).toBe(404);
    });
    const stories = await server.stories();
    const playAll = async (list: typeof stories): Promise<void> => {
      for (const { id } of list) expect((await server.play(id)).steps.at(-1)!.done).toBe(true);
    };
    await Promise.all([playAll(stories), playAll(stories.toReversed())]);
    isOver = true;
    await Promise.all(load);
    await server.stop();
  });

  it('says so when it has too few descriptors for threads, and goes on when it has enough', async () => {
    await using server = await StoryServer.start();
    const before = await server.atRest();
    server.limitDescriptors(45);
    const begun = await Promise.all([1, 2, 3, 4].map(() => server.ask('POST', '/lens/stories/handshake/runs')));
    const refused = begun.filter(({ status }) => status !== 201);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, body } of refused) {
      expect([500, 503]).toContain(status);
      expect(body).toEqual({ error: expect.any(String) as string });
    }
    for (const { status, body } of begun) {
      if (status !== 201) continue;
      expect((await server.ask('DELETE', `/lens/runs/${(body as { run: string }).run}`)).status).toBe(204);
    }
    // Node itself loses descriptors of modules that it could not load.
    await until(() => server.belongings.threads === before.threads);
    expect((await server.play('handshake')).steps.at(-1)!.done).toBe(true);
  });
});

describe.runIf(process.platform === 'linux')('a server that stops', () => {
  it.each(['polling', 'blocking'] as const)('ends the runs that are going on, %s', async (connector) => {
    await using server = await StoryServer.start({ connector });
    const [first, second] = await Promise.all([server.begin('server-socket'), server.begin('threads')]);
    // One thread in accept, one in read.
    for (let i = 0; i < 2; i++) await Promise.all([server.next(first.run), server.next(second.run)]);
    await server.stop();
  });
});
