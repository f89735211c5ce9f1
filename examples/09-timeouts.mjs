// A call that blocks may block for ever. With a timeout the thread sleeps in `poll`, which has one, and makes the call
// when there is something for it.
import { ServerSocket, Socket } from 'berkeley-sockets';
import { note, step } from './show.mjs';

/** Calls a function that times out. */
function expectTimeout(call) {
  const started = performance.now();
  try {
    call();
  } catch (error) {
    note(`${error.name}: ${error.message}, after ${Math.round(performance.now() - started)} ms`);
  }
}

// O_NONBLOCK: between `poll` and `accept4`, another thread could take the connection, and this one would sleep.
step('accept, and nobody connects');
const server = new ServerSocket(0, 1, '127.0.0.1');
const address = { address: '127.0.0.1', port: server.getLocalPort() };
server.setSoTimeout(200);
expectTimeout(() => server.accept());

step('read, and nobody writes');
const client = new Socket(address.address, address.port);
const socket = server.accept();
socket.setSoTimeout(200);
expectTimeout(() => socket.getInputStream().read());

// A timeout ends the call, not the connection.
step('It can be used further');
client.getOutputStream().write('x');
note(`the byte: ${socket.getInputStream().read()}`);

// A queue for one connection holds two (example 3). The socket is non-blocking until it is connected.
step('connect, and the queue is full');
const queued = [1, 2].map(() => new Socket(address.address, address.port));
const late = new Socket();
expectTimeout(() => late.connect(address, 200));

step('The end');
for (const each of [client, socket, ...queued, server]) each.close();
