// A server that is killed while a client is connected. Tells its port.
import { writeSync } from 'node:fs';
import { ServerSocket } from 'berkeley-sockets';

const server = new ServerSocket(0, 50, '127.0.0.1');
writeSync(1, `${server.getLocalPort()}\n`);
const socket = server.accept();
while (socket.getInputStream().read() !== -1) socket.getOutputStream().write('answer');
