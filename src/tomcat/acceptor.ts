/** The Runnable of the blocking connector's acceptor: accepts connections and hands them to the threads of a pool. */
import { parentPort } from 'node:worker_threads';
import { thread } from '../syscalls/binding.js';
import { attend } from '../net/interrupts.js';
import type { ServerSocket } from '../net/server-socket.js';
import { unshare } from '../net/share.js';
import type { Socket } from '../net/socket.js';
import { codes } from '../threads/crew.js';
import { encode } from '../threads/message.js';
import { acceptAll } from './accept-all.js';

const { queues } = thread;

/** Milliseconds between two calls to the threads that somebody waits. */
const callInterval = 50;

const noBuffers = {
  idOf: (): number => {
    throw new TypeError('A connection has no SharedArrayBuffer');
  },
};

/** False: nobody takes connections any more. */
function hand(server: ServerSocket, socket: Socket, queue: number): boolean {
  const { bytes, handles } = encode([socket], noBuffers);
  let code: number = codes.interrupted;
  while (code === codes.interrupted) {
    // When the server stops, it does not wait for room: the listener's queue is somebody else's, but not this connection.
    code = queues.put(queue, bytes, handles, -1, server.isClosed());
    if (code === codes.interrupted) attend();
  }
  if (code === codes.done) return true;
  handles.forEach(unshare);
  return false;
}

/** Accepts until the listener is closed, or the pool has ended. */
export default function run(server: ServerSocket, queue: number): void {
  let lastCall = -Infinity;
  acceptAll(server, (socket) => {
    if (!hand(server, socket, queue)) return false;
    if (queues.shortage(queue) === 0) return true;
    if (!queues.isFull(queue)) parentPort?.postMessage('hire');
    else if (performance.now() - lastCall >= callInterval) {
      // Those whose connection only waits for its next request let it go soon.
      lastCall = performance.now();
      queues.wake(queue);
    }
    return true;
  });
}
