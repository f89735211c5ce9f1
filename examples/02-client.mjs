// The other side: a client asks the kernel as well. Who chooses its port? And what is a connection?
import { isMainThread } from 'node:worker_threads';
import { BufferedReader, ServerSocket, Socket, Thread } from 'berkeley-sockets';
import { note, showConnections, step, untilBlocked } from './show.mjs';

/** The server, in a thread of its own: sends back what it gets. */
export default function echo(server) {
  const socket = server.accept();
  socket.getInputStream().transferTo(socket.getOutputStream());
  socket.close();
}

if (isMainThread) {
  step('A server, waiting in its thread');
  const server = new ServerSocket(0, 50, '127.0.0.1');
  const port = server.getLocalPort();
  const thread = new Thread(import.meta.url, server);
  thread.start();
  untilBlocked('accept4');

  // `connect` returns when the handshake is over. The kernel has chosen a port for this side: getsockname tells it.
  step('new Socket: a socket that connects');
  const socket = new Socket('127.0.0.1', port);
  untilBlocked('read');

  // A write hands bytes to the kernel. Whether they have arrived, it does not say.
  step('A question and its answer');
  const output = socket.getOutputStream();
  output.write('Is anybody there?\n');
  const reader = new BufferedReader(socket.getInputStream());
  note(`the answer: ${reader.readLine()}`);

  // A connection is two sockets, each with the other's address: here both are in the same kernel.
  step('What the kernel has now');
  showConnections(port);

  // `close` sends FIN. The server's `read` returns 0, and it closes too.
  step('close, and what the server has done in the meantime');
  socket.close();
  thread.join();
  server.close();
}
