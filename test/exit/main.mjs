// Starts a worker that blocks, then ends in the way that its first argument says. `loaded` tells whether
// this thread uses the package too: the worker must not depend on it.
import { readdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

const [end, call, loaded, when] = process.argv.slice(2);
if (loaded === 'loaded') await import('berkeley-sockets/syscalls');
const flag = new Int32Array(new SharedArrayBuffer(4));
const goOn = when && new Int32Array(new SharedArrayBuffer(8));
function raise(index) {
  Atomics.store(goOn, index, 1);
  Atomics.notify(goOn, index);
}
const worker = new Worker(new URL('blocked.mjs', import.meta.url), {
  workerData: { call, flag, goOn, when },
});
worker.on('error', (error) => {
  console.error(error);
  process.exitCode = 99;
});
// The worker is in its call, or about to enter it: both must end.
await Atomics.waitAsync(flag, 0, 0).value;

// A task that is not "stop" waits in the worker's event loop when "stop" comes: the end of its own worker,
// whose thread is gone when there is one less.
if (when) {
  const threads = () => readdirSync('/proc/self/task').length;
  const before = threads();
  raise(0);
  while (threads() === before) await new Promise((resolve) => setImmediate(resolve));
  raise(1);
}

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
