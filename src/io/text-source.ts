/** Bytes of an input stream, decoded: what `BufferedReader` and `InputStreamReader` read from. */
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { checkSize } from './checks.js';
import { checkInputStream } from './input-stream.js';
import type { InputStream } from './input-stream.js';
import { streamClosed } from './io-exception.js';

/** Encodings of text, by their names in Node and in Java. All of them end lines with the bytes of ASCII. */
const encodings = {
  'utf-8': 'utf8',
  utf8: 'utf8',
  latin1: 'latin1',
  'iso-8859-1': 'latin1',
  ascii: 'ascii',
  'us-ascii': 'ascii',
} as const;

/** The name of an encoding, in small or capital letters. */
export type Encoding = keyof typeof encodings | Uppercase<keyof typeof encodings>;

function checkEncoding(name: unknown): 'utf8' | 'latin1' | 'ascii' {
  if (typeof name !== 'string') throw invalidType('encoding', 'of type string', name);
  const key = name.toLowerCase();
  if (!Object.hasOwn(encodings, key)) {
    throw invalidValue('encoding', `must be one of ${Object.keys(encodings).join(', ')}`, name);
  }
  return encodings[key as keyof typeof encodings];
}

const [lineFeed, carriageReturn] = [10, 13];
const empty = Buffer.alloc(0);

/** Where the second byte of a UTF-8 sequence may lie, by the first, if not in 0x80..0xBF (Unicode, table 3-7). */
const secondByte = new Map([
  [0xe0, [0xa0, 0xbf]],
  [0xed, [0x80, 0x9f]],
  [0xf0, [0x90, 0xbf]],
  [0xf4, [0x80, 0x8f]],
]);

/**
 * How many bytes the UTF-8 sequence at `pos` has, 0 if that shows only after `limit`. Of a malformed one, those that
 * a decoder replaces by one U+FFFD.
 */
function sequenceLength(buf: Uint8Array, pos: number, limit: number): number {
  const first = buf[pos]!;
  const length = first < 0xc2 || first > 0xf4 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let [min, max] = secondByte.get(first) ?? [0x80, 0xbf];
  for (let i = 1; i < length; i++) {
    if (pos + i === limit) return 0;
    const byte = buf[pos + i]!;
    if (byte < min! || byte > max!) return i;
    [min, max] = [0x80, 0xbf];
  }
  return length;
}

/**
 * The unread bytes lie in `buf` from `pos` to `limit`. They stay there until a whole line or character can be
 * returned: when the stream below fails, for instance because its timeout is over, nothing is lost, and the next call
 * goes on where this one was.
 */
export class TextSource {
  readonly #in: InputStream;
  readonly #size: number;
  readonly #encoding: 'utf8' | 'latin1' | 'ascii';
  #buf = empty;
  #pos = 0;
  #limit = 0;
  /** No such byte lies between `pos` and these: so no byte is searched twice, however long a line is. */
  #noLineFeedBefore = 0;
  #noReturnBefore = 0;
  /** The last line ended with \r: a \n that comes next belongs to it. To wait for it would block. */
  #skipsLineFeed = false;
  /** The second half of a surrogate pair whose first half was read. */
  #rest = '';
  #closed = false;

  constructor(input: InputStream, size: number, encoding: unknown = 'utf-8') {
    checkInputStream(input);
    this.#in = input;
    this.#size = checkSize(size);
    this.#encoding = checkEncoding(encoding);
  }

  /** A line without its terminator, null at the end. */
  readLine(): string | null {
    this.#checkOpen();
    for (;;) {
      this.#skipLineFeed();
      this.#noLineFeedBefore = this.#find(lineFeed, this.#noLineFeedBefore);
      this.#noReturnBefore = this.#find(carriageReturn, this.#noReturnBefore);
      const end = Math.min(this.#noLineFeedBefore, this.#noReturnBefore);
      if (end < this.#limit) {
        const line = this.#take(end);
        this.#skipsLineFeed = this.#buf[this.#pos++] === carriageReturn;
        this.#skipLineFeed();
        return line;
      }
      if (!this.#fill()) return this.#pos < this.#limit || this.#rest !== '' ? this.#take(this.#limit) : null;
    }
  }

  /** A UTF-16 code unit, −1 at the end. */
  read(): number {
    this.#checkOpen();
    for (;;) {
      this.#skipLineFeed();
      const length = this.#characterLength();
      if (length > 0) return this.#takeUnit(length);
      if (!this.#fill()) return this.#pos < this.#limit ? this.#takeUnit(this.#limit - this.#pos) : -1;
    }
  }

  /** Whether `read()` can return without blocking. */
  ready(): boolean {
    this.#checkOpen();
    // What is there may be no more than the \n that belongs to the last line.
    if (this.#skipsLineFeed && this.#pos === this.#limit && this.#in.available() > 0) this.#fill();
    this.#skipLineFeed();
    return this.#characterLength() > 0 || this.#in.available() > 0;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#buf = empty;
    this.#in.close();
  }

  #checkOpen(): void {
    if (this.#closed) throw streamClosed();
  }

  #skipLineFeed(): void {
    if (!this.#skipsLineFeed || this.#pos === this.#limit) return;
    if (this.#buf[this.#pos] === lineFeed) this.#pos++;
    this.#skipsLineFeed = false;
  }

  /** The index of the first such byte, `limit` if there is none. */
  #find(byte: number, noneBefore: number): number {
    const from = Math.max(noneBefore, this.#pos);
    if (from === this.#limit || this.#buf[from] === byte) return from;
    // The search ends here at the latest, and not at the end of the memory. Without effect if that is the end.
    this.#buf[this.#limit] = byte;
    const index = this.#buf.indexOf(byte, from);
    return index < 0 ? this.#limit : index;
  }

  /** The text up to `end`, which is read then. */
  #take(end: number): string {
    const text = this.#rest + this.#decode(end);
    this.#pos = end;
    this.#rest = '';
    return text;
  }

  /** Bytes of the next character, or 0 if it is not there, or not all of it. */
  #characterLength(): number {
    if (this.#rest !== '') return 1;
    if (this.#pos === this.#limit) return 0;
    return this.#encoding === 'utf8' ? sequenceLength(this.#buf, this.#pos, this.#limit) : 1;
  }

  #takeUnit(length: number): number {
    if (length === 1 && this.#rest === '' && this.#buf[this.#pos]! < 0x80) return this.#buf[this.#pos++]!;
    const text = this.#rest === '' ? this.#take(this.#pos + length) : this.#take(this.#pos);
    this.#rest = text.slice(1);
    return text.charCodeAt(0);
  }

  #decode(end: number): string {
    if (this.#encoding !== 'ascii') return this.#buf.toString(this.#encoding, this.#pos, end);
    // Node's 'ascii' would make letters of bytes that are none.
    return this.#buf.toString('latin1', this.#pos, end).replace(/[\x80-\xff]/g, '\uFFFD');
  }

  /** Exactly one read of the stream below, of `size` bytes. False at its end. */
  #fill(): boolean {
    this.#makeRoom();
    const length = this.#in.read(this.#buf, this.#limit, this.#size);
    this.#limit += Math.max(length, 0);
    return length >= 0;
  }

  /** Room for `size` bytes after those that are unread. */
  #makeRoom(): void {
    const unread = this.#limit - this.#pos;
    if (unread > 0 && this.#buf.length - this.#limit >= this.#size) return;
    const needed = unread + this.#size;
    let target = this.#buf;
    // Twice as much each time: a long line is copied once or twice, not once for each read.
    if (needed > target.length) target = Buffer.allocUnsafeSlow(Math.max(2 * target.length, needed));
    // What one long line needed is not kept.
    else if (unread === 0 && target.length > 2 * this.#size) target = Buffer.allocUnsafeSlow(this.#size);
    if (unread > 0) this.#buf.copy(target, 0, this.#pos, this.#limit);
    this.#buf = target;
    this.#noLineFeedBefore -= this.#pos;
    this.#noReturnBefore -= this.#pos;
    this.#limit = unread;
    this.#pos = 0;
  }
}
