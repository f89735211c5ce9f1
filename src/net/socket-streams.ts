/** The streams of a connected socket. Closing either closes the socket, as in Java. */
import { fstatSync } from 'node:fs';
import { nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger } from '../syscalls/invalid-argument.js';
import { InputStream } from '../io/input-stream.js';
import { OutputStream } from '../io/output-stream.js';
import { copyFile, mustBeCopied } from './copy-file.js';
import { SocketException } from './exceptions.js';
import type { SocketImpl } from './socket-impl.js';

/**
 * What `Socket.getInputStream()` returns. Each read is one `read(2)`; with SO_TIMEOUT, `poll(2)` and `recv(2)`.
 *
 * @example
 * const buf = new Uint8Array(1024);
 * const length = socket.getInputStream().read(buf); // −1: the peer has shut down its side
 */
export class SocketInputStream extends InputStream {
  readonly #impl: SocketImpl;

  constructor(impl: SocketImpl) {
    super();
    this.#impl = impl;
  }

  protected override readBytes(buf: Uint8Array, off: number, len: number): number {
    return this.#impl.read(buf, off, len);
  }

  /**
   * How many bytes the kernel has for this socket: `ioctl(FIONREAD)`. 0 at the end, without a call.
   *
   * @throws SocketException when the socket is closed.
   */
  override available(): number {
    return this.#impl.available();
  }

  /** Closes the socket: the system calls of {@link Socket.close}. */
  override close(): void {
    this.#impl.close();
  }
}
nameApiCalls(SocketInputStream);

/**
 * What `Socket.getOutputStream()` returns. Each write is one `write(2)`, or more when the kernel takes a part.
 *
 * @example socket.getOutputStream().write('hello\n');
 */
export class SocketOutputStream extends OutputStream {
  readonly #impl: SocketImpl;

  constructor(impl: SocketImpl) {
    super();
    this.#impl = impl;
  }

  protected override writeBytes(buf: Uint8Array, off: number, len: number): void {
    this.#impl.write(buf, off, len);
  }

  /**
   * Sends part of an open file without copying it through this process: `sendfile(2)`, as often as it takes. What
   * sendfile(2) cannot send (a pipe, say) is read and written instead.
   *
   * @param fd a descriptor that is open for reading.
   * @param offset where in the file to begin; 0 when left out.
   * @param count how many bytes at most; to the end of the file when left out.
   * @returns how many bytes were sent: fewer than `count` when the file is shorter.
   * @throws SocketException with `bytesWritten`; ERR_OUT_OF_RANGE.
   *
   * @example
   * const file = openSync('index.html');
   * socket.getOutputStream().transferFrom(file);
   */
  transferFrom(fd: number, offset = 0, count?: number): number {
    checkInteger('fd', fd, 0, 0x7fffffff);
    checkInteger('offset', offset, 0, Number.MAX_SAFE_INTEGER);
    if (count !== undefined) checkInteger('count', count, 0, Number.MAX_SAFE_INTEGER);
    const write = this.#impl.write.bind(this.#impl);
    const file = fstatSync(fd);
    // A pipe has no size, and no place to begin at.
    if (!file.isFile()) return copyFile(fd, offset === 0 ? null : offset, count ?? Infinity, write);
    const length = count ?? Math.max(0, file.size - offset);
    const sent = this.#impl.sendfile(fd, offset, length);
    if (sent >= 0) return sent;
    if (!mustBeCopied(sent)) throw new SocketException('sendfile', sent);
    return copyFile(fd, offset, length, write);
  }

  /** Closes the socket: the system calls of {@link Socket.close}. */
  override close(): void {
    this.#impl.close();
  }
}
nameApiCalls(SocketOutputStream);
