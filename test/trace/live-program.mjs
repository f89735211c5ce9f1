// A program that prints its calls while it makes them: a server that waits for one client, on a thread's connection.
// The arguments: how it ends, and how many calls it makes that fail.
import { isMainThread } from 'node:worker_threads';
import { BufferedReader, ServerSocket, ThreadPool } from 'berkeley-sockets';
import { raw } from 'berkeley-sockets/syscalls';
import { printLive } from 'berkeley-sockets/trace';

export default function session(socket) {
  const reader = new BufferedReader(socket.getInputStream());
  while (reader.readLine() !== null);
  socket.close();
}

const ends = {
  normally() {},
  exit: () => process.exit(3),
  throw() {
    throw new Error('nobody catches it');
  },
  exitTwice() {
    process.on('exit', () => {
      raw.close(-2);
      process.exit(4);
    });
  },
};

if (isMainThread) {
  const [how, failing = '0'] = process.argv.slice(2);
  const printing = printLive();
  process.on('exit', () => raw.close(-1));
  if (how === 'serve') {
    const server = new ServerSocket(0, 50, '127.0.0.1');
    const pool = new ThreadPool(import.meta.url, { threads: 1 });
    server.getLocalPort();
    pool.execute(server.accept());
    pool.shutdown();
    pool.awaitTermination();
    server.close();
    printing.stop();
    raw.close(-7);
  } else {
    for (let i = 0; i < Number(failing); i++) raw.dup(-1 - i);
    ends[how]();
  }
}
