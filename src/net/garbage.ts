/** Sockets that nothing names any more although they are open: they are closed, and somebody is told. */
import { thread } from '../syscalls/binding.js';

const { handles } = thread;

/** How many lines of a stack tell where. */
const depth = 4;

/** Numbers of the places where sockets are opened, by text. */
const origins = new Map<string, number>();

/** The number of the place where the function that called `constructor`, or `adopt`, is: 'opened\n    at …'. */
export function originAt(
  constructor: (abstract new (...args: never[]) => unknown) | ((fd: number) => unknown),
): number {
  const limit = Error.stackTraceLimit;
  const holder: { stack?: string } = {};
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(holder, constructor);
  // Nobody has called it: accept() of a listener that another thread has made.
  if (holder.stack?.includes('\n') !== true) Error.captureStackTrace(holder, originAt);
  Error.stackTraceLimit = limit;
  const text = `It was opened${holder.stack!.slice(holder.stack!.indexOf('\n'))}`;
  let origin = origins.get(text);
  if (origin === undefined) origins.set(text, (origin = handles.origin(text)));
  return origin;
}

/** How many warnings there have been of each place, and how many there may be: a server can lose sockets by the thousand. */
const told = new Map<string, number>();
const most = 32;

/**
 * Has native code look at so many objects of this thread, and warns of sockets that were garbage. Returns how many there
 * were.
 */
export function sweep(count: number): number {
  const closed = handles.sweep(count);
  for (const detail of closed) {
    const count = told.get(detail) ?? 0;
    told.set(detail, count + 1);
    if (count >= most) continue;
    process.emitWarning('A socket that was not closed has been garbage collected, and was closed', {
      type: 'ResourceWarning',
      code: 'ERR_SOCKET_UNCLOSED',
      detail,
    });
  }
  return closed.length;
}

/** All objects of this thread. */
export const sweepAll = (): number => sweep(0xffffffff);

const amount = { interval: 8, few: 16, more: 256 };
let made = 0;

/**
 * Called for each socket that is made: a thread whose event loop does not turn looks at some now and then, and at more
 * when there was garbage among them.
 */
export function sweepNowAndThen(): void {
  if (++made % amount.interval !== 0) return;
  for (let found = sweep(amount.few); found > 0;) found = sweep(amount.more);
}

/** A finalizer tells that garbage was collected; native code tells what of it was a socket. */
const canary = new FinalizationRegistry(() => {
  sweepAll();
  canary.register({}, undefined);
});
canary.register({}, undefined);
