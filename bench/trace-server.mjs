/** The server of trace.mjs: HTTP with keep-alive, a thread for each connection. The argument: how many threads. */
import { isMainThread } from 'node:worker_threads';
import { BufferedReader, ServerSocket, ThreadPool } from 'berkeley-sockets';

const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n');

export default function serve(socket) {
  const reader = new BufferedReader(socket.getInputStream());
  const output = socket.getOutputStream();
  try {
    for (let line; (line = reader.readLine()) !== null;) if (line === '') output.write(answer);
  } catch (error) {
    // wrk ends its connections in the middle of an answer.
    if (error.code !== 'ECONNRESET') throw error;
  }
  socket.close();
}

if (isMainThread) {
  const pool = new ThreadPool(import.meta.url, { threads: Number(process.argv[2]) });
  const server = new ServerSocket(0, 50, '127.0.0.1');
  process.stdout.write(`${server.getLocalPort()} ${process.pid}\n`);
  for (;;) pool.execute(server.accept());
}
