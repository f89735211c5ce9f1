/**
 * The blocking calls of a socket, java.net.SocketImpl: each makes the system calls of one step, repeats what was
 * interrupted, and turns −errno into Java's exceptions.
 */
import { constants, flags, known, thread } from '../syscalls/binding.js';
import { guarded } from '../syscalls/generated/guarded.js';
import { raw } from '../syscalls/generated/calls.js';
import { CMSG_SPACE } from '../syscalls/structures/message.js';
import type { SocketAddress, UnixAddress } from '../syscalls/structures/socket-address.js';
import { ConnectException, socketClosed, SocketException, SocketTimeoutException } from './exceptions.js';
import { sweepAll } from './garbage.js';
import { isUnix } from './inet-address.js';
import type { InetSocketAddress } from './inet-address.js';
import { attend } from './interrupts.js';
import { timeval } from './socket-options.js';
import { deadlineOf, remaining, SocketState, state } from './socket-state.js';

const {
  EAGAIN,
  EALREADY,
  EINPROGRESS,
  EINTR,
  EISCONN,
  EMFILE,
  ENOTCONN,
  EPERM,
  FD_CLOEXEC,
  FIONREAD,
  F_GETFL,
  F_SETFD,
  F_SETFL,
  MSG_DONTWAIT,
  O_NONBLOCK,
  POLLIN,
  POLLOUT,
  SCM_RIGHTS,
  SOL_SOCKET,
  SO_ERROR,
  SO_SNDTIMEO,
} = known;

const { handles, refused } = thread;
/** Absent on macOS. */
const { SOCK_CLOEXEC = 0, MSG_CMSG_CLOEXEC = 0 } = constants;

/** States in which reading takes more than a read(2), or none. */
const cannotJustRead = state.inputShutdown | state.endOfInput | state.broken | state.timed;

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
/** Errors of writing that say that the kernel has no memory at the moment. */
const lacking = new Set([constants.ENOBUFS, constants.ENOMEM]);
/** Errors of reading after which there is nothing more to read. */
const final = new Set(
  ['ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED', 'EPIPE'].map((name) => constants[name]),
);

export class SocketImpl extends SocketState {
  /** Milliseconds to wait before accept(2) is tried again when descriptors are short. */
  #pause = 0;

  /**
   * accept4(2); blocks in it, or with a timeout in poll(2). EINTR, and errors of a connection that was gone before it
   * was accepted, are not seen.
   */
  accept(): { fd: number; addr: SocketAddress } {
    let deadline: number | undefined;
    for (;;) {
      let result = acceptCloseOnExec(this.handle, state.timed | state.nonBlocking);
      if (result === refused) {
        deadline ??= deadlineOf(this.soTimeout);
        result = this.#acceptUntil(deadline);
      }
      if (flags.signals[0] !== 0) attend();
      if (typeof result === 'object') {
        this.#pause = 0;
        return result;
      }
      if (result === -EINTR) attend();
      else if (result === -EPERM) this.sleep('accept', 1);
      else if (exhausted.has(-result)) this.#failExhausted(result);
      else if (result === -EAGAIN) this.#checkNonBlocking();
      else if (!passing.has(-result)) throw this.error('accept', result);
    }
  }

  #acceptUntil(deadline: number): { fd: number; addr: SocketAddress } | number {
    // Another thread may take the connection that poll(2) told of: accept4(2) must not block then.
    if ((this.state & state.nonBlocking) === 0) this.setNonBlocking('accept');
    this.wait('accept', POLLIN, deadline, 'Accept timed out');
    return acceptCloseOnExec(this.handle, 0);
  }

  /**
   * EAGAIN of a listener that blocks: SO_RCVTIMEO has passed, or another process that has the listener too has set
   * O_NONBLOCK, which all share.
   */
  #checkNonBlocking(): void {
    // Another thread or process has taken the connection that poll(2) told of.
    if ((this.state & state.nonBlocking) !== 0) return;
    const status = this.check('accept', guarded.fcntl(this.handle, 0, F_GETFL));
    if ((status & O_NONBLOCK) !== 0) this.change(0, state.nonBlocking);
    else this.#checkTimeout('accept', state.receiveTimeout, 'Accept timed out');
  }

  /** The connection stays in the queue, so a program that just tries again would spin. */
  #failExhausted(result: number): void {
    // Sockets that nobody closed may be the reason.
    if (result === -EMFILE && sweepAll() > 0) return;
    if (this.#pause > 0) this.sleep('accept', this.#pause);
    this.#pause = Math.min(Math.max(50, 2 * this.#pause), 1600);
    throw this.error('accept', result);
  }

  /**
   * connect(2). With a deadline an internet socket has to be non-blocking: connect(2), poll(2), getsockopt(SO_ERROR), and
   * fcntl(F_SETFL) to make it blocking. A UNIX socket cannot wait in poll(2): it has SO_SNDTIMEO meanwhile.
   */
  connect(addr: InetSocketAddress | UnixAddress, deadline = Infinity): void {
    const result = isUnix(addr) ? this.#connectUnix(addr, deadline) : this.#connectInet(addr, deadline);
    this.check('connect', result, ConnectException, addr);
  }

  #connectInet(addr: InetSocketAddress, deadline: number): number {
    let interrupted = false;
    for (;;) {
      // Else the call would return at once, and the kernel be asked what has become of it.
      if (flags.signals[0] !== 0) attend();
      let result = guarded.connect(this.handle, 0, this.toKernel(addr));
      if (result === -EINTR) {
        interrupted = true;
        attend();
      }
      if (result === -EINPROGRESS || result === -EINTR || result === -EALREADY) {
        // Interrupted, the handshake goes on without us (connect(2)).
        this.wait('connect', POLLOUT, deadline, 'Connect timed out');
        const error = guarded.getsockopt(this.handle, 0, SOL_SOCKET, SO_ERROR);
        result = typeof error !== 'number' ? 0 : error === refused ? error : -error;
        if (result === 0 && interrupted) {
          const peer = guarded.getpeername(this.handle, 0);
          // Interrupted before it was made.
          if (peer === -ENOTCONN) continue;
          if (typeof peer === 'number') result = peer;
        }
      }
      if (result === -EISCONN && interrupted) result = 0;
      if (result === 0 && deadline !== Infinity) this.setBlocking(true);
      return result;
    }
  }

  #connectUnix(addr: UnixAddress, deadline: number): number {
    for (;;) {
      const left = deadline === Infinity ? 0 : remaining(deadline);
      if (deadline !== Infinity) {
        if (left === 0) throw new SocketTimeoutException('connect', 'Connect timed out');
        this.setOption(SOL_SOCKET, SO_SNDTIMEO, timeval(left));
      }
      const result = guarded.connect(this.handle, 0, addr);
      if (result === -EINTR) {
        attend();
      } else if (result !== -EAGAIN || deadline === Infinity) {
        if (result === 0 && left > 0) this.setOption(SOL_SOCKET, SO_SNDTIMEO, timeval(0));
        return result;
      }
    }
  }

  /** read(2), or with SO_TIMEOUT poll(2) and recv(MSG_DONTWAIT). −1 at the end; `length` is not 0. */
  read(buf: Uint8Array, offset: number, length: number): number {
    const n = this.#readOnce(buf, offset, length);
    return n > 0 && flags.signals[0] === 0 ? n : this.#readOn(n, buf, offset, length);
  }

  #readOnce(buf: Uint8Array, offset: number, length: number): number {
    // What is left out costs nothing to hand over.
    return length === buf.length
      ? guarded.read(this.handle, cannotJustRead, buf)
      : guarded.read(this.handle, cannotJustRead, buf, offset, length);
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
        if ((now & state.timed) !== 0) {
          n = this.#timedRead(buf, offset, length);
          continue;
        }
      } else if (n === -EAGAIN) {
        this.#checkTimeout('read', state.receiveTimeout, 'Read timed out');
        this.wait('read', POLLIN, Infinity, '', state.timed);
      } else if (n !== -EINTR) {
        if (final.has(-n)) {
          handles.setError(this.handle, -n);
          this.change(0, state.broken);
        }
        throw this.error('read', n);
      }
      n = this.#readOnce(buf, offset, length);
    }
  }

  #timedRead(buf: Uint8Array, offset: number, length: number): number {
    const ended = state.inputShutdown | state.endOfInput | state.broken;
    const deadline = performance.now() + handles.soTimeout(this.handle);
    for (;;) {
      this.wait('read', POLLIN, deadline, 'Read timed out', ended);
      // Another thread may have read what poll(2) told of.
      const n = guarded.recv(this.handle, ended, buf, MSG_DONTWAIT, offset, length);
      if (n === -EINTR) attend();
      else if (n !== -EAGAIN) return n;
    }
  }

  /** write(2) until all is written. */
  write(buf: Uint8Array, offset: number, length: number): void {
    for (let written = 0, pause = 1; written < length;) {
      const n =
        length === buf.length && written === 0
          ? guarded.write(this.handle, 0, buf)
          : guarded.write(this.handle, 0, buf, offset + written, length - written);
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n >= 0) written += n;
      else if (n === -EAGAIN) {
        this.#checkTimeout('write', state.sendTimeout, 'Write timed out', written);
        this.wait('write', POLLOUT, Infinity, '');
      } else if (lacking.has(-n) && pause <= 64) {
        // It passes, most often; macOS tells of it where Linux waits.
        this.sleep('write', pause);
        pause *= 2;
      } else if (n !== -EINTR) throw Object.assign(this.error('write', n), { bytesWritten: written });
    }
  }

  /** EAGAIN of a blocking socket: its SO_RCVTIMEO or SO_SNDTIMEO has passed, or there was none and it is to be tried again. */
  #checkTimeout(call: string, bit: number, message: string, bytesWritten?: number): void {
    if ((this.state & bit) === 0) return;
    const exception = new SocketTimeoutException(call, message);
    throw bytesWritten === undefined ? exception : Object.assign(exception, { bytesWritten });
  }

  /** sendfile(2) until `count` bytes or the end of the file. Returns how many, or −errno when none could be. */
  sendfile(file: number, offset: number, count: number): number {
    for (let sent = 0; ;) {
      const n = sent === count ? 0 : guarded.sendfile(this.handle, 0, file, offset + sent, count - sent);
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n > 0) sent += n;
      else if (n === 0) return sent;
      else if (n === -EAGAIN) this.wait('sendfile', POLLOUT, Infinity, '');
      else if (n !== -EINTR) {
        if (sent === 0 && n !== refused) return n;
        throw Object.assign(this.error('sendfile', n), { bytesWritten: sent });
      }
    }
  }

  /** recvfrom(2), with SO_TIMEOUT after poll(2). */
  recvfrom(buf: Uint8Array): { length: number; addr: SocketAddress | null } {
    const timeout = this.soTimeout;
    const deadline = deadlineOf(timeout);
    for (;;) {
      if (timeout > 0) this.wait('receive', POLLIN, deadline, 'Receive timed out');
      const result = guarded.recvfrom(this.handle, 0, buf, timeout > 0 ? MSG_DONTWAIT : 0);
      if (flags.signals[0] !== 0 || result === -EINTR) attend();
      if (typeof result === 'object') return result;
      if (result === -EAGAIN && timeout <= 0) {
        this.#checkTimeout('receive', state.receiveTimeout, 'Receive timed out');
        this.wait('receive', POLLIN, Infinity, '');
      } else if (result !== -EINTR && result !== -EAGAIN) throw this.error('recvfrom', result);
    }
  }

  /** recvfrom(MSG_DONTWAIT) until nothing is there. */
  discard(): void {
    const one = new Uint8Array(1);
    while (guarded.recv(this.handle, 0, one, MSG_DONTWAIT) >= 0);
  }

  /** sendto(2), to an address or to the peer that the socket is connected to. */
  sendto(buf: Uint8Array, addr: InetSocketAddress | UnixAddress | undefined, msgFlags = 0): void {
    for (;;) {
      const n =
        addr === undefined
          ? guarded.send(this.handle, 0, buf, msgFlags)
          : guarded.sendto(this.handle, 0, buf, msgFlags, this.toKernel(addr));
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n >= 0) return;
      if (n === -EAGAIN) this.wait('send', POLLOUT, Infinity, '');
      else if (n !== -EINTR) throw this.error('sendto', n, SocketException, addr);
    }
  }

  /** sendmsg(2) of one byte, with descriptors beside it (SCM_RIGHTS, unix(7)). */
  sendDescriptors(byte: number, fds: readonly number[]): void {
    const message = { iov: [Uint8Array.of(byte)], control: [{ level: SOL_SOCKET, type: SCM_RIGHTS, data: fds }] };
    for (;;) {
      const n = guarded.sendmsg(this.handle, 0, message, 0);
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n === 1) return;
      if (n !== -EINTR) throw this.error('sendmsg', n);
    }
  }

  /** recvmsg(2) of one byte, and of up to so many descriptors, which are close-on-exec. The byte is −1 at the end. */
  receiveDescriptors(most: number): { byte: number; fds: readonly number[] } {
    const iov = [new Uint8Array(1)];
    for (;;) {
      const result = guarded.recvmsg(this.handle, 0, { iov, controlLength: CMSG_SPACE(4 * most) }, MSG_CMSG_CLOEXEC);
      if (flags.signals[0] !== 0 || result === -EINTR) attend();
      if (typeof result === 'object') {
        const rights = result.control.filter(({ type }) => type === SCM_RIGHTS);
        const fds = rights.flatMap(({ data }) => [...data]);
        if (MSG_CMSG_CLOEXEC === 0) for (const fd of fds) raw.fcntl(fd, F_SETFD, FD_CLOEXEC);
        return { byte: result.length === 0 ? -1 : iov[0]![0]!, fds };
      }
      if (result === -EAGAIN) this.#checkTimeout('recvmsg', state.receiveTimeout, 'Receive timed out');
      else if (result !== -EINTR) throw this.error('recvmsg', result);
    }
  }

  /** ioctl(FIONREAD): bytes that can be read without blocking. */
  available(): number {
    const now = this.state;
    if ((now & state.closed) !== 0) throw socketClosed('ioctl');
    if ((now & (state.inputShutdown | state.endOfInput | state.broken)) !== 0) return 0;
    return this.check('ioctl', guarded.ioctl(this.handle, 0, FIONREAD));
  }
}

/**
 * accept4(2); on macOS accept(2) and fcntl(2), also to clear O_NONBLOCK, which is inherited there from a listener that
 * another process may have made non-blocking.
 */
function acceptCloseOnExec(handle: number, unless: number): { fd: number; addr: SocketAddress } | number {
  if (SOCK_CLOEXEC !== 0) return guarded.accept4(handle, unless, SOCK_CLOEXEC);
  const result = guarded.accept(handle, unless);
  if (typeof result === 'object') {
    raw.fcntl(result.fd, F_SETFD, FD_CLOEXEC);
    raw.fcntl(result.fd, F_SETFL, 0);
  }
  return result;
}
