// What the programs of these tests are made of: scenes, flags between threads, and looks into /proc.
import { readdirSync, readFileSync, readlinkSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { ServerSocket, Socket, Thread } from 'berkeley-sockets';

/** Plays the scene that the command line names, and prints what it returned. The process then has to end by itself. */
export async function play(scenes) {
  const [name, ...args] = process.argv.slice(2);
  const result = await scenes[name](...args);
  writeSync(1, `${JSON.stringify(result ?? null)}\n`);
}

const jobsModule = new URL('jobs.mjs', import.meta.url);

/** A thread that does a job of jobs.mjs. */
export const prepare = (job, ...args) => new Thread(jobsModule, job, ...args);

export function start(job, ...args) {
  const thread = prepare(job, ...args);
  thread.start();
  return thread;
}

/** What a call threw: `code: message`, or `name: message`; or what it returned. */
export function outcome(call) {
  try {
    return call() ?? null;
  } catch (error) {
    return `${error.code ?? error.name}: ${error.message}`;
  }
}

/** A word of memory that all threads see. */
export const flag = () => new Int32Array(new SharedArrayBuffer(4));

export function raise(word, value = 1) {
  Atomics.store(word, 0, value);
  Atomics.notify(word, 0);
}

/** Blocks until somebody has raised the flag; returns its value. */
export function awaitFlag(word) {
  Atomics.wait(word, 0, 0);
  return Atomics.load(word, 0);
}

/** Blocks until the count is reached. */
export function awaitCount(word, count) {
  for (let now; (now = Atomics.load(word, 0)) < count;) Atomics.wait(word, 0, now);
}

export function count(word) {
  const before = Atomics.add(word, 0, 1);
  Atomics.notify(word, 0);
  return before;
}

/** Numbers of the system calls that a thread may sleep in: those of x86-64, and of all newer architectures. */
const numbers = {
  read: [0, 63],
  write: [1, 64],
  poll: [7, 73],
  connect: [42, 203],
  accept4: [288, 242],
  futex: [202, 98],
};

/** The number by which the kernel knows this thread. */
export const self = () => Number(readlinkSync('/proc/thread-self').split('/').at(-1));

/** Whether a thread of this process sleeps in one of the system calls, by the kernel's own account. */
export function isAsleep(tid, ...calls) {
  const wanted = calls.map((call) => `${numbers[call][process.arch === 'x64' ? 0 : 1]} `);
  const inside = readFileSync(`/proc/self/task/${tid}/syscall`, 'latin1');
  if (!wanted.some((number) => inside.startsWith(number))) return false;
  const stat = readFileSync(`/proc/self/task/${tid}/stat`, 'latin1');
  return stat.startsWith('S ', stat.lastIndexOf(')') + 2);
}

export function untilAsleep(tid, ...calls) {
  until(() => isAsleep(tid, ...calls));
}

/** Looks again and again, and leaves the processor to others in between. */
export function until(condition) {
  while (!condition()) Atomics.wait(flag(), 0, 0, 1);
}

/** The same, while the event loop turns. */
export async function untilTurning(condition) {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** What is open: every descriptor but the one that reads this. */
export const descriptors = () => readdirSync('/proc/self/fd').length - 1;

/**
 * What is open beyond so many descriptors. The threads have ended; Node takes back what they had when its event loop turns, for
 * which it has 20 seconds.
 */
export async function leftOver(before) {
  // With its first thread, a process opens /dev/null.
  const count = before + 1;
  const deadline = performance.now() + 20_000;
  while (descriptors() > count && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
  if (descriptors() <= count) return [];
  return readdirSync('/proc/self/fd').map((fd) => outcome(() => readlinkSync(`/proc/self/fd/${fd}`)));
}

/** How many of them are sockets. */
export const sockets = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:');
    } catch {
      return false;
    }
  }).length;

/** Collects garbage as often as it takes. Needs --expose-gc. */
export async function collect(condition) {
  while (!condition()) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export const loopback = (port = 0) => ({ address: '127.0.0.1', port });

export function listen(backlog) {
  const listener = new ServerSocket();
  listener.bind(loopback(), backlog);
  return listener;
}

/** Both ends of a connection. */
export function connection() {
  const listener = listen();
  const client = new Socket('127.0.0.1', listener.getLocalPort());
  const server = listener.accept();
  listener.close();
  return { client, server };
}

/** A server of node:net: who connects is told of by `onConnection`, in the event loop. */
export async function foreignServer(onConnection) {
  const server = createServer({ allowHalfOpen: true }, onConnection);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** How many threads the process has. */
export const threads = () => readdirSync('/proc/self/task').length;
