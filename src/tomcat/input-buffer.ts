import { timedOut } from './channel.js';
import type { Channel } from './channel.js';

/** What has come from a client and was not consumed: the bytes of `buf` from `start` to `end`. */
export class InputBuffer {
  readonly buf: Buffer;
  start = 0;
  end = 0;

  /** @param size how large a request head may be; a body goes through in pieces. */
  constructor(size: number) {
    // Of its own, and not a part of the pool: the kernel writes to it.
    this.buf = Buffer.allocUnsafeSlow(size);
  }

  get length(): number {
    return this.end - this.start;
  }

  get isFull(): boolean {
    return this.end - this.start === this.buf.length;
  }

  clear(): void {
    this.start = this.end = 0;
  }

  /** Makes room behind `end`, as far as there is any. */
  compact(): void {
    if (this.start === this.end) this.start = this.end = 0;
    if (this.end < this.buf.length || this.start === 0) return;
    this.buf.copyWithin(0, this.start, this.end);
    this.end -= this.start;
    this.start = 0;
  }

  /** Reads once: how many bytes, 0 at the end, or `timedOut`. There must be room. */
  fill(channel: Channel, timeout: number): number {
    this.compact();
    const n = channel.receive(this.buf, this.end, this.buf.length - this.end, timeout);
    if (n !== timedOut) this.end += n;
    return n;
  }

  /** Takes up to `len` bytes. */
  take(buf: Uint8Array, off: number, len: number): number {
    const n = Math.min(len, this.end - this.start);
    this.buf.copy(buf, off, this.start, this.start + n);
    this.start += n;
    return n;
  }
}
