// Threads that open, close and use connections again, as fast as they can, while others close theirs. Every byte says
// for which connection it is. A program for soak.test.ts; prints what it has done as JSON, and exits with 1 when a byte
// came to a connection that it was not sent to.
import { readdirSync } from 'node:fs';
import { ServerSocket, Thread } from 'berkeley-sockets';

const seconds = Number(process.argv[2]);
const families = ['TCP', 'UNIX'];
const workers = 8;
// stop, errors, connections, bytes, closed under a reader
const counters = new Int32Array(new SharedArrayBuffer(64));
const threads = [];
const listeners = families.map((family, i) => {
  const server = new ServerSocket();
  server.bind(family === 'TCP' ? { address: '127.0.0.1', port: 0 } : { path: `\0soak-${process.pid}-${i}` }, 200);
  return server;
});
const module = new URL('./soak-worker.mjs', import.meta.url);
for (let i = 0; i < workers; i++) {
  const server = listeners[i % 2];
  threads.push(new Thread(module, i, server, server.getLocalSocketAddress(), counters));
}
for (const thread of threads) thread.start();
Atomics.wait(counters, 0, 0, seconds * 1000);
Atomics.store(counters, 0, 1);
// Those that are blocked in accept() end.
for (const server of listeners) server.close();
const ended = threads.every((thread) => thread.join(30_000));
const [, errors, connections, bytes, closedUnder] = counters;
console.log(
  JSON.stringify({ ended, errors, connections, bytes, closedUnder, sockets: readdirSync('/proc/self/fd').length }),
);
process.exit(errors === 0 && ended ? 0 : 1);
