import { fcntl } from '../syscalls/generated/calls.js';
import { ErrnoError } from '../syscalls/errno-error.js';
import { known, thread } from '../syscalls/binding.js';
import type { ServerSocket } from '../net/server-socket.js';
import { SocketBase } from '../net/socket-base.js';
import { Crew } from '../threads/crew.js';
import type { Connector } from './connector.js';
import { notSentLowat, threadModule, workerOptions } from './container.js';
import type { ThreadFacts } from './container.js';
import { loopsFor } from './options.js';

const { F_SETFL, O_NONBLOCK } = known;

const { pollers } = thread;

/** More than threads: what each is called with waits there until it has started. */
const queueCapacity = 4096;

/** Milliseconds that all threads are busy before another one is started. */
const deliberation = 10;

/** Milliseconds that threads have to come out of calls whose connections were closed. */
const mercy = 500;

/**
 * The polling connector: a few threads, each of which waits for many connections. What they do between two requests is in
 * native/poller.h; what they do with one, in polling-worker.ts.
 */
export class PollingConnector implements Connector {
  readonly #poller: number;
  readonly #crew: Crew;
  #hiring: NodeJS.Timeout | undefined;

  /** Starts the threads, and returns when they serve. @throws what a servlet throws when it is loaded; ErrnoError. */
  constructor(server: ServerSocket, facts: ThreadFacts, name: string) {
    const { options } = facts;
    fcntl(server.fd, F_SETFL, O_NONBLOCK);
    // Those that are accepted inherit it.
    server.setOption('TCP_NODELAY', true);
    server.setOption('TCP_NOTSENT_LOWAT', notSentLowat);
    const { handle } = SocketBase.existing(server).impl;
    const { maxConnections, maxThreads, keepAliveTimeout, connectionTimeout } = options;
    const shared = options.handover !== null || options.fd !== null;
    this.#poller = pollers.create(
      handle,
      loopsFor(options),
      maxConnections,
      maxThreads,
      keepAliveTimeout,
      connectionTimeout,
      shared,
    );
    if (this.#poller < 0) throw new ErrnoError('epoll_create1', this.#poller);
    const module = threadModule('./polling-worker.js', facts);
    this.#crew = new Crew(module, queueCapacity, (member) => `${name}-exec-${member + 1}`, [this.#poller]);
    this.#crew.maxSize = maxThreads;
    this.#crew.workerOptions = workerOptions;
    this.#crew.onMessage = () => {
      this.#hireSoon();
    };
    try {
      this.#crew.hire(options.minSpareThreads);
      this.#crew.awaitReady();
    } catch (error) {
      this.pause();
      this.stop(mercy);
      throw error;
    }
  }

  /** All threads are busy. One that is not soon free again needs help: a thread takes 30 ms to start. */
  #hireSoon(): void {
    if (this.#hiring !== undefined) return;
    this.#hiring = setTimeout(() => {
      this.#hiring = undefined;
      const [, , , , standby] = pollers.stats(this.#poller);
      if (standby === 0) this.#crew.grow();
    }, deliberation).unref();
  }

  pause(): void {
    pollers.shut(this.#poller);
  }

  stop(timeout: number): void {
    this.#crew.shut();
    if (!this.#crew.awaitEnd(timeout)) {
      // Whoever waits for a client comes out, and ends by itself.
      pollers.closeAll(this.#poller);
      if (!this.#crew.awaitEnd(mercy)) {
        this.#crew.stop();
        this.#crew.awaitEnd(-1);
      }
    }
    pollers.destroy(this.#poller);
  }
}
