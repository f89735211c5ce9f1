/** The server of ../sockets.mjs with this package's classes: MODE BYTES THREADS, see server.c. */
import { ServerSocket, ThreadPool } from 'berkeley-sockets';

const [mode, total, threads] = process.argv.slice(2);
const server = new ServerSocket(0, 50, '127.0.0.1');
const runnable = new URL(`serve.mjs?${new URLSearchParams({ mode, total })}`, import.meta.url);
const pool = new ThreadPool(runnable, { threads: Number(threads), queueCapacity: 64 });
process.stdout.write(`${server.getLocalPort()}\n`);
for (;;) pool.execute(server.accept());
