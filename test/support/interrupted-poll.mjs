// Calls poll while a thread interrupts it with a signal whenever it sleeps there. Prints, as JSON, what
// the first call returned, and what a caller sees that goes on with the time that is left.
import { Worker, isMainThread, workerData } from 'node:worker_threads';
import { pipe, poll, POLLIN, raw } from 'berkeley-sockets/syscalls';
import { isInside } from './tasks.mjs';

if (isMainThread) {
  // A handler, so that the signal does not end the process. Node runs it when poll is over.
  process.on('SIGALRM', () => {});
  const [fd] = pipe();
  const interrupter = new Worker(new URL(import.meta.url), { workerData: process.pid });
  interrupter.once('online', () => {
    const fds = [{ fd, events: POLLIN }];
    const first = raw.poll(fds, -1);
    const start = performance.now();
    let interruptions = 0;
    let ready;
    for (let left = 200; ready === undefined; left = Math.max(0, Math.ceil(start + 200 - performance.now()))) {
      try {
        ready = poll(fds, left);
      } catch (error) {
        if (error.code !== 'EINTR') throw error;
        interruptions++;
      }
    }
    console.log(JSON.stringify({ first, ready, interruptions, elapsed: performance.now() - start }));
    process.exit();
  });
} else {
  // Between two signals, so that the other thread gets to do anything.
  const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  for (;;) {
    if (isInside(`${workerData}/task/${workerData}`, 'poll')) process.kill(workerData, 'SIGALRM');
    pause();
  }
}
