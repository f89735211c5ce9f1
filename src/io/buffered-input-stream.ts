import { nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger } from '../syscalls/invalid-argument.js';
import { checkSize } from './checks.js';
import { checkInputStream, InputStream } from './input-stream.js';
import { streamClosed } from './io-exception.js';
import { checkOutputStream } from './output-stream.js';
import type { OutputStream } from './output-stream.js';

const empty = Buffer.alloc(0);

/**
 * Reads ahead, so that many small reads make one large read of the stream below, as `java.io.BufferedInputStream`.
 *
 * A `read` makes at most one read of the stream below: of `size` bytes when the buffer is empty, straight into the
 * caller's memory when that is at least as large, none while the buffer has bytes. (Java asks `available()` after that
 * and may read again: one or two system calls more for the same bytes.)
 *
 * After `close()`, all methods but `close()` throw an `IOException`: 'Stream closed'.
 *
 * @example
 * const input = new BufferedInputStream(socket.getInputStream());
 * const [major, minor] = [input.read(), input.read()]; // one read(2) of 8192 bytes
 */
export class BufferedInputStream extends InputStream {
  readonly #in: InputStream;
  readonly #size: number;
  /** Made when it is needed: a connection on which nothing comes has none. */
  #buf = empty;
  #pos = 0;
  #limit = 0;
  #closed = false;

  /** @param size bytes of the buffer. */
  constructor(input: InputStream, size = 8192) {
    super();
    checkInputStream(input);
    this.#in = input;
    this.#size = checkSize(size);
  }

  protected override readByte(): number {
    return this.#pos < this.#limit || this.#fill() ? this.#buf[this.#pos++]! : -1;
  }

  protected override readBytes(buf: Uint8Array, off: number, len: number): number {
    if (this.#pos === this.#limit) {
      if (len >= this.#size) return this.#opened().read(buf, off, len);
      if (!this.#fill()) return -1;
    }
    return this.#take(buf, off, len);
  }

  #take(buf: Uint8Array, off: number, len: number): number {
    const length = Math.min(len, this.#limit - this.#pos);
    this.#buf.copy(buf, off, this.#pos, this.#pos + length);
    this.#pos += length;
    return length;
  }

  #fill(): boolean {
    const input = this.#opened();
    if (this.#buf.length === 0) this.#buf = Buffer.allocUnsafeSlow(this.#size);
    const length = input.read(this.#buf);
    this.#pos = 0;
    this.#limit = Math.max(length, 0);
    return length > 0;
  }

  #opened(): InputStream {
    if (this.#closed) throw streamClosed();
    return this.#in;
  }

  /**
   * Skips bytes of the buffer: none of the stream below unless the buffer is empty, and then the stream below skips.
   *
   * @returns how many bytes were skipped: perhaps fewer than `n`, as in Java.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; what the stream below fails with.
   */
  override skip(n: number): number {
    checkInteger('n', n, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    const input = this.#opened();
    if (n <= 0) return 0;
    if (this.#pos === this.#limit) return input.skip(n);
    const skipped = Math.min(n, this.#limit - this.#pos);
    this.#pos += skipped;
    return skipped;
  }

  /** The bytes in the buffer and those available below: over a socket, one `ioctl(FIONREAD)`. */
  override available(): number {
    return this.#limit - this.#pos + this.#opened().available();
  }

  /** Writes the buffer to `out`, then has the stream below transfer the rest. */
  override transferTo(out: OutputStream): number {
    checkOutputStream(out);
    const input = this.#opened();
    const buffered = this.#limit - this.#pos;
    if (buffered > 0) out.write(this.#buf, this.#pos, buffered);
    this.#pos = this.#limit;
    return buffered + input.transferTo(out);
  }

  /** Closes the stream below. What is in the buffer is lost. A second call does nothing. */
  override close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#buf = empty;
    this.#pos = this.#limit = 0;
    this.#in.close();
  }
}

nameApiCalls(BufferedInputStream);
