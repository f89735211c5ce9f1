import { nameApiCalls } from '../syscalls/api-call.js';
import type { InputStream } from './input-stream.js';
import { TextSource } from './text-source.js';
import type { Encoding } from './text-source.js';

/** Bytes that the stream below is asked for at once, as Java's does. */
const size = 8192;

/** For `BufferedReader`: what has been read ahead goes with it. */
export let textSourceOf: (reader: InputStreamReader) => TextSource;

/**
 * Makes characters of the bytes of a stream, as `java.io.InputStreamReader`. It reads ahead, 8192 bytes at once.
 * `BufferedReader` takes an `InputStream` as well; this class is there for the line that everybody knows.
 *
 * @example
 * const reader = new BufferedReader(new InputStreamReader(socket.getInputStream()));
 */
export class InputStreamReader {
  readonly #source: TextSource;

  /**
   * Makes no call.
   *
   * @param encoding 'utf-8', 'iso-8859-1' ('latin1') or 'us-ascii'.
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE.
   */
  constructor(input: InputStream, encoding: Encoding = 'utf-8') {
    this.#source = new TextSource(input, size, encoding);
  }

  static {
    textSourceOf = (reader) => reader.#source;
  }

  /**
   * Reads one UTF-16 code unit, or returns −1 at the end. None from the buffer; one read of the stream below when the
   * buffer is empty, more when the bytes of a character come one by one.
   */
  read(): number {
    return this.#source.read();
  }

  /** Whether `read()` will not block: no call if the buffer has a character, else `available()` of the stream below. */
  ready(): boolean {
    return this.#source.ready();
  }

  /** Closes the stream below. What was read ahead is lost. A second call does nothing. */
  close(): void {
    this.#source.close();
  }

  /** `close()`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }
}

nameApiCalls(InputStreamReader);
