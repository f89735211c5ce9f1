import type { ServerSocket } from '../net/server-socket.js';
import { Crew } from '../threads/crew.js';
import type { Connector } from './connector.js';
import { notSentLowat, threadModule, workerOptions } from './container.js';
import type { ThreadFacts } from './container.js';

/** Connections that are accepted and wait for a thread; others wait in the kernel. */
const queueCapacity = 16;

/** Milliseconds that threads have to come out of the calls that they are blocked in. */
const mercy = 500;

/**
 * The blocking connector, as Tomcat's was before version 9: a thread accepts connections and puts them into a queue; a thread of
 * a pool takes each and keeps it until it ends.
 */
export class BlockingConnector implements Connector {
  readonly #server: ServerSocket;
  readonly #acceptor: Crew;
  readonly #workers: Crew;

  /** Starts the threads, and returns when they serve. @throws what a servlet throws when it is loaded; ErrnoError. */
  constructor(server: ServerSocket, facts: ThreadFacts, name: string) {
    const { maxThreads, minSpareThreads } = facts.options;
    server.setOption('TCP_NODELAY', true);
    server.setOption('TCP_NOTSENT_LOWAT', notSentLowat);
    this.#server = server;
    const module = threadModule('./blocking-worker.js', facts);
    this.#workers = new Crew(module, queueCapacity, (member) => `${name}-exec-${member + 1}`);
    this.#workers.maxSize = maxThreads;
    this.#workers.workerOptions = workerOptions;
    const acceptor = new URL('./acceptor.js', import.meta.url).href;
    this.#acceptor = new Crew(acceptor, 1, () => `${name}-acceptor`, [server, this.#workers.queue]);
    this.#acceptor.onMessage = () => {
      this.#workers.grow();
    };
    try {
      this.#workers.hire(minSpareThreads);
      this.#workers.awaitReady();
      this.#acceptor.hire(1);
      this.#acceptor.awaitReady();
    } catch (error) {
      this.stop(mercy);
      throw error;
    }
  }

  stop(timeout: number): void {
    this.#acceptor.shut();
    this.#server.close();
    this.#acceptor.awaitEnd(-1);
    this.#workers.shut();
    // Those whose connection waits for its next request end it.
    this.#workers.wake();
    if (this.#workers.awaitEnd(timeout)) return;
    this.#workers.stop();
    this.#workers.awaitEnd(-1);
  }
}
