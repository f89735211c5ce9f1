import * as bytes from './bytes.js';
import { isHostAndPort } from './host.js';

// V8 takes a constant for what it is only in the module that declares it.
const {
  ASTERISK,
  COLON,
  CR,
  endOfPath,
  endOfQuery,
  endOfToken,
  equalsIgnoreCase,
  isDigit,
  LF,
  QUESTION_MARK,
  SLASH,
  SP,
  word,
} = bytes;

/** Where in the request line, or in the empty lines before it, the next byte belongs. */
const START = 0;
const EMPTY_LF = 1;
const METHOD = 2;
const TARGET_START = 3;
const ORIGIN_PATH = 4;
const ORIGIN_QUERY = 5;
const OTHER_TARGET = 6;
const VERSION = 7;
const LINE_CR = 8;
const LINE_LF = 9;

const httpVersion = 'HTTP/1.';
const major = 5;
const minor = 7;
const scheme = word('http://');
const one = 0x31;

/** Methods as strings that exist, by their length: RFC 9110, 9, and RFC 5789. Others are cut out of the text. */
const methods: readonly (readonly string[])[] = [
  [],
  [],
  [],
  ['GET', 'PUT'],
  ['POST', 'HEAD'],
  ['PATCH', 'TRACE'],
  ['DELETE'],
  ['OPTIONS', 'CONNECT'],
];

function knownMethod(buf: Buffer, start: number, end: number): string {
  const candidates = end - start < methods.length ? methods[end - start]! : [];
  for (const method of candidates) {
    let i = 0;
    while (i < method.length && buf[start + i] === method.charCodeAt(i)) i++;
    if (i === method.length) return method;
  }
  return '';
}

/** Whether a byte belongs where it stands before the last digit of HTTP-version. The first digit is judged later. */
const isVersion = (byte: number, at: number): boolean =>
  at === major ? isDigit(byte) : byte === httpVersion.charCodeAt(at);

/**
 * The request line, and empty lines before it (RFC 9112, 2.2 and 3): `method SP request-target SP HTTP-version CRLF`,
 * with exactly these spaces. All places are counted from the start of the message.
 */
export class RequestLine {
  #state = START;
  /** The target is an authority-form; an asterisk-form. */
  #isAuthority = false;
  #isAsterisk = false;

  /** The method if it is a usual one, else ''. */
  method = '';
  methodStart = 0;
  methodEnd = 0;
  targetStart = 0;
  targetEnd = 0;
  /** Host and port of an absolute-form: `authorityEnd` is 0 for the other forms. */
  authorityStart = 0;
  authorityEnd = 0;
  /** The path, empty when an absolute-form has none. */
  pathStart = 0;
  pathEnd = 0;
  /** HTTP/1.1, not 1.0. */
  http11 = false;

  /** The next byte is the first one of another message. */
  reset(): void {
    this.#state = START;
    this.method = '';
    this.authorityEnd = 0;
    this.#isAuthority = this.#isAsterisk = false;
  }

  /** Whether a byte of it has come: empty lines are none. */
  get started(): boolean {
    return this.#state > EMPTY_LF;
  }

  /** The status for a line that is longer than the server takes (RFC 9112, 3; RFC 9110, 15.5.15 and 15.6.2). */
  get tooLong(): number {
    return this.#state < METHOD ? 400 : this.#state === METHOD ? 501 : 414;
  }

  /** Goes on with the bytes from `from` to `to`. Arguments and result: as {@link FieldSection.parse}. */
  parse(buf: Buffer, base: number, from: number, to: number): number {
    let i = from;
    let state = this.#state;
    // As in FieldSection: one `if` after the other.
    while (i < to) {
      if (state === START) {
        if (buf[i] === CR) {
          i++;
          state = EMPTY_LF;
        } else {
          this.methodStart = i - base;
          state = METHOD;
        }
      }
      if (state === METHOD) {
        i = endOfToken(buf, i, to);
        if (i === to) break;
        if (buf[i] !== SP || i - base === this.methodStart) return -400;
        this.methodEnd = i - base;
        this.method = knownMethod(buf, base + this.methodStart, i);
        i++;
        state = TARGET_START;
      }
      if (state === TARGET_START) {
        if (i === to) break;
        this.targetStart = this.pathStart = i - base;
        state = buf[i] === SLASH ? ORIGIN_PATH : OTHER_TARGET;
      }
      if (state === ORIGIN_PATH) {
        i = endOfPath(buf, i, to);
        if (i === to) break;
        this.pathEnd = i - base;
        state = ORIGIN_QUERY;
        // What follows a path is the "?" of a query, or the end of the target.
        if (buf[i] !== QUESTION_MARK && buf[i] !== SP) return -400;
      }
      if (state === ORIGIN_QUERY || state === OTHER_TARGET) {
        i = endOfQuery(buf, i, to);
        if (i === to) break;
        if (buf[i] !== SP || (state === OTHER_TARGET && !this.#isOtherTarget(buf, base, i))) return -400;
        this.targetEnd = i - base;
        i++;
        state = VERSION;
      }
      if (state === VERSION) {
        const start = base + this.targetEnd + 1;
        while (i < to && i < start + minor && isVersion(buf[i]!, i - start)) i++;
        if (i === to) break;
        if (i < start + minor || !isDigit(buf[i]!)) return -400;
        if (buf[start + major] !== one || buf[i]! > one) return -505;
        this.http11 = buf[i] === one;
        i++;
        state = LINE_CR;
      }
      if (state === LINE_CR) {
        if (i === to) break;
        if (buf[i] !== CR) return -400;
        i++;
        state = LINE_LF;
      }
      if (i === to) break;
      if (buf[i] !== LF) return -400;
      i++;
      if (state === LINE_LF) {
        if (this.#isAsterisk && this.method !== 'OPTIONS') return -400;
        if (this.method !== 'CONNECT') return i;
        // Nothing here makes tunnels, and what follows is perhaps no HTTP (RFC 9110, 9.3.6).
        return this.#isAuthority ? -501 : -400;
      }
      state = START;
    }
    this.#state = state;
    return 0;
  }

  /** asterisk-form, authority-form or absolute-form (RFC 9112, 3.2). `PRI * HTTP/2.0` is refused for its version. */
  #isOtherTarget(buf: Buffer, base: number, end: number): boolean {
    const start = base + this.targetStart;
    if (this.method === 'CONNECT') {
      // The port is not optional here.
      this.#isAuthority =
        isHostAndPort(buf, start, end) && isDigit(buf[end - 1]!) && buf.subarray(start, end).includes(COLON);
      return this.#isAuthority;
    }
    if (buf[start] === ASTERISK) {
      this.pathEnd = end - base;
      this.#isAsterisk = true;
      return end === start + 1;
    }
    return this.#isAbsolute(buf, base, start, end);
  }

  /**
   * An http URI. An https one that comes without TLS is none of this server's (RFC 9110, 4.3.3 and 7.4); userinfo is
   * refused (4.2.4), as is an empty host (4.2.1).
   */
  #isAbsolute(buf: Buffer, base: number, start: number, end: number): boolean {
    if (!equalsIgnoreCase(buf, start, Math.min(end, start + scheme.length), scheme)) return false;
    const authority = start + scheme.length;
    let i = authority;
    while (i < end && buf[i] !== SLASH && buf[i] !== QUESTION_MARK) i++;
    if (!isHostAndPort(buf, authority, i)) return false;
    this.authorityStart = authority - base;
    this.authorityEnd = this.pathStart = i - base;
    i = endOfPath(buf, i, end);
    this.pathEnd = i - base;
    return i === end || buf[i] === QUESTION_MARK;
  }
}
