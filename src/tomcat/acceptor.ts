/** The Runnable of the blocking connector's acceptor: accepts connections and hands them to the threads of a pool. */
import { parentPort } from 'node:worker_threads';
import { thread } from '../syscalls/binding.js';
import { attend } from '../net/interrupts.js';
import type { ServerSocket } from '../net/server-socket.js';
import { unshare } from '../net/share.js';
import type { Socket } from '../net/socket.js';
import { codes } from '../threads/crew.js';
import { encode } from '../threads/message.js';

const { queues } = thread;

/** Milliseconds between two lines about the same trouble. */
const logInterval = 1000;

/** Milliseconds to wait after an error, and at most after several, as Tomcat does. */
const pauses = { shortest: 50, longest: 1600 };

const never = new Int32Array(new SharedArrayBuffer(4));

const noBuffers = {
  idOf: (): number => {
    throw new TypeError('A connection has no SharedArrayBuffer');
  },
};

/** False: nobody takes connections any more. */
function hand(socket: Socket, queue: number): boolean {
  const { bytes, handles } = encode([socket], noBuffers);
  let code: number = codes.interrupted;
  while (code === codes.interrupted) {
    code = queues.put(queue, bytes, handles, -1);
    if (code === codes.interrupted) attend();
  }
  if (code === codes.done) return true;
  handles.forEach(unshare);
  return false;
}

/** Accepts until the listener is closed, or the pool has ended. */
export default function accept(server: ServerSocket, queue: number): void {
  let lastLine = -Infinity;
  let pause: number = pauses.shortest;
  for (;;) {
    let socket: Socket;
    try {
      socket = server.accept();
      pause = pauses.shortest;
    } catch (error) {
      if (server.isClosed()) return;
      if (performance.now() - lastLine >= logInterval) {
        process.stderr.write(`${String(error)}\n`);
        lastLine = performance.now();
      }
      Atomics.wait(never, 0, 0, pause);
      pause = Math.min(2 * pause, pauses.longest);
      continue;
    }
    if (!hand(socket, queue)) return;
    // Nobody was free to take it.
    if (queues.pending(queue) > 0) parentPort?.postMessage('hire');
  }
}
