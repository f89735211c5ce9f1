import type { OutputStream } from '../io/output-stream.js';
import type { PrintWriter } from '../io/print-writer.js';
import type { Cookie } from './cookie.js';

/**
 * A response, as `jakarta.servlet.http.HttpServletResponse`. What is written is held back until the buffer is full, or
 * `flushBuffer()`, or the servlet has returned: a response that fits goes out with its head in one `write(2)`, and with a
 * Content-Length; any other in chunks. Once something has gone out the response is committed: its status and fields are fixed.
 */
export interface HttpServletResponse {
  /** Sets the status. No effect once it is committed, as all that sets fields. @throws ERR_OUT_OF_RANGE unless it is 200 to 999. */
  setStatus(status: number): void;
  /** The status: 200, unless it was set. */
  getStatus(): number;
  /**
   * Sets a field, in the place of all that have this name.
   *
   * @throws ERR_INVALID_ARG_VALUE when the name is no token, or the value has a CR, LF, NUL or other control character.
   */
  setHeader(name: string, value: string): void;
  /** Adds a field; those of the same name stay. @throws as {@link setHeader}. */
  addHeader(name: string, value: string): void;
  /** Sets a field to an integer. @throws as {@link setHeader}; ERR_OUT_OF_RANGE. */
  setIntHeader(name: string, value: number): void;
  /** Adds a field with an integer. @throws as {@link setHeader}; ERR_OUT_OF_RANGE. */
  addIntHeader(name: string, value: number): void;
  /** Sets a field to a date: milliseconds since 1970. @throws as {@link setHeader}. */
  setDateHeader(name: string, date: number): void;
  /** Adds a field with a date: milliseconds since 1970. */
  addDateHeader(name: string, date: number): void;
  /** Whether a field of this name is set. */
  containsHeader(name: string): boolean;
  /** The first field of this name; null if there is none. */
  getHeader(name: string): string | null;
  /** All fields of this name. */
  getHeaders(name: string): string[];
  /** The names of all fields, each once. */
  getHeaderNames(): string[];
  /** The field Content-Type. A charset in it is {@link getWriter}'s. */
  setContentType(type: string): void;
  /** The field Content-Type; null if it is not set. */
  getContentType(): string | null;
  /** The charset that {@link getWriter} writes: UTF-8, unless ISO-8859-1 or US-ASCII is set. */
  setCharacterEncoding(charset: string): void;
  /** The charset that {@link getWriter} writes. */
  getCharacterEncoding(): string;
  /** How many bytes the body is going to have. What is written beyond is cut; if it is less, the connection is closed. */
  setContentLength(length: number): void;
  /**
   * Adds a field Set-Cookie. @throws ERR_INVALID_ARG_VALUE when its value came from a client, and no server may set it.
   */
  addCookie(cookie: Cookie): void;

  /** The body as bytes. Writing blocks while the client does not take what it was sent: `write(2)`, `poll(2)`. */
  getOutputStream(): OutputStream;
  /** The body as text. Either this or {@link getOutputStream}. */
  getWriter(): PrintWriter;
  /**
   * Has the body be `count` bytes of an open file from `offset` on, after the servlet has returned: `sendfile(2)`, by the
   * connector, which waits for a slow client without a thread. The descriptor belongs to the response from then on.
   */
  sendFile(fd: number, offset: number, count: number): void;

  /** Sends what there is: one `write(2)`. The response is committed. */
  flushBuffer(): void;
  /** Whether something has gone out. */
  isCommitted(): boolean;
  /** How many bytes are held back at most. @throws IllegalStateException once something was written. */
  setBufferSize(size: number): void;
  /** How many bytes are held back at most. */
  getBufferSize(): number;
  /** Forgets what was written; status and fields stay. @throws IllegalStateException when it is committed. */
  resetBuffer(): void;
  /** Forgets everything. @throws IllegalStateException when it is committed. */
  reset(): void;
  /** Answers with an error page: everything else is forgotten. @throws IllegalStateException when it is committed. */
  sendError(status: number, message?: string): void;
  /** 302, to an absolute or relative location. @throws IllegalStateException when it is committed. */
  sendRedirect(location: string): void;
}
