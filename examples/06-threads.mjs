// Why does a server need threads? Because `read` blocks. And how does a socket get to another thread? It does not:
// descriptors belong to the process, and the thread is told the number.
import { isMainThread } from 'node:worker_threads';
import { BufferedReader, ServerSocket, Socket, Thread } from 'berkeley-sockets';
import { note, step, untilBlocked } from './show.mjs';

/** What a thread does with its connection. */
export default function session(socket) {
  const line = new BufferedReader(socket.getInputStream()).readLine();
  socket.getOutputStream().write(`You said: ${line}\n`);
  socket.close();
}

if (isMainThread) {
  step('Two clients have connected');
  const server = new ServerSocket(0, 50, '127.0.0.1');
  const [slow, fast] = [1, 2].map(() => new Socket('127.0.0.1', server.getLocalPort()));

  // Look at the number that accept4 returns, and at the one that the thread reads from.
  step('The first client says nothing: its thread blocks, and only its thread');
  const first = new Thread(import.meta.url, server.accept());
  first.start();
  untilBlocked('read');

  step('The second client is served');
  const second = new Thread(import.meta.url, server.accept());
  second.start();
  fast.getOutputStream().write('I am fast\n');
  const fastAnswer = new BufferedReader(fast.getInputStream()).readLine();
  second.join();
  note(fastAnswer);

  // The kernel wakes the thread that sleeps in `read`.
  step('The first client says something');
  slow.getOutputStream().write('I am slow\n');
  const slowAnswer = new BufferedReader(slow.getInputStream()).readLine();
  first.join();
  note(slowAnswer);

  step('The end');
  for (const each of [slow, fast, server]) each.close();
}
