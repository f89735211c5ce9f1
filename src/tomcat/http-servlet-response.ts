import type { OutputStream } from '../io/output-stream.js';
import type { PrintWriter } from '../io/print-writer.js';
import type { Cookie } from './cookie.js';

/**
 * A response, as `jakarta.servlet.http.HttpServletResponse`. What is written is held back until the buffer is full, or
 * `flushBuffer()`, or the servlet has returned: a response that fits goes out with its head in one `write(2)`, and with a
 * Content-Length; any other in chunks. Once something has gone out the response is committed: its status and fields are fixed.
 */
export interface HttpServletResponse {
  /** @throws ERR_OUT_OF_RANGE unless it is 200 to 999. No effect once it is committed, as all that sets fields. */
  setStatus(status: number): void;
  getStatus(): number;
  /** @throws ERR_INVALID_ARG_VALUE when the name is no token, or the value has a CR, LF, NUL or other control character. */
  setHeader(name: string, value: string): void;
  addHeader(name: string, value: string): void;
  setIntHeader(name: string, value: number): void;
  addIntHeader(name: string, value: number): void;
  /** @param date milliseconds since 1970. */
  setDateHeader(name: string, date: number): void;
  addDateHeader(name: string, date: number): void;
  containsHeader(name: string): boolean;
  getHeader(name: string): string | null;
  getHeaders(name: string): string[];
  getHeaderNames(): string[];
  setContentType(type: string): void;
  getContentType(): string | null;
  /** The charset that {@link getWriter} writes: UTF-8, unless ISO-8859-1 or US-ASCII is set. */
  setCharacterEncoding(charset: string): void;
  getCharacterEncoding(): string;
  /** How many bytes the body is going to have. What is written beyond is cut; if it is less, the connection is closed. */
  setContentLength(length: number): void;
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
  isCommitted(): boolean;
  /** How many bytes are held back at most. @throws IllegalStateException once something was written. */
  setBufferSize(size: number): void;
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
