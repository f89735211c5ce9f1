import { FieldSection } from './field-section.js';
import { Framing } from './framing.js';
import { RequestLine } from './request-line.js';

/** How large a request head may be; names and values as in Tomcat's `Connector`. */
export interface HeadLimits {
  /** Bytes of a head, empty lines before it included. RFC 9112, 3, wants request lines of 8000 to be taken. */
  readonly maxHttpHeaderSize?: number;
  /** Fields of a head. */
  readonly maxHeaderCount?: number;
}

const REQUEST_LINE = 0;
const FIELDS = 1;
const COMPLETE = 2;

/**
 * Parses request heads as RFC 9112 has them, one after the other, and tells how each message is framed. It works on
 * bytes, whole or in pieces: the answer is the same however they arrive, and no byte is looked at twice.
 *
 * A head that could be understood in two ways is refused, and the connection must end then: nobody knows where the
 * next message starts. Strict: lines end with CRLF; no space but those of the grammar; no obsolete line folding; one Host
 * in HTTP/1.1, and no second one in 1.0; one Content-Length or one Transfer-Encoding, which is `chunked`, but not both.
 *
 * @example
 * const parser = new RequestParser();
 * const length = parser.parse(buf, start, end);
 * if (length > 0) start += length; // parser.method, parser.path, parser.header('accept'), …
 * else if (length < 0) refuse(-length); // 400, 414, 417, 431, 501, 505: answer, and end the connection
 * else receiveMore(); // behind `end`, and call parse again
 */
export class RequestParser {
  readonly #maxSize: number;
  readonly #line = new RequestLine();
  readonly #fields: FieldSection;
  readonly #framing = new Framing();
  #state = REQUEST_LINE;
  /** How many bytes of this head it has seen. */
  #seen = 0;
  #text = '';

  constructor({ maxHttpHeaderSize = 8192, maxHeaderCount = 100 }: HeadLimits = {}) {
    this.#maxSize = maxHttpHeaderSize;
    this.#fields = new FieldSection(maxHeaderCount);
  }

  /** Forgets the head that it is in, and its last one: the next byte is the first one of another. */
  reset(): void {
    this.#state = REQUEST_LINE;
    this.#seen = 0;
    this.#text = '';
    this.#line.reset();
    this.#fields.reset();
  }

  /**
   * Parses the head that starts at `start`. Bytes are there up to `end`. After 0 it is called again when there are
   * more, with all bytes of the head, which may lie elsewhere now; after any other result, the next head begins.
   * Once a head is complete, `buf` may be overwritten.
   *
   * @returns how many bytes the head has; 0 when it needs more; −400, −414, −417, −431, −501 or −505, the status to
   *   answer with, negative, as soon as the first wrong byte is there.
   */
  parse(buf: Buffer, start: number, end: number): number {
    if (this.#state === COMPLETE) this.reset();
    const limit = start + this.#maxSize;
    const to = end < limit ? end : limit;
    let at = start + this.#seen;
    if (this.#state === REQUEST_LINE) {
      at = this.#line.parse(buf, start, at, to);
      if (at > 0) this.#state = FIELDS;
    }
    if (at > 0) at = this.#fields.parse(buf, start, at, to);
    if (at > 0) return this.#complete(buf, start, at);
    if (at === 0) {
      this.#seen = to - start;
      if (to < limit) return 0;
      at = this.#state === REQUEST_LINE ? -this.#line.tooLong : -431;
    }
    this.#state = COMPLETE;
    return at;
  }

  #complete(buf: Buffer, start: number, end: number): number {
    this.#state = COMPLETE;
    const refused = this.#framing.read(buf, start, this.#fields, this.#line.http11);
    if (refused < 0) return refused;
    this.#text = buf.toString('latin1', start, end);
    this.#fields.setText(this.#text);
    return end - start;
  }

  /**
   * Whether it is inside a head. Empty lines are none, which clients may send after a body (RFC 9112, 2.2): a
   * connection that ends after them has ended between two messages.
   */
  get started(): boolean {
    return this.#state === FIELDS || (this.#state === REQUEST_LINE && this.#line.started);
  }

  // What a complete head says. Fields and targets are as they were sent, a character for each byte.

  /** Any token: whether the server knows it is not decided here. Never CONNECT, which is refused. */
  get method(): string {
    return this.#line.method || this.#text.slice(this.#line.methodStart, this.#line.methodEnd);
  }

  /** The request-target as it was sent: origin-form, absolute-form or, of OPTIONS only, `*`. */
  get target(): string {
    return this.#text.slice(this.#line.targetStart, this.#line.targetEnd);
  }

  /** The path of the target, not decoded; `*` for the server as a whole. See {@link decodePath}. */
  get path(): string {
    // An absolute-form may have none, which means "/" (RFC 9110, 4.2.3).
    return this.#text.slice(this.#line.pathStart, this.#line.pathEnd) || '/';
  }

  /** What stands after the first `?` of the target, not decoded; null if there is none. */
  get query(): string | null {
    const { pathEnd, targetEnd } = this.#line;
    return pathEnd < targetEnd ? this.#text.slice(pathEnd + 1, targetEnd) : null;
  }

  get version(): 'HTTP/1.0' | 'HTTP/1.1' {
    return this.#line.http11 ? 'HTTP/1.1' : 'HTTP/1.0';
  }

  /**
   * Host, and port if there is one: that of an absolute-form (RFC 9112, 3.2.2), else the value of Host. Empty when the
   * client sent it so, or HTTP/1.0 without.
   */
  get host(): string {
    const { authorityStart, authorityEnd } = this.#line;
    if (authorityEnd > 0) return this.#text.slice(authorityStart, authorityEnd);
    return this.#framing.host < 0 ? '' : this.#fields.value(this.#framing.host);
  }

  /** Bytes of the body, −1 when there is no Content-Length: with no `chunked` either, there is no body. */
  get contentLength(): number {
    return this.#framing.contentLength;
  }

  /** The body comes in chunks: see {@link ChunkedDecoder}. */
  get chunked(): boolean {
    return this.#framing.chunked;
  }

  /** Whether the client lets the connection stay open after the response (RFC 9112, 9.3). */
  get keepAlive(): boolean {
    return this.#framing.keepAlive;
  }

  /** The client may wait for `100 Continue` before it sends the body, and there is one (RFC 9110, 10.1.1). */
  get expectsContinue(): boolean {
    return this.#framing.expectsContinue;
  }

  /** The value of the first field with this name, null if there is none. Names are compared regardless of case. */
  header(name: string): string | null {
    return this.#fields.get(name);
  }

  /** The values of all fields with this name, in order. */
  headerValues(name: string): string[] {
    return this.#fields.getAll(name);
  }

  /** All fields, in order, with their names as they were sent. */
  headers(): [name: string, value: string][] {
    return this.#fields.entries();
  }
}
