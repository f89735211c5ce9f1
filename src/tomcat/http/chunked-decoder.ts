import type { BodyDecoder } from './body-decoder.js';
import * as bytes from './bytes.js';
import { ChunkExtensions, END, INVALID } from './chunk-extensions.js';
import { FieldSection } from './field-section.js';

/** How much a client may send beside the payload of a chunked body; names and values as in Tomcat's `Connector`. */
export interface ChunkedLimits {
  /** Bytes of the extensions of all chunks together (RFC 9112, 7.1.1, wants a limit). */
  readonly maxExtensionSize?: number;
  /** Bytes of the trailer section. */
  readonly maxTrailerSize?: number;
  /** Fields of the trailer section. */
  readonly maxHeaderCount?: number;
}

const SIZE = 0;
const EXTENSIONS = 1;
const SIZE_LF = 2;
const DATA = 3;
const DATA_CR = 4;
const DATA_LF = 5;
const TRAILERS_START = 6;
const TRAILERS = 7;
const LAST_LF = 8;
const DONE = 9;

/** 2⁵³ has 14: more can only be zeros in front, of which nobody needs many. */
const maxSizeDigits = 16;

/**
 * Fields that mean something before or instead of the body, and so must not come after it (RFC 9110, 6.5.1): they are
 * dropped, as a server that merged them into the head would read another message than the one before it did.
 */
const forbidden = new Set(
  `accept accept-charset accept-encoding accept-language age authorization cache-control connection content-encoding
  content-length content-location content-range content-type cookie date expect expires forwarded from host if-match
  if-modified-since if-none-match if-range if-unmodified-since keep-alive location max-forwards origin pragma
  proxy-authenticate proxy-authorization proxy-connection range referer retry-after set-cookie te trailer
  transfer-encoding upgrade user-agent vary via warning www-authenticate x-forwarded-for x-forwarded-host
  x-forwarded-proto x-real-ip`.split(/\s+/),
);

/**
 * A chunked body (RFC 9112, 7.1): `size [extensions] CRLF data CRLF`, again and again, then a size of 0, trailers and an
 * empty line. Strict: sizes are hexadecimal digits and nothing else; lines end with CRLF; data is followed by CRLF.
 */
export class ChunkedDecoder implements BodyDecoder {
  readonly #maxExtensionSize: number;
  readonly #maxTrailerSize: number;
  readonly #maxHeaderCount: number;
  readonly #extensions = new ChunkExtensions();
  #state = SIZE;
  #digits = 0;
  /** Of the chunk: what its size line says, then what is left of it. */
  #remaining = 0;
  #extensionSize = 0;
  /** The trailer section until now: the bytes in the connection's buffer do not stay there. */
  #trailerBytes: Buffer | undefined;
  #trailerSize = 0;
  #trailers: FieldSection | undefined;
  dataStart = 0;
  dataEnd = 0;

  constructor({ maxExtensionSize = 8192, maxTrailerSize = 8192, maxHeaderCount = 100 }: ChunkedLimits = {}) {
    this.#maxExtensionSize = maxExtensionSize;
    this.#maxTrailerSize = maxTrailerSize;
    this.#maxHeaderCount = maxHeaderCount;
  }

  get done(): boolean {
    return this.#state === DONE;
  }

  /** As {@link BodyDecoder.decode}. A malformed body is refused with 400, too large trailers with 431. */
  decode(buf: Buffer, start: number, end: number): number {
    this.dataStart = this.dataEnd = start;
    for (let i = start; i < end; i++) {
      const byte = buf[i]!;
      switch (this.#state) {
        case SIZE:
          if (!this.#takeSize(byte)) return -400;
          break;
        case EXTENSIONS:
          if (!this.#takeExtension(byte)) return -400;
          break;
        case SIZE_LF:
          if (byte !== bytes.LF) return -400;
          this.#state = this.#remaining > 0 ? DATA : TRAILERS_START;
          break;
        case DATA:
          return this.#takeData(start, i, end);
        case DATA_CR:
          if (byte !== bytes.CR) return -400;
          this.#state = DATA_LF;
          break;
        case DATA_LF:
          if (byte !== bytes.LF) return -400;
          this.#state = SIZE;
          this.#digits = 0;
          break;
        case TRAILERS_START:
          if (byte !== bytes.CR) return this.#takeTrailers(buf, start, i, end);
          this.#state = LAST_LF;
          break;
        case TRAILERS:
          return this.#takeTrailers(buf, start, i, end);
        case LAST_LF:
          if (byte !== bytes.LF) return -400;
          this.#state = DONE;
          return i + 1 - start;
        default:
          return i - start;
      }
    }
    return end - start;
  }

  #takeSize(byte: number): boolean {
    const digit = bytes.HEX_VALUE[byte]!;
    if (digit === 255) {
      if (this.#digits === 0) return false;
      this.#state = EXTENSIONS;
      this.#extensions.reset();
      return this.#takeExtension(byte);
    }
    this.#remaining = this.#digits === 0 ? digit : 16 * this.#remaining + digit;
    this.#digits++;
    return this.#digits <= maxSizeDigits && this.#remaining <= Number.MAX_SAFE_INTEGER;
  }

  #takeExtension(byte: number): boolean {
    const result = this.#extensions.next(byte);
    if (result === END) this.#state = SIZE_LF;
    else if (++this.#extensionSize > this.#maxExtensionSize) return false;
    return result !== INVALID;
  }

  #takeData(start: number, from: number, end: number): number {
    const length = Math.min(end - from, this.#remaining);
    this.#remaining -= length;
    if (this.#remaining === 0) this.#state = DATA_CR;
    this.dataStart = from;
    this.dataEnd = from + length;
    return this.dataEnd - start;
  }

  #takeTrailers(buf: Buffer, start: number, from: number, end: number): number {
    this.#state = TRAILERS;
    const text = (this.#trailerBytes ??= Buffer.allocUnsafeSlow(this.#maxTrailerSize));
    const fields = (this.#trailers ??= new FieldSection(this.#maxHeaderCount));
    const seen = this.#trailerSize;
    this.#trailerSize += buf.copy(text, seen, from, Math.min(end, from + text.length - seen));
    const sectionEnd = fields.parse(text, 0, seen, this.#trailerSize);
    if (sectionEnd < 0) return sectionEnd;
    if (sectionEnd === 0) return this.#trailerSize === text.length ? -431 : end - start;
    fields.setText(text.toString('latin1', 0, sectionEnd));
    this.#state = DONE;
    return from + sectionEnd - seen - start;
  }

  /** The trailer fields, once the body is done, in order and with their names as they were sent. */
  trailers(): [name: string, value: string][] {
    return this.#trailers?.entries().filter(([name]) => !forbidden.has(name.toLowerCase())) ?? [];
  }
}
