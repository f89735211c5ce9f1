/**
 * A socket as all its objects share it, in whatever thread they are: its descriptor and its state. Both are in native code
 * (native/handles.h), so that close() from any thread is seen at once by all.
 */
import { constants, flags, known, thread } from '../syscalls/binding.js';
import { guarded } from '../syscalls/generated/guarded.js';
import { raw } from '../syscalls/generated/calls.js';
import type { SocketAddress, UnixAddress } from '../syscalls/structures/socket-address.js';
import { BindException, socketClosed, SocketException, SocketTimeoutException } from './exceptions.js';
import { sweepAll, sweepNowAndThen } from './garbage.js';
import { fromInet6, toInet6 } from './inet-address.js';
import type { InetSocketAddress } from './inet-address.js';
import { attend } from './interrupts.js';

const {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  EAFNOSUPPORT,
  EBADF,
  EINTR,
  EMFILE,
  ENFILE,
  ENOTCONN,
  FD_CLOEXEC,
  F_DUPFD_CLOEXEC,
  F_GETFL,
  F_SETFD,
  F_SETFL,
  IPPROTO_IPV6,
  IPV6_V6ONLY,
  O_NONBLOCK,
  SHUT_RD,
  SHUT_WR,
} = known;

const { handles, refused } = thread;
/** Absent on macOS. */
const { SOCK_CLOEXEC = 0, SOCK_NONBLOCK = 0 } = constants;

const prepared = handles.prepare();
if (prepared < 0) throw new SocketException('socketpair', prepared);

/** The state of a socket, in bits. The first two are also known to native/handles.h. */
export const state = {
  connected: 1,
  outputShutdown: 2,
  inputShutdown: 4,
  bound: 8,
  /** read(2) has returned 0: there is nothing more to read. */
  endOfInput: 16,
  /** Reading has failed for good. Linux tells ECONNRESET once, and then 0: the error is kept. */
  broken: 32,
  /** There is an SO_TIMEOUT. */
  timed: 64,
  /** O_NONBLOCK is set on the listener. */
  nonBlocking: 128,
  connecting: 256,
  unix: 512,
  /** The kernel has no IPv6: an AF_INET socket. */
  inet4: 1024,
  /** SO_RCVTIMEO or SO_SNDTIMEO is set: EAGAIN says that it has passed. */
  receiveTimeout: 2048,
  sendTimeout: 4096,
  closed: 0x8000,
} as const;

/** All bits. */
export const all = 0xffff;

/** When milliseconds that begin now are over, as performance.now(): never, when there are none. */
export const deadlineOf = (timeout: number): number => (timeout > 0 ? performance.now() + timeout : Infinity);

/** Milliseconds, rounded up: never too early. */
export const remaining = (deadline: number): number => Math.max(0, Math.ceil(deadline - performance.now()));

/** What {@link SocketImpl} is made of. Each method makes the system calls of one step. */
export class SocketState {
  readonly handle: number;
  readonly #slot: number;
  /** The state that the socket was closed in, once this object has forgotten it. */
  #last = -1;

  /** A new socket, from a place of {@link originAt}. */
  constructor(origin: number);
  /** A socket that an object of another thread names too. */
  constructor(origin: undefined, handle: number);
  constructor(origin: number | undefined, handle?: number) {
    sweepNowAndThen();
    if (handle === undefined) {
      this.handle = handles.open(this, origin!);
      if (this.handle === 0) throw new SocketException('socket', -ENFILE);
    } else {
      handles.adopt(handle, this);
      this.handle = handle;
    }
    this.#slot = flags.slot[0]!;
  }

  /** The bits of {@link state}. */
  get state(): number {
    return this.#last < 0 ? handles.change(this.handle, all, 0, 0) : this.#last;
  }

  /** Sets and clears bits, unless one of `unless` is set. Returns the state before. */
  change(unless: number, set: number, clear = 0): number {
    return this.#last < 0 ? handles.change(this.handle, unless, set, clear) : this.#last;
  }

  /** The descriptor, −1 when there is none. */
  get fd(): number {
    return this.#last < 0 && !this.isClosed ? handles.fd(this.handle) : -1;
  }

  get isClosed(): boolean {
    return (this.state & state.closed) !== 0;
  }

  get hasDescriptor(): boolean {
    return handles.fd(this.handle) >= 0;
  }

  /** Takes over a descriptor that accept(2) or another process gave. */
  attach(fd: number, bits: number): void {
    const attached = handles.attach(this.handle, fd, bits);
    if (attached <= 0) raw.close(fd);
    if (attached === 0) throw socketClosed('socket');
  }

  /**
   * socket(2), and for an internet socket setsockopt(IPV6_V6ONLY, 0): it speaks IPv4 too, as Java's do. An AF_INET socket
   * where the kernel has no IPv6. Nothing, when there is a descriptor.
   */
  create(domain: 'inet' | 'unix', type: number, nonBlocking = false): void {
    if (this.hasDescriptor) return;
    if (domain === 'unix') {
      this.attach(newSocket('socket', AF_UNIX, type, nonBlocking), state.unix);
      return;
    }
    const fd = newSocket('socket', AF_INET6, type, nonBlocking, EAFNOSUPPORT);
    if (fd < 0) this.attach(newSocket('socket', AF_INET, type, nonBlocking), state.inet4);
    else {
      this.attach(fd, 0);
      this.setOption(IPPROTO_IPV6, IPV6_V6ONLY, 0);
    }
  }

  /** Makes another descriptor the socket's: after a connect(2) that failed, POSIX wants a new one. */
  recreate(type: number, nonBlocking: boolean): void {
    const inet4 = (this.state & state.inet4) !== 0;
    if (!handles.replace(this.handle, newSocket('connect', inet4 ? AF_INET : AF_INET6, type, nonBlocking)))
      throw socketClosed('connect');
    if (!inet4) this.setOption(IPPROTO_IPV6, IPV6_V6ONLY, 0);
  }

  /** The address in the form that this socket takes. */
  protected toKernel(addr: InetSocketAddress | UnixAddress): SocketAddress {
    return addr.family === AF_UNIX || (this.state & state.inet4) !== 0 ? addr : toInet6(addr as InetSocketAddress);
  }

  /** connect(2) to no address. After one that failed, Linux wants it before the next (ECONNABORTED else). */
  dissolve(): number {
    return guarded.connect(this.handle, 0, new Uint8Array(16));
  }

  /** O_NONBLOCK for the time of a connect(2) with a timeout. */
  setBlocking(blocking: boolean): void {
    this.check('connect', guarded.fcntl(this.handle, 0, F_SETFL, blocking ? 0 : O_NONBLOCK));
  }

  bind(addr: InetSocketAddress | UnixAddress): void {
    this.check('bind', guarded.bind(this.handle, 0, this.toKernel(addr)), BindException, addr);
    this.change(0, state.bound);
  }

  listen(backlog: number): void {
    this.check('listen', guarded.listen(this.handle, 0, backlog));
  }

  getsockname(): SocketAddress {
    const result = guarded.getsockname(this.handle, 0);
    if (typeof result === 'number') throw this.error('getsockname', result);
    return fromInet6(result);
  }

  getpeername(): SocketAddress {
    const result = guarded.getpeername(this.handle, 0);
    if (typeof result === 'number') throw this.error('getpeername', result);
    return fromInet6(result);
  }

  /** O_NONBLOCK, for good. */
  protected setNonBlocking(call: string): void {
    const status = this.check(call, guarded.fcntl(this.handle, 0, F_GETFL));
    this.check(call, guarded.fcntl(this.handle, 0, F_SETFL, status | O_NONBLOCK));
    this.change(0, state.nonBlocking);
  }

  /** A pause that close() ends: poll(2) for nothing. */
  protected sleep(call: string, milliseconds: number): void {
    const result = guarded.poll(this.handle, 0, 0, milliseconds);
    if (result === -EINTR) attend();
    else if (result < 0) throw this.error(call, result);
  }

  /** poll(2) until the events are there. */
  protected wait(call: string, events: number, deadline: number, timedOut: string, unless = 0): void {
    for (;;) {
      const ready = guarded.poll(this.handle, unless, events, deadline === Infinity ? -1 : remaining(deadline));
      if (flags.signals[0] !== 0 || ready === -EINTR) attend();
      if (ready > 0 || (ready === refused && unless !== 0)) return;
      if (ready === 0) throw new SocketTimeoutException(call, timedOut);
      if (ready !== -EINTR) throw this.error(call, ready);
    }
  }

  /**
   * connect(2) to no address. On Linux a port that the kernel has chosen is lost with it (__udp_disconnect of
   * net/ipv4/datagram.c): the socket is bound to it again.
   */
  disconnect(local: SocketAddress | null): void {
    this.check('connect', this.dissolve());
    this.change(0, 0, state.connected);
    if (local?.port === undefined) return;
    const now = this.getsockname() as InetSocketAddress;
    if (now.port === 0) this.bind({ ...now, port: local.port });
  }

  /** shutdown(2). That the peer has gone already is no error. */
  shutdown(how: 'input' | 'output'): void {
    const result = guarded.shutdown(this.handle, 0, how === 'input' ? SHUT_RD : SHUT_WR);
    if (result !== -ENOTCONN) this.check('shutdown', result);
    this.change(0, how === 'input' ? state.inputShutdown : state.outputShutdown);
  }

  getOption(level: number, optname: number): number;
  getOption(level: number, optname: number, length: number): Uint8Array;
  getOption(level: number, optname: number, length?: number): number | Uint8Array {
    // Asked for bytes, an error is always a number and a value never is.
    const result = guarded.getsockopt(this.handle, 0, level, optname, length ?? 4);
    if (typeof result === 'number') throw this.error('getsockopt', result);
    return length === undefined ? new Int32Array(result.slice(0, 4).buffer)[0]! : result;
  }

  setOption(level: number, optname: number, value: number | boolean | Uint8Array): void {
    this.check('setsockopt', guarded.setsockopt(this.handle, 0, level, optname, value));
  }

  /** SO_TIMEOUT in milliseconds, 0 for none: no system call. */
  get soTimeout(): number {
    return Math.max(0, handles.soTimeout(this.handle));
  }

  set soTimeout(milliseconds: number) {
    handles.setSoTimeout(this.handle, milliseconds);
    this.change(0, milliseconds > 0 ? state.timed : 0, milliseconds > 0 ? 0 : state.timed);
  }

  /** fcntl(F_DUPFD_CLOEXEC): another number for the socket, which close() does not take away. */
  duplicate(): number {
    return this.check('fcntl', guarded.fcntl(this.handle, 0, F_DUPFD_CLOEXEC, 0));
  }

  /**
   * fcntl(F_DUPFD_CLOEXEC), close(2): the file under another number, because threads that are inside a call on the socket
   * use the old one until they are out.
   */
  detach(): number {
    const fd = this.duplicate();
    // The connection does not end here: no FIN.
    this.change(0, state.outputShutdown);
    if (this.close()) return fd;
    raw.close(fd);
    throw socketClosed('fcntl');
  }

  /** A constructor that fails leaves nothing open. */
  closeIfThrows(body: () => void): void {
    try {
      body();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * Connected: getsockopt(SO_LINGER), shutdown(SHUT_WR), close(2); else close(2). With threads inside, dup3(2) and
   * tgkill(2), and the last of them closes. Nothing the second time, nor when another thread has closed it: false.
   */
  close(): boolean {
    if (this.#last >= 0) return false;
    const closed = handles.close(this.handle);
    // What is asked about it from now on does not keep the table's entry.
    const last = handles.change(this.handle, all, 0, 0);
    this.#last = last < 0 ? state.closed : last | state.closed;
    handles.forget(this.#slot);
    return closed;
  }

  protected check(call: string, result: number, Exception = SocketException, addr?: SocketAddress): number {
    if (result < 0) throw this.error(call, result, Exception, addr);
    return result;
  }

  /** The exception for −errno, or for a call that was refused because the socket is closed. */
  protected error(call: string, result: number, Exception = SocketException, addr?: SocketAddress): SocketException {
    if (result === refused || (result === -EBADF && this.isClosed)) return socketClosed(call);
    return new Exception(call, result, { addr });
  }
}

/** A descriptor that no child inherits; `unless` is an errno that is returned, negated, and not thrown. */
function newSocket(call: string, domain: number, type: number, nonBlocking: boolean, unless = 0): number {
  const make = (): number => raw.socket(domain, type | SOCK_CLOEXEC | (nonBlocking ? SOCK_NONBLOCK : 0), 0);
  let fd = make();
  if (fd === -EMFILE && sweepAll() > 0) fd = make();
  if (fd < 0) {
    if (fd === -unless) return fd;
    throw new SocketException(call, fd);
  }
  // macOS has no such flags (bsd/sys/socket.h of XNU).
  if (SOCK_CLOEXEC === 0) raw.fcntl(fd, F_SETFD, FD_CLOEXEC);
  if (SOCK_NONBLOCK === 0 && nonBlocking) raw.fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}
