// node sharing.mjs SCENE: one socket, objects of it in several threads.
import { ServerSocket, Socket, ThreadPool } from 'berkeley-sockets';
import * as stage from './stage.mjs';
import {
  awaitFlag,
  connection,
  descriptors,
  flag,
  listen,
  outcome,
  play,
  raise,
  start,
  untilAsleep,
} from './stage.mjs';

const all = (socket) => Buffer.from(socket.getInputStream().readAllBytes()).toString();

/** Blocks a thread in a call on the socket, then does something; what it printed is on standard output. */
function whileAsleep(job, call, socket, action) {
  const tid = flag();
  const thread = start(job, tid, socket);
  untilAsleep(awaitFlag(tid), call);
  action(tid[0]);
  return thread.join(20_000);
}

await play({
  /** What the thread sees is what this thread sees. */
  look() {
    const { client, server } = connection();
    server.setSoTimeout(77);
    server.shutdownInput();
    const here = { fd: server.fd, remote: server.getRemoteSocketAddress(), local: server.getLocalPort() };
    const thread = start('look', server);
    const there = JSON.parse(all(client));
    thread.join();
    client.close();
    return { here, there, closed: server.isClosed(), fd: server.fd };
  },

  changeThere() {
    const { client, server } = connection();
    start('change', server).join();
    const seen = [server.getSoTimeout(), server.isOutputShutdown(), outcome(() => server.getOutputStream())];
    seen.push(client.getInputStream().read());
    server.close();
    client.close();
    return seen;
  },

  /** close() there: a thread that is blocked here throws, and the peer has the end. */
  closeThere(what) {
    const { client, server } = connection();
    const listener = listen();
    const socket = what === 'accept' ? listener : server;
    const thread = start('whenAsleep', stage.self(), [what === 'accept' ? 'accept4' : what], 'close', socket);
    const calls = {
      accept: () => listener.accept(),
      read: () => server.getInputStream().read(),
      write: () => {
        for (;;) server.getOutputStream().write(new Uint8Array(1 << 16));
      },
    };
    const result = [outcome(calls[what]), socket.isClosed(), socket.fd];
    thread.join();
    if (what === 'read') result.push(client.getInputStream().read());
    for (const each of [client, server, listener]) each.close();
    return result;
  },

  closeHere(what) {
    const { client, server } = connection();
    const listener = listen();
    const socket = what === 'accept' ? listener : server;
    const joined = whileAsleep(what, what === 'accept' ? 'accept4' : what, socket, () => socket.close());
    for (const each of [client, server, listener]) each.close();
    return joined;
  },

  /** Four threads sleep in accept() on one listener; each connection wakes one, and close() the others. */
  fourAccept() {
    const listener = listen();
    const tids = Array.from({ length: 4 }, flag);
    const threads = tids.map((tid) => start('accept', tid, listener));
    for (const tid of tids) untilAsleep(awaitFlag(tid), 'accept4');
    const client = new Socket('127.0.0.1', listener.getLocalPort());
    stage.until(() => threads.filter((thread) => thread.isAlive()).length === 3);
    const alive = threads.filter((thread) => thread.isAlive()).length;
    listener.close();
    client.close();
    return [alive, threads.map((thread) => thread.join(20_000))];
  },

  /** An object of a closed socket, while others have its number. */
  stale() {
    const here = flag();
    const goOn = flag();
    const { client, server } = connection();
    const thread = start('stale', here, goOn, server);
    const fd = awaitFlag(here);
    server.close();
    const listener = listen();
    const strangers = Array.from({ length: 40 }, () => {
      const stranger = new Socket('127.0.0.1', listener.getLocalPort());
      return { client: stranger, server: listener.accept() };
    });
    const reused = [listener, ...strangers.flatMap((pair) => [pair.client, pair.server])].some(
      (each) => each.fd === fd,
    );
    raise(goOn);
    thread.join();
    listener.setSoTimeout(1);
    const listens = outcome(() => listener.accept());
    listener.close();
    const untouched = strangers.every((pair) => {
      pair.server.setSoTimeout(1000);
      pair.client.getOutputStream().write('x');
      pair.server.getOutputStream().write('y');
      return pair.server.getInputStream().read() === 120 && pair.client.getInputStream().read() === 121;
    });
    for (const pair of [...strangers, { client, server }]) {
      pair.client.close();
      pair.server.close();
    }
    return { reused, listens, untouched };
  },

  /** Entries of the table are used again, by sockets that a pool closes; every connection has its own bytes. */
  recycled() {
    const pool = new ThreadPool(new URL('jobs.mjs', import.meta.url), { threads: 3, queueCapacity: 2 });
    const listener = listen();
    const wrong = [];
    for (let i = 0; i < 1500; i++) {
      const client = new Socket('127.0.0.1', listener.getLocalPort());
      const server = listener.accept();
      const text = `connection ${i}`;
      if (i % 3 === 0) {
        pool.execute('tell', server, text);
      } else {
        pool.execute(i % 3 === 1 ? 'echo' : 'echoIfOpen', server);
        client.getOutputStream().write(text);
        client.shutdownOutput();
      }
      // Of each third one, this thread's object closes too.
      if (i % 3 !== 2 && all(client) !== text) wrong.push(i);
      if (i % 3 === 2) server.close();
      client.close();
    }
    pool.shutdown();
    pool.awaitTermination();
    listener.close();
    return wrong;
  },

  /** Descriptors before and after, when everything was closed. */
  async descriptors() {
    const round = () => {
      const pool = new ThreadPool(new URL('jobs.mjs', import.meta.url), { threads: 3, queueCapacity: 2 });
      for (let i = 0; i < 20; i++) {
        const { client, server } = connection();
        pool.execute(i % 4 === 0 ? 'exit' : 'tell', ...(i % 4 === 0 ? [3, server] : [server, 'x']));
        if (i % 4 !== 0) all(client);
        client.close();
        server.close();
      }
      pool.shutdown();
      const thread = start('own', flag());
      thread.join();
      pool.awaitTermination();
    };
    const { client, server } = connection();
    client.close();
    server.close();
    const before = descriptors();
    for (let i = 0; i < 3; i++) round();
    return stage.leftOver(before);
  },

  /** Between threads go also sockets that are not connected, and listeners. */
  listenerThere() {
    const port = flag();
    const goOn = flag();
    const thread = start('own', port, goOn);
    const refusedBefore = outcome(() => new Socket('127.0.0.1', awaitFlag(port)).close());
    raise(goOn);
    thread.join();
    const after = outcome(() => new Socket('127.0.0.1', port[0]));
    return [refusedBefore, after.split(' ').slice(0, 3).join(' ')];
  },

  unconnected() {
    const listener = listen();
    const socket = new Socket();
    const here = flag();
    const goOn = flag();
    const thread = start('tellLater', here, goOn, socket, 'from there');
    awaitFlag(here);
    socket.connect(listener.getLocalSocketAddress());
    const server = listener.accept();
    raise(goOn);
    thread.join();
    const received = all(server);
    for (const each of [server, socket, listener]) each.close();
    return received;
  },
  closedBefore() {
    const socket = new ServerSocket();
    socket.close();
    return outcome(() => start('close', socket));
  },
});
