import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { apiCall, nameApiCalls } from '../syscalls/api-call.js';
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import type { ServerSocket } from '../net/server-socket.js';
import { moduleHref } from '../threads/crew.js';
import { BlockingConnector } from './blocking-connector.js';
import type { Connector } from './connector.js';
import type { ServletEntry } from './context.js';
import type { ThreadFacts } from './container.js';
import { Handover } from './handover.js';
import { IllegalStateException } from './illegal-state-exception.js';
import { openListener } from './listener.js';
import { Mapper } from './mapper.js';
import { checkOptions } from './options.js';
import type { TomcatOptions } from './options.js';
import { PollingConnector } from './polling-connector.js';
import { createSessionStore, destroySessionStore } from './session-manager.js';

/** Those that serve: nobody else may have kept them, and what is not kept is garbage. */
const running = new Set<Tomcat>();

/** Milliseconds that requests have to be answered while the server stops. */
const stopTimeout = 10_000;

/**
 * A server for HTTP/1.1 whose servlets block, as a small embedded Tomcat.
 *
 * @example
 * const tomcat = new Tomcat({ port: 8080 });
 * tomcat.addServlet('/hello', new URL('./hello-servlet.js', import.meta.url));
 * tomcat.start();
 */
export class Tomcat {
  readonly #options: TomcatOptions;
  readonly #portIsGiven: boolean;
  readonly #mapper = new Mapper<string>();
  readonly #servlets: ServletEntry[] = [];
  #server: ServerSocket | undefined;
  #connector: Connector | undefined;
  #handover: Handover | undefined;
  #store = 0;

  /**
   * Makes no system call, but that it looks at `docBase`.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE, which name the option.
   */
  constructor(options?: Partial<TomcatOptions>) {
    const checked = checkOptions(options);
    const docBase = checked.docBase === null ? null : resolve(checked.docBase);
    if (docBase !== null && statSync(docBase, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw invalidValue('options.docBase', 'must be a directory', docBase);
    this.#options = { ...checked, docBase };
    this.#portIsGiven = options?.port !== undefined;
  }

  /**
   * Has a servlet answer the requests whose path matches a pattern: exact `/a/b`, a prefix `/a/*`, an extension `*.txt`, or
   * the default `/`. The longest match wins, exact before prefix before extension.
   *
   * @param moduleUrl a module whose default export is a class that extends HttpServlet, as URL or absolute path.
   * @param initParameters what `getInitParameter()` of the servlet returns.
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE; IllegalStateException when the server has been started.
   *
   * @example tomcat.addServlet('/files/*', new URL('./files.js', import.meta.url), { listings: 'true' });
   */
  addServlet(pattern: string, moduleUrl: string | URL, initParameters: Readonly<Record<string, string>> = {}): this {
    if (this.#server !== undefined) throw new IllegalStateException('The server has been started');
    const module = moduleHref(moduleUrl);
    if (typeof initParameters !== 'object' || (initParameters as unknown) === null)
      throw invalidType('initParameters', 'of type object', initParameters);
    this.#mapper.add(pattern, module);
    this.#servlets.push({ pattern, module, initParameters });
    return this;
  }

  /**
   * Opens the port and starts the threads: the system calls of `new ServerSocket()`, and those of the connector. Returns when
   * requests are answered. The process lives until `stop()`.
   *
   * It opens no port when it is given a socket that listens: by the option `fd`; by the server that runs, with `handover`; or
   * by systemd (`LISTEN_FDS`). The last two, unless `port` was given and is another one. With `handover` it also makes the
   * server that runs stop(), as soon as it serves itself.
   *
   * @throws BindException; SocketTimeoutException when the server that runs does not hand over; what a servlet throws when it is loaded; IllegalStateException when it has been started.
   */
  start(): void {
    if (this.#server !== undefined) throw new IllegalStateException('The server has been started');
    const { handover, connector, docBase } = this.#options;
    this.#handover = handover === null ? undefined : new Handover(handover);
    try {
      const server = (this.#server = openListener(this.#options, this.#portIsGiven, this.#handover?.listener));
      this.#handover?.open();
      this.#store = createSessionStore();
      const facts: ThreadFacts = {
        options: this.#options,
        docBase,
        servlets: this.#withDefault(),
        sessionStore: this.#store,
      };
      const name = `http-${server.getLocalPort()}`;
      const Connector = connector === 'polling' ? PollingConnector : BlockingConnector;
      this.#connector = new Connector(server, facts, name);
      this.#handover?.complete(server, name, () => {
        this.stop();
      });
    } catch (error) {
      this.stop();
      throw error;
    }
    running.add(this);
  }

  /** The files of `docBase` are what no other servlet answers. */
  #withDefault(): ServletEntry[] {
    const hasDefault = this.#servlets.some(({ pattern }) => pattern === '/');
    if (this.#options.docBase === null || hasDefault) return this.#servlets;
    return [...this.#servlets, { pattern: '/', module: null, initParameters: {} }];
  }

  /**
   * Stops the server: no connection is accepted any more, requests that have begun are answered, and the threads end. It
   * blocks until then, 10 seconds at most: what is not done by then is cut off. The second time it does nothing.
   */
  stop(): void {
    const { server, connector, handover, store } = {
      server: this.#server,
      connector: this.#connector,
      handover: this.#handover,
      store: this.#store,
    };
    this.#server = this.#connector = this.#handover = undefined;
    this.#store = 0;
    running.delete(this);
    connector?.pause();
    server?.close();
    // Only now: whoever waits for the listener then can open the port.
    handover?.close();
    connector?.stop(stopTimeout);
    if (store !== 0) destroySessionStore(store);
  }

  /** The port that it listens on; −1 when it has not been started. No system call. */
  getLocalPort(): number {
    return this.#server?.getLocalPort() ?? -1;
  }

  /** `stop()`, for `using`. */
  [Symbol.dispose](): void {
    apiCall('Tomcat.stop', [], () => {
      this.stop();
    });
  }
}
nameApiCalls(Tomcat);
