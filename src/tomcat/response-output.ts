import type { Channel } from './channel.js';
import { ClientAbortException } from './exceptions.js';
import { writeUtf8 } from './http/bytes.js';
import { chunkEndSize, chunkHeadSize, lastChunk, writeChunkEnd, writeChunkHead } from './http/index.js';
import type { ResponseHead } from './http/index.js';
import { IllegalStateException } from './illegal-state-exception.js';

/** Room for a head in front of the body, so that both go out in one write(2). Larger heads go out by themselves. */
const headRoom = 4096;

/** How many bytes of a body are held back, as Tomcat's; a servlet may set another number. */
const standardSize = 8192;

/** Bytes of a large body that go out at once. */
const capacity = 64 * 1024;

/** The longest text whose UTF-8 fits surely, by its length. */
const bytesPerUnit = 3;

/** What is left of a response when the client does not take it at once. */
export interface Rest {
  readonly start: number;
  readonly end: number;
}

/**
 * The bytes of a response: the body behind its head.
 *
 *     buf:  … head | chunk size | body … | CRLF
 *                               ^ bodyStart
 *
 * One object serves all responses of a thread.
 */
export class ResponseOutput {
  readonly buf = Buffer.allocUnsafeSlow(headRoom + chunkHeadSize + capacity + chunkEndSize + lastChunk.length);
  readonly #bodyStart = headRoom + chunkHeadSize;
  readonly #head: ResponseHead;
  #channel: Channel | undefined;
  /** How many bytes of the body are held back. */
  size = standardSize;
  /** Where the body in the buffer ends. */
  #end = this.#bodyStart;
  /** Bytes of the body that have gone out. */
  #sent = 0;
  #committed = false;
  /** What can be written until Content-Length is reached. */
  #remaining = Infinity;
  #failed = false;
  /** What is written does not count any more. */
  ignores = false;
  /** Of text. */
  encoding: 'utf8' | 'latin1' | 'ascii' = 'utf8';

  constructor(head: ResponseHead) {
    this.#head = head;
  }

  /** Starts another response. */
  begin(channel: Channel): void {
    this.#channel = channel;
    this.size = standardSize;
    this.#end = this.#bodyStart;
    this.#sent = 0;
    this.#committed = this.#failed = this.ignores = false;
    this.encoding = 'utf8';
    this.#remaining = Infinity;
  }

  get isCommitted(): boolean {
    return this.#committed;
  }

  /** Whether the client has gone. */
  get hasFailed(): boolean {
    return this.#failed;
  }

  /** Bytes of the body that were written, sent or not. */
  get written(): number {
    return this.#sent + this.#end - this.#bodyStart;
  }

  /** Forgets the body in the buffer. */
  reset(): void {
    if (this.#committed) throw new IllegalStateException('The response has been committed');
    this.#end = this.#bodyStart;
  }

  /** Adds text to the body. */
  writeText(text: string): void {
    const { encoding } = this;
    if (encoding !== 'utf8') {
      const bytes = Buffer.from(narrow(text, encoding), 'latin1');
      this.writeBytes(bytes, 0, bytes.length);
    } else if (!this.#fits(bytesPerUnit * text.length)) {
      const bytes = Buffer.from(text);
      this.writeBytes(bytes, 0, bytes.length);
    } else if (!this.ignores) {
      // Text that fits needs no bytes of its own.
      this.#end += writeUtf8(this.buf, this.#end, text);
      if (this.#end - this.#bodyStart > this.size) this.flush();
    }
  }

  #fits(length: number): boolean {
    return length <= this.#bodyStart + capacity - this.#end;
  }

  /** Adds bytes to the body. */
  writeBytes(buf: Uint8Array, off: number, len: number): void {
    if (this.ignores) return;
    for (let from = off; from < off + len;) {
      const room = this.#bodyStart + capacity - this.#end;
      const n = Math.min(room, off + len - from);
      this.buf.set(from === 0 && n === buf.length ? buf : buf.subarray(from, from + n), this.#end);
      this.#end += n;
      from += n;
      if (this.#end - this.#bodyStart > this.size) this.flush();
    }
  }

  /** Sends what there is: one `write(2)`. */
  flush(): void {
    // What ends the response is what was not ignored.
    if (this.ignores) return;
    if (this.#committed && this.#end === this.#bodyStart) return;
    const { start, end } = this.#frame(-1, false);
    if (end > start) this.#write(this.buf, start, end - start);
  }

  /** Writes the head, if that has not been done, and what goes around the body. Empties the buffer. */
  #frame(bodyLength: number, isLast: boolean): Rest {
    const isFirst = !this.#committed;
    this.#committed = true;
    if (isFirst) this.#head.frame(bodyLength);
    const { framing } = this.#head;
    let start = this.#bodyStart;
    let end = this.#cut();
    if (framing === 'none') end = start;
    if (framing === 'chunked') {
      if (end > start) {
        start = writeChunkHead(this.buf, start, end - start);
        end = writeChunkEnd(this.buf, end);
      }
      if (isLast) end += lastChunk.copy(this.buf, end);
    }
    this.#sent += this.#end - this.#bodyStart;
    this.#end = this.#bodyStart;
    return { start: isFirst ? this.#putHead(start) : start, end };
  }

  /** Writes the head so that it ends at `end`, and returns where it starts; one for which there is no room is sent. */
  #putHead(end: number): number {
    const start = this.#head.write(this.buf, end);
    if (start >= 0) return start;
    const bytes = Buffer.allocUnsafe(-start);
    this.#head.write(bytes, bytes.length);
    this.#write(bytes, 0, bytes.length);
    return end;
  }

  /** Where the body in the buffer ends, if it is not to be longer than Content-Length says. */
  #cut(): number {
    const declared = this.#head.contentLength;
    if (declared < 0) return this.#end;
    if (this.#remaining === Infinity) this.#remaining = declared;
    const length = Math.min(this.#end - this.#bodyStart, this.#remaining);
    this.#remaining -= length;
    return this.#bodyStart + length;
  }

  #write(buf: Uint8Array, off: number, len: number): void {
    if (this.#failed) throw new ClientAbortException('The client has gone');
    try {
      this.#channel!.write(buf, off, len);
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  /**
   * Ends the response. What the client does not take at once is the rest, which stays in `buf` until the next `begin()`.
   *
   * @param length of the body, when it is longer than what was written: a file follows. −1: it is what was written.
   */
  finish(length = -1): Rest {
    const known = length >= 0 ? length : this.#committed ? -1 : this.#end - this.#bodyStart;
    const { start, end } = this.#frame(known, length < 0);
    if (end === start) return { start, end };
    if (this.#failed) throw new ClientAbortException('The client has gone');
    try {
      return { start: start + this.#channel!.offer(this.buf, start, end - start, length > 0), end };
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  /** Bytes of the body have gone out of a file. */
  sentElsewhere(count: number): void {
    this.#sent += count;
  }

  /** Whether less was written than Content-Length says: the client would wait for the rest. */
  get isShort(): boolean {
    return this.#head.framing === 'length' && this.#head.contentLength > this.#sent;
  }
}

/** As Java has it: what the charset does not have is a question mark. */
const narrow = (text: string, encoding: 'latin1' | 'ascii'): string =>
  text.replace(encoding === 'ascii' ? /[^\0-\x7f]/gu : /[^\0-\xff]/gu, '?');
