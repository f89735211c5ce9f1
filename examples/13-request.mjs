// One request, from `connect` to `close`: what the client, the server's threads and the kernel do, one after the other.
// docs/story.md tells it.
import { isMainThread } from 'node:worker_threads';
import { BufferedReader, PrintWriter, ServerSocket, Socket, Thread, ThreadPool } from 'berkeley-sockets';
import { callsInProgress } from 'berkeley-sockets/trace';
import { connections, note, showConnections, step, until, untilBlocked } from './show.mjs';

/** What the threads of the server run: one accepts connections, and those of its pool have one each. */
export default function run(socket, finished) {
  if (socket instanceof ServerSocket) acceptor(socket, finished);
  else session(socket, finished);
}

/** Accepts connections and hands them to the threads of a pool, until the server is closed. */
function acceptor(server, finished) {
  const pool = new ThreadPool(import.meta.url, { threads: 1 });
  try {
    for (;;) pool.execute(server.accept(), finished);
  } catch {
    pool.shutdown();
    pool.awaitTermination();
  }
}

/** Reads a request, answers it, and ends the conversation. */
function session(socket, finished) {
  const reader = new BufferedReader(socket.getInputStream());
  const request = reader.readLine();
  while (reader.readLine() !== '');
  const out = new PrintWriter(socket.getOutputStream());
  out.print('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
  out.print(`You said: ${request}\n`);
  out.flush();
  socket.close();
  // For the main thread, which waits so that each step has its own calls.
  Atomics.store(finished, 0, 1);
  Atomics.notify(finished, 0);
}

if (isMainThread) {
  step('The server asks for a socket that connections come to');
  const server = new ServerSocket(0, 50, '127.0.0.1');
  const port = server.getLocalPort();

  step('A thread of the server waits for a connection');
  const finished = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Thread(import.meta.url, server, finished);
  thread.start();
  untilBlocked('accept4');

  // The handshake is the kernel's. The connection goes to a thread of the pool, which has nothing to read yet.
  step('The client connects');
  const client = new Socket('127.0.0.1', port);
  until(() => callsInProgress().some(({ name }) => name === 'read'));
  untilBlocked('accept4');
  untilBlocked('read');
  showConnections(port);

  // The server reads, answers and closes before this thread looks for an answer.
  step('The client sends a request');
  client.getOutputStream().write('GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  Atomics.wait(finished, 0, 0);

  // Nobody has a descriptor of the server's end any more. The FIN waits behind the answer and counts as one.
  step('The server is done. Where is its answer?');
  until(() => connections(port).some(({ state }) => state === 'FIN-WAIT-2'));
  showConnections(port);
  const input = client.getInputStream();
  note(`${input.available()} bytes can be read`);

  // `read` gives the bytes, and then 0: the server has said that it will send no more.
  step('The client reads it');
  const reader = new BufferedReader(input);
  for (let line = reader.readLine(); line !== null; line = reader.readLine()) note(line);
  client.close();

  step('The server stops');
  server.close();
  thread.join();
}
