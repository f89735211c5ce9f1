// How does one stop a server whose thread sleeps in `accept`? Another thread closes its socket. The kernel's `close`
// alone wakes nobody: look at what `ServerSocket.close` does instead.
import { isMainThread } from 'node:worker_threads';
import { ServerSocket, Thread } from 'berkeley-sockets';
import { AF_INET, close, connect, SOCK_STREAM, socket } from 'berkeley-sockets/syscalls';
import { note, step, untilBlocked } from './show.mjs';

export default function acceptor(server) {
  try {
    server.accept();
  } catch (error) {
    console.log(`# in the thread: ${error.name}: ${error.message}`);
  }
}

if (isMainThread) {
  step('A thread sleeps in accept');
  const server = new ServerSocket(0, 50, '127.0.0.1');
  const port = server.getLocalPort();
  const thread = new Thread(import.meta.url, server);
  thread.start();
  untilBlocked('accept4');

  // `dup3` puts a socket that is at its end in the place of the listener, so that nobody can sleep there any more, and
  // the number stays taken. `tgkill` interrupts the one who sleeps. Whoever is out last gives the number back.
  step('The main thread closes the server');
  server.close();
  thread.join();

  step('Nobody listens there now');
  const client = socket(AF_INET, SOCK_STREAM, 0);
  try {
    connect(client, { family: AF_INET, address: '127.0.0.1', port });
  } catch (error) {
    note(error.message);
  }
  close(client);
}
