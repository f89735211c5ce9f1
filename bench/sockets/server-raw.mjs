/**
 * The server of ../sockets.mjs with system calls alone, and the smallest queue that hands a descriptor to a thread:
 * MODE BYTES THREADS, see server.c. What the classes cost is the difference between this and server-classes.mjs.
 */
import { once } from 'node:events';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import * as sockets from 'berkeley-sockets/syscalls';

/** More than the client has connections at a time: the queue is never full. */
const capacity = 64;

function serve(fd, mode, total) {
  const buffer = new Uint8Array(mode === 'echo' || mode === 'answer' ? 64 : 64 * 1024);
  let length;
  const sendAll = (end) => {
    for (let sent = 0; sent < end;) sent += sockets.write(fd, buffer, sent, end - sent);
  };
  if (mode === 'receive') while (sockets.read(fd, buffer) > 0);
  else if (mode === 'send') for (let sent = 0; sent < total; sent += buffer.length) sendAll(buffer.length);
  else if (mode === 'answer') sendAll(sockets.read(fd, buffer));
  else while ((length = sockets.read(fd, buffer)) > 0) sendAll(length);
  sockets.close(fd);
}

if (isMainThread) {
  const [mode, total, threads] = process.argv.slice(2);
  const queue = new Int32Array(new SharedArrayBuffer(4 * (2 + capacity)));
  // A worker starts with the help of this thread's event loop, which ends below.
  const start = () => once(new Worker(new URL(import.meta.url), { workerData: { mode, total, queue } }), 'online');
  await Promise.all(Array.from({ length: Number(threads) }, start));

  const listener = sockets.socket(sockets.AF_INET, sockets.SOCK_STREAM, 0);
  sockets.bind(listener, { family: sockets.AF_INET, address: '127.0.0.1', port: 0 });
  sockets.listen(listener, 50);
  process.stdout.write(`${sockets.getsockname(listener).port}\n`);
  for (let put = 0; ; put++) {
    const { fd } = sockets.accept(listener);
    sockets.setsockopt(fd, sockets.IPPROTO_TCP, sockets.TCP_NODELAY, 1);
    Atomics.store(queue, 2 + (put % capacity), fd);
    Atomics.store(queue, 0, put + 1);
    Atomics.notify(queue, 0, 1);
  }
} else {
  const { mode, total, queue } = workerData;
  for (;;) {
    const taken = Atomics.load(queue, 1);
    if (taken === Atomics.load(queue, 0)) {
      Atomics.wait(queue, 0, taken);
      continue;
    }
    const fd = Atomics.load(queue, 2 + (taken % capacity));
    if (Atomics.compareExchange(queue, 1, taken, taken + 1) === taken) serve(fd, mode, Number(total));
  }
}
