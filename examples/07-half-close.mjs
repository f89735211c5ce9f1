// How does a server know that a request without a length is complete? The client says so, with `shutdown`, and goes on
// reading: a connection has two directions, and each ends on its own.
import { ServerSocket, Socket } from 'berkeley-sockets';
import { connections, note, showConnections, step, until } from './show.mjs';

step('A connection, of which this process has both ends');
const server = new ServerSocket(0, 50, '127.0.0.1');
const port = server.getLocalPort();
const client = new Socket('127.0.0.1', port);
const socket = server.accept();

step('The client sends what it has, and then FIN');
client.getOutputStream().write('pear\napple\n');
client.shutdownOutput();

// CLOSE-WAIT: this side waits for its own program to close. FIN-WAIT-2: that side waits for the other FIN.
step('One direction has ended');
until(() => connections(port).some(({ state }) => state === 'FIN-WAIT-2'));
showConnections(port);

// `read` gives the bytes, and then 0 as often as it is asked. Only so does the server know that there are two fruits.
step('The server reads to the end');
const fruits = Buffer.from(socket.getInputStream().readAllBytes()).toString().trim().split('\n');

step('The other direction still works');
socket.getOutputStream().write(`${fruits.sort().join('\n')}\n`);
socket.close();
note(Buffer.from(client.getInputStream().readAllBytes()).toString().trim().replace('\n', ', '));

// Writing is over: this object knows, and does not ask the kernel, which would say EPIPE.
step('The client cannot write any more');
try {
  client.getOutputStream();
} catch (error) {
  note(`${error.name}: ${error.message}`);
}

step('The end');
client.close();
server.close();
