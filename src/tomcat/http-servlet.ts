import { invalidType } from '../syscalls/invalid-argument.js';
import type { HttpServletRequest } from './http-servlet-request.js';
import type { HttpServletResponse } from './http-servlet-response.js';
import type { ServletConfig } from './servlet-config.js';

type DoMethod = 'doGet' | 'doHead' | 'doPost' | 'doPut' | 'doPatch' | 'doDelete' | 'doOptions';

const doMethods: Readonly<Record<string, DoMethod>> = {
  GET: 'doGet',
  HEAD: 'doHead',
  POST: 'doPost',
  PUT: 'doPut',
  PATCH: 'doPatch',
  DELETE: 'doDelete',
  OPTIONS: 'doOptions',
};

/**
 * What answers requests, as `jakarta.servlet.http.HttpServlet`: a module exports a subclass as its default, and each
 * thread makes one instance. Methods may block. One that returns a promise is waited for; its thread does nothing else
 * meanwhile.
 *
 * @example
 * export default class Hello extends HttpServlet {
 *   override doGet(request: HttpServletRequest, response: HttpServletResponse): void {
 *     response.setContentType('text/plain');
 *     response.getWriter().print(`Hello, ${request.getParameter('name') ?? 'world'}!\n`);
 *   }
 * }
 */
export abstract class HttpServlet {
  #config: ServletConfig | undefined;

  /** Called once in each thread before the first request. A subclass calls `super.init(config)`. */
  init(config: ServletConfig): void | Promise<void> {
    this.#config = config;
  }

  /** Called once in each thread after the last request. */
  destroy(): void | Promise<void> {
    // For subclasses.
  }

  /** What {@link init} was called with. @throws ERR_INVALID_ARG_TYPE before that. */
  getServletConfig(): ServletConfig {
    if (this.#config === undefined) throw invalidType('config', 'what init() was called with', undefined);
    return this.#config;
  }

  /** The name of its class. */
  getServletName(): string {
    return this.getServletConfig().getServletName();
  }

  /** What {@link Tomcat.addServlet} was given by this name; null if nothing. */
  getInitParameter(name: string): string | null {
    return this.getServletConfig().getInitParameter(name);
  }

  /** Writes a line to the standard error. */
  log(message: string): void {
    process.stderr.write(`${this.getServletName()}: ${message}\n`);
  }

  /** Calls the method for the request's method; 405 when there is none, 501 when HTTP has no such method. */
  service(request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    const name = doMethods[request.getMethod()];
    if (name !== undefined) return this[name](request, response);
    // TRACE would reflect cookies; CONNECT is for proxies.
    if (request.getMethod() === 'TRACE') this.#notAllowed(response);
    else response.sendError(501, `${request.getMethod()} is not implemented`);
  }

  /** Answers GET. Like the others below, unless a subclass has it: 405, with the methods that there are. */
  protected doGet(_request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    this.#notAllowed(response);
  }

  /** As GET, of which the client gets the head only. */
  protected doHead(request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    return this.doGet(request, response);
  }

  /** Answers POST. */
  protected doPost(_request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    this.#notAllowed(response);
  }

  /** Answers PUT. */
  protected doPut(_request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    this.#notAllowed(response);
  }

  /** Answers PATCH. */
  protected doPatch(_request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    this.#notAllowed(response);
  }

  /** Answers DELETE. */
  protected doDelete(_request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    this.#notAllowed(response);
  }

  /** Tells which methods there are. */
  protected doOptions(_request: HttpServletRequest, response: HttpServletResponse): void | Promise<void> {
    response.setHeader('Allow', this.#allow());
    response.setContentLength(0);
  }

  #notAllowed(response: HttpServletResponse): void {
    response.setHeader('Allow', this.#allow());
    response.sendError(405);
  }

  /** Those that a subclass has. */
  #allow(): string {
    const has = (name: DoMethod): boolean => this[name] !== HttpServlet.prototype[name];
    const names = Object.entries(doMethods).filter(
      ([method, name]) => has(name) || method === 'OPTIONS' || (method === 'HEAD' && has('doGet')),
    );
    return names.map(([method]) => method).join(', ');
  }
}
