/** Bytes that HTTP knows, and the classes that its grammar puts bytes in. */

export const HTAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SP = 0x20;
export const QUOTE = 0x22;
export const PERCENT = 0x25;
export const ASTERISK = 0x2a;
export const COMMA = 0x2c;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const SEMICOLON = 0x3b;
export const EQUALS = 0x3d;
export const QUESTION_MARK = 0x3f;
export const BACKSLASH = 0x5c;
export const DEL = 0x7f;

/** A class: 1 for each byte that `characters` matches, 0 for the others. */
const bytesThat = (characters: RegExp): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => Number(characters.test(String.fromCharCode(byte))));

/** tchar: what tokens consist of, such as methods and field names (RFC 9110, 5.6.2). */
const TOKEN = bytesThat(/[!#$%&'*+\-.^_`|~0-9A-Za-z]/);

/** field-vchar, SP and HTAB: what may stand in a field value (RFC 9110, 5.5). obs-text is opaque, and allowed. */
const FIELD_VALUE = bytesThat(/[\t\x20-\x7e\x80-\xff]/);

/** pchar and "/": what a path consists of (RFC 3986, 3.3). Whether `%` begins an escape is seen when it is decoded. */
const PATH = bytesThat(/[A-Za-z0-9\-._~!$&'()*+,;=:@/%]/);

/**
 * What a query consists of (RFC 3986, 3.4), and `[ ] { } | \ ^` and the backquote, which RFC 3986 does not have there:
 * browsers send them as they are (WHATWG URL, query percent-encode set), and a query means nothing to the server.
 */
const QUERY = bytesThat(/[A-Za-z0-9\-._~!$&'()*+,;=:@/%?[\]{}|\\^`]/);

/**
 * reg-name and IPv4address (RFC 3986, 3.2.2) without the comma: two Host fields that somebody has combined look like a
 * name with a comma.
 */
const HOST_NAME = bytesThat(/[A-Za-z0-9\-._~!$&'()*+;=%]/);

/** The value of a hexadecimal digit; 255 for all other bytes. */
export const HEX_VALUE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const digit = String.fromCharCode(byte);
  return /[0-9A-Fa-f]/.test(digit) ? parseInt(digit, 16) : 255;
});

/** The same byte, capital letters of ASCII as small ones: names are compared so. */
export const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/**
 * Where the first byte is, from `from` on, that is not of a class; `to` if there is none. Four bytes at a time: V8 looks
 * up once for them what it knows about the buffer.
 */
function endOf(table: Uint8Array, buf: Buffer, from: number, to: number): number {
  let i = from;
  while (i + 4 <= to && (table[buf[i]!]! & table[buf[i + 1]!]! & table[buf[i + 2]!]! & table[buf[i + 3]!]!) === 1)
    i += 4;
  while (i < to && table[buf[i]!] === 1) i++;
  return i;
}

/** The same for each class. */
export const endOfToken = (buf: Buffer, from: number, to: number): number => endOf(TOKEN, buf, from, to);
export const endOfPath = (buf: Buffer, from: number, to: number): number => endOf(PATH, buf, from, to);
export const endOfQuery = (buf: Buffer, from: number, to: number): number => endOf(QUERY, buf, from, to);
export const endOfHostName = (buf: Buffer, from: number, to: number): number => endOf(HOST_NAME, buf, from, to);
export const endOfFieldValue = (buf: Buffer, from: number, to: number): number => endOf(FIELD_VALUE, buf, from, to);

/** The same for SP and HTAB, of which OWS and BWS consist (RFC 9110, 5.6.3). */
export function endOfWhitespace(buf: Buffer, from: number, to: number): number {
  let i = from;
  while (i < to && isWhitespace(buf[i]!)) i++;
  return i;
}
/** Where the bytes from `start` to `end` end without whitespace. */
export function endOfTrimmed(buf: Buffer, start: number, end: number): number {
  let i = end;
  while (i > start && isWhitespace(buf[i - 1]!)) i--;
  return i;
}

export const isTokenByte = (byte: number): boolean => TOKEN[byte] === 1;
export const isFieldByte = (byte: number): boolean => FIELD_VALUE[byte] === 1;
export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

export const isWhitespace = (byte: number): boolean => byte === SP || byte === HTAB;

/** Whether each character of `text` is a byte of a class. */
function consistsOf(table: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    // A character beyond the table is in no class.
    if (table[text.charCodeAt(i)] !== 1) return false;
  }
  return true;
}

export const isToken = (text: string): boolean => text !== '' && consistsOf(TOKEN, text);
export const isFieldValue = (text: string): boolean => consistsOf(FIELD_VALUE, text);

/** Whether two tokens are the same, whatever the size of their letters. */
export function isSameToken(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (LOWER[a.charCodeAt(i)] !== LOWER[b.charCodeAt(i)]) return false;
  }
  return true;
}

/** Writes text of ASCII at `at`, and returns where it ends. For a short one, this is quicker than a call of native code. */
export function writeAscii(buf: Buffer, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) buf[at + i] = text.charCodeAt(i);
  return at + text.length;
}

/** How long a text may be that is written here, and not by native code. */
const short = 64;

/** Writes text as UTF-8 at `at`, where there is room, and returns how many bytes that are. */
export function writeUtf8(buf: Buffer, at: number, text: string): number {
  if (text.length > short) return buf.write(text, at, 'utf8');
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > DEL) return buf.write(text, at, 'utf8');
    buf[at + i] = code;
  }
  return text.length;
}

/** The bytes of a word of ASCII in small letters, for {@link equalsIgnoreCase}. */
export const word = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/**
 * Whether the bytes from `start` to `end`, among which are no control characters but HTAB, are those of a `word` of
 * letters, digits and `-:/`, whatever the size of the letters.
 */
export function equalsIgnoreCase(buf: Buffer, start: number, end: number, word: Uint8Array): boolean {
  if (end - start !== word.length) return false;
  for (let i = 0; i < word.length; i++) {
    // Of all bytes that may stand here, only capital letters become something else that is in a word.
    if ((buf[start + i]! | 0x20) !== word[i]) return false;
  }
  return true;
}

/**
 * Calls `visit` for each element of a comma-separated list (RFC 9110, 5.6.1), without the whitespace around it.
 * Empty elements are visited too.
 */
export function forEachElement(
  buf: Buffer,
  start: number,
  end: number,
  visit: (elementStart: number, elementEnd: number) => void,
): void {
  for (let at = start; at <= end; at++) {
    const from = at;
    while (at < end && buf[at] !== COMMA) at++;
    const trimmed = endOfWhitespace(buf, from, at);
    visit(trimmed, endOfTrimmed(buf, trimmed, at));
  }
}
