/**
 * A socket as all its objects share it, in whatever thread they are: java.net.SocketImpl. Its state is in native code
 * (native/handles.h), so that close() from any thread is seen at once by all. Each method here makes the system calls
 * of one step, repeats what was interrupted, and turns −errno into Java's exceptions.
 */
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  EAFNOSUPPORT,
  EAGAIN,
  EBADF,
  EINPROGRESS,
  EINTR,
  ENOTCONN,
  FIONREAD,
  F_GETFL,
  F_SETFD,
  F_SETFL,
  FD_CLOEXEC,
  IPPROTO_IPV6,
  IPV6_V6ONLY,
  MSG_DONTWAIT,
  O_NONBLOCK,
  POLLIN,
  POLLOUT,
  SHUT_RD,
  SHUT_WR,
  SO_ERROR,
  SOL_SOCKET,
} from '../syscalls/generated/constants.js';
import { constants, flags, thread } from '../syscalls/binding.js';
import { guarded } from '../syscalls/generated/guarded.js';
import { raw } from '../syscalls/generated/calls.js';
import type { SocketAddress, UnixAddress } from '../syscalls/structures/socket-address.js';
import {
  BindException,
  ConnectException,
  socketClosed,
  SocketException,
  SocketTimeoutException,
} from './exceptions.js';
import { originOf, warnUnclosed } from './garbage.js';
import { fromInet6, toInet6 } from './inet-address.js';
import type { InetSocketAddress } from './inet-address.js';
import { attend } from './interrupts.js';

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
  closed: 0x8000,
} as const;

/** States in which reading takes more than a read(2), or none. */
const cannotJustRead = state.inputShutdown | state.endOfInput | state.broken | state.timed;
const all = 0xffff;

/** Errors of accept(2) that concern the connection that was to be accepted, and not the listener. */
const passing = new Set(
  [
    'ECONNABORTED',
    'EPROTO',
    'ENETDOWN',
    'ENOPROTOOPT',
    'EHOSTDOWN',
    'ENONET',
    'EHOSTUNREACH',
    'EOPNOTSUPP',
    'ENETUNREACH',
    'ETIMEDOUT',
  ].map((name) => constants[name]),
);
/** Errors of accept(2) that go on until somebody gives something back. */
const exhausted = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'].map((name) => constants[name]));
/** Errors of reading after which there is nothing more to read. */
const final = new Set(
  ['ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED', 'EPIPE'].map((name) => constants[name]),
);

/** Milliseconds, rounded up: never too early. */
const remaining = (deadline: number): number => Math.max(0, Math.ceil(deadline - performance.now()));

export class SocketImpl {
  readonly handle: number;
  readonly #slot: number;
  /** The state that the socket was closed in, once this object has forgotten it. */
  #last = -1;
  /** Milliseconds to wait before accept(2) is tried again when descriptors are short. */
  #pause = 0;

  /** Where it was opened, for the warning when it is never closed. */
  readonly origin: string;

  /** A new socket, or one that an object of another thread names too. */
  constructor(origin: string, handle?: number) {
    this.origin = origin;
    warnUnclosed(handles.sweep(2));
    if (handle === undefined) {
      this.handle = handles.open(this);
    } else {
      handles.adopt(handle, this);
      this.handle = handle;
    }
    this.#slot = flags.slot[0]!;
    originOf.set(this.handle, origin);
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
  #toKernel(addr: InetSocketAddress | UnixAddress): SocketAddress {
    return addr.family === AF_UNIX || (this.state & state.inet4) !== 0 ? addr : toInet6(addr as InetSocketAddress);
  }

  /** O_NONBLOCK for the time of a connect(2) with a timeout. */
  setBlocking(blocking: boolean): void {
    this.#check('connect', guarded.fcntl(this.handle, 0, F_SETFL, blocking ? 0 : O_NONBLOCK));
  }

  bind(addr: InetSocketAddress | UnixAddress): void {
    this.#check('bind', guarded.bind(this.handle, 0, this.#toKernel(addr)), BindException, addr);
    this.change(0, state.bound);
  }

  listen(backlog: number): void {
    this.#check('listen', guarded.listen(this.handle, 0, backlog));
  }

  getsockname(): SocketAddress {
    const result = guarded.getsockname(this.handle, 0);
    if (typeof result === 'number') throw this.#error('getsockname', result);
    return fromInet6(result);
  }

  getpeername(): SocketAddress {
    const result = guarded.getpeername(this.handle, 0);
    if (typeof result === 'number') throw this.#error('getpeername', result);
    return fromInet6(result);
  }

  /**
   * accept4(2); blocks in it, or with a timeout in poll(2). EINTR, and errors of a connection that was gone before it
   * was accepted, are not seen.
   */
  accept(): { fd: number; addr: SocketAddress } {
    const timeout = handles.soTimeout(this.handle);
    const deadline = timeout > 0 ? performance.now() + timeout : Infinity;
    for (;;) {
      const result = this.#acceptOnce(deadline);
      if (typeof result === 'object') {
        this.#pause = 0;
        return result;
      }
      if (result === -EINTR) attend();
      else if (result === -constants.EPERM!) this.#sleep('accept', 1);
      else if (exhausted.has(-result)) {
        // The connection stays in the queue, so a program that just tries again would spin.
        if (this.#pause > 0) this.#sleep('accept', this.#pause);
        this.#pause = Math.min(Math.max(50, 2 * this.#pause), 1600);
        throw this.#error('accept', result);
      } else if (result !== -EAGAIN && !passing.has(-result)) throw this.#error('accept', result);
    }
  }

  #acceptOnce(deadline: number): { fd: number; addr: SocketAddress } | number {
    const accepted = acceptCloseOnExec(this.handle, state.timed | state.nonBlocking);
    if (accepted !== refused) return accepted;
    // Another thread may take the connection that poll(2) told of: accept4(2) must not block then.
    if ((this.state & state.nonBlocking) === 0) this.#setNonBlocking('accept');
    this.#wait('accept', POLLIN, deadline, 'Accept timed out');
    return acceptCloseOnExec(this.handle, 0);
  }

  #setNonBlocking(call: string): void {
    const status = this.#check(call, guarded.fcntl(this.handle, 0, F_GETFL));
    this.#check(call, guarded.fcntl(this.handle, 0, F_SETFL, status | O_NONBLOCK));
    this.change(0, state.nonBlocking);
  }

  /** A pause that close() ends: poll(2) for nothing. */
  #sleep(call: string, milliseconds: number): void {
    this.#check(call, Math.min(0, guarded.poll(this.handle, 0, 0, milliseconds)), undefined, undefined, true);
  }

  /** poll(2) until the events are there. */
  #wait(call: string, events: number, deadline: number, timedOut: string, unless = 0): void {
    for (;;) {
      const ready = guarded.poll(this.handle, unless, events, deadline === Infinity ? -1 : remaining(deadline));
      if (flags.signals[0] !== 0 || ready === -EINTR) attend();
      if (ready > 0 || (ready === refused && unless !== 0)) return;
      if (ready === 0) throw new SocketTimeoutException(call, timedOut);
      if (ready !== -EINTR) throw this.#error(call, ready);
    }
  }

  /**
   * connect(2). With a deadline the descriptor has to be non-blocking: connect(2), poll(2), getsockopt(SO_ERROR),
   * and fcntl(F_SETFL) to make it blocking.
   */
  connect(addr: InetSocketAddress | UnixAddress, deadline: number): void {
    let result = guarded.connect(this.handle, 0, this.#toKernel(addr));
    if (result === -EINPROGRESS || result === -EINTR || result === -EAGAIN) {
      // Interrupted, the handshake goes on without us (connect(2)).
      if (result === -EINTR) attend();
      this.#wait('connect', POLLOUT, deadline, 'Connect timed out');
      const error = guarded.getsockopt(this.handle, 0, SOL_SOCKET, SO_ERROR);
      result = typeof error === 'number' ? (error === refused ? error : -error) : 0;
      if (result === 0 && deadline === Infinity) {
        // A connect(2) that never was has no error either.
        const peer = guarded.getpeername(this.handle, 0);
        if (typeof peer === 'number') result = peer;
      }
    }
    this.#check('connect', result, ConnectException, addr);
    if (deadline !== Infinity) this.setBlocking(true);
  }

  /** connect(2) to no address: a datagram socket has no peer any more. */
  disconnect(): void {
    this.#check('connect', guarded.connect(this.handle, 0, new Uint8Array(16)));
    this.change(0, 0, state.connected);
  }

  /** read(2), or with SO_TIMEOUT poll(2) and recv(MSG_DONTWAIT). −1 at the end; `length` is not 0. */
  read(buf: Uint8Array, offset: number, length: number): number {
    const n = guarded.read(this.handle, cannotJustRead, buf, offset, length);
    return n > 0 && flags.signals[0] === 0 ? n : this.#readOn(n, buf, offset, length);
  }

  #readOn(first: number, buf: Uint8Array, offset: number, length: number): number {
    for (let n = first; ;) {
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n > 0) return n;
      if (n === 0) {
        this.change(0, state.endOfInput);
        return -1;
      }
      if (n === refused) {
        const now = this.state;
        // Java: the end stays the end, also after close().
        if ((now & state.endOfInput) !== 0) return -1;
        if ((now & state.closed) !== 0) throw socketClosed('read');
        if ((now & state.inputShutdown) !== 0) return -1;
        if ((now & state.broken) !== 0) throw new SocketException('read', -handles.error(this.handle));
        if ((now & state.timed) !== 0) n = this.#timedRead(buf, offset, length);
        else n = guarded.read(this.handle, cannotJustRead, buf, offset, length);
      } else if (n === -EAGAIN) {
        this.#wait('read', POLLIN, Infinity, '', state.timed);
        n = guarded.read(this.handle, cannotJustRead, buf, offset, length);
      } else if (n === -EINTR) {
        n = guarded.read(this.handle, cannotJustRead, buf, offset, length);
      } else {
        if (final.has(-n)) {
          handles.setError(this.handle, -n);
          this.change(0, state.broken);
        }
        throw this.#error('read', n);
      }
    }
  }

  #timedRead(buf: Uint8Array, offset: number, length: number): number {
    const ended = state.inputShutdown | state.endOfInput | state.broken;
    const deadline = performance.now() + handles.soTimeout(this.handle);
    for (;;) {
      this.#wait('read', POLLIN, deadline, 'Read timed out', ended);
      // Another thread may have read what poll(2) told of.
      const n = guarded.recv(this.handle, ended, buf, MSG_DONTWAIT, offset, length);
      if (n === -EINTR) attend();
      else if (n !== -EAGAIN) return n;
    }
  }

  /** write(2) until all is written. */
  write(buf: Uint8Array, offset: number, length: number): void {
    for (let written = 0, pause = 1; written < length;) {
      const n = guarded.write(this.handle, 0, buf, offset + written, length - written);
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n >= 0) written += n;
      else if (n === -EAGAIN) this.#wait('write', POLLOUT, Infinity, '');
      else if (n === -constants.ENOBUFS! && pause <= 64) {
        // macOS tells a lack of buffers that passes.
        this.#sleep('write', pause);
        pause *= 2;
      } else if (n !== -EINTR) throw Object.assign(this.#error('write', n), { bytesWritten: written });
    }
  }

  /** sendfile(2) until `count` bytes or the end of the file. Returns how many, or −errno when none could be. */
  sendfile(file: number, offset: number, count: number): number {
    for (let sent = 0; ;) {
      const n = sent === count ? 0 : guarded.sendfile(this.handle, 0, file, offset + sent, count - sent);
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n > 0) sent += n;
      else if (n === 0) return sent;
      else if (n === -EAGAIN) this.#wait('sendfile', POLLOUT, Infinity, '');
      else if (n !== -EINTR) {
        if (sent === 0 && n !== refused) return n;
        throw Object.assign(this.#error('sendfile', n), { bytesWritten: sent });
      }
    }
  }

  /** recvfrom(2), with SO_TIMEOUT after poll(2). */
  recvfrom(buf: Uint8Array): { length: number; addr: SocketAddress | null } {
    const timeout = handles.soTimeout(this.handle);
    const deadline = timeout > 0 ? performance.now() + timeout : Infinity;
    for (;;) {
      if (timeout > 0) this.#wait('receive', POLLIN, deadline, 'Receive timed out');
      const result = guarded.recvfrom(this.handle, 0, buf, timeout > 0 ? MSG_DONTWAIT : 0);
      if (flags.signals[0] !== 0 || result === -EINTR) attend();
      if (typeof result === 'object') return result;
      if (result === -EAGAIN && timeout <= 0) this.#wait('receive', POLLIN, Infinity, '');
      else if (result !== -EINTR && result !== -EAGAIN) throw this.#error('recvfrom', result);
    }
  }

  /** sendto(2), to an address or to the peer that the socket is connected to. */
  sendto(buf: Uint8Array, addr: InetSocketAddress | UnixAddress | undefined, msgFlags = 0): void {
    for (;;) {
      const n =
        addr === undefined
          ? guarded.send(this.handle, 0, buf, msgFlags)
          : guarded.sendto(this.handle, 0, buf, msgFlags, this.#toKernel(addr));
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n >= 0) return;
      if (n === -EAGAIN) this.#wait('send', POLLOUT, Infinity, '');
      else if (n !== -EINTR) throw this.#error('sendto', n, SocketException, addr);
    }
  }

  /** ioctl(FIONREAD): bytes that can be read without blocking. */
  available(): number {
    const now = this.state;
    if ((now & state.closed) !== 0) throw socketClosed('ioctl');
    if ((now & (state.inputShutdown | state.endOfInput | state.broken)) !== 0) return 0;
    return this.#check('ioctl', guarded.ioctl(this.handle, 0, FIONREAD));
  }

  /** shutdown(2). That the peer has gone already is no error. */
  shutdown(how: 'input' | 'output'): void {
    const result = guarded.shutdown(this.handle, 0, how === 'input' ? SHUT_RD : SHUT_WR);
    if (result !== -ENOTCONN) this.#check('shutdown', result);
    this.change(0, how === 'input' ? state.inputShutdown : state.outputShutdown);
  }

  getOption(level: number, optname: number): number;
  getOption(level: number, optname: number, length: number): Uint8Array;
  getOption(level: number, optname: number, length?: number): number | Uint8Array {
    // Asked for bytes, an error is always a number and a value never is.
    const result = guarded.getsockopt(this.handle, 0, level, optname, length ?? 4);
    if (typeof result === 'number') throw this.#error('getsockopt', result);
    return length === undefined ? new Int32Array(result.slice(0, 4).buffer)[0]! : result;
  }

  setOption(level: number, optname: number, value: number | boolean | Uint8Array): void {
    this.#check('setsockopt', guarded.setsockopt(this.handle, 0, level, optname, value));
  }

  /** SO_TIMEOUT in milliseconds, 0 for none: no system call. */
  get soTimeout(): number {
    return Math.max(0, handles.soTimeout(this.handle));
  }

  set soTimeout(milliseconds: number) {
    handles.setSoTimeout(this.handle, milliseconds);
    this.change(0, milliseconds > 0 ? state.timed : 0, milliseconds > 0 ? 0 : state.timed);
  }

  /**
   * Connected: getsockopt(SO_LINGER), shutdown(SHUT_WR), close(2); else close(2). With threads inside, dup3(2) and
   * tgkill(2), and the last of them closes. Nothing the second time.
   */
  close(): void {
    if (this.#last >= 0) return;
    handles.close(this.handle);
    // What is asked about it from now on does not keep the table's entry.
    const last = handles.change(this.handle, all, 0, 0);
    this.#last = last < 0 ? state.closed : last | state.closed;
    handles.forget(this.#slot);
    originOf.delete(this.handle);
  }

  #check(
    call: string,
    result: number,
    Exception: typeof SocketException = SocketException,
    addr?: SocketAddress | Uint8Array,
    interruptible = false,
  ): number {
    if (result === -EINTR && interruptible) attend();
    else if (result < 0) throw this.#error(call, result, Exception, addr);
    return result;
  }

  /** The exception for −errno, or for a call that was refused because the socket is closed. */
  #error(
    call: string,
    result: number,
    Exception = SocketException,
    addr?: SocketAddress | Uint8Array,
  ): SocketException {
    if (result === refused || (result === -EBADF && this.isClosed)) return socketClosed(call);
    const exception = new Exception(call, result, { addr: addr as SocketAddress | undefined });
    return exception;
  }
}

/** A descriptor that no child inherits; `unless` is an errno that is returned, negated, and not thrown. */
function newSocket(call: string, domain: number, type: number, nonBlocking: boolean, unless = 0): number {
  const fd = raw.socket(domain, type | SOCK_CLOEXEC | (nonBlocking ? SOCK_NONBLOCK : 0), 0);
  if (fd < 0) {
    if (fd === -unless) return fd;
    throw new SocketException(call, fd);
  }
  // macOS has no such flags (bsd/sys/socket.h of XNU).
  if (SOCK_CLOEXEC === 0) raw.fcntl(fd, F_SETFD, FD_CLOEXEC);
  if (SOCK_NONBLOCK === 0 && nonBlocking) raw.fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

/** accept4(2); on macOS accept(2) and fcntl(2), also to clear O_NONBLOCK, which is inherited there. */
function acceptCloseOnExec(handle: number, unless: number): { fd: number; addr: SocketAddress } | number {
  if (SOCK_CLOEXEC !== 0) return guarded.accept4(handle, unless, SOCK_CLOEXEC);
  const result = guarded.accept(handle, unless);
  if (typeof result === 'object') {
    raw.fcntl(result.fd, F_SETFD, FD_CLOEXEC);
    if ((handles.change(handle, all, 0, 0) & state.nonBlocking) !== 0) raw.fcntl(result.fd, F_SETFL, 0);
  }
  return result;
}
