import { checkInteger, invalidType } from '../syscalls/invalid-argument.js';
import { nameApiCalls } from '../syscalls/api-call.js';
import { checkRange } from './checks.js';
import { checkOutputStream } from './output-stream.js';
import type { OutputStream } from './output-stream.js';

/** Bytes that are asked for at once where the caller has no buffer. Java's 8 or 16 KiB mean more system calls. */
const chunk = 64 * 1024;

/**
 * Bytes from somewhere, as `java.io.InputStream`. A subclass implements {@link InputStream.readBytes}; all else
 * calls it. Over a socket, each `readBytes` is one `read(2)`, which blocks until at least one byte is there.
 *
 * @example
 * class Countdown extends InputStream {
 *   #next = 3;
 *   protected readBytes(buf: Uint8Array, off: number): number {
 *     if (this.#next === 0) return -1;
 *     buf[off] = this.#next--;
 *     return 1;
 *   }
 * }
 * new Countdown().readAllBytes(); // Uint8Array [3, 2, 1]
 */
export abstract class InputStream {
  #one: Uint8Array | undefined;

  /**
   * Reads 1 to `len` bytes into `buf` at `off`: the one method that a subclass must have. It may block until there is
   * a byte. The arguments have been checked, and `len` is at least 1. `buf` is only lent.
   *
   * @returns how many bytes it has read, or −1 at the end.
   */
  protected abstract readBytes(buf: Uint8Array, off: number, len: number): number;

  /** Reads one byte, or returns −1 at the end. A subclass may have a faster way than `readBytes`. */
  protected readByte(): number {
    const one = (this.#one ??= new Uint8Array(1));
    return this.readBytes(one, 0, 1) < 0 ? -1 : one[0]!;
  }

  /**
   * Reads one byte, 0 to 255, or returns −1 at the end. Over a socket: one `read(2)` of one byte.
   *
   * @example
   * for (let byte = input.read(); byte !== -1; byte = input.read()) console.log(byte);
   */
  read(): number;
  /**
   * Reads what is there, at least one byte and at most `len`, into `buf` at `off`. Over a socket: one `read(2)`,
   * which blocks while nothing is there.
   *
   * @param off where in `buf` the bytes go; 0 when left out.
   * @param len how many bytes at most; all that fit when left out.
   * @returns how many bytes were read; −1 at the end; 0 only if `len` is 0, and then nothing was called.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; what the stream fails with.
   *
   * @example
   * const buf = new Uint8Array(1024);
   * const length = input.read(buf);
   */
  read(buf: Uint8Array, off?: number, len?: number): number;
  read(buf?: Uint8Array, off = 0, len?: number): number {
    if (buf === undefined) return this.readByte();
    const length = checkRange(buf, off, len);
    return length === 0 ? 0 : this.readBytes(buf, off, length);
  }

  /**
   * Reads until `len` bytes are there, or the stream ends. Over a socket: as many `read(2)` as it takes.
   *
   * @returns `len` bytes, fewer only at the end of the stream.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; what the stream fails with: what was read until then is lost.
   *
   * @example
   * const header = input.readNBytes(12);
   */
  readNBytes(len: number): Uint8Array;
  /**
   * Reads until `len` bytes are in `buf` at `off`, or the stream ends. Over a socket: as many `read(2)` as it takes.
   *
   * @returns how many bytes were read: fewer than `len`, perhaps 0, only at the end. It is never −1.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; what the stream fails with.
   *
   * @example
   * if (input.readNBytes(buf, 0, 12) < 12) throw new Error('The header is incomplete');
   */
  readNBytes(buf: Uint8Array, off?: number, len?: number): number;
  readNBytes(bufOrLen: Uint8Array | number, off = 0, len?: number): Uint8Array | number {
    if (typeof bufOrLen === 'number') {
      return this.#readUpTo(checkInteger('len', bufOrLen, 0, Number.MAX_SAFE_INTEGER));
    }
    const length = checkRange(bufOrLen, off, len);
    let count = 0;
    while (count < length) {
      const n = this.readBytes(bufOrLen, off + count, length - count);
      if (n < 0) break;
      count += n;
    }
    return count;
  }

  /**
   * Reads until the stream ends: over a socket, until the peer has shut down its side. As many `read(2)` as it takes,
   * of 64 KiB and more.
   *
   * @throws what the stream fails with: what was read until then is lost.
   *
   * @example
   * const text = Buffer.from(input.readAllBytes()).toString();
   */
  readAllBytes(): Uint8Array {
    return this.#readUpTo(Infinity);
  }

  /** Memory grows with what arrives, not with what was asked for. */
  #readUpTo(len: number): Uint8Array {
    let buf = new Uint8Array(Math.min(len, chunk));
    let count = 0;
    while (count < len) {
      if (count === buf.length) {
        const larger = new Uint8Array(Math.min(len, 2 * count));
        larger.set(buf);
        buf = larger;
      }
      const n = this.readBytes(buf, count, buf.length - count);
      if (n < 0) break;
      count += n;
    }
    return count === buf.length ? buf : buf.slice(0, count);
  }

  /**
   * Reads `n` bytes and throws them away. Over a socket: as many `read(2)` as it takes.
   *
   * @returns how many bytes were skipped: fewer than `n` at the end of the stream, 0 when `n` is negative.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; what the stream fails with.
   *
   * @example
   * input.skip(header.bodyLength);
   */
  skip(n: number): number {
    checkInteger('n', n, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    if (n <= 0) return 0;
    const waste = new Uint8Array(Math.min(n, chunk));
    let skipped = 0;
    while (skipped < n) {
      const length = this.readBytes(waste, 0, Math.min(n - skipped, waste.length));
      if (length < 0) break;
      skipped += length;
    }
    return skipped;
  }

  /**
   * How many bytes can be read without blocking: 0, unless a subclass knows better. Over a socket: one
   * `ioctl(FIONREAD)`. 0 does not mean that the stream has ended.
   */
  available(): number {
    return 0;
  }

  /**
   * Reads until the stream ends and writes everything to `out`, which is neither flushed nor closed. Over sockets:
   * one `read(2)` of up to 64 KiB and one `write(2)`, again and again.
   *
   * @returns how many bytes were transferred.
   * @throws ERR_INVALID_ARG_TYPE; what either stream fails with.
   *
   * @example
   * socket.getInputStream().transferTo(socket.getOutputStream()); // an echo server
   */
  transferTo(out: OutputStream): number {
    checkOutputStream(out);
    const buf = new Uint8Array(chunk);
    let transferred = 0;
    for (;;) {
      const length = this.readBytes(buf, 0, chunk);
      if (length < 0) return transferred;
      out.write(buf, 0, length);
      transferred += length;
    }
  }

  /** Gives back what the stream holds: nothing, unless a subclass says otherwise. A second call does nothing. */
  close(): void {
    // For subclasses.
  }

  /** `close()`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }
}

/** The stream that a constructor is given. */
export function checkInputStream(input: unknown): asserts input is InputStream {
  if (!(input instanceof InputStream)) throw invalidType('in', 'an instance of InputStream', input);
}

nameApiCalls(InputStream, { hooks: ['readBytes', 'readByte'] });
