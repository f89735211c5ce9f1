import * as bytes from './bytes.js';

// V8 takes a constant for what it is only in the module that declares it.
const { COLON, CR, endOfToken, endOfTrimmed, endOfFieldValue, endOfWhitespace, LF, LOWER } = bytes;

/** Where in a field line the next byte belongs. */
const LINE_START = 0;
const NAME = 1;
const BEFORE_VALUE = 2;
const VALUE = 3;
const LINE_LF = 4;
const LAST_LF = 5;

/** Numbers that a field takes in `#spans`: where its name and its value start and end. */
const perField = 4;

/**
 * A field section: the field lines of a head or of the trailers, up to and with the empty line that ends them
 * (RFC 9112, 2.1 and 5). It remembers where names and values lie, and decodes them when somebody asks.
 *
 * Strict: names are tokens, directly followed by the colon; lines end with CRLF; values contain no control character but
 * HTAB; a line that starts with whitespace, as obsolete line folding does, is refused (RFC 9112, 5.1 and 5.2).
 *
 *     Host: a.test  \r\n
 *     ^   ^ ^     ^
 *     0   1 2     3     of `#spans`, counted from the start of the message
 */
export class FieldSection {
  readonly #maxCount: number;
  #spans: Int32Array;
  #count = 0;
  #state = LINE_START;
  /** The message as text, once it is complete. */
  #text = '';

  /** @param maxCount how many fields it may have; one more is refused with 431. */
  constructor(maxCount: number) {
    this.#maxCount = maxCount;
    this.#spans = new Int32Array(perField * Math.min(maxCount, 16));
  }

  /** Forgets all fields: the next byte is the first one of another section. */
  reset(): void {
    this.#count = 0;
    this.#state = LINE_START;
    this.#text = '';
  }

  /**
   * Goes on with the bytes from `from` to `to`, which are those that it has not seen yet.
   *
   * @param base where the message starts in `buf`, to which places are relative: the bytes may have been moved since
   *   the last call.
   * @returns where the section has ended: after its empty line; 0 when all bytes are seen and it has not;
   *   −400 or −431 when it is refused.
   */
  parse(buf: Buffer, base: number, from: number, to: number): number {
    let i = from;
    let state = this.#state;
    let spans = this.#spans;
    let span = perField * this.#count;
    // One `if` after the other, not a `switch` in a loop, which V8 makes code of that takes twice as long.
    while (i < to) {
      if (state === LINE_START) {
        if (buf[i] === CR) {
          i++;
          state = LAST_LF;
        } else {
          if (span === perField * this.#maxCount) return -431;
          if (span === spans.length) spans = this.#grow();
          spans[span] = i - base;
          state = NAME;
        }
      }
      if (state === NAME) {
        i = endOfToken(buf, i, to);
        if (i === to) break;
        if (buf[i] !== COLON || i - base === spans[span]) return -400;
        spans[span + 1] = i - base;
        i++;
        state = BEFORE_VALUE;
      }
      if (state === BEFORE_VALUE) {
        i = endOfWhitespace(buf, i, to);
        if (i === to) break;
        spans[span + 2] = i - base;
        state = VALUE;
      }
      if (state === VALUE) {
        i = endOfFieldValue(buf, i, to);
        if (i === to) break;
        if (buf[i] !== CR) return -400;
        spans[span + 3] = i - base;
        i++;
        state = LINE_LF;
      }
      if (i === to) break;
      if (buf[i] !== LF) return -400;
      i++;
      if (state === LAST_LF) return i;
      spans[span + 3] = endOfTrimmed(buf, base + spans[span + 2]!, base + spans[span + 3]!) - base;
      span += perField;
      this.#count++;
      state = LINE_START;
    }
    this.#state = state;
    return 0;
  }

  #grow(): Int32Array {
    const larger = new Int32Array(Math.min(2 * this.#spans.length, perField * this.#maxCount));
    larger.set(this.#spans);
    return (this.#spans = larger);
  }

  /** What the message says, of which the section is a part. From now on it can be asked for its fields. */
  setText(text: string): void {
    this.#text = text;
  }

  /** How many field lines there are. */
  get count(): number {
    return this.#count;
  }

  /** Where the name of a field starts, counted from the start of the message; and so on. */
  nameStart(index: number): number {
    return this.#spans[perField * index]!;
  }
  nameEnd(index: number): number {
    return this.#spans[perField * index + 1]!;
  }
  valueStart(index: number): number {
    return this.#spans[perField * index + 2]!;
  }
  valueEnd(index: number): number {
    return this.#spans[perField * index + 3]!;
  }

  /** The name of a field, as it was sent. */
  name(index: number): string {
    return this.#text.slice(this.nameStart(index), this.nameEnd(index));
  }

  /** The value of a field without the whitespace around it: a character for each byte, as in ISO-8859-1. */
  value(index: number): string {
    return this.#text.slice(this.valueStart(index), this.valueEnd(index));
  }

  /** The first field with this name after field `index`, −1 if there is none. Names are compared regardless of case. */
  find(name: string, index = -1): number {
    for (let i = index + 1; i < this.#count; i++) {
      if (this.#isNamed(i, name)) return i;
    }
    return -1;
  }

  #isNamed(index: number, name: string): boolean {
    const start = this.nameStart(index);
    if (this.nameEnd(index) - start !== name.length) return false;
    for (let i = 0; i < name.length; i++) {
      // A character beyond the table is in no name.
      if (LOWER[this.#text.charCodeAt(start + i)] !== LOWER[name.charCodeAt(i)]) return false;
    }
    return true;
  }

  /** The value of the first field with this name, null if there is none. */
  get(name: string): string | null {
    const index = this.find(name);
    return index < 0 ? null : this.value(index);
  }

  /** The values of all fields with this name, in order (RFC 9110, 5.3). */
  getAll(name: string): string[] {
    const values: string[] = [];
    for (let i = this.find(name); i >= 0; i = this.find(name, i)) values.push(this.value(i));
    return values;
  }

  /** All fields in order, as pairs: no object has names that a client chose as its keys. */
  entries(): [name: string, value: string][] {
    return Array.from({ length: this.#count }, (_, i) => [this.name(i), this.value(i)]);
  }
}
