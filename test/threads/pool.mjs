// node pool.mjs SCENE: the queue, and how a pool ends.
import { Socket, ThreadPool } from 'berkeley-sockets';
import * as stage from './stage.mjs';
import { awaitCount, awaitFlag, connection, descriptors, flag, listen, outcome, play, raise, start } from './stage.mjs';

const jobs = new URL('jobs.mjs', import.meta.url);
const newPool = (threads, queueCapacity) => new ThreadPool(jobs, { threads, queueCapacity });
const all = (socket) => Buffer.from(socket.getInputStream().readAllBytes()).toString();
const end = (pool) => {
  pool.shutdown();
  return pool.awaitTermination();
};

/** Has the only thread of a pool wait; returns what lets it go on. */
function occupy(pool) {
  const here = flag();
  const goOn = flag();
  pool.execute('rendezvous', here, goOn);
  awaitFlag(here);
  return goOn;
}

await play({
  /** 10,000 calls through a queue with one place: each is made once, and each thread gets them in their order. */
  order() {
    const total = 10_000;
    const seen = new Int32Array(new SharedArrayBuffer(4 * total));
    const last = new Int32Array(new SharedArrayBuffer(4 * 64)).fill(-1);
    const done = flag();
    const pool = newPool(4, 1);
    for (let i = 0; i < total; i++) pool.execute('number', seen, last, done, i);
    const terminated = end(pool);
    return { terminated, once: seen.every((count) => count === 1), done: done[0], total };
  },

  /** With one thread there is one order. */
  fifo() {
    const seen = new Int32Array(new SharedArrayBuffer(4 * 100));
    const pool = newPool(1, 7);
    const done = flag();
    const last = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    for (let i = 0; i < 100; i++) pool.execute('number', seen, last, done, i);
    end(pool);
    return done[0];
  },

  /**
   * Back-pressure: while all threads are busy, the accept loop takes one connection for each place in the queue and one
   * that waits in execute(); the others stay with the kernel.
   */
  backPressure() {
    const listener = listen(16);
    const acceptor = flag();
    const accepted = flag();
    const goOn = flag();
    const running = flag();
    const loop = start('acceptLoop', { acceptor, accepted, goOn, running, listener, threads: 2, queueCapacity: 3 });
    const clients = Array.from({ length: 12 }, () => new Socket('127.0.0.1', listener.getLocalPort()));
    awaitCount(running, 2);
    awaitCount(accepted, 6);
    stage.untilAsleep(awaitFlag(acceptor), 'futex');
    const taken = accepted[0];
    raise(goOn);
    awaitCount(accepted, 12);
    const answers = clients.map(all);
    for (const client of clients) client.close();
    listener.close();
    loop.join();
    return { taken, answers: answers.filter((text) => text === 'served').length };
  },

  shutdown() {
    const pool = newPool(1, 10);
    const goOn = occupy(pool);
    const pairs = Array.from({ length: 5 }, connection);
    for (const [i, { server }] of pairs.entries()) pool.execute('tell', server, `answer ${i}`);
    const before = [pool.isShutdown(), pool.isTerminated()];
    pool.shutdown();
    pool.shutdown();
    const during = [
      pool.isShutdown(),
      pool.isTerminated(),
      pool.awaitTermination(0),
      pool.awaitTermination(20),
      outcome(() => pool.execute('nothing')),
    ];
    raise(goOn);
    const after = [pool.awaitTermination(), pool.isTerminated(), pool.awaitTermination(0), pool.awaitTermination()];
    const answers = pairs.map(({ client }) => all(client));
    for (const { client } of pairs) client.close();
    return { before, during, after, answers, stopped: pool.shutdownNow() };
  },

  /** execute() that waits for a place when another thread... there is none: the owner shuts it down in a signal. */
  async shutdownWhileFull() {
    const pool = newPool(1, 1);
    const goOn = occupy(pool);
    pool.execute('nothing');
    process.once('SIGUSR2', () => {
      pool.shutdown();
      raise(goOn);
    });
    const sender = start('signalWhenAsleep', stage.self(), 'futex', 'SIGUSR2');
    const { client, server } = connection();
    const result = outcome(() => pool.execute('tell', server, 'x'));
    const terminated = pool.awaitTermination();
    sender.join();
    // It was not taken: this thread still has it.
    const open = !server.isClosed();
    client.close();
    server.close();
    return { result, terminated, open };
  },

  /** Threads that sleep in a system call, or compute, or wait. */
  shutdownNow() {
    const listener = listen();
    const pairs = Array.from({ length: 6 }, connection);
    const pool = newPool(5, 10);
    const tids = Array.from({ length: 5 }, flag);
    pool.execute('accept', tids[0], listener);
    pool.execute('read', tids[1], pairs[0].server);
    pool.execute('write', tids[2], pairs[1].server);
    pool.execute('spin', tids[3]);
    pool.execute('rendezvous', tids[4], flag());
    for (const [i, call] of ['accept4', 'read', 'write'].entries()) stage.untilAsleep(awaitFlag(tids[i]), call);
    awaitFlag(tids[3]);
    awaitFlag(tids[4]);
    for (const pair of pairs.slice(2)) pool.execute('tell', pair.server, 'never');
    const waiting = pool.shutdownNow();
    const terminated = pool.awaitTermination();
    // What they had is closed; what waited is as it was.
    const closed = [listener, ...pairs.map(({ server }) => server)].map((socket) => socket.isClosed());
    for (const each of [listener, ...pairs.flatMap(({ client, server }) => [client, server])]) each.close();
    return { waiting, terminated, closed, rejected: outcome(() => pool.execute('nothing')) };
  },

  /** A call that dies takes its thread with it, not the pool: the connection is closed, another thread takes its place. */
  async dies(how, count = 1) {
    const pool = newPool(1, 8);
    const ends = [];
    for (let i = 0; i < count; i++) {
      const { client, server } = connection();
      pool.execute(how, 3, server);
      ends.push(client.getInputStream().read(), server.isClosed());
      client.close();
    }
    const { client, server } = connection();
    pool.execute('tell', server, 'the next');
    const answer = all(client);
    client.close();
    const terminated = end(pool);
    return { ends, answer, terminated, rejected: outcome(() => pool.execute('nothing')) };
  },

  /** The same while the thread that made the pool sleeps in accept() or in execute(). */
  diesWhileBlocked(how, where) {
    const listener = listen();
    const pool = newPool(1, 1);
    const { client, server } = connection();
    const call = where === 'accept' ? 'accept4' : 'futex';
    pool.execute('whenAsleep', stage.self(), [call], how, 3, server);
    // Once that connection is closed, the new thread has to answer this one.
    const other = start('askWhenClosed', client, listener.getLocalPort());
    if (where === 'execute') {
      pool.execute('nothing');
      pool.execute('nothing');
    }
    pool.execute('tell', listener.accept(), 'the next');
    other.join();
    listener.close();
    return { closed: [server.isClosed(), client.isClosed()], terminated: end(pool) };
  },

  inside() {
    const pairs = Array.from({ length: 8 }, connection);
    const pool = newPool(1, 1);
    pool.execute(
      'poolInside',
      pairs.map(({ server }) => server),
    );
    const answers = pairs.map(({ client }) => all(client));
    for (const { client } of pairs) client.close();
    return { answers: new Set(answers).size === 1 && answers[0], terminated: end(pool) };
  },

  async promises() {
    const pairs = Array.from({ length: 4 }, connection);
    const pool = newPool(2, 1);
    for (const { server } of pairs) pool.execute('later', server, 'later');
    const answers = pairs.map(({ client }) => all(client));
    for (const { client } of pairs) client.close();
    return { answers, terminated: end(pool) };
  },

  /** What a thread prints appears while this one sleeps in a system call: the parent process answers it. */
  log() {
    const listener = listen();
    const { client, server } = connection();
    process.once('SIGUSR2', () => server.close());
    const pool = newPool(1, 1);
    pool.execute('whenAsleep', stage.self(), ['read'], 'log', 'seen');
    const result = outcome(() => server.getInputStream().read());
    client.close();
    listener.close();
    return { result, terminated: end(pool) };
  },

  throws() {
    const pool = newPool(1, 4);
    const pairs = ['throwError', 'reject'].map((job) => {
      const pair = connection();
      pool.execute('throwWith', job, 'planned', [{ nested: pair.server }], pair.server);
      return pair;
    });
    const ends = pairs.map(({ client }) => client.getInputStream().read());
    const tid = flag();
    const again = flag();
    pool.execute('raise', tid);
    awaitFlag(tid);
    pool.execute('raise', again);
    awaitFlag(again);
    for (const { client } of pairs) client.close();
    return { ends, closed: pairs.map(({ server }) => server.isClosed()), terminated: end(pool) };
  },

  nestedThrows() {
    const pool = newPool(1, 1);
    const { client, server } = connection();
    pool.execute('throwWith', 'throwError', 'planned', [{ nested: server }]);
    // The thread has gone on to this call.
    const next = flag();
    pool.execute('raise', next);
    awaitFlag(next);
    const closed = server.isClosed();
    client.close();
    server.close();
    return { closed, terminated: end(pool) };
  },

  /** As many descriptors after as before: with threads that die, are ended, and end. */
  async descriptors() {
    const round = () => {
      const pool = newPool(2, 4);
      const { client, server } = connection();
      pool.execute('exit', 3, server);
      client.getInputStream().read();
      client.close();
      pool.execute('own', flag(), flag());
      pool.shutdownNow();
      return pool.awaitTermination();
    };
    const { client, server } = connection();
    client.close();
    server.close();
    const before = descriptors();
    for (let i = 0; i < 3; i++) round();
    return stage.leftOver(before);
  },
});
