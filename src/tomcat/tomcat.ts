import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { apiCall, nameApiCalls } from '../syscalls/api-call.js';
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { ServerSocket } from '../net/server-socket.js';
import { moduleHref } from '../threads/crew.js';
import { BlockingConnector } from './blocking-connector.js';
import type { Connector } from './connector.js';
import type { ServletEntry } from './context.js';
import type { ThreadFacts } from './container.js';
import { IllegalStateException } from './illegal-state-exception.js';
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
  readonly #mapper = new Mapper<string>();
  readonly #servlets: ServletEntry[] = [];
  #server: ServerSocket | undefined;
  #connector: Connector | undefined;
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
   * @throws BindException; what a servlet throws when it is loaded; IllegalStateException when it has been started.
   */
  start(): void {
    if (this.#server !== undefined) throw new IllegalStateException('The server has been started');
    const { port, host, acceptCount, connector, docBase } = this.#options;
    const server = new ServerSocket(port, acceptCount, host);
    this.#store = createSessionStore();
    try {
      const facts: ThreadFacts = {
        options: this.#options,
        docBase,
        servlets: this.#withDefault(),
        sessionStore: this.#store,
      };
      const Connector = connector === 'polling' ? PollingConnector : BlockingConnector;
      this.#connector = new Connector(server, facts, `http-${server.getLocalPort()}`);
    } catch (error) {
      server.close();
      destroySessionStore(this.#store);
      throw error;
    }
    this.#server = server;
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
    const { server, connector } = { server: this.#server, connector: this.#connector };
    if (server === undefined || connector === undefined) return;
    this.#server = this.#connector = undefined;
    running.delete(this);
    connector.stop(stopTimeout);
    server.close();
    destroySessionStore(this.#store);
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
