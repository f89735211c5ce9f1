import { nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger } from '../syscalls/invalid-argument.js';
import { Crew, moduleHref } from './crew.js';

let count = 0;

/**
 * A thread that runs a function of another module, as `java.lang.Thread`. It is a worker of Node: the arguments are
 * structured-cloned, except sockets and SharedArrayBuffers, which both threads share.
 *
 * @example
 * // session.js: export default (socket) => { …; socket.close(); };
 * new Thread(new URL('./session.js', import.meta.url), server.accept()).start();
 */
export class Thread {
  readonly #name = `Thread-${count++}`;
  readonly #module: string;
  readonly #args: readonly unknown[];
  #crew: Crew | undefined;
  #ref = true;

  /**
   * No thread yet: `start()` follows.
   *
   * @param moduleUrl a module whose default export is a function, as URL or absolute path. TypeScript where the runtime
   *   loads it.
   * @param args what the function is called with.
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE.
   */
  constructor(moduleUrl: string | URL, ...args: readonly unknown[]) {
    this.#module = moduleHref(moduleUrl);
    this.#args = args;
  }

  /**
   * Starts it: Node makes a worker, some 30 ms of work on another core. Returns at once.
   *
   * @throws Error when it was started before; ErrnoError EMFILE; DataCloneError's kind for arguments that cannot be cloned.
   */
  start(): void {
    if (this.#crew !== undefined) throw new Error(`${this.#name} has been started already`);
    const crew = new Crew(this.#module, 1, () => this.#name);
    try {
      crew.put(this.#args);
    } catch (error) {
      crew.destroy();
      throw error;
    }
    this.#crew = crew;
    if (!this.#ref) crew.unref();
    crew.hire(1);
    crew.shut();
  }

  /**
   * Blocks until it has ended.
   *
   * @param timeout milliseconds after which to give up; 0, as in Java, is never.
   * @returns whether it has ended.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE.
   */
  join(timeout = 0): boolean {
    checkInteger('timeout', timeout, 0, 0x7fffffff);
    return this.#crew?.awaitEnd(timeout === 0 ? -1 : timeout) ?? true;
  }

  /** Ends it, whatever it does; a call in which it is blocked is interrupted. The sockets it was given are closed. */
  terminate(): void {
    this.#crew?.stop();
  }

  /** Whether it has been started and has not ended. */
  isAlive(): boolean {
    return (this.#crew?.alive ?? 0) > 0;
  }

  /** 'Thread-0': as Java counts them. */
  getName(): string {
    return this.#name;
  }

  /** The process may end although it runs. */
  unref(): this {
    this.#ref = false;
    this.#crew?.unref();
    return this;
  }
}
nameApiCalls(Thread);
