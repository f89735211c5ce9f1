/** The printer's own thread: no other thread's calls can hold it up. */
import { workerData } from 'node:worker_threads';
import { thread as native } from '../syscalls/binding.js';
import { LiveOutput, states } from './live-output.js';
import type { LiveSettings } from './live-output.js';

/** Milliseconds between two looks at the rings. */
const interval = 20;

const settings = workerData as LiveSettings;
const { control } = settings;

// Else it is over already.
if (Atomics.compareExchange(control, 0, states.starting, states.running) === states.starting) {
  native.takeTracing();
  const output = new LiveOutput(settings);
  while (Atomics.wait(control, 0, states.running, interval) === 'timed-out') output.turn();
  output.end();
  Atomics.store(control, 0, states.ended);
  Atomics.notify(control, 0);
}
