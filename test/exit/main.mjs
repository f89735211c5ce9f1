// Starts a worker that blocks, then ends in the way that its first argument says. `loaded` tells whether
// this thread uses the package too: the worker must not depend on it.
import { Worker } from 'node:worker_threads';

const [end, call, loaded] = process.argv.slice(2);
if (loaded === 'loaded') await import('berkeley-sockets/syscalls');
const flag = new Int32Array(new SharedArrayBuffer(4));
const worker = new Worker(new URL('blocked.mjs', import.meta.url), { workerData: { call, flag } });
worker.on('error', (error) => {
  console.error(error);
  process.exitCode = 99;
});
// The worker is in its call, or about to enter it: both must end.
await Atomics.waitAsync(flag, 0, 0).value;

const ends = {
  exit: () => process.exit(7),
  reallyExit: () => process.reallyExit(8),
  uncaught: () => {
    throw new Error('planned');
  },
  rejection: () => Promise.reject(new Error('planned')),
  unref: () => worker.unref(),
  terminate: async () => {
    process.exitCode = 5;
    await worker.terminate();
  },
  // A message wakes the worker's event loop as well, and must change nothing.
  message: async () => {
    worker.postMessage('not for you now');
    process.exitCode = 6;
    await worker.terminate();
  },
};
await ends[end]();
