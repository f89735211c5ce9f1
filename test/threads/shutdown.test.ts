import { ThreadPool, Thread } from 'berkeley-sockets';
import { expect, it } from 'vitest';

const jobs = new URL('jobs.mjs', import.meta.url);

it('what was accepted before shutdown() is done although a thread dies after it', () => {
  const done = new Int32Array(new SharedArrayBuffer(4));
  const pool = new ThreadPool(jobs, { threads: 1, queueCapacity: 8 });
  pool.execute('exit', 3);
  for (let i = 0; i < 4; i++) pool.execute('count', done);
  pool.shutdown();
  expect(pool.awaitTermination()).toBe(true);
  expect(done[0]).toBe(4);
});

it('a thread whose arguments cannot be cloned can be started again and again, and is not started', () => {
  const thread = new Thread(jobs, () => 0);
  for (let i = 0; i < 3; i++) expect(() => thread.start()).toThrow(/could not be cloned/);
  expect(thread.isAlive()).toBe(false);
});
