// Who shakes hands? Not `accept`. There is one thread here, and it calls `accept` last.
import { isMainThread } from 'node:worker_threads';
import { BufferedReader, ServerSocket, Socket, Thread } from 'berkeley-sockets';
import { connections, note, showConnections, step, until } from './show.mjs';

/** For the connection that has to wait: it blocks, so it needs a thread. */
export default function connect(socket, port) {
  socket.connect({ address: '127.0.0.1', port });
}

if (isMainThread) {
  // The kernel holds backlog + 1 connections that nobody has accepted (Linux).
  step('A server with a backlog of 2. It does not accept.');
  const server = new ServerSocket(0, 2, '127.0.0.1');
  const port = server.getLocalPort();

  step('Three clients connect: each connect returns 0, and they can write');
  const clients = [1, 2, 3].map(() => new Socket('127.0.0.1', port));
  clients[0].getOutputStream().write('Hello from the queue\n');

  // The kernel has the other ends too. They are connected, have received bytes, and no program has them.
  showConnections(port);

  // The queue is full: the kernel drops the SYN of the fourth. Its own kernel will send another, after a second.
  step('A fourth one connects');
  const late = new Socket();
  const thread = new Thread(import.meta.url, late, port);
  const started = performance.now();
  thread.start();
  until(() => connections(port).some(({ state }) => state === 'SYN-SENT'));
  showConnections(port);

  step('accept takes the first connection off the queue. It does not wait, and its bytes are there.');
  const accepted = server.accept();
  note(new BufferedReader(accepted.getInputStream()).readLine());

  step('Now there is room for the fourth');
  thread.join();
  note(`its connect took ${Math.round(performance.now() - started)} ms`);
  showConnections(port);

  step('The end');
  for (const each of [...clients, late, accepted, server]) each.close();
}
