// Runs the statements that startWorker (worker.ts) was given.
import { existsSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import * as s from 'berkeley-sockets/syscalls';

function raise(flag) {
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

new Function('s', 'data', 'raise', 'existsSync', workerData.body)(s, workerData.data, raise, existsSync);
