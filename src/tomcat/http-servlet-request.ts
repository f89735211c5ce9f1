import type { BufferedReader } from '../io/buffered-reader.js';
import type { InputStream } from '../io/input-stream.js';
import type { Cookie } from './cookie.js';
import type { HttpSession } from './http-session.js';

/**
 * A request, as `jakarta.servlet.http.HttpServletRequest`. It is valid until the servlet has returned: afterwards each
 * method throws.
 */
export interface HttpServletRequest {
  /** 'GET'. */
  getMethod(): string;
  /** The path as it was sent, without the query: '/a%20b'. */
  getRequestURI(): string;
  /** Scheme, host and path as they were sent: 'http://127.0.0.1:8080/a%20b'. */
  getRequestURL(): string;
  /** What stands after '?', as it was sent; null if there is none. */
  getQueryString(): string | null;
  /** 'HTTP/1.1' or 'HTTP/1.0'. */
  getProtocol(): string;
  /** 'http'. */
  getScheme(): string;
  /** Always false: there is no TLS. */
  isSecure(): boolean;
  /** The part of the decoded path that the pattern of the servlet has matched. */
  getServletPath(): string;
  /** The part of the decoded path behind that; null if there is none. */
  getPathInfo(): string | null;
  /** Always '': there is one application. */
  getContextPath(): string;

  /** The host that the client asked for. */
  getServerName(): string;
  /** The port that the client asked for. */
  getServerPort(): number;
  /** The client's address: no system call. */
  getRemoteAddr(): string;
  /** The same as {@link getRemoteAddr}: nothing is looked up. */
  getRemoteHost(): string;
  /** The client's port: no system call. */
  getRemotePort(): number;
  /** The address that the connection came to: `getsockname(2)` where it is not known. */
  getLocalAddr(): string;
  /** The port that the connection came to: as {@link getLocalAddr}. */
  getLocalPort(): number;

  /** The first field of this name, whatever the case; null if there is none. */
  getHeader(name: string): string | null;
  /** All fields of this name, in their order. */
  getHeaders(name: string): string[];
  /** The names of all fields, each once, as the client wrote the first of them. */
  getHeaderNames(): string[];
  /** −1 if there is none. @throws ERR_INVALID_ARG_VALUE when it is no integer. */
  getIntHeader(name: string): number;
  /** Milliseconds since 1970; −1 if there is none. @throws ERR_INVALID_ARG_VALUE when it is no date. */
  getDateHeader(name: string): number;
  /** The field Content-Type; null if there is none. */
  getContentType(): string | null;
  /** Bytes of the body, −1 when they are not known. */
  getContentLength(): number;
  /** The charset of Content-Type, null if there is none. */
  getCharacterEncoding(): string | null;
  /** For {@link getReader} and the parameters of a form; before either is called. */
  setCharacterEncoding(charset: string): void;

  /**
   * The body. Reading blocks until there is something: `read(2)`, and `poll(2)` when there is nothing yet; none while the
   * bytes came with the head. −1 at the end of the body. A client that waits for `100 Continue` gets it with the first read.
   *
   * @throws IOException when the client has gone, sends too slowly, or what it sends is malformed.
   */
  getInputStream(): InputStream;
  /** The body as text. Either this or {@link getInputStream}. */
  getReader(): BufferedReader;
  /** The trailer fields of a chunked body, names in small letters; after the body has been read. */
  getTrailerFields(): Map<string, string>;

  /** Of the query, and of a form in the body (`application/x-www-form-urlencoded`). Null if there is none. */
  getParameter(name: string): string | null;
  /** All values of a parameter, those of the query first; null if there is none. */
  getParameterValues(name: string): string[] | null;
  /** The names of all parameters, each once. */
  getParameterNames(): string[];
  /** All parameters with their values. */
  getParameterMap(): Map<string, string[]>;

  /** The cookies that the client has sent, perhaps none. */
  getCookies(): Cookie[];
  /** The session that the client has named, or else a new one, unless `create` is false: then null. */
  getSession(create?: true): HttpSession;
  /**
   * The same; null if there is none and `create` is false. @throws IllegalStateException when the response is committed
   * and a new one is needed.
   */
  getSession(create: boolean): HttpSession | null;
  /** What the client has sent; null if nothing. */
  getRequestedSessionId(): string | null;
  /** Whether there is a session that has the id that the client has sent. */
  isRequestedSessionIdValid(): boolean;

  /** Gives the session another id, as after a login. Returns it. @throws IllegalStateException when there is no session. */
  changeSessionId(): string;

  /** What {@link setAttribute} has kept for this request; null if nothing. */
  getAttribute(name: string): unknown;
  /** Keeps something for this request. */
  setAttribute(name: string, value: unknown): void;
  /** Keeps it no longer. */
  removeAttribute(name: string): void;
  /** The names of what is kept. */
  getAttributeNames(): string[];
}
