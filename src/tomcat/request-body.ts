import { nameApiCalls } from '../syscalls/api-call.js';
import { InputStream } from '../io/input-stream.js';
import { timedOut } from './channel.js';
import type { Channel } from './channel.js';
import { BadRequestException, ClientAbortException } from './exceptions.js';
import { ChunkedDecoder, continueResponse } from './http/index.js';
import type { RequestParser } from './http/index.js';
import { IllegalStateException } from './illegal-state-exception.js';
import type { InputBuffer } from './input-buffer.js';
import type { TomcatOptions } from './options.js';

/** Bytes of a body that the servlet has not read, which are read and forgotten so that the connection can stay. */
const maxSwallowSize = 2 * 1024 * 1024;

/** How much of a body is looked for at once where nobody wants it. */
const scratch = Buffer.allocUnsafeSlow(16 * 1024);

/**
 * The body of a request, as `jakarta.servlet.ServletInputStream`. It is read from the client as the servlet reads it: who
 * does not read makes the client wait.
 */
export class RequestBody extends InputStream {
  readonly #channel: Channel;
  readonly #input: InputBuffer;
  readonly #options: TomcatOptions;
  /** Of a body with a Content-Length. */
  #remaining = 0;
  #decoder: ChunkedDecoder | undefined;
  #mustContinue = false;
  #size = 0;
  /** Milliseconds that were waited for the client, and how many bytes came in them, since it was last judged. */
  #waited = 0;
  #received = 0;
  readonly #output: { readonly isCommitted: boolean };
  #ended = false;
  /** What it has failed with: it goes on failing so. */
  #failure: Error | undefined;

  constructor(
    channel: Channel,
    input: InputBuffer,
    parser: RequestParser,
    options: TomcatOptions,
    output: { readonly isCommitted: boolean },
  ) {
    super();
    this.#output = output;
    this.#channel = channel;
    this.#input = input;
    this.#options = options;
    this.#mustContinue = parser.expectsContinue;
    if (parser.chunked) this.#decoder = new ChunkedDecoder();
    else this.#remaining = Math.max(0, parser.contentLength);
  }

  /** Whether all of it was read. */
  get isDone(): boolean {
    return this.#decoder === undefined ? this.#remaining === 0 : this.#decoder.done;
  }

  get trailers(): readonly (readonly [name: string, value: string])[] {
    return this.#decoder?.done === true ? this.#decoder.trailers() : [];
  }

  protected override readBytes(buf: Uint8Array, off: number, len: number): number {
    if (this.#ended) throw new IllegalStateException('The request has ended');
    if (this.#failure !== undefined) throw this.#failure;
    if (this.isDone) return -1;
    if (this.#mustContinue) this.#continue();
    try {
      return this.#decoder === undefined
        ? this.#readLength(buf, off, len)
        : this.#readChunked(this.#decoder, buf, off, len);
    } catch (error) {
      this.#failure = error as Error;
      throw error;
    }
  }

  /** The request has ended: what comes now belongs to another one. */
  end(): void {
    this.#ended = true;
  }

  /** How many bytes can be read without a system call. */
  override available(): number {
    return this.#decoder === undefined ? Math.min(this.#remaining, this.#input.length) : 0;
  }

  #continue(): void {
    this.#mustContinue = false;
    // Behind the head of the response it would be taken for a part of the body.
    if (this.#output.isCommitted) return;
    this.#channel.write(continueResponse, 0, continueResponse.length);
  }

  #readLength(buf: Uint8Array, off: number, len: number): number {
    const wanted = Math.min(len, this.#remaining);
    let n = this.#input.take(buf, off, wanted);
    if (n === 0) n = this.#receive((timeout) => this.#channel.receive(buf, off, wanted, timeout));
    this.#remaining -= n;
    this.#count(n);
    return n;
  }

  #readChunked(decoder: ChunkedDecoder, buf: Uint8Array, off: number, len: number): number {
    const input = this.#input;
    for (;;) {
      if (input.length === 0) this.#receive((timeout) => input.fill(this.#channel, timeout));
      // Of a run of payload no more is decoded than the caller takes.
      const consumed = decoder.decode(input.buf, input.start, Math.min(input.end, input.start + len));
      if (consumed < 0) throw new BadRequestException(-consumed, 'The body of the request is malformed');
      input.start += consumed;
      const n = decoder.dataEnd - decoder.dataStart;
      this.#count(n);
      if (n > 0) {
        input.buf.copy(buf, off, decoder.dataStart, decoder.dataEnd);
        return n;
      }
      if (decoder.done) return -1;
    }
  }

  #count(n: number): void {
    this.#size += n;
    const { maxPostSize } = this.#options;
    if (maxPostSize >= 0 && this.#size > maxPostSize)
      throw new BadRequestException(413, `The body of the request is larger than ${maxPostSize} bytes`);
  }

  /** Waits for bytes; not for a client that sends fewer than `minBodyRate`. */
  #receive(receive: (timeout: number) => number): number {
    const { connectionTimeout, minBodyRate } = this.#options;
    for (;;) {
      // Most often the bytes are there, and the clock is not asked.
      let n = this.#channel.blocks ? timedOut : receive(0);
      if (n === timedOut) {
        const start = performance.now();
        n = receive(connectionTimeout);
        this.#waited += performance.now() - start;
      }
      if (n === 0) throw new ClientAbortException('The client has gone in the middle of the request');
      if (n > 0) this.#received += n;
      // Before its time, the wait ends when the thread is needed for others.
      if (n === timedOut || (connectionTimeout >= 0 && this.#waited >= connectionTimeout)) {
        if (this.#received < Math.max(1, (minBodyRate * this.#waited) / 1000))
          throw new BadRequestException(408, 'The body of the request came too slowly');
        this.#waited = this.#received = 0;
      }
      if (n > 0) return n;
    }
  }

  /**
   * Reads what the servlet has not, without waiting for it. False: the connection cannot stay, because nobody knows where
   * the next request starts.
   */
  swallow(): boolean {
    // A client that waits for `100 Continue` would have to be told to send what nobody wants.
    if (this.#failure !== undefined || this.#mustContinue) return false;
    for (let left = maxSwallowSize; left > 0 && !this.isDone;) {
      const n = this.#swallowOnce();
      if (n <= 0) return false;
      left -= n;
    }
    return this.isDone;
  }

  #swallowOnce(): number {
    const input = this.#input;
    if (input.length === 0) {
      const n = input.fill(this.#channel, 0);
      if (n <= 0) return n;
    }
    if (this.#decoder === undefined) {
      const n = input.take(scratch, 0, Math.min(scratch.length, this.#remaining));
      this.#remaining -= n;
      return n;
    }
    const consumed = this.#decoder.decode(input.buf, input.start, input.end);
    if (consumed < 0) this.#failure = new BadRequestException(-consumed, 'The body of the request is malformed');
    else input.start += consumed;
    return consumed;
  }
}
Object.defineProperty(RequestBody, 'name', { value: 'ServletInputStream' });
nameApiCalls(RequestBody, { hooks: ['end', 'swallow'] });
