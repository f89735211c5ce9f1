import { nameApiCalls } from '../syscalls/api-call.js';
import { invalidValue } from '../syscalls/invalid-argument.js';
import { checkSize } from './checks.js';
import { InputStreamReader, textSourceOf } from './input-stream-reader.js';
import type { InputStream } from './input-stream.js';
import { TextSource } from './text-source.js';
import type { Encoding } from './text-source.js';

/**
 * Reads text line by line, as `java.io.BufferedReader`: the first `readLine()` makes one `read(2)`, of 8192 bytes, and
 * the next ones none, until the buffer has no whole line. A line may have any length; it grows in memory until it ends.
 *
 * Each time the buffer runs out, exactly one read of the stream below is made. (Java asks `available()` after each,
 * and may read again.) When that read fails, because a timeout is over for instance, nothing is lost: the next
 * call goes on in the middle of the line. Malformed bytes become U+FFFD.
 *
 * After `close()`, all methods but `close()` throw an `IOException`: 'Stream closed'.
 *
 * @example
 * const reader = new BufferedReader(socket.getInputStream());
 * const request = reader.readLine(); // 'GET / HTTP/1.1', one read(2)
 * const header = reader.readLine(); // 'Host: localhost', none
 */
export class BufferedReader {
  readonly #source: TextSource;

  /**
   * Makes no call.
   *
   * @param size bytes that the stream below is asked for at once. An `InputStreamReader` has its own: 8192, as in Java.
   * @param encoding 'utf-8', 'iso-8859-1' ('latin1') or 'us-ascii'. An `InputStreamReader` has its own.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_INVALID_ARG_VALUE.
   */
  constructor(input: InputStream | InputStreamReader, size = 8192, encoding?: Encoding) {
    if (!(input instanceof InputStreamReader)) {
      this.#source = new TextSource(input, size, encoding);
      return;
    }
    checkSize(size);
    if (encoding !== undefined) throw invalidValue('encoding', 'is that of the InputStreamReader', encoding);
    this.#source = textSourceOf(input);
  }

  /**
   * Reads a line, which ends with \n, \r, \r\n or the end of the stream.
   *
   * None from the buffer; one read of the stream below when there is no whole line in it, and one more each time
   * that the line has not ended then. A line that ends with \r is returned without waiting for a \n.
   *
   * @returns the line without its end; null at the end of the stream.
   * @throws what the stream below fails with; IOException after `close()`.
   *
   * @example
   * for (let line = reader.readLine(); line; line = reader.readLine()) console.log(line); // until an empty one
   */
  readLine(): string | null {
    return this.#source.readLine();
  }

  /**
   * Reads one UTF-16 code unit, or returns −1 at the end. None from the buffer; one read of the stream below when it is
   * empty, more when the bytes of a character come one by one.
   *
   * @throws what the stream below fails with; IOException after `close()`.
   *
   * @example
   * const letter = String.fromCharCode(reader.read());
   */
  read(): number {
    return this.#source.read();
  }

  /**
   * Whether `read()` will not block: no call if the buffer has a character, else `available()` of the stream below.
   * `readLine()` may block all the same, and at the end of the stream it is false, as in Java.
   *
   * @throws IOException after `close()`.
   */
  ready(): boolean {
    return this.#source.ready();
  }

  /**
   * The lines that are left, each read when it is asked for, by `readLine()`.
   *
   * @example
   * for (const line of reader.lines()) console.log(line);
   */
  *lines(): Generator<string, void, undefined> {
    for (let line = this.readLine(); line !== null; line = this.readLine()) yield line;
  }

  /** Closes the stream below. What is in the buffer is lost. A second call does nothing. */
  close(): void {
    this.#source.close();
  }

  /** `close()`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }
}

nameApiCalls(BufferedReader);
