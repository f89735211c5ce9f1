import { availableParallelism } from 'node:os';
import { nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger, invalidType } from '../syscalls/invalid-argument.js';
import { Crew, moduleHref } from './crew.js';

/** Options of {@link ThreadPool}. */
export interface ThreadPoolOptions {
  /** How many threads there are; as many as processors when left out. */
  readonly threads?: number;
  /** How many calls may wait for a thread; 50 when left out. */
  readonly queueCapacity?: number;
}

/** The pool takes no more calls: it was shut down. */
export class RejectedExecutionException extends Error {
  /** Always the same. */
  readonly code = 'ERR_POOL_SHUT_DOWN';

  constructor() {
    super('The thread pool has been shut down');
  }

  static {
    Object.defineProperty(this.prototype, 'name', { value: this.name, configurable: true, writable: true });
  }
}

const limits = { threads: 10_000, queueCapacity: 1_000_000 };
const defaultCapacity = 50;
let count = 0;

/**
 * A number of threads that run a function of another module, again and again, as Java's fixed thread pool. A call that
 * throws is reported on standard error, the sockets it was given are closed, and its thread goes on; a thread that dies
 * is replaced.
 *
 * @example
 * const pool = new ThreadPool(new URL('./session.js', import.meta.url), { threads: 4, queueCapacity: 16 });
 * for (;;) pool.execute(server.accept()); // blocks while all are busy and the queue is full
 */
export class ThreadPool {
  readonly #crew: Crew;

  /**
   * Starts the threads.
   *
   * @param moduleUrl a module whose default export is a function, as URL or absolute path.
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE; ErrnoError EMFILE.
   */
  constructor(moduleUrl: string | URL, options: ThreadPoolOptions = {}) {
    const module = moduleHref(moduleUrl);
    if (typeof options !== 'object' || (options as unknown) === null)
      throw invalidType('options', 'of type object', options);
    const { threads = availableParallelism(), queueCapacity = defaultCapacity } = options;
    checkInteger('options', threads, 1, limits.threads, '.threads');
    checkInteger('options', queueCapacity, 1, limits.queueCapacity, '.queueCapacity');
    const pool = ++count;
    this.#crew = new Crew(module, queueCapacity, (member) => `pool-${pool}-thread-${member + 1}`);
    this.#crew.hire(threads);
  }

  /**
   * Has a thread call the function with these arguments: structured-cloned, but sockets and SharedArrayBuffers are
   * shared. Blocks while the queue is full. A SharedArrayBuffer that it has been given stays with the pool until it ends.
   *
   * @throws RejectedExecutionException after shutdown(); what the module failed with, when it could not be loaded.
   *
   * @example pool.execute(server.accept());
   */
  execute(...args: readonly unknown[]): void {
    if (!this.#crew.put(args)) throw new RejectedExecutionException();
  }

  /** Takes no more calls; those that wait are still made, then the threads end. */
  shutdown(): void {
    this.#crew.shut();
  }

  /**
   * Ends the threads, whatever they do. The sockets that they had are closed.
   *
   * @returns how many calls were waiting, and are not made.
   */
  shutdownNow(): number {
    return this.#crew.stop();
  }

  /**
   * Blocks until all threads have ended, after shutdown().
   *
   * @param timeout milliseconds after which to give up; never when left out.
   * @returns whether they have ended.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE.
   */
  awaitTermination(timeout?: number): boolean {
    if (timeout !== undefined) checkInteger('timeout', timeout, 0, 0x7fffffff);
    return this.#crew.awaitEnd(timeout ?? -1);
  }

  /** Whether shutdown() was called. */
  isShutdown(): boolean {
    return this.#crew.isShut;
  }

  /** Whether it was shut down and all threads have ended. */
  isTerminated(): boolean {
    return this.#crew.isShut && this.#crew.alive === 0;
  }
}
nameApiCalls(ThreadPool);
