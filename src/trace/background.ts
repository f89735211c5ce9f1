/** Records all threads, and has a thread of its own read what they record, which goes on while all of them are blocked. */
import { Worker } from 'node:worker_threads';
import { thread as native } from '../syscalls/binding.js';
import { atExit } from './at-exit.js';
import { Reader, states } from './reader.js';
import type { ReaderSettings } from './reader.js';
import type { SinkSettings } from './sinks.js';

/** Milliseconds that the reader may be without writing anything when it is to end. */
const patience = 2000;

/** Returns the function that ends it, which otherwise happens when the process ends. */
export function recordInBackground(sink: SinkSettings): () => void {
  const control = new Int32Array(new SharedArrayBuffer(8));
  const settings: ReaderSettings = { control, sink, recording: native.startRecording(true) };
  const worker = new Worker(new URL('./reader-worker.js', import.meta.url), {
    workerData: settings,
    name: 'trace',
    // Loaders and the like are for the program's own threads.
    execArgv: [],
  });
  worker.unref();
  worker.on('error', (error: Error) => {
    process.emitWarning(`The trace is not read: ${error.message}`);
  });
  const cancel = atExit(() => {
    end(settings);
  });
  return () => {
    cancel();
    end(settings);
  };
}

/** Returns when everything is written, or nobody takes it. */
function end(settings: ReaderSettings): void {
  const { control } = settings;
  // The reader's thread has not come to life yet, and need not.
  if (Atomics.compareExchange(control, 0, states.starting, states.ended) === states.starting) {
    new Reader(settings).end();
    return;
  }
  if (Atomics.compareExchange(control, 0, states.running, states.ending) !== states.running) return;
  Atomics.notify(control, 0);
  for (let written = -1; Atomics.load(control, 0) === states.ending && written !== Atomics.load(control, 1);) {
    written = Atomics.load(control, 1);
    Atomics.wait(control, 0, states.ending, patience);
  }
}
