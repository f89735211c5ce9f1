// What the threads of the tests do: `default(job, ...args)`.
import { readFileSync, writeSync } from 'node:fs';
import { isMainThread, threadId } from 'node:worker_threads';
import { ServerSocket, Socket, ThreadPool } from 'berkeley-sockets';
import { awaitFlag, count, isAsleep, outcome, raise, self, until } from './stage.mjs';

/** Kept: what nothing collects. */
const kept = [];
const input = (socket) => socket.getInputStream();
const output = (socket) => socket.getOutputStream();

/** Uses memory until the thread is ended for it. */
function exhaustMemory() {
  for (const hoard = []; ;) hoard.push(new Array(1e5).fill(hoard.length));
}

const jobs = {
  nothing() {},
  raise,
  awaitFlag,
  /** Raises one flag and waits for another. */
  rendezvous(here, goOn) {
    raise(here, self());
    awaitFlag(goOn);
  },
  tell(socket, text) {
    output(socket).write(text);
    socket.close();
  },
  echo(socket) {
    const buf = new Uint8Array(256);
    for (let n; (n = input(socket).read(buf)) > 0;) output(socket).write(buf, 0, n);
    socket.close();
  },
  /** The same of a socket that another thread closes when it likes. */
  echoIfOpen(socket) {
    outcome(() => jobs.echo(socket));
  },
  tellLater(here, goOn, socket, text) {
    raise(here);
    awaitFlag(goOn);
    jobs.tell(socket, text);
  },
  close(socket) {
    socket.close();
  },
  closeAfter(socket, goOn) {
    awaitFlag(goOn);
    socket.close();
  },
  /** What a thread sees of a socket that it is given. */
  look(socket) {
    output(socket).write(
      JSON.stringify({
        type: socket.constructor.name,
        isSocket: socket instanceof Socket,
        fd: socket.fd,
        connected: socket.isConnected(),
        remote: socket.getRemoteSocketAddress(),
        local: socket.getLocalPort(),
        soTimeout: socket.getSoTimeout(),
        outputShutdown: socket.isOutputShutdown(),
        inputShutdown: socket.isInputShutdown(),
      }),
    );
    socket.close();
  },
  /** Sleeps in the call; tells its own number before. */
  accept(tid, socket) {
    raise(tid, self());
    console.log(outcome(() => socket.accept()));
  },
  read(tid, socket) {
    raise(tid, self());
    console.log(outcome(() => input(socket).read()));
  },
  write(tid, socket) {
    raise(tid, self());
    console.log(
      outcome(() => {
        for (;;) output(socket).write(new Uint8Array(1 << 16));
      }),
    );
  },
  change(socket) {
    socket.setSoTimeout(1234);
    socket.shutdownOutput();
  },
  /** Holds a socket, uses it when the others have done what they do, and says what came of it. */
  stale(here, goOn, socket) {
    raise(here, socket.fd);
    awaitFlag(goOn);
    console.log(
      JSON.stringify([
        socket.isClosed(),
        socket.fd,
        outcome(() => output(socket).write('to a stranger')),
        outcome(() => input(socket).read()),
        outcome(() => socket.setTcpNoDelay(true)),
        outcome(() => socket.shutdownOutput()),
        outcome(() => socket.close()),
      ]),
    );
  },
  keep(here, socket) {
    kept.push(socket);
    raise(here);
  },
  letGo(here) {
    kept.length = 0;
    raise(here);
  },
  /** Collects garbage until the flag is raised, or so often. */
  async collect(enough, rounds = Infinity) {
    for (; Atomics.load(enough, 0) === 0 && rounds > 0; rounds--) {
      globalThis.gc();
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
  async closedAsGarbage(warned) {
    process.on('warning', () => raise(warned));
    await jobs.collect(warned);
  },
  /** An accept loop as a server has it. The threads wait at first. */
  acceptLoop({ acceptor, accepted, goOn, running, listener, threads, queueCapacity }) {
    const pool = new ThreadPool(new URL(import.meta.url), { threads, queueCapacity });
    raise(acceptor, self());
    for (let i = 0; i < 12; i++) {
      const socket = listener.accept();
      count(accepted);
      pool.execute('serveLater', running, goOn, socket);
    }
    pool.shutdown();
    pool.awaitTermination();
  },
  serveLater(running, goOn, socket) {
    count(running);
    awaitFlag(goOn);
    jobs.tell(socket, 'served');
  },
  signalWhenAsleep(tid, call, signal) {
    until(() => isAsleep(tid, call));
    process.kill(process.pid, signal);
  },
  /** A signal whenever that thread sleeps, after it has been awake. */
  signalEachTime(tid, call, signals) {
    for (const signal of signals) {
      const switches = () =>
        /^voluntary_ctxt_switches:\s*(\d+)/m.exec(readFileSync(`/proc/self/task/${tid}/status`))[1];
      until(() => isAsleep(tid, call));
      const before = switches();
      process.kill(process.pid, signal);
      until(() => switches() !== before);
    }
  },
  count,
  /** When one connection has ended, makes another, for which a thread accepts, when there is one. */
  askWhenClosed(ended, port) {
    if (input(ended).read() !== -1) throw new Error('not the end');
    ended.close();
    const socket = new Socket('127.0.0.1', port);
    const answer = Buffer.from(input(socket).readAllBytes()).toString();
    socket.close();
    if (answer !== 'the next') throw new Error(`Received '${answer}'`);
  },
  throwWith(job, message) {
    return jobs[job](message);
  },
  throwError(message) {
    throw new Error(message);
  },
  async reject(message) {
    await null;
    throw new Error(message);
  },
  throwLater(message, port) {
    kept.push(new Socket('127.0.0.1', port));
    setImmediate(() => {
      throw new Error(message);
    });
  },
  exit(code) {
    process.exit(code);
  },
  /** Waits before it ends in that way, so that others are where they should be. */
  whenAsleep(tid, calls, job, ...args) {
    until(() => calls.some((call) => isAsleep(tid, call)));
    return jobs[job](...args);
  },
  exhaustMemory,
  async later(socket, text) {
    await new Promise((resolve) => setImmediate(resolve));
    output(socket).write(text);
    socket.close();
  },
  log(text) {
    console.log(text);
    console.error(`${text} on stderr`);
    process.stdout.write(`${text} by write\n`);
  },
  /** One number of a sequence: what was seen, and in which order this thread saw it. */
  number(seen, last, done, value) {
    Atomics.add(seen, value, 1);
    if (Atomics.exchange(last, threadId % last.length, value) > value) raise(done, -1);
    else count(done);
  },
  /** A pool in a thread, which gives sockets on. */
  poolInside(sockets) {
    const pool = new ThreadPool(new URL(import.meta.url), { threads: 2, queueCapacity: 1 });
    for (const socket of sockets) pool.execute('tell', socket, `inner ${isMainThread}`);
    pool.shutdown();
    pool.awaitTermination();
  },
  /** A listener and a connection of this thread's own, which end with it. */
  own(told, goOn) {
    const listener = new ServerSocket(0, 1, '127.0.0.1');
    kept.push(listener, new Socket('127.0.0.1', listener.getLocalPort()), listener.accept());
    raise(told, listener.getLocalPort());
    if (goOn) awaitFlag(goOn);
  },
  spin(here) {
    raise(here);
    for (;;);
  },
  report(text) {
    writeSync(1, `${text}\n`);
  },
};

export default (job, ...args) => jobs[job](...args);
