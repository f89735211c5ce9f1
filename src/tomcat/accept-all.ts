import type { ServerSocket } from '../net/server-socket.js';
import type { Socket } from '../net/socket.js';

/** Milliseconds between two lines about the same trouble. */
const logInterval = 1000;

/** Milliseconds to wait after an error, and at most after several, as Tomcat does. */
const pauses = { shortest: 50, longest: 1600 };

const never = new Int32Array(new SharedArrayBuffer(4));

/** Accepts connections until the listener is closed, or `take` returns false. Troubles that pass are told on stderr. */
export function acceptAll(server: ServerSocket, take: (socket: Socket) => boolean): void {
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
    if (!take(socket)) return;
  }
}
