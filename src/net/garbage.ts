/** Sockets that nothing names any more although they are open: they are closed, and somebody is told. */
import { thread } from '../syscalls/binding.js';

const { handles } = thread;

/** Where this thread's objects were opened, by handle. */
export const originOf = new Map<number, string>();

/** How many lines of a stack tell where. */
const depth = 4;

/** Where the function that called `constructor` is: 'opened\n    at …'. */
export function originAt(constructor: abstract new (...args: never[]) => unknown): string {
  const limit = Error.stackTraceLimit;
  const holder: { stack?: string } = {};
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(holder, constructor);
  Error.stackTraceLimit = limit;
  return `opened${holder.stack!.slice(holder.stack!.indexOf('\n'))}`;
}

/** Warns of sockets that were closed as garbage. */
export function warnUnclosed(closed: readonly number[]): void {
  for (const handle of closed) {
    const origin = originOf.get(handle);
    originOf.delete(handle);
    process.emitWarning('A socket that was not closed has been garbage collected, and was closed', {
      type: 'ResourceWarning',
      code: 'ERR_SOCKET_UNCLOSED',
      detail: origin ?? '',
    });
  }
}

/**
 * A finalizer tells that garbage was collected; native code tells what of it was a socket. A thread whose event loop
 * does not turn looks at two objects for each socket that it makes.
 */
const canary = new FinalizationRegistry(() => {
  warnUnclosed(handles.sweep(0xffffffff));
  canary.register({}, undefined);
});
canary.register({}, undefined);
