/** The Runnable of a thread of the blocking connector: serves a connection until it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { ErrnoError } from '../syscalls/errno-error.js';
import { thread } from '../syscalls/binding.js';
import { onInterrupt } from '../net/interrupts.js';
import type { Socket } from '../net/socket.js';
import type { Assignment } from '../threads/crew.js';
import { BlockingChannel } from './blocking-channel.js';
import { timedOut } from './channel.js';
import { Container } from './container.js';
import { outcome } from './processor.js';
import type { Outcome } from './processor.js';

const { queues } = thread;
const { queue } = workerData as Assignment;
const container = await Container.load(import.meta.url);
const { processor, options } = container;
const { connectionTimeout, keepAliveTimeout, maxKeepAliveRequests } = options;

/** Milliseconds that a connection has for its next request, which may be on its way, when its thread is needed. */
const grace = 250;

/** The server stops, or other connections wait for a thread, and there will be no more threads. */
const isNeeded = (): boolean => queues.isShut(queue) || (queues.isFull(queue) && queues.shortage(queue) > 0);

/** Milliseconds, and bytes, that a client has to read the last response and to close its side. */
const linger = { time: 2000, bytes: 1024 * 1024 };

/** The connection that waits for its next request. */
let idle: BlockingChannel | undefined;

onInterrupt(() => {
  // The read that was interrupted is made again, and ends then.
  if (isNeeded()) idle?.setReadTimeout(grace);
});

// The pool says nothing before its thread ends.
process.once('exit', () => void container.destroy());

function fill(channel: BlockingChannel, timeout: number): number {
  try {
    return processor.input.fill(channel, timeout);
  } finally {
    idle = undefined;
  }
}

/** Reads a request head: 1; 0 when the connection ends; below 0 the status to refuse it with. */
function readHead(channel: BlockingChannel, isFirst: boolean): number {
  const { input } = processor;
  let deadline = Infinity;
  for (;;) {
    const head = input.length > 0 ? processor.parseHead() : 0;
    if (head !== 0) return head;
    const hasBegun = processor.isInHead;
    if ((hasBegun || isFirst) && deadline === Infinity && connectionTimeout >= 0)
      deadline = performance.now() + connectionTimeout;
    let timeout = hasBegun || isFirst ? connectionTimeout : keepAliveTimeout;
    if (hasBegun && deadline !== Infinity) timeout = Math.max(1, Math.ceil(deadline - performance.now()));
    if (!hasBegun && !isFirst && isNeeded()) timeout = Math.min(grace, timeout < 0 ? grace : timeout);
    if (!hasBegun) {
      idle = channel;
      container.flushLog();
    }
    const n = fill(channel, timeout);
    if (n === 0 || (n === timedOut && !hasBegun)) return 0;
    if (n === timedOut || performance.now() >= deadline) return -408;
  }
}

/** Whether the connection waits for the next request. */
function end(socket: Socket, channel: BlockingChannel, result: Outcome): boolean {
  if (result === outcome.open) return true;
  if (result === outcome.linger) {
    socket.shutdownOutput();
    const { input } = processor;
    const deadline = performance.now() + linger.time;
    for (let bytes = 0; bytes < linger.bytes;) {
      const left = deadline - performance.now();
      input.clear();
      const n = left <= 0 ? 0 : input.fill(channel, Math.ceil(left));
      if (n <= 0) break;
      bytes += n;
    }
  }
  return false;
}

async function serve(socket: Socket): Promise<void> {
  const channel = new BlockingChannel(socket, connectionTimeout);
  processor.reset();
  for (let requests = 1; ; requests++) {
    const head = readHead(channel, requests === 1);
    if (head === 0) return;
    const isLast = requests === maxKeepAliveRequests || queues.isShut(queue);
    const result = head < 0 ? processor.refuse(channel, -head) : processor.service(channel, isLast);
    if (!end(socket, channel, typeof result === 'number' ? result : await result)) return;
  }
}

/** Answers the requests of a client until the connection ends. */
export default async function run(socket: Socket): Promise<void> {
  if (queues.shortage(queue) > 0) parentPort?.postMessage('hire');
  try {
    await serve(socket);
  } catch (error) {
    // The client has broken the connection, or the server stops.
    if (!(error instanceof ErrnoError)) throw error;
  } finally {
    socket.close();
  }
}
