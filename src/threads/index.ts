/** Threads that run functions of other modules, and share sockets. */
export { RejectedExecutionException, ThreadPool } from './thread-pool.js';
export type { ThreadPoolOptions } from './thread-pool.js';
export { Thread } from './thread.js';
