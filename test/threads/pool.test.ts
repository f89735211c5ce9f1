import { describe, expect, it } from 'vitest';
import { linesOf, resultOf, run } from './programs.js';

const play = (scene: string, ...args: unknown[]): Promise<unknown> => resultOf('pool.mjs', scene, args);
const rejected = 'ERR_POOL_SHUT_DOWN: The thread pool has been shut down';

describe.runIf(process.platform === 'linux').concurrent('ThreadPool', () => {
  it('makes each of 10,000 calls once, and gives each thread its calls in their order', async () => {
    expect(await play('order')).toEqual({ terminated: true, once: true, done: 10_000, total: 10_000 });
  });

  it('with one thread makes the calls in their order', async () => {
    expect(await play('fifo')).toBe(100);
  });

  it('holds up the accept loop while all threads are busy and the queue is full', async () => {
    // Two are served, three wait in the queue, one in execute(); the others stay with the kernel.
    expect(await play('backPressure')).toEqual({ taken: 6, answers: 12 });
  });

  it('shutdown() takes no more calls and has the others made; awaitTermination() waits for that', async () => {
    expect(await play('shutdown')).toEqual({
      before: [false, false],
      during: [true, false, false, false, rejected],
      after: [true, true, true, true],
      answers: [0, 1, 2, 3, 4].map((i) => `answer ${i}`),
      stopped: 0,
    });
  });

  it('shutdown() ends an execute() that waits for a place', async () => {
    expect(await play('shutdownWhileFull')).toEqual({ result: rejected, terminated: true, open: true });
  });

  it('shutdownNow() ends threads that block, compute or wait, and closes what they had', async () => {
    expect(await play('shutdownNow')).toEqual({
      waiting: 4,
      terminated: true,
      closed: [true, true, true, false, false, false, false],
      rejected,
    });
  });

  describe.each(['exit', 'exhaustMemory'])('replaces a thread that dies by %s, and closes its connection', (how) => {
    const complaint = how === 'exit' ? /^$/ : /ERR_WORKER_OUT_OF_MEMORY|^$/;
    const check = async (scene: string, args: unknown[], expected: unknown): Promise<void> => {
      const { end, stderr, result } = await run('pool.mjs', scene, args, { node: ['--max-old-space-size=64'] });
      expect({ end, result }).toEqual({ end: 0, result: expected });
      expect(stderr).toMatch(complaint);
    };

    it('once and again', async () => {
      const times = how === 'exit' ? 3 : 1;
      const ends = Array.from({ length: times }, () => [-1, true]).flat();
      await check('dies', [how, times], { ends, answer: 'the next', terminated: true, rejected });
    });

    it.each(['accept', 'execute'])('while its owner sleeps in %s()', async (where) => {
      await check('diesWhileBlocked', [how, where], { closed: [true, true], terminated: true });
    });
  });

  it('can be made in a thread, and hand on the sockets of that thread', async () => {
    expect(await play('inside')).toEqual({ answers: 'inner false', terminated: true });
  });

  it('waits for what the function promises', async () => {
    expect(await play('promises')).toEqual({ answers: ['later', 'later', 'later', 'later'], terminated: true });
  });

  it('reports a call that throws or rejects as Java does, closes its sockets, and goes on', async () => {
    const { end, stderr, result } = await run('pool.mjs', 'throws');
    expect({ end, result }).toEqual({ end: 0, result: { ends: [-1, -1], closed: [true, true], terminated: true } });
    expect(stderr.match(/^Exception in thread "pool-1-thread-1" Error: planned\n {4}at .*jobs\.mjs/gm)).toHaveLength(2);
  });

  it('closes also the sockets that are deeper in the arguments', async () => {
    expect((await run('pool.mjs', 'nestedThrows')).result).toEqual({ closed: true, terminated: true });
  });

  it('has the console of its threads written while this thread sleeps in read()', async () => {
    // The signal closes the socket that is being read; it comes when the output is there.
    const ran = await run('pool.mjs', 'log', [], {
      meanwhile({ stdout, kill, pid }) {
        let seen = '';
        void kill;
        stdout!.on('data', (chunk: Buffer) => {
          seen += chunk.toString();
          if (seen.endsWith('seen by write\n')) process.kill(pid!, 'SIGUSR2');
        });
      },
    });
    expect(ran).toMatchObject({
      end: 0,
      stderr: 'seen on stderr\n',
      result: { result: 'ERR_SOCKET_CLOSED: Socket closed', terminated: true },
    });
    expect(linesOf(ran)).toEqual(['seen', 'seen by write']);
  });

  it('leaves as many descriptors as there were: of threads that die, are ended, and end', async () => {
    expect(await play('descriptors')).toEqual([]);
  });
});
