// Streams in memory, which count what they are asked for, and streams over descriptors.
import { InputStream, OutputStream } from 'berkeley-sockets';
import { read, write } from 'berkeley-sockets/syscalls';

export const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
export const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** Delivers the given pieces, one with each read, or a part of one; throws errors where they stand. Then it ends. */
export class Pieces extends InputStream {
  /** How many bytes each read has asked for. */
  readonly asked: number[] = [];
  availableCalls = 0;
  closes = 0;
  readonly #pieces: (Uint8Array | Error)[];

  constructor(...pieces: readonly (Uint8Array | string | Error)[]) {
    super();
    this.#pieces = pieces
      .map((piece) => (typeof piece === 'string' ? utf8(piece) : piece))
      .filter((piece) => piece instanceof Error || piece.length > 0);
  }

  get reads(): number {
    return this.asked.length;
  }

  protected override readBytes(buf: Uint8Array, off: number, len: number): number {
    this.asked.push(len);
    const piece = this.#pieces.shift();
    if (piece === undefined) return -1;
    if (piece instanceof Error) throw piece;
    const part = piece.subarray(0, len);
    buf.set(part, off);
    if (part.length < piece.length) this.#pieces.unshift(piece.subarray(part.length));
    return part.length;
  }

  override available(): number {
    this.availableCalls++;
    const [piece] = this.#pieces;
    return piece instanceof Uint8Array ? piece.length : 0;
  }

  override close(): void {
    this.closes++;
  }
}

/** Keeps what each write has written, byte for character; fails when it is told to. */
export class Sink extends OutputStream {
  readonly writes: string[] = [];
  flushes = 0;
  closes = 0;
  error: Error | undefined;
  closeError: Error | undefined;

  protected override writeBytes(buf: Uint8Array, off: number, len: number): void {
    if (this.error) throw this.error;
    this.writes.push(Buffer.from(buf).toString('latin1', off, off + len));
  }

  get text(): string {
    return Buffer.from(this.writes.join(''), 'latin1').toString();
  }

  override flush(): void {
    this.flushes++;
  }

  override close(): void {
    this.closes++;
    if (this.closeError) throw this.closeError;
  }
}

/** As a socket's: one read(2) for each read. */
export class DescriptorInputStream extends InputStream {
  readonly #fd: number;

  constructor(fd: number) {
    super();
    this.#fd = fd;
  }

  protected override readBytes(buf: Uint8Array, off: number, len: number): number {
    return read(this.#fd, buf, off, len) || -1;
  }
}

/** As a socket's: one write(2) for each write, more for a write that the kernel takes a part of. */
export class DescriptorOutputStream extends OutputStream {
  readonly #fd: number;

  constructor(fd: number) {
    super();
    this.#fd = fd;
  }

  protected override writeBytes(buf: Uint8Array, off: number, len: number): void {
    for (let done = 0; done < len;) done += write(this.#fd, buf, off + done, len - done);
  }
}

/** What is thrown after `close()`. */
export const streamClosed = { name: 'IOException', code: 'ERR_STREAM_CLOSED', message: 'Stream closed' };

/** Random integers below a bound, the same in each run (mulberry32). */
export function random(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}
