import { invalidType, invalidValue, outOfRange } from '../../syscalls/invalid-argument.js';
import { dateLine } from './http-date.js';
import { statusLine } from './status.js';

const notToken = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/;
/** Characters that are no field-vchar, SP or HTAB, or no byte: cut to one, U+010A would be a line feed. */
const notValue = /[^\t\x20-\x7e\x80-\xff]/;

/** Of a request, what its response depends on. A {@link RequestParser} has it. */
export interface RequestFacts {
  readonly method: string;
  readonly version: 'HTTP/1.0' | 'HTTP/1.1';
  readonly keepAlive: boolean;
}

/**
 * How the body of a response is sent (RFC 9112, 6.3): not at all, though bytes may have been written; as many bytes as
 * Content-Length says; in chunks; or up to the end of the connection.
 */
export type BodyFraming = 'none' | 'length' | 'chunked' | 'close';

/** A response to a request that could not be read: the connection ends after it. */
export const unreadable: RequestFacts = { method: '', version: 'HTTP/1.1', keepAlive: false };

function checkName(name: unknown): void {
  if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
  if (name === '' || notToken.test(name)) throw invalidValue('name', 'must be a token (RFC 9110, 5.6.2)', name);
}

function checkValue(value: unknown): void {
  if (typeof value !== 'string') throw invalidType('value', 'of type string', value);
  if (notValue.test(value)) throw invalidValue('value', 'must contain no control and no multibyte character', value);
}

/**
 * The head of a response (RFC 9112, 4 to 6): status, fields, and what says how long the body is and whether the
 * connection stays, which follows from rules and is no business of an application.
 *
 * @example
 * head.begin(parser);
 * head.setHeader('Content-Type', 'text/plain');
 * const length = head.write(buf, 0, body.length); // 'HTTP/1.1 200 OK\r\nContent-Type: …'
 */
export class ResponseHead {
  #isHead = false;
  #http11 = true;
  #status = 200;
  /** The first `#count` are fields; setting the length of an array is slow. */
  readonly #names: string[] = [];
  readonly #values: string[] = [];
  #count = 0;
  #contentLength = -1;
  #hasDate = false;
  #keepAlive = false;
  #framing: BodyFraming = 'none';
  readonly #server: string | null;

  /** @param server what the field Server says, unless an application sets it. */
  constructor(server: string | null = null) {
    if (server !== null) checkValue(server);
    this.#server = server;
  }

  /** Starts the response to another request: 200, no fields. */
  begin(request: RequestFacts): void {
    this.#isHead = request.method === 'HEAD';
    this.#http11 = request.version === 'HTTP/1.1';
    this.#keepAlive = request.keepAlive;
    this.clear();
  }

  /** Forgets status and fields. That the connection is to be closed is not forgotten. */
  clear(): void {
    this.#status = 200;
    this.#count = 0;
    this.#contentLength = -1;
    this.#hasDate = false;
  }

  get status(): number {
    return this.#status;
  }

  /** A final status. @throws ERR_OUT_OF_RANGE unless it is 200 to 999. */
  set status(status: number) {
    if (!Number.isInteger(status) || status < 200 || status > 999)
      throw outOfRange('status', '>= 200 && <= 999', status);
    this.#status = status;
  }

  /** The connection ends after this response, whatever the client wants. */
  close(): void {
    this.#keepAlive = false;
  }

  /** Sets a field, instead of all that have this name. See {@link addHeader} for what is not kept as it is. */
  setHeader(name: string, value: string): void {
    checkName(name);
    checkValue(value);
    if (this.#isOwn(name, value)) return;
    this.removeHeader(name);
    this.#append(name, value);
  }

  /**
   * Adds a field. Content-Length is a declaration, see {@link contentLength}; `Connection: close` is {@link close}.
   * Transfer-Encoding and all else in Connection is left out: what they say is decided by {@link write}.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE: a name is a token, a value has no CR, LF, NUL or other control
   *   character but HTAB, and no character beyond U+00FF.
   */
  addHeader(name: string, value: string): void {
    checkName(name);
    checkValue(value);
    if (!this.#isOwn(name, value)) this.#append(name, value);
  }

  #append(name: string, value: string): void {
    this.#names[this.#count] = name;
    this.#values[this.#count] = value;
    this.#count++;
    if (name.length === 4 && name.toLowerCase() === 'date') this.#hasDate = true;
  }

  /** Whether the field is one that is not kept, but followed or left out. */
  #isOwn(name: string, value: string): boolean {
    const { length } = name;
    if (length !== 10 && length !== 14 && length !== 17) return false;
    switch (name.toLowerCase()) {
      case 'content-length':
        if (!/^[0-9]{1,16}$/.test(value)) throw invalidValue('value', 'must be a number of bytes', value);
        this.contentLength = Number(value);
        return true;
      case 'connection':
        if (/(?:^|,)[ \t]*close[ \t]*(?:,|$)/i.test(value)) this.close();
        return true;
      default:
        return name.toLowerCase() === 'transfer-encoding';
    }
  }

  /** How many bytes of body the application has declared, −1 if it has not. */
  get contentLength(): number {
    return this.#contentLength;
  }
  set contentLength(length: number) {
    if (!Number.isSafeInteger(length) || length < -1) throw outOfRange('contentLength', '>= -1 && < 2 ** 53', length);
    this.#contentLength = length;
  }

  #indexOf(name: string): number {
    const lower = name.toLowerCase();
    for (let i = 0; i < this.#count; i++) {
      if (this.#names[i]!.length === lower.length && this.#names[i]!.toLowerCase() === lower) return i;
    }
    return -1;
  }

  /** The value of the first field with this name that {@link write} is to write; null if there is none. */
  getHeader(name: string): string | null {
    if (name.length === 14 && this.#contentLength >= 0 && name.toLowerCase() === 'content-length')
      return String(this.#contentLength);
    const index = this.#indexOf(name);
    return index < 0 ? null : this.#values[index]!;
  }

  /** Names and values of all fields, in order. */
  headers(): [name: string, value: string][] {
    return Array.from({ length: this.#count }, (_, i) => [this.#names[i]!, this.#values[i]!]);
  }

  /** Removes all fields with this name. */
  removeHeader(name: string): void {
    if (this.#count === 0) return;
    for (let i = this.#indexOf(name); i >= 0; i = this.#indexOf(name)) {
      this.#names.splice(i, 1);
      this.#values.splice(i, 1);
      this.#count--;
    }
    if (name.toLowerCase() === 'date') this.#hasDate = false;
  }

  /** How the body goes out: after {@link write}. */
  get framing(): BodyFraming {
    return this.#framing;
  }

  /** Whether the connection may stay open: after {@link write}, this is what the client has been told. */
  get keepAlive(): boolean {
    return this.#keepAlive;
  }

  /**
   * Decides on the framing and writes the head into `buf` at `at`, in one piece.
   *
   * @param bodyLength how many bytes the whole body has, if that is known; −1 if not. A declaration comes first.
   * @returns how many bytes it has written; when they do not fit, none, and how many there are as a negative number.
   */
  write(buf: Buffer, at: number, bodyLength: number): number {
    const text = this.text(bodyLength);
    if (text.length > buf.length - at) return -text.length;
    return buf.write(text, at, 'latin1');
  }

  /** Decides on the framing and returns the head, a character for each byte. `bodyLength` as of {@link write}. */
  text(bodyLength: number): string {
    let text = statusLine(this.#status);
    for (let i = 0; i < this.#count; i++) text += `${this.#names[i]!}: ${this.#values[i]!}\r\n`;
    if (this.#server !== null && this.#indexOf('Server') < 0) text += `Server: ${this.#server}\r\n`;
    if (!this.#hasDate) text += dateLine();
    text += this.#frame(this.#contentLength >= 0 ? this.#contentLength : bodyLength);
    if (!this.#keepAlive) return `${text}Connection: close\r\n\r\n`;
    return this.#http11 ? `${text}\r\n` : `${text}Connection: keep-alive\r\n\r\n`;
  }

  /** Decides on the framing (RFC 9112, 6.1 to 6.3; RFC 9110, 8.6), and returns its field line. */
  #frame(length: number): string {
    const status = this.#status;
    // Of a 304, Content-Length would be that of the 200, which nobody has counted (RFC 9110, 8.6).
    if (status === 204 || status === 304) {
      this.#framing = 'none';
      return '';
    }
    if (status === 205) {
      // It has no content (RFC 9110, 15.3.6), but this does not end it: a length does.
      this.#framing = 'none';
      return 'Content-Length: 0\r\n';
    }
    // HEAD is answered as GET would be (RFC 9110, 9.3.2), but for the body.
    if (length >= 0) {
      this.#framing = this.#isHead ? 'none' : 'length';
      return `Content-Length: ${length}\r\n`;
    }
    if (this.#http11) {
      this.#framing = this.#isHead ? 'none' : 'chunked';
      return 'Transfer-Encoding: chunked\r\n';
    }
    this.#framing = this.#isHead ? 'none' : 'close';
    this.#keepAlive = false;
    return '';
  }
}
