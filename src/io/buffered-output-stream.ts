import { nameApiCalls } from '../syscalls/api-call.js';
import { checkSize } from './checks.js';
import { streamClosed } from './io-exception.js';
import { checkOutputStream, OutputStream } from './output-stream.js';

/**
 * Collects small writes into one large write of the stream below, as `java.io.BufferedOutputStream`.
 *
 * A write makes no call while its bytes fit into the buffer; one, of what the buffer has, when they do not; and one
 * more, straight from the caller's memory, when they are at least as many as the buffer is large.
 *
 * After `close()`, `write` and `flush` throw an `IOException`: 'Stream closed'. (Java's collects the bytes and loses
 * them.) When the stream below fails, the bytes stay in the buffer, and the next `flush()` tries again.
 *
 * @example
 * const output = new BufferedOutputStream(socket.getOutputStream());
 * output.write('HTTP/1.1 200 OK\r\n');
 * output.write('Content-Length: 0\r\n\r\n');
 * output.flush(); // one write(2)
 */
export class BufferedOutputStream extends OutputStream {
  readonly #out: OutputStream;
  readonly #buf: Uint8Array;
  #count = 0;
  #closed = false;

  /** @param size bytes of the buffer. */
  constructor(out: OutputStream, size = 8192) {
    super();
    checkOutputStream(out);
    this.#out = out;
    this.#buf = Buffer.allocUnsafeSlow(checkSize(size));
  }

  protected override writeByte(b: number): void {
    this.#checkOpen();
    if (this.#count === this.#buf.length) this.#flushBuffer();
    this.#buf[this.#count++] = b;
  }

  protected override writeBytes(buf: Uint8Array, off: number, len: number): void {
    this.#checkOpen();
    if (len > this.#buf.length - this.#count) this.#flushBuffer();
    if (len >= this.#buf.length) {
      this.#out.write(buf, off, len);
      return;
    }
    this.#buf.set(buf.subarray(off, off + len), this.#count);
    this.#count += len;
  }

  #flushBuffer(): void {
    if (this.#count === 0) return;
    try {
      this.#out.write(this.#buf, 0, this.#count);
      this.#count = 0;
    } catch (error) {
      // What the kernel has taken is not written again: the next flush goes on behind it.
      const { bytesWritten = 0 } = error as { bytesWritten?: number };
      this.#buf.copyWithin(0, bytesWritten, this.#count);
      this.#count -= bytesWritten;
      throw error;
    }
  }

  #checkOpen(): void {
    if (this.#closed) throw streamClosed();
  }

  /** Writes what the buffer has, with one write of the stream below, none if it is empty; then flushes that stream. */
  override flush(): void {
    this.#checkOpen();
    this.#flushBuffer();
    this.#out.flush();
  }

  /** Flushes, then closes the stream below, even if it could not be flushed. A second call does nothing. */
  override close(): void {
    if (this.#closed) return;
    try {
      this.flush();
    } finally {
      this.#closed = true;
      this.#out.close();
    }
  }
}

nameApiCalls(BufferedOutputStream);
