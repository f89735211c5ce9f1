import { invalidType, invalidValue, outOfRange } from '../../syscalls/invalid-argument.js';
import { isFieldValue, isSameToken, isToken, writeAscii } from './bytes.js';
import { dateLine } from './http-date.js';
import { statusLine } from './status.js';

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
  if (!isToken(name)) throw invalidValue('name', 'must be a token (RFC 9110, 5.6.2)', name);
}

function checkValue(value: unknown): void {
  if (typeof value !== 'string') throw invalidType('value', 'of type string', value);
  if (!isFieldValue(value)) throw invalidValue('value', 'must contain no control and no multibyte character', value);
}

/** How a head ends behind its field of the framing, by what becomes of the connection; and where there is no such field. */
const endings = {
  inLine: {
    none: '\r\n\r\n',
    close: '\r\nConnection: close\r\n\r\n',
    keepAlive: '\r\nConnection: keep-alive\r\n\r\n',
  },
  afterLine: { none: '\r\n', close: 'Connection: close\r\n\r\n', keepAlive: 'Connection: keep-alive\r\n\r\n' },
};

/** What the first part of a head is made of. */
interface Written {
  readonly status: number;
  readonly count: number;
  readonly names: readonly string[];
  readonly values: readonly string[];
  readonly date: string;
}

/**
 * The head of a response (RFC 9112, 4 to 6): status, fields, and what says how long the body is and whether the
 * connection stays, which follows from rules and is no business of an application.
 *
 * @example
 * head.begin(parser);
 * head.setHeader('Content-Type', 'text/plain');
 * head.frame(body.length);
 * const start = head.write(buf, bodyStart); // 'HTTP/1.1 200 OK\r\nContent-Type: …'
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
  /** What ends the head: framing and connection. */
  #field = '';
  #number = '';
  #end = '';
  /** What was written last, and of what it was made. */
  #before = Buffer.alloc(0);
  #last: Written = { status: 0, count: 0, names: [], values: [], date: '' };

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
    const index = this.#indexOf(name);
    this.#check(index < 0 ? this.#count : index, name, value);
    if (this.#isOwn(name, value)) return;
    if (index < 0) {
      this.#append(name, value);
    } else {
      this.#names[index] = name;
      this.#values[index] = value;
      this.#removeFrom(index + 1, name);
    }
  }

  /**
   * Adds a field. Content-Length is a declaration, see {@link contentLength}; `Connection: close` is {@link close}.
   * Transfer-Encoding and all else in Connection is left out: what they say is decided by {@link frame}.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE: a name is a token, a value has no CR, LF, NUL or other control
   *   character but HTAB, and no character beyond U+00FF.
   */
  addHeader(name: string, value: string): void {
    this.#check(this.#count, name, value);
    if (!this.#isOwn(name, value)) this.#append(name, value);
  }

  /** The same field as in the response before, at the same place, has been checked then. */
  #check(index: number, name: string, value: string): void {
    const { names, values } = this.#last;
    if (index < names.length && names[index] === name && values[index] === value) return;
    checkName(name);
    checkValue(value);
  }

  #append(name: string, value: string): void {
    this.#names[this.#count] = name;
    this.#values[this.#count] = value;
    this.#count++;
    if (isSameToken(name, 'date')) this.#hasDate = true;
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
    if (typeof name !== 'string') return -1;
    for (let i = 0; i < this.#count; i++) {
      if (isSameToken(this.#names[i]!, name)) return i;
    }
    return -1;
  }

  /** The value of the first field with this name that {@link write} is to write; null if there is none. */
  getHeader(name: string): string | null {
    if (this.#contentLength >= 0 && isSameToken(name, 'content-length')) return String(this.#contentLength);
    const index = this.#indexOf(name);
    return index < 0 ? null : this.#values[index]!;
  }

  /** Names and values of all fields, in order. */
  headers(): [name: string, value: string][] {
    return Array.from({ length: this.#count }, (_, i) => [this.#names[i]!, this.#values[i]!]);
  }

  /** Removes all fields with this name. */
  removeHeader(name: string): void {
    this.#removeFrom(0, name);
    if (isSameToken(name, 'date')) this.#hasDate = false;
  }

  #removeFrom(start: number, name: string): void {
    let count = start;
    for (let i = start; i < this.#count; i++) {
      if (isSameToken(this.#names[i]!, name)) continue;
      this.#names[count] = this.#names[i]!;
      this.#values[count++] = this.#values[i]!;
    }
    this.#count = count;
  }

  /** How the body goes out: after {@link frame}. */
  get framing(): BodyFraming {
    return this.#framing;
  }

  /** Whether the connection may stay open: after {@link frame}, this is what the client is told. */
  get keepAlive(): boolean {
    return this.#keepAlive;
  }

  /**
   * Decides how the body is sent, and whether the connection stays open.
   *
   * @param bodyLength how many bytes the whole body has, if that is known; −1 if not. A declaration comes first.
   */
  frame(bodyLength: number): void {
    this.#frame(this.#contentLength >= 0 ? this.#contentLength : bodyLength);
    // Each a string in one piece: V8 would have to put them together first.
    const ends = this.#field === '' ? endings.afterLine : endings.inLine;
    this.#end = this.#keepAlive ? (this.#http11 ? ends.none : ends.keepAlive) : ends.close;
  }

  /**
   * Writes the head into `buf`, in one piece, so that it ends at `end`: after {@link frame}.
   *
   * @returns where it starts; when there is no room, how many bytes it needs as a negative number.
   */
  write(buf: Buffer, end: number): number {
    if (!this.#isAsBefore()) this.#remember();
    const { length } = this.#before;
    const start = end - length - this.#field.length - this.#number.length - this.#end.length;
    if (start < 0) return start - end;
    buf.set(this.#before, start);
    writeAscii(buf, writeAscii(buf, writeAscii(buf, start + length, this.#field), this.#number), this.#end);
    return start;
  }

  /** Whether status and fields are those that were written last, in this second: most often, they are. */
  #isAsBefore(): boolean {
    const { status, count, names, values, date } = this.#last;
    if (status !== this.#status || count !== this.#count || date !== dateLine()) return false;
    for (let i = 0; i < count; i++) {
      if (names[i] !== this.#names[i] || values[i] !== this.#values[i]) return false;
    }
    return true;
  }

  #remember(): void {
    const names = this.#names.slice(0, this.#count);
    const values = this.#values.slice(0, this.#count);
    const date = dateLine();
    this.#last = { status: this.#status, count: this.#count, names, values, date };
    let text = statusLine(this.#status);
    for (let i = 0; i < this.#count; i++) text += `${names[i]!}: ${values[i]!}\r\n`;
    if (this.#server !== null && this.#indexOf('Server') < 0) text += `Server: ${this.#server}\r\n`;
    if (!this.#hasDate) text += date;
    this.#before = Buffer.from(text, 'latin1');
  }

  /** The framing, and the field that tells of it (RFC 9112, 6.1 to 6.3; RFC 9110, 8.6). */
  #frame(length: number): void {
    const status = this.#status;
    this.#field = '';
    this.#number = '';
    if (status === 204 || status === 304) {
      // Of a 304, Content-Length would be that of the 200, which nobody has counted (RFC 9110, 8.6).
      this.#framing = 'none';
    } else if (status === 205) {
      // It has no content (RFC 9110, 15.3.6), but this does not end it: a length does.
      this.#framing = 'none';
      this.#field = 'Content-Length: 0';
    } else if (length >= 0) {
      // HEAD is answered as GET would be (RFC 9110, 9.3.2), but for the body.
      this.#framing = this.#isHead ? 'none' : 'length';
      this.#field = 'Content-Length: ';
      this.#number = String(length);
    } else if (this.#http11) {
      this.#framing = this.#isHead ? 'none' : 'chunked';
      this.#field = 'Transfer-Encoding: chunked';
    } else {
      this.#framing = this.#isHead ? 'none' : 'close';
      this.#keepAlive = false;
    }
  }
}
