import type { ServerSocket } from '../net/server-socket.js';
import type { Socket } from '../net/socket.js';

/** Milliseconds between two lines about the same trouble. */
const logInterval = 1000;

/** Accepts connections until the listener is closed, or `take` returns false. Troubles that pass are told on stderr. */
export function acceptAll(server: ServerSocket, take: (socket: Socket) => boolean): void {
  let lastLine = -Infinity;
  for (;;) {
    let socket: Socket;
    try {
      socket = server.accept();
    } catch (error) {
      if (server.isClosed()) return;
      // Descriptors are short: accept() waits before it tries again.
      if (performance.now() - lastLine >= logInterval) process.stderr.write(`${String(error)}\n`);
      lastLine = Math.max(lastLine, performance.now() - logInterval + 1);
      continue;
    }
    if (!take(socket)) return;
  }
}
