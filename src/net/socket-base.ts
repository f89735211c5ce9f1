/** What Socket, ServerSocket and DatagramSocket have in common. */
import { known } from '../syscalls/binding.js';
import { nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger } from '../syscalls/invalid-argument.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import { socketClosed } from './exceptions.js';
import type { SocketException } from './exceptions.js';
import { SocketImpl } from './socket-impl.js';
import { state } from './socket-state.js';
import { getOption, setOption } from './socket-options.js';
import type { OptionValue } from './socket-options.js';

const { SOL_SOCKET, SO_RCVBUF, SO_REUSEADDR } = known;

/** The addresses of a socket, as far as they are known without asking the kernel. They go to other threads with it. */
export interface Details {
  remote?: SocketAddress | undefined;
  local?: SocketAddress | undefined;
  /** Of a connection that was accepted: the listener's. */
  localPort?: number | undefined;
}

/** What a constructor is given instead of addresses: a socket that exists. */
export class Existing {
  readonly impl: SocketImpl;
  readonly details: Details;

  constructor(impl: SocketImpl, details: Details) {
    this.impl = impl;
    this.details = details;
  }
}

/** Linux keeps twice of what it is asked for, for its own accounts, and tells that (socket(7)); Java halves it again. */
const bufferFactor = process.platform === 'linux' ? 2 : 1;

/** What {@link Socket}, {@link ServerSocket} and {@link DatagramSocket} have in common. */
export abstract class SocketBase {
  protected readonly impl: SocketImpl;
  protected readonly details: Details;

  /** A socket that exists, or a new one from a place of {@link originAt}. */
  protected constructor(from: Existing | number) {
    this.impl = from instanceof Existing ? from.impl : new SocketImpl(from);
    this.details = from instanceof Existing ? from.details : {};
  }

  /** Has the kernel make the socket, where that has not happened yet: the first option does it, as in Java. */
  protected abstract create(): void;

  /** The descriptor, for the functions of `berkeley-sockets/syscalls`; −1 when there is none. */
  get fd(): number {
    return this.impl.fd;
  }

  /** Whether it has been closed, by whatever thread: no system call. */
  isClosed(): boolean {
    return this.impl.isClosed;
  }

  /** Whether it has an address of its own; it keeps this answer when it is closed. No system call. */
  isBound(): boolean {
    return (this.impl.state & state.bound) !== 0;
  }

  /**
   * Sets a socket option by its kernel name: one `setsockopt(2)`. Flags are booleans; SO_LINGER is in seconds (−1: off);
   * SO_RCVTIMEO and SO_SNDTIMEO are in milliseconds; SO_BINDTODEVICE and TCP_CONGESTION are strings; structures are bytes.
   *
   * @throws SocketException; ERR_INVALID_ARG_VALUE for a name that this system does not have.
   *
   * @example socket.setOption('TCP_USER_TIMEOUT', 5000);
   */
  setOption(name: string, value: OptionValue): void {
    this.ready();
    setOption(this.impl, name, value);
  }

  /**
   * Reads a socket option by its kernel name: one `getsockopt(2)`. SO_PEERCRED is `{ pid, uid, gid }`, TCP_INFO bytes; the
   * others are as {@link setOption} takes them.
   *
   * @throws SocketException; ERR_INVALID_ARG_VALUE for a name that this system does not have.
   *
   * @example const { pid, uid } = socket.getOption('SO_PEERCRED');
   */
  getOption(name: string): OptionValue {
    this.ready();
    return getOption(this.impl, name);
  }

  /**
   * How many milliseconds accept(), read() or receive() wait before they throw SocketTimeoutException; 0, the
   * default, is for ever. No system call.
   *
   * @throws ERR_OUT_OF_RANGE; SocketException when closed.
   *
   * @example socket.setSoTimeout(2000);
   */
  setSoTimeout(milliseconds: number): void {
    checkInteger('milliseconds', milliseconds, 0, 0x7fffffff);
    this.open('setsockopt');
    this.impl.soTimeout = milliseconds;
  }

  /** The milliseconds of {@link setSoTimeout}: no system call. */
  getSoTimeout(): number {
    this.open('getsockopt');
    return this.impl.soTimeout;
  }

  /**
   * SO_REUSEADDR: one `setsockopt(2)`. A ServerSocket has it from the start.
   *
   * @throws ERR_INVALID_ARG_TYPE; SocketException when closed, and when the kernel refuses.
   */
  setReuseAddress(on: boolean): void {
    this.setInt(SOL_SOCKET, SO_REUSEADDR, on);
  }

  /** SO_REUSEADDR: one `getsockopt(2)`. */
  getReuseAddress(): boolean {
    return this.getInt(SOL_SOCKET, SO_REUSEADDR) !== 0;
  }

  /**
   * SO_RCVBUF, bytes that the kernel keeps until they are read: one `setsockopt(2)`. The kernel has limits of its own.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; SocketException when closed, and when the kernel refuses.
   */
  setReceiveBufferSize(size: number): void {
    this.setBufferSize(SO_RCVBUF, size);
  }

  /** SO_RCVBUF: one `getsockopt(2)`. */
  getReceiveBufferSize(): number {
    return this.getBufferSize(SO_RCVBUF);
  }

  /** The own address, null when it is not bound; no system call, but for a connection that was accepted: `getsockname(2)`. */
  getLocalSocketAddress(): SocketAddress | null {
    if (!this.isBound()) return null;
    if (this.details.local === undefined && !this.isClosed()) this.details.local = this.impl.getsockname();
    return this.details.local ?? null;
  }

  /**
   * Closes the socket, for all objects and threads that name it. A thread that is blocked in a call on it throws
   * SocketException "Socket closed"; the peer reads what was written, and then the end. The second time does nothing.
   *
   * Connected: `getsockopt(SO_LINGER)`, `shutdown(SHUT_WR)`, `close(2)`; else `close(2)`. With a thread inside, `dup3(2)`
   * and `tgkill(2)` wake it, and the last one out makes the `close(2)`.
   */
  close(): void {
    this.impl.close();
  }

  /**
   * Gives the descriptor away: `fcntl(F_DUPFD_CLOEXEC)`, `close(2)`. The kernel's socket stays as it is, under the number
   * that is returned, and nobody closes that but the caller. This object is closed, also for the other threads that have
   * it: those that are blocked in a call on it throw SocketException "Socket closed".
   *
   * @throws SocketException: it is closed, has no descriptor yet (EBADF), or there is no number left (EMFILE).
   *
   * @example const fd = server.accept().detach();
   */
  detach(): number {
    this.open('fcntl');
    return this.impl.detach();
  }

  /** `close()`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** What another thread's object of this socket is made of: for the layers above. @internal */
  static existing({ impl, details }: SocketBase): Existing {
    return new Existing(impl, details);
  }

  /** Throws when it is closed. */
  protected open(call: string): void {
    if (this.impl.isClosed) throw closed(call);
  }

  /** Open, and known to the kernel. */
  protected ready(): void {
    this.open('setsockopt');
    this.create();
  }

  protected setInt(level: number, optname: number, value: number | boolean): void {
    this.ready();
    this.impl.setOption(level, optname, value);
  }

  protected getInt(level: number, optname: number): number {
    this.ready();
    return this.impl.getOption(level, optname);
  }

  protected setBufferSize(optname: number, size: number): void {
    this.setInt(SOL_SOCKET, optname, checkInteger('size', size, 1, 0x7fffffff));
  }

  protected getBufferSize(optname: number): number {
    return this.getInt(SOL_SOCKET, optname) / bufferFactor;
  }
}

/** Java's "Socket is closed", of a call that was made afterwards. */
export const closed = (call: string): SocketException => socketClosed(call, 'Socket is closed');

nameApiCalls(SocketBase, { hooks: ['create', 'open', 'ready', 'setInt', 'getInt', 'setBufferSize', 'getBufferSize'] });
