import * as bytes from './bytes.js';

/** What comes next. Every state but QUOTED and ESCAPE may be left only for what the grammar has there. */
const AFTER_SIZE = 0;
const BEFORE_NAME = 1;
const NAME = 2;
const AFTER_NAME = 3;
const BEFORE_VALUE = 4;
const VALUE = 5;
const QUOTED = 6;
const ESCAPE = 7;
const AFTER_QUOTE = 8;
/** Whitespace has come where only another extension may follow. */
const BEFORE_SEMICOLON = 9;

/** More bytes are needed: what {@link ChunkExtensions.next} returns. */
export const MORE = 0;
/** The line has ended with this byte, which is CR. */
export const END = 1;
/** Nothing that the grammar allows. */
export const INVALID = 2;

/**
 * What may follow a chunk's size: `*( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )` (RFC 9112, 7.1.1).
 * Nobody uses them, and they are ignored; but what is no extension is refused, so that all agree where the line ends.
 */
export class ChunkExtensions {
  #state = AFTER_SIZE;

  /** The size of a chunk has just ended. */
  reset(): void {
    this.#state = AFTER_SIZE;
  }

  /** Takes the next byte, the first one that is no digit of the size included. */
  next(byte: number): typeof MORE | typeof END | typeof INVALID {
    const state = this.#state;
    if (state === QUOTED) return this.#quoted(byte);
    if (state === ESCAPE) {
      this.#state = QUOTED;
      return bytes.isFieldByte(byte) ? MORE : INVALID;
    }
    if (byte === bytes.CR) {
      return state === AFTER_SIZE || state === NAME || state === VALUE || state === AFTER_QUOTE ? END : INVALID;
    }
    if (bytes.isWhitespace(byte)) return this.#whitespace(state);
    if (state === BEFORE_NAME || state === NAME || state === BEFORE_VALUE || state === VALUE) {
      if (bytes.isTokenByte(byte)) {
        this.#state = state === BEFORE_NAME || state === NAME ? NAME : VALUE;
        return MORE;
      }
      if (state === BEFORE_NAME) return INVALID;
      if (state === BEFORE_VALUE) {
        this.#state = QUOTED;
        return byte === bytes.QUOTE ? MORE : INVALID;
      }
    }
    if (byte === bytes.SEMICOLON) {
      this.#state = BEFORE_NAME;
      return MORE;
    }
    this.#state = BEFORE_VALUE;
    return byte === bytes.EQUALS && (state === NAME || state === AFTER_NAME) ? MORE : INVALID;
  }

  #quoted(byte: number): typeof MORE | typeof INVALID {
    if (byte === bytes.QUOTE) this.#state = AFTER_QUOTE;
    else if (byte === bytes.BACKSLASH) this.#state = ESCAPE;
    return bytes.isFieldByte(byte) ? MORE : INVALID;
  }

  #whitespace(state: number): typeof MORE {
    if (state === NAME) this.#state = AFTER_NAME;
    else if (state === AFTER_SIZE || state === VALUE || state === AFTER_QUOTE) this.#state = BEFORE_SEMICOLON;
    return MORE;
  }
}
