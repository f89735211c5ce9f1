/** The reader's own thread: no other thread's calls can hold it up. */
import { workerData } from 'node:worker_threads';
import { thread as native } from '../syscalls/binding.js';
import { Reader, states } from './reader.js';
import type { ReaderSettings } from './reader.js';

/** Milliseconds between two looks at the rings. */
const interval = 20;

const settings = workerData as ReaderSettings;
const { control } = settings;

// Else it is over already.
if (Atomics.compareExchange(control, 0, states.starting, states.running) === states.starting) {
  native.takeRecording(settings.recording);
  const reader = new Reader(settings);
  while (Atomics.wait(control, 0, states.running, interval) === 'timed-out') reader.turn();
  reader.end();
  Atomics.store(control, 0, states.ended);
  Atomics.notify(control, 0);
}
