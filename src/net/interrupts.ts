/**
 * What waits while a thread is blocked, and is done when its call is interrupted: JavaScript's listeners for signals
 * (on the main thread), and what other layers have to see to.
 */
import { constants as osConstants } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { flags, thread } from '../syscalls/binding.js';

const hooks = new Set<() => void>();

/** Has `hook` called whenever a blocked call of this thread is interrupted. Returns how to end that. */
export function onInterrupt(hook: () => void): () => void {
  hooks.add(hook);
  return () => hooks.delete(hook);
}

/** A blocking call returned EINTR: does what waits. Then the call is made again. */
export function attend(): void {
  deliverSignals();
  for (const hook of hooks) hook();
}

const names = new Map(
  Object.entries(osConstants.signals)
    .reverse()
    .map(([name, number]) => [number, name as NodeJS.Signals]),
);

/** Runs the listeners of the signals that have arrived. */
export function deliverSignals(): void {
  for (let pending = Atomics.exchange(flags.signals, 0, 0), number = 1; pending !== 0; number++) {
    const bit = 1 << number;
    if ((pending & bit) === 0) continue;
    pending &= ~bit;
    const name = names.get(number);
    // As Node does: listeners are called with the name and the number.
    if (name !== undefined) (process as NodeJS.EventEmitter).emit(name, name, number);
  }
}

/**
 * Node runs a listener for SIGTERM when the event loop turns, which it does not while the main thread is blocked in
 * accept(2). So signals that have listeners are taken by native code (native/signals.cc), which interrupts the
 * blocked call; its thread runs the listeners and takes the call up again. While nothing blocks, the event loop
 * runs them, as ever.
 */
function listen(event: string | symbol): void {
  const number = (osConstants.signals as Readonly<Record<string, number>>)[String(event)];
  if (number !== undefined) thread.catchSignal(number, deliverSignals);
}

if (isMainThread) {
  for (const event of process.eventNames()) listen(event);
  process.on('newListener', listen);
}
