/** Messages between threads that block: JSON in the queues of native/queue.cc. */
import { thread } from '../../syscalls/binding.js';
import { attend } from '../../net/interrupts.js';
import { codes } from '../../threads/crew.js';

const { queues } = thread;

/** The number of a new queue, which ends with this thread. */
export const openQueue = (): number => queues.create(1);

export function closeQueue(queue: number): void {
  queues.shut(queue);
  queues.destroy(queue);
}

/** Never waits. False: nobody is going to take it. */
export const send = (queue: number, message: object): boolean =>
  queues.put(queue, Buffer.from(JSON.stringify(message)), [], 0, true) === codes.done;

/** Whether whoever takes from it is gone. */
export const isClosed = (queue: number): boolean => queues.isShut(queue);

/** The next message. Undefined: none has come for so many milliseconds (−1: however long), or the queue is closed. */
export function receive(queue: number, timeout: number): object | undefined {
  const deadline = timeout < 0 ? Infinity : performance.now() + timeout;
  for (;;) {
    const left = deadline === Infinity ? -1 : Math.max(0, deadline - performance.now());
    const message = queues.take(queue, left);
    if (typeof message === 'object') return JSON.parse(Buffer.from(message).toString()) as object;
    if (message !== codes.interrupted) return undefined;
    attend();
  }
}
