// Ends connections in the ways that the arguments name, one after the other. Tells on standard output the port, and
// then each time that it has closed. Endings.java does the same.
import { writeSync } from 'node:fs';
import { ServerSocket } from 'berkeley-sockets';
import { loopback } from './marks.mjs';

const listener = new ServerSocket();
listener.bind(loopback());
writeSync(1, `${listener.getLocalPort()}\n`);
for (const way of process.argv.slice(2)) {
  const socket = listener.accept();
  if (way === 'unread input') {
    const input = socket.getInputStream();
    while (input.available() === 0);
  } else if (way === 'SO_LINGER 0') {
    socket.setSoLinger(true, 0);
  }
  socket.close();
  writeSync(1, 'closed\n');
}
listener.close();
