// Gives a socket to a thread whose module is TypeScript, and another to a pool, and prints the answers.
import { BufferedReader, ServerSocket, Socket, Thread, ThreadPool } from 'berkeley-sockets';
import type { Answer } from './typescript-job.js';

const job = new URL('./typescript-job.ts', import.meta.url);
const listener = new ServerSocket(0, 1, '127.0.0.1');

function answerOf(start: (server: Socket, answer: Answer) => void, by: string): string | null {
  const client = new Socket('127.0.0.1', listener.getLocalPort());
  start(listener.accept(), { by });
  const line = new BufferedReader(client.getInputStream()).readLine();
  client.close();
  return line;
}

const byThread = answerOf((server, answer) => {
  const thread = new Thread(job, server, answer);
  thread.start();
  thread.join();
}, 'a thread');
console.log(byThread);

const pool = new ThreadPool(job, { threads: 1 });
console.log(
  answerOf((server, answer) => {
    pool.execute(server, answer);
  }, 'a pool'),
);
pool.shutdown();
pool.awaitTermination();
listener.close();
