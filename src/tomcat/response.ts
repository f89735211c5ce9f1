import { raw } from '../syscalls/generated/calls.js';
import { nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger, invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import type { OutputStream } from '../io/output-stream.js';
import { PrintWriter } from '../io/print-writer.js';
import type { FilePart } from './channel.js';
import { charsetOf } from './charset.js';
import { setCookie } from './cookie.js';
import type { Cookie } from './cookie.js';
import { errorPage } from './error-page.js';
import type { HttpServletResponse } from './http-servlet-response.js';
import type { ResponseHead } from './http/index.js';
import { IllegalStateException } from './illegal-state-exception.js';
import type { ResponseOutput } from './response-output.js';
import { ServletOutputStream } from './servlet-output-stream.js';

/** How the writer encodes, by the charset. */
const encodings: Readonly<Record<string, 'utf8' | 'latin1' | 'ascii'>> = {
  'utf-8': 'utf8',
  'iso-8859-1': 'latin1',
  'us-ascii': 'ascii',
};

const encodingOf = (charset: string): 'utf8' | 'latin1' | 'ascii' | undefined =>
  charset === 'UTF-8' ? 'utf8' : encodings[charset.toLowerCase()];

/** What a Content-Type says, and how it says that the text is UTF-8. Servlets use the same few again and again. */
interface TypeFacts {
  readonly charset: string | null;
  readonly asUtf8: string;
}
const types = new Map<string, TypeFacts>();
const maxTypes = 100;

function factsOf(type: string): TypeFacts {
  let facts = types.get(type);
  if (facts === undefined) {
    const charset = charsetOf(type);
    facts = { charset, asUtf8: charset === null && type.startsWith('text/') ? `${type};charset=UTF-8` : type };
    if (types.size === maxTypes) types.clear();
    types.set(type, facts);
  }
  return facts;
}

const withCharset = (type: string, charset: string): string => `${type.split(';')[0]!.trim()};charset=${charset}`;

const maxBufferSize = 64 * 1024;

/** Fields about a body that is not sent (RFC 9110, 8). */
const contentFields = [
  'Content-Encoding',
  'Content-Language',
  'Content-Location',
  'Content-Disposition',
  'ETag',
  'Last-Modified',
];

/** What a servlet answers with: see {@link HttpServletResponse}. */
export class Response implements HttpServletResponse {
  readonly #head: ResponseHead;
  readonly #output: ResponseOutput;
  #open = true;
  #charset = 'UTF-8';
  #writer: PrintWriter | undefined;
  #stream: ServletOutputStream | undefined;
  #file: FilePart | undefined;
  #errorSent = false;

  constructor(head: ResponseHead, output: ResponseOutput) {
    this.#head = head;
    this.#output = output;
  }

  // What the processor asks and tells.

  /** The part of a file that ends the body. */
  get file(): FilePart | undefined {
    return this.#file;
  }

  /** The servlet has returned: what its writer holds back is written, and no method works any more. */
  end(): void {
    // Not flush(), which would commit a response that is complete.
    this.#writer?.close();
    this.#stream?.end();
    this.#open = false;
  }

  /** The descriptor that sendFile() was given is not needed, or has been handed on. */
  forgetFile(close: boolean): void {
    if (close && this.#file !== undefined) raw.close(this.#file.fd);
    this.#file = undefined;
  }

  #check(): ResponseHead {
    if (!this.#open) throw new IllegalStateException('The response has ended');
    return this.#head;
  }

  /** Fields and status can be changed. */
  #isFixed(): boolean {
    this.#check();
    return this.#output.isCommitted || this.#errorSent;
  }

  #mustNotBeCommitted(): void {
    this.#check();
    if (this.#output.isCommitted) throw new IllegalStateException('The response has been committed');
  }

  setStatus(status: number): void {
    if (!this.#isFixed()) this.#head.status = status;
  }

  getStatus(): number {
    return this.#check().status;
  }

  setHeader(name: string, value: string): void {
    if (this.#isFixed() || this.#isContentType(name, value)) return;
    this.#head.setHeader(name, value);
  }

  addHeader(name: string, value: string): void {
    if (this.#isFixed() || this.#isContentType(name, value)) return;
    this.#head.addHeader(name, value);
  }

  #isContentType(name: string, value: string): boolean {
    if (typeof name !== 'string' || name.length !== 12 || name.toLowerCase() !== 'content-type') return false;
    this.setContentType(value);
    return true;
  }

  setIntHeader(name: string, value: number): void {
    this.setHeader(name, String(checkInteger('value', value, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)));
  }

  addIntHeader(name: string, value: number): void {
    this.addHeader(name, String(checkInteger('value', value, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)));
  }

  setDateHeader(name: string, date: number): void {
    this.setHeader(name, httpDate(date));
  }

  addDateHeader(name: string, date: number): void {
    this.addHeader(name, httpDate(date));
  }

  containsHeader(name: string): boolean {
    return this.getHeader(name) !== null;
  }

  getHeader(name: string): string | null {
    return this.#check().getHeader(name);
  }

  getHeaders(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.#check()
      .headers()
      .filter(([each]) => each.toLowerCase() === wanted)
      .map(([, value]) => value);
  }

  getHeaderNames(): string[] {
    return [
      ...new Set(
        this.#check()
          .headers()
          .map(([name]) => name),
      ),
    ];
  }

  setContentType(type: string): void {
    if (typeof type !== 'string') throw invalidType('type', 'of type string', type);
    if (this.#isFixed()) return;
    const { charset } = factsOf(type);
    if (charset !== null && this.#writer === undefined) this.#charset = charset;
    // What was written already, or will be, is as the writer encodes it.
    const isOther = charset !== null && charset.toLowerCase() !== this.#charset.toLowerCase();
    this.#head.setHeader('Content-Type', isOther ? withCharset(type, this.#charset) : type);
  }

  getContentType(): string | null {
    return this.getHeader('Content-Type');
  }

  setCharacterEncoding(charset: string): void {
    if (typeof charset !== 'string') throw invalidType('charset', 'of type string', charset);
    if (!(charset.toLowerCase() in encodings))
      throw invalidValue('charset', 'must be UTF-8, ISO-8859-1 or US-ASCII', charset);
    if (this.#isFixed() || this.#writer !== undefined) return;
    this.#charset = charset;
    const type = this.getContentType();
    if (type !== null) this.#head.setHeader('Content-Type', withCharset(type, charset));
  }

  getCharacterEncoding(): string {
    return this.#charset;
  }

  setContentLength(length: number): void {
    checkInteger('length', length, -1, Number.MAX_SAFE_INTEGER);
    if (!this.#isFixed() && this.#file === undefined) this.#head.contentLength = length;
  }

  addCookie(cookie: Cookie): void {
    if (!this.#isFixed()) this.#head.addHeader('Set-Cookie', setCookie(cookie));
  }

  getOutputStream(): OutputStream {
    this.#check();
    if (this.#writer !== undefined) throw new IllegalStateException('getWriter() has been called');
    return (this.#stream ??= new ServletOutputStream(this.#output));
  }

  getWriter(): PrintWriter {
    this.#check();
    if (this.#writer !== undefined) return this.#writer;
    if (this.#stream !== undefined) throw new IllegalStateException('getOutputStream() has been called');
    const encoding = encodingOf(this.#charset);
    if (encoding === undefined) throw invalidValue('charset', 'must be UTF-8, ISO-8859-1 or US-ASCII', this.#charset);
    this.#nameCharset();
    this.#output.encoding = encoding;
    this.#stream = new ServletOutputStream(this.#output);
    return (this.#writer = new PrintWriter(this.#stream));
  }

  /** Who reads the text has to know what was written. */
  #nameCharset(): void {
    const type = this.#head.getHeader('Content-Type');
    if (type === null || this.#output.isCommitted) return;
    const { charset, asUtf8 } = factsOf(type);
    if (charset !== null || asUtf8 === type) return;
    this.#head.setHeader('Content-Type', this.#charset === 'UTF-8' ? asUtf8 : `${type};charset=${this.#charset}`);
  }

  sendFile(fd: number, offset: number, count: number): void {
    checkInteger('fd', fd, 0, 0x7fffffff);
    checkInteger('offset', offset, 0, Number.MAX_SAFE_INTEGER);
    checkInteger('count', count, 0, Number.MAX_SAFE_INTEGER);
    this.#mustNotBeCommitted();
    if (this.#output.written > 0) throw new IllegalStateException('The body has begun');
    this.forgetFile(true);
    this.#head.contentLength = count;
    this.#file = { fd, offset, count };
    // The file is the body.
    this.#output.ignores = true;
  }

  flushBuffer(): void {
    this.#check();
    if (this.#errorSent) return;
    this.#writer?.flush();
    this.#output.flush();
  }

  isCommitted(): boolean {
    this.#check();
    return this.#output.isCommitted || this.#errorSent;
  }

  setBufferSize(size: number): void {
    checkInteger('size', size, 0, maxBufferSize);
    this.#mustNotBeCommitted();
    if (this.#output.written > 0) throw new IllegalStateException('The body has begun');
    this.#output.size = size;
  }

  getBufferSize(): number {
    this.#check();
    return this.#output.size;
  }

  resetBuffer(): void {
    this.#mustNotBeCommitted();
    if (this.#file !== undefined) this.#head.contentLength = -1;
    this.forgetFile(true);
    this.#output.reset();
    // What the writer holds back is forgotten too.
    this.#output.ignores = true;
    this.#writer?.flush();
    this.#output.ignores = false;
  }

  reset(): void {
    this.resetBuffer();
    this.#head.clear();
    this.#stream?.end();
    this.#writer = this.#stream = undefined;
    this.#charset = 'UTF-8';
    this.#output.encoding = 'utf8';
  }

  sendError(status: number, message?: string): void {
    this.resetBuffer();
    this.#head.status = status;
    this.#head.contentLength = -1;
    // What describes another body; a cookie, or what an error asks for, stays.
    for (const name of contentFields) this.#head.removeHeader(name);
    this.#head.setHeader('Content-Type', 'text/html;charset=utf-8');
    this.#output.encoding = 'utf8';
    this.#output.writeText(errorPage(status, message));
    this.#suspend();
  }

  sendRedirect(location: string): void {
    if (typeof location !== 'string') throw invalidType('location', 'of type string', location);
    this.resetBuffer();
    this.#head.status = 302;
    this.#head.contentLength = -1;
    this.#head.setHeader('Location', location);
    this.#suspend();
  }

  /** The answer is there: what the servlet still writes does not count. */
  #suspend(): void {
    this.#errorSent = this.#output.ignores = true;
  }
}
Object.defineProperty(Response, 'name', { value: 'HttpServletResponse' });
nameApiCalls(Response, { hooks: ['end', 'forgetFile'] });

/** As of `Date` (RFC 9110, 5.6.7). */
function httpDate(date: number): string {
  return new Date(checkInteger('date', date, -8.64e15, 8.64e15)).toUTCString();
}
