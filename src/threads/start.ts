/**
 * Where a worker begins. It joins its queue before it loads anything else, so that native code sees its end, whatever it
 * dies of.
 */
import { workerData } from 'node:worker_threads';
import { thread } from '../syscalls/binding.js';
import type { Assignment } from './crew.js';

const { queue, member, name } = workerData as Assignment;
thread.nameThread(name);
if (!thread.queues.join(queue, member)) process.exit(0);
await import('./worker.js');
