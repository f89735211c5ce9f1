// What the windows are made of: marks where calls begin and end, threads, connections. As in Marks.java.
import { deepStrictEqual } from 'node:assert';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { ServerSocket, Socket, ThreadPool } from 'berkeley-sockets';

export const loopback = (port = 0) => ({ address: '127.0.0.1', port });

/** The windows that follow belong to this section of the page. */
export const section = (title) => existsSync(`/M/S:${title}`);

/** Makes the call between two marks of its name. */
export function window(name, call) {
  const end = `/M/E:${name}`;
  existsSync(`/M/B:${name}`);
  try {
    return call();
  } finally {
    existsSync(end);
  }
}

/** The same for a call that must fail. */
export function fails(name, type, call) {
  try {
    window(name, call);
  } catch (error) {
    if (error instanceof type) return;
    throw error;
  }
  throw new Error(`${name} did not throw`);
}

export const check = (actual, expected) => deepStrictEqual(actual, expected);

/** Numbers of the system calls that a thread may sleep in: those of x86-64, and of all newer architectures. */
const numbers = {
  read: [0, 63],
  write: [1, 64],
  poll: [7, 73],
  connect: [42, 203],
  accept: [43, 202],
  recvfrom: [45, 207],
  accept4: [288, 242],
};

/** The calling thread's directory in /proc. */
export const self = () => `/proc/${readlinkSync('/proc/thread-self')}`;

/** Returns when the thread sleeps in one of the system calls, by the kernel's own account. */
export function untilAsleep(thread, ...calls) {
  const wanted = calls.map((call) => `${numbers[call][process.arch === 'x64' ? 0 : 1]} `);
  for (;;) {
    const inside = readFileSync(`${thread}/syscall`, 'latin1');
    if (!wanted.some((number) => inside.startsWith(number))) continue;
    const stat = readFileSync(`${thread}/stat`, 'latin1');
    if (stat.startsWith('S ', stat.lastIndexOf(')') + 2)) return;
  }
}

let pool;

/** Ends the other thread. */
export const end = () => pool.shutdown();

/** Has the other thread do a job of other-thread.mjs. */
export function start(job, ...args) {
  pool ??= new ThreadPool(new URL('other-thread.mjs', import.meta.url), { threads: 1 });
  const state = new Int32Array(new SharedArrayBuffer(4));
  pool.execute(state, job, ...args);
  return {
    join() {
      Atomics.wait(state, 0, 0);
      check(state[0], 1);
    },
  };
}

/** Does a job on the other thread as soon as this one sleeps in one of the system calls. */
export const whenAsleep = (calls, job, ...args) => start('whenAsleep', self(), calls, job, ...args);

/** Has the other thread do a job, and returns when it sleeps in one of the system calls. */
export function asleep(calls, job, ...args) {
  const name = new SharedArrayBuffer(64);
  const thread = start('telling', name, job, ...args);
  const length = new Int32Array(name, 0, 1);
  Atomics.wait(length, 0, 0);
  untilAsleep(Buffer.from(name, 4, length[0]).toString(), ...calls);
  return thread;
}

/** A connection over 127.0.0.1, with buffers of this size where one is given. */
export function connected(bufferSize) {
  const listener = new ServerSocket();
  if (bufferSize) listener.setReceiveBufferSize(bufferSize);
  listener.bind(loopback(), 1);
  const client = new Socket();
  if (bufferSize) client.setReceiveBufferSize(bufferSize);
  client.connect(listener.getLocalSocketAddress());
  client.setTcpNoDelay(true);
  const server = listener.accept();
  server.setTcpNoDelay(true);
  if (bufferSize) server.setSendBufferSize(bufferSize);
  listener.close();
  return {
    client,
    server,
    /** What the client sends is there when the server reads. */
    send(text) {
      client.getOutputStream().write(text);
      while (server.getInputStream().available() < text.length);
    },
    /** Ends the connection with a reset. */
    reset() {
      client.setSoLinger(true, 0);
      client.close();
    },
    close() {
      client.close();
      server.close();
    },
  };
}

/** A listener whose queue is full: who connects to it waits for ever. */
export function fullListener() {
  const listener = new ServerSocket();
  listener.bind(loopback(), 1);
  const waiting = [new Socket(), new Socket()];
  for (const socket of waiting) socket.connect(listener.getLocalSocketAddress());
  return {
    address: listener.getLocalSocketAddress(),
    close() {
      for (const socket of waiting) socket.close();
      listener.close();
    },
  };
}
