// node endings.mjs SCENE: how threads end, and a process with threads.
import { ServerSocket, Socket, ThreadPool } from 'berkeley-sockets';
import * as stage from './stage.mjs';
import { awaitFlag, connection, flag, listen, outcome, play, raise, start } from './stage.mjs';

const jobs = new URL('jobs.mjs', import.meta.url);

/** Threads that sleep in a call; `sleeps` blocks until they do. */
const blocked = {
  accept() {
    const tid = flag();
    const thread = start('accept', tid, listen());
    return { thread, sleeps: () => stage.untilAsleep(awaitFlag(tid), 'accept4') };
  },
  timedAccept() {
    const tid = flag();
    const listener = listen();
    listener.setSoTimeout(1_000_000);
    const thread = start('accept', tid, listener);
    return { thread, sleeps: () => stage.untilAsleep(awaitFlag(tid), 'poll') };
  },
  read() {
    const tid = flag();
    const { client, server } = connection();
    const thread = start('read', tid, server);
    return { thread, client, sleeps: () => stage.untilAsleep(awaitFlag(tid), 'read') };
  },
  write() {
    const tid = flag();
    const { client, server } = connection();
    const thread = start('write', tid, server);
    return { thread, client, sleeps: () => stage.untilAsleep(awaitFlag(tid), 'write') };
  },
  spin() {
    const here = flag();
    return { thread: start('spin', here), sleeps: () => awaitFlag(here) };
  },
  wait() {
    const here = flag();
    return { thread: start('rendezvous', here, flag()), sleeps: () => stage.untilAsleep(awaitFlag(here), 'futex') };
  },
};

/** A pool whose threads wait for calls. */
function idlePool() {
  const pool = new ThreadPool(jobs, { threads: 2, queueCapacity: 1 });
  const tid = flag();
  const goOn = flag();
  raise(goOn);
  pool.execute('rendezvous', tid, goOn);
  stage.untilAsleep(awaitFlag(tid), 'futex');
  return pool;
}

await play({
  /** The process ends in one way while a thread is in one call. */
  process(call, how) {
    if (call === 'take') idlePool();
    const thread = call === 'take' ? undefined : blocked[call]();
    thread?.sleeps();
    // What is garbage is closed, and then nobody sleeps any more.
    globalThis.kept = thread;
    if (how === 'exit') process.exit(7);
    if (how === 'reallyExit') process.reallyExit(7);
    if (how === 'uncaught') {
      setImmediate(() => {
        throw new Error('planned');
      });
    }
    if (how === 'unref') thread.thread.unref();
  },

  unrefBeforeStart() {
    const tid = flag();
    const thread = stage.prepare('accept', tid, listen());
    const chained = thread.unref() === thread;
    thread.start();
    stage.untilAsleep(awaitFlag(tid), 'accept4');
    return chained;
  },

  terminate(call) {
    const { thread, sleeps, client } = blocked[call]();
    const alive = [thread.isAlive()];
    sleeps();
    const joinedBefore = thread.join(20);
    thread.terminate();
    thread.terminate();
    const joined = thread.join();
    alive.push(thread.isAlive());
    // The socket it was given is closed.
    if (client) {
      const buf = new Uint8Array(1 << 16);
      while (client.getInputStream().read(buf) > 0);
      client.close();
    }
    return { alive, joinedBefore, joined };
  },

  /** At once, before Node has begun to run it. */
  terminateAtOnce() {
    const { client, server } = connection();
    const thread = start('read', flag(), server);
    thread.terminate();
    const joined = thread.join();
    // Nothing has taken the message: this thread's object is what is left.
    const closed = server.isClosed();
    client.close();
    server.close();
    return { joined, closed };
  },

  /** What a thread opened for itself ends with it. */
  ownSockets() {
    const port = flag();
    const thread = start('own', port, flag());
    awaitFlag(port);
    thread.terminate();
    thread.join();
    return outcome(() => new Socket('127.0.0.1', port[0])).split(':')[0];
  },

  join() {
    const goOn = flag();
    const here = flag();
    const thread = start('rendezvous', here, goOn);
    awaitFlag(here);
    const began = performance.now();
    const early = thread.join(50);
    const waited = performance.now() - began;
    raise(goOn);
    return [early, waited >= 50, thread.join(), thread.join(1), thread.isAlive()];
  },

  /** process.exit() in a thread ends that thread. */
  exitInside() {
    const thread = start('exit', 3);
    return [thread.join(), thread.isAlive()];
  },

  /** The call is over when that throws: as in Node, it ends the thread. What the thread kept is closed. */
  throwsLater() {
    const listener = listen();
    const pool = new ThreadPool(jobs, { threads: 1, queueCapacity: 1 });
    pool.execute('throwLater', 'planned', listener.getLocalPort());
    const server = listener.accept();
    const ended = server.getInputStream().read();
    const done = flag();
    pool.execute('raise', done);
    awaitFlag(done);
    pool.shutdown();
    for (const each of [server, listener]) each.close();
    return [ended, pool.awaitTermination()];
  },

  manyThreads() {
    const done = flag();
    const threads = Array.from({ length: 12 }, () => start('count', done));
    return [threads.every((thread) => thread.join()), done[0], new Set(threads.map((each) => each.getName())).size];
  },

  /** A server as it should be: signals end it, and the connection that is being served is served. */
  signal(name, where) {
    const listener = new ServerSocket(0, 8, '127.0.0.1');
    const pool = new ThreadPool(jobs, { threads: 1, queueCapacity: 1 });
    const here = flag();
    const goOn = flag();
    const { client, server } = connection();
    const other = connection();
    pool.execute('tellLater', here, goOn, server, 'served');
    awaitFlag(here);
    const caught = [];
    process.on(name, (signal, number) => {
      caught.push(signal, number);
      listener.close();
      pool.shutdown();
      if (where === 'read') other.server.close();
      raise(goOn);
    });
    const sleeps = { accept: 'accept4', timedAccept: 'poll', read: 'read' }[where] ?? 'futex';
    const sender = start('signalWhenAsleep', stage.self(), sleeps, name);
    const ways = {
      accept: () => listener.accept(),
      timedAccept() {
        listener.setSoTimeout(1_000_000);
        return listener.accept();
      },
      read: () => other.server.getInputStream().read(),
      awaitTermination: () => pool.awaitTermination(),
      execute() {
        pool.execute('nothing');
        pool.execute('nothing');
      },
      join() {
        const joined = start('awaitFlag', goOn).join();
        return joined;
      },
    };
    const result = outcome(ways[where]);
    sender.join();
    const answer = Buffer.from(client.getInputStream().readAllBytes()).toString();
    for (const each of [client, other.client, other.server]) each.close();
    return { result, caught, answer, terminated: pool.awaitTermination() };
  },

  /** Without listeners, or with none any more, a signal does what it does. */
  signalKills(name, listeners) {
    if (listeners === 'removed') {
      const listener = () => undefined;
      process.on(name, listener);
      process.off(name, listener);
    }
    start('signalWhenAsleep', stage.self(), 'accept4', name);
    listen().accept();
  },

  /** Listeners that were there before the package, once() and several signals. */
  signalsMany() {
    const listener = listen();
    const caught = [];
    process.once('SIGUSR2', () => caught.push('once'));
    process.on('SIGUSR2', () => caught.push('on'));
    process.on('SIGTERM', () => {
      caught.push('term');
      listener.close();
    });
    const sender = start('signalEachTime', stage.self(), 'accept4', ['SIGUSR2', 'SIGUSR2', 'SIGTERM'], flag());
    const result = outcome(() => listener.accept());
    sender.join();
    return { result, caught };
  },

  signalListenerThrows() {
    const listener = listen();
    process.on('SIGUSR2', () => {
      throw new RangeError('planned');
    });
    start('signalWhenAsleep', stage.self(), 'accept4', 'SIGUSR2');
    const thrown = outcome(() => listener.accept());
    const client = new Socket('127.0.0.1', listener.getLocalPort());
    listener.accept().close();
    client.close();
    listener.close();
    return thrown;
  },
});
