// node failures.mjs SCENE: modules that are no Runnables, and threads that cannot be started.
import { closeSync, openSync } from 'node:fs';
import { Thread, ThreadPool } from 'berkeley-sockets';
import { connection, flag, outcome, play } from './stage.mjs';

const modules = {
  missing: new URL('does-not-exist.mjs', import.meta.url),
  noFunction: 'data:text/javascript,export default 7',
  noDefault: 'data:text/javascript,export const run = () => 1',
  throws: 'data:text/javascript,throw new RangeError("planned")',
  throwsUndefined: 'data:text/javascript,throw undefined',
  throwsFunction: 'data:text/javascript,throw () => 1',
  rejects: 'data:text/javascript,await Promise.reject(new RangeError("planned"))',
  syntax: 'data:text/javascript,this is not JavaScript',
  exits: 'data:text/javascript,process.exit(3)',
  lacksImport: 'data:text/javascript,import { nothing } from "node:net"; export default nothing',
};

await play({
  pool(kind) {
    const { client, server } = connection();
    const pool = new ThreadPool(modules[kind], { threads: 2, queueCapacity: 1 });
    let calls = 0;
    const thrown = outcome(() => {
      for (; calls < 100; calls++) pool.execute(server);
    });
    const again = outcome(() => pool.execute('again'));
    const ends = [pool.isShutdown(), pool.awaitTermination(), pool.shutdownNow()];
    client.close();
    server.close();
    return { thrown, same: again === thrown, few: calls < 10, ends };
  },

  thread(kind) {
    const { client, server } = connection();
    const thread = new Thread(modules[kind], server);
    thread.start();
    const ends = [thread.join(), thread.isAlive()];
    client.close();
    server.close();
    return ends;
  },

  /** Everything is open that may be: how a thread and a pool start then. */
  limit(spare) {
    const fds = [];
    const { client, server } = connection();
    while (typeof fds.at(-1) !== 'string') fds.push(outcome(() => openSync('/dev/null')));
    fds.pop();
    for (let i = 0; i < Number(spare); i++) closeSync(fds.pop());
    const jobs = new URL('jobs.mjs', import.meta.url);
    const done = flag();
    const pool = outcome(() => {
      const made = new ThreadPool(jobs, { threads: 3, queueCapacity: 1 });
      for (let i = 0; i < 6; i++) made.execute('count', done);
      made.shutdown();
      made.awaitTermination();
      return `made ${done[0]}`;
    });
    const thread = outcome(() => {
      const started = new Thread(jobs, 'count', done);
      started.start();
      started.join();
      return 'joined';
    });
    const open = !server.isClosed() && !client.isClosed();
    server.close();
    client.close();
    return { pool, thread, open };
  },
});
