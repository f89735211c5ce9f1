// npm run generate
// Generated from src/syscalls/{syscalls.table,names.ts} by the command above. Do not edit.
import { constants, native, registers, remembered } from '../binding.js';
import { systemCallError } from '../errno-error.js';
import { encodeEpollEvent, epollBuffer, decodeEpollEvents } from '../structures/epoll.js';
import type { EpollEvent } from '../structures/epoll.js';
import { encodeKevents, keventBuffer, decodeKevents } from '../structures/kevent.js';
import type { Kevent } from '../structures/kevent.js';
import { bufferList, encodeMessage, prepareMessage, decodeControl } from '../structures/message.js';
import type { ControlMessage, OutgoingMessage, IncomingMessage } from '../structures/message.js';
import { optionValue, optionBuffer, optionResult } from '../structures/option.js';
import { encodePollFds, decodePollFds } from '../structures/poll.js';
import type { PollFd } from '../structures/poll.js';
import { isRemembered, remember } from '../structures/remembered-buffer.js';
import {
  lastDestination,
  encodeSocketAddress,
  lastSocketAddress,
  lastSocketAddressOrNull,
} from '../structures/socket-address.js';
import type { SocketAddress } from '../structures/socket-address.js';
/** What a call returns on a system that does not have it. */
const missing = -constants.ENOSYS!;

/**
 * Creates an endpoint for communication and returns its descriptor: `socket(2)`.
 * @throws EAFNOSUPPORT (domain), ESOCKTNOSUPPORT or EINVAL (type), EPROTONOSUPPORT (protocol), EPERM (raw sockets), EMFILE, ENFILE, ENOBUFS.
 * @example const fd = socket(AF_INET, SOCK_STREAM, 0);
 */
export function socket(domain: number, type: number, protocol: number): number {
  const result = native.socket(domain, type, protocol);
  if (result < 0) throw systemCallError(socket, result);

  return result;
}

/**
 * Creates two sockets that are connected to each other: `socketpair(2)`.
 * @throws EOPNOTSUPP (the domain has no pairs: AF_INET), EMFILE.
 * @example const [a, b] = socketpair(AF_UNIX, SOCK_STREAM, 0);
 */
export function socketpair(domain: number, type: number, protocol: number): [number, number] {
  const result = native.socketpair(domain, type, protocol);
  if (result < 0) throw systemCallError(socketpair, result);

  return [registers[0]!, registers[1]!];
}

/**
 * Gives a socket its local address: `bind(2)`. Port 0 lets the kernel choose one.
 * @throws EADDRINUSE, EADDRNOTAVAIL, EACCES, EINVAL (bound already), EAFNOSUPPORT, ENOENT or ENOTDIR (path), EBADF, ENOTSOCK.
 * @example bind(fd, { family: AF_INET, address: '127.0.0.1', port: 0 });
 */
export function bind(fd: number, addr: SocketAddress | Uint8Array): void {
  const result = native.bind(fd, encodeSocketAddress(addr, 'addr'));
  if (result < 0) throw systemCallError(bind, result, lastDestination());
}

/**
 * Connects a socket to an address: `connect(2)`. On a blocking TCP socket it sleeps until the
 * handshake is over. After EINTR the handshake goes on: wait with poll(POLLOUT), then read SO_ERROR.
 * @throws ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EADDRNOTAVAIL, EINPROGRESS and EALREADY (non-blocking), EISCONN, EINTR, EACCES or ENOENT (path), EAFNOSUPPORT, EBADF, ENOTSOCK.
 * @example connect(fd, { family: AF_INET, address: '127.0.0.1', port: 9000 });
 */
export function connect(fd: number, addr: SocketAddress | Uint8Array): void {
  const result = native.connect(fd, encodeSocketAddress(addr, 'addr'));
  if (result < 0) throw systemCallError(connect, result, lastDestination());
}

/**
 * Makes a socket passive: the kernel queues up to `backlog` finished connections: `listen(2)`.
 * @throws EADDRINUSE, EOPNOTSUPP (not a stream), EINVAL, EBADF, ENOTSOCK.
 * @example listen(fd, 50);
 */
export function listen(fd: number, backlog: number): void {
  const result = native.listen(fd, backlog);
  if (result < 0) throw systemCallError(listen, result);
}

/**
 * Takes the first finished connection off the listener's queue: `accept(2)`. Sleeps while the queue
 * is empty. The new descriptor is inherited by child processes: see accept4.
 * @throws EAGAIN (non-blocking and none waiting), ECONNABORTED, EMFILE, ENFILE, EINVAL (not listening), EOPNOTSUPP (not a stream), EINTR, EBADF, ENOTSOCK.
 * @example const { fd: connection, addr } = accept(listener);
 */
export function accept(fd: number): { fd: number; addr: SocketAddress } {
  const result = native.accept(fd);
  if (result < 0) throw systemCallError(accept, result);

  return { fd: result, addr: lastSocketAddress() };
}

/**
 * accept with flags for the new descriptor, SOCK_CLOEXEC and SOCK_NONBLOCK: `accept4(2)`.
 * @throws as accept; EINVAL (flags); ENOSYS on macOS.
 * @example const { fd: connection } = accept4(listener, SOCK_CLOEXEC);
 */
export function accept4(fd: number, flags: number): { fd: number; addr: SocketAddress } {
  if (process.platform !== 'linux') throw systemCallError(accept4, missing);

  const result = native.accept4(fd, flags);
  if (result < 0) throw systemCallError(accept4, result);

  return { fd: result, addr: lastSocketAddress() };
}

/**
 * Ends the conversation in one or both directions, for every descriptor of the socket: `shutdown(2)`.
 * SHUT_WR sends FIN: the peer reads what was sent and then the end.
 * @throws ENOTCONN, EINVAL (how), ENOTSOCK.
 * @example shutdown(fd, SHUT_WR);
 */
export function shutdown(fd: number, how: number): void {
  const result = native.shutdown(fd, how);
  if (result < 0) throw systemCallError(shutdown, result);
}

/**
 * Gives the descriptor back: `close(2)`. It is gone even when an error is reported: never call it
 * twice. Wakes nobody who is blocked on it. Sleeps only with SO_LINGER, until the data is delivered.
 * @throws EBADF, EIO.
 * @example close(fd);
 */
export function close(fd: number): void {
  const result = native.close(fd);
  if (result < 0) throw systemCallError(close, result);
}

/**
 * Returns the address the socket is bound to: `getsockname(2)`.
 * @throws EBADF, ENOTSOCK.
 * @example const { port } = getsockname(fd);
 */
export function getsockname(fd: number): SocketAddress {
  const result = native.getsockname(fd);
  if (result < 0) throw systemCallError(getsockname, result);

  return lastSocketAddress();
}

/**
 * Returns the address of the peer: `getpeername(2)`.
 * @throws ENOTCONN, EBADF, ENOTSOCK.
 * @example const { address, port } = getpeername(fd);
 */
export function getpeername(fd: number): SocketAddress {
  const result = native.getpeername(fd);
  if (result < 0) throw systemCallError(getpeername, result);

  return lastSocketAddress();
}

/**
 * Reads up to `length` bytes into `buf` at `offset` and returns how many; 0 is the end of the
 * stream: `read(2)`. Sleeps until there is at least one byte.
 * @throws EAGAIN (non-blocking and nothing there), ECONNRESET, ETIMEDOUT, EINTR, EBADF.
 * @example const n = read(fd, buf);
 */
export function read(fd: number, buf: Uint8Array, offset?: number, length?: number): number {
  const result = isRemembered(buf)
    ? offset === undefined && length === undefined
      ? remembered.read(fd, 0)
      : remembered.read(fd, 0, offset, length)
    : remember(
        buf,
        offset === undefined && length === undefined ? native.read(fd, buf) : native.read(fd, buf, offset, length),
      );
  if (result < 0) throw systemCallError(read, result);

  return result;
}

/**
 * Writes up to `length` bytes from `buf` at `offset` and returns how many the kernel took: `write(2)`.
 * Sleeps while the send buffer is full. Never raises SIGPIPE.
 * @throws EPIPE, ECONNRESET, EAGAIN (non-blocking and full), EINTR, EBADF.
 * @example const n = write(fd, Buffer.from('hello'));
 */
export function write(fd: number, buf: Uint8Array, offset?: number, length?: number): number {
  const result = isRemembered(buf)
    ? offset === undefined && length === undefined
      ? remembered.write(fd, 0)
      : remembered.write(fd, 0, offset, length)
    : remember(
        buf,
        offset === undefined && length === undefined ? native.write(fd, buf) : native.write(fd, buf, offset, length),
      );
  if (result < 0) throw systemCallError(write, result);

  return result;
}

/**
 * Reads into several buffers, one after the other, and returns the bytes in all: `readv(2)`.
 * @throws EINVAL (more than IOV_MAX buffers), and as read.
 * @example const n = readv(fd, [head, body]);
 */
export function readv(fd: number, bufs: readonly Uint8Array[]): number {
  const result = native.readv(fd, bufferList(bufs, 'bufs'));
  if (result < 0) throw systemCallError(readv, result);

  return result;
}

/**
 * Writes several buffers as one: `writev(2)`. Returns the bytes that the kernel took.
 * @throws EINVAL (more than IOV_MAX buffers), and as write.
 * @example const n = writev(fd, [head, body]);
 */
export function writev(fd: number, bufs: readonly Uint8Array[]): number {
  const result = native.writev(fd, bufferList(bufs, 'bufs'));
  if (result < 0) throw systemCallError(writev, result);

  return result;
}

/**
 * read with flags: MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_OOB: `recv(2)`.
 * @throws as read; ENOTSOCK, EINVAL (MSG_OOB and no urgent byte).
 * @example const n = recv(fd, buf, MSG_PEEK);
 */
export function recv(fd: number, buf: Uint8Array, flags: number, offset?: number, length?: number): number {
  const result = isRemembered(buf)
    ? offset === undefined && length === undefined
      ? remembered.recv(fd, 0, flags)
      : remembered.recv(fd, 0, flags, offset, length)
    : remember(
        buf,
        offset === undefined && length === undefined
          ? native.recv(fd, buf, flags)
          : native.recv(fd, buf, flags, offset, length),
      );
  if (result < 0) throw systemCallError(recv, result);

  return result;
}

/**
 * write with flags: MSG_NOSIGNAL, MSG_DONTWAIT, MSG_MORE, MSG_OOB: `send(2)`.
 * @throws as write; ENOTSOCK, EMSGSIZE (datagram too long), EDESTADDRREQ.
 * @example const n = send(fd, buf, MSG_MORE);
 */
export function send(fd: number, buf: Uint8Array, flags: number, offset?: number, length?: number): number {
  const result = isRemembered(buf)
    ? offset === undefined && length === undefined
      ? remembered.send(fd, 0, flags)
      : remembered.send(fd, 0, flags, offset, length)
    : remember(
        buf,
        offset === undefined && length === undefined
          ? native.send(fd, buf, flags)
          : native.send(fd, buf, flags, offset, length),
      );
  if (result < 0) throw systemCallError(send, result);

  return result;
}

/**
 * Receives a datagram and its sender: `recvfrom(2)`. What does not fit into `buf` is lost. `addr` is
 * null where the kernel gives none (a connected stream, an unnamed UNIX sender).
 * @throws EAGAIN, ECONNREFUSED (an earlier datagram was refused), ENOTCONN (a stream), EINTR, EBADF, ENOTSOCK.
 * @example const { length, addr } = recvfrom(fd, buf, 0);
 */
export function recvfrom(fd: number, buf: Uint8Array, flags: number): { length: number; addr: SocketAddress | null } {
  const result = native.recvfrom(fd, buf, flags);
  if (result < 0) throw systemCallError(recvfrom, result);

  return { length: result, addr: lastSocketAddressOrNull() };
}

/**
 * Sends a datagram to an address and returns its length: `sendto(2)`.
 * @throws as send; ENOBUFS, EACCES (broadcast not allowed), ECONNREFUSED, EISCONN, EINVAL (address).
 * @example sendto(fd, buf, 0, { family: AF_INET, address: '127.0.0.1', port: 53 });
 */
export function sendto(fd: number, buf: Uint8Array, flags: number, addr: SocketAddress | Uint8Array): number {
  const result = native.sendto(fd, buf, flags, encodeSocketAddress(addr, 'addr'));
  if (result < 0) throw systemCallError(sendto, result, lastDestination());

  return result;
}

/**
 * Receives into several buffers, with the sender, the flags and up to `controlLength` bytes of control
 * messages: `recvmsg(2)`. Descriptors that arrive (SCM_RIGHTS) are open and yours; with
 * MSG_CMSG_CLOEXEC they are close-on-exec. MSG_CTRUNC in `flags` says that some did not fit.
 * @throws as recvfrom; EMSGSIZE (more than IOV_MAX buffers).
 * @example const { length, control } = recvmsg(fd, { iov: [buf], controlLength: 64 }, MSG_CMSG_CLOEXEC);
 */
export function recvmsg(
  fd: number,
  msg: IncomingMessage,
  flags: number,
): { length: number; addr: SocketAddress | null; control: ControlMessage[]; flags: number } {
  const message = prepareMessage(msg);

  const result = native.recvmsg(fd, message.iov, message.control, flags);
  if (result < 0) throw systemCallError(recvmsg, result);

  return {
    length: result,
    addr: lastSocketAddressOrNull(),
    control: decodeControl(message.control),
    flags: registers[2]!,
  };
}

/**
 * Sends several buffers as one message, with control messages: descriptors (SCM_RIGHTS), credentials
 * (SCM_CREDENTIALS) or any other as bytes: `sendmsg(2)`.
 * @throws as sendto; EMSGSIZE, EINVAL (control), EPERM (credentials), ETOOMANYREFS.
 * @example sendmsg(fd, { iov: [buf], control: [{ level: SOL_SOCKET, type: SCM_RIGHTS, data: [other] }] }, 0);
 */
export function sendmsg(fd: number, msg: OutgoingMessage, flags: number): number {
  const message = encodeMessage(msg);

  const result = native.sendmsg(fd, message.iov, message.control, message.addrLength, flags);
  if (result < 0) throw systemCallError(sendmsg, result, message.addrLength > 0 ? lastDestination() : undefined);

  return result;
}

/**
 * Reads a socket option: `getsockopt(2)`. A number, or with `length` the bytes that the kernel wrote. Of a
 * structure (SO_LINGER, SO_PEERCRED, TCP_INFO), ask for the bytes: the number is only its first int.
 * @throws ENOPROTOOPT, EINVAL, EBADF, ENOTSOCK.
 * @example const error = getsockopt(fd, SOL_SOCKET, SO_ERROR);
 */
export function getsockopt<L extends number | undefined = undefined>(
  fd: number,
  level: number,
  optname: number,
  length?: L,
): L extends number ? Uint8Array : number {
  const bytes = optionBuffer(length, level, optname);
  const result =
    bytes === undefined ? native.getsockopt(fd, level, optname) : native.getsockopt(fd, level, optname, bytes);
  if (result < 0) throw systemCallError(getsockopt, result);

  return optionResult(bytes) as never;
}

/**
 * Sets a socket option: `setsockopt(2)`. A number or a boolean is passed as C's int, a structure as
 * its bytes.
 * @throws ENOPROTOOPT, EINVAL (length or value), EPERM, EBADF, ENOTSOCK.
 * @example setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, true);
 */
export function setsockopt(fd: number, level: number, optname: number, value: number | boolean | Uint8Array): void {
  const result = native.setsockopt(fd, level, optname, optionValue(value, 'value'));
  if (result < 0) throw systemCallError(setsockopt, result);
}

/**
 * Waits for one of several descriptors: `poll(2)`. `timeout` is in milliseconds: 0 asks, -1 waits for
 * ever. Fills in `revents` of each entry and returns how many have any.
 * @throws EINTR (never restarted by the kernel), EINVAL (more than RLIMIT_NOFILE entries).
 * @example const ready = poll([{ fd, events: POLLIN }], 1000);
 */
export function poll(fds: readonly PollFd[], timeout: number): number {
  const entries = encodePollFds(fds);

  const result = native.poll(entries, timeout);
  if (result < 0) throw systemCallError(poll, result);
  decodePollFds(entries, fds);

  return result;
}

/**
 * Reads or changes the flags of a descriptor, or duplicates it: `fcntl(2)`. Commands whose argument is
 * a structure (F_GETLK and its kind) get a null pointer, which the kernel refuses with EFAULT,
 * and so do commands that this package does not know. F_GETOWN
 * tells a process group as a negative number, and one below 4096 looks like an error: the kernel's own bug.
 * @throws EBADF, EINVAL (cmd), EFAULT, EMFILE (F_DUPFD).
 * @example fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
 */
export function fcntl(fd: number, cmd: number, arg?: number): number {
  const result = arg === undefined ? native.fcntl(fd, cmd) : native.fcntl(fd, cmd, arg);
  if (result < 0 && result >= -4095) throw systemCallError(fcntl, result);

  return result;
}

/**
 * Makes a device-specific request whose argument is C's int, and returns that int: `ioctl(2)`.
 * FIONREAD: bytes waiting to be read. SIOCOUTQ: bytes not yet taken by the peer.
 * @throws ENOTTY, EBADF, EINVAL.
 * @example const waiting = ioctl(fd, FIONREAD);
 */
export function ioctl(fd: number, request: number, arg?: number): number {
  const result = arg === undefined ? native.ioctl(fd, request) : native.ioctl(fd, request, arg);
  if (result < 0) throw systemCallError(ioctl, result);

  return registers[0]!;
}

/**
 * Returns the lowest free descriptor as a second name for the same file: `dup(2)`.
 * @throws EBADF, EMFILE.
 * @example const copy = dup(fd);
 */
export function dup(fd: number): number {
  const result = native.dup(fd);
  if (result < 0) throw systemCallError(dup, result);

  return result;
}

/**
 * Makes `fd2` a second name for the file behind `fd`; what `fd2` named before is closed: `dup2(2)`.
 * @throws EBADF, EBUSY.
 * @example dup2(fd, 10);
 */
export function dup2(fd: number, fd2: number): number {
  const result = native.dup2(fd, fd2);
  if (result < 0) throw systemCallError(dup2, result);

  return result;
}

/**
 * dup2 with a flag for `fd2`, O_CLOEXEC: `dup3(2)`.
 * @throws as dup2; EINVAL (flags, or twice the same descriptor); ENOSYS on macOS.
 * @example dup3(fd, 10, O_CLOEXEC);
 */
export function dup3(fd: number, fd2: number, flags: number): number {
  if (process.platform !== 'linux') throw systemCallError(dup3, missing);

  const result = native.dup3(fd, fd2, flags);
  if (result < 0) throw systemCallError(dup3, result);

  return result;
}

/**
 * Sends a signal to one thread: `tgkill(2)`. A call that the thread is blocked in returns EINTR, if the
 * signal has a handler without SA_RESTART. 0 only asks whether the thread exists.
 * @throws ESRCH (no such thread), EINVAL (tgid, tid or sig), EPERM; ENOSYS on macOS.
 * @example tgkill(process.pid, tid, 0);
 */
export function tgkill(tgid: number, tid: number, sig: number): void {
  if (process.platform !== 'linux') throw systemCallError(tgkill, missing);

  const result = native.tgkill(tgid, tid, sig);
  if (result < 0) throw systemCallError(tgkill, result);
}

/**
 * Creates a pipe and returns its end for reading and its end for writing: `pipe(2)`.
 * @throws EMFILE, ENFILE.
 * @example const [readEnd, writeEnd] = pipe();
 */
export function pipe(): [number, number] {
  const result = native.pipe();
  if (result < 0) throw systemCallError(pipe, result);

  return [registers[0]!, registers[1]!];
}

/**
 * Copies up to `count` bytes from a file to a socket inside the kernel and returns how many:
 * `sendfile(2)`. `offset` is where to read; null reads from the file's position and moves it (Linux).
 * @throws EAGAIN, EPIPE, EINVAL (not a file; on macOS a null offset), EINTR.
 * @example const n = sendfile(socket, file, 0, 65536);
 */
export function sendfile(outFd: number, inFd: number, offset: number | null, count: number): number {
  const result = native.sendfile(outFd, inFd, offset, count);
  if (result < 0) throw systemCallError(sendfile, result);

  return result;
}

/**
 * Creates an epoll set and returns its descriptor: `epoll_create1(2)`.
 * @throws EINVAL (flags), EMFILE; ENOSYS on macOS.
 * @example const epfd = epoll_create1(EPOLL_CLOEXEC);
 */
export function epoll_create1(flags: number): number {
  if (process.platform !== 'linux') throw systemCallError(epoll_create1, missing);

  const result = native.epoll_create1(flags);
  if (result < 0) throw systemCallError(epoll_create1, result);

  return result;
}

/**
 * Adds, changes or removes a descriptor of an epoll set: `epoll_ctl(2)`. `data` comes back with the
 * events; without it, it is the descriptor.
 * @throws EEXIST, ENOENT, EPERM (a file that cannot be waited for), EBADF; ENOSYS on macOS.
 * @example epoll_ctl(epfd, EPOLL_CTL_ADD, fd, { events: EPOLLIN });
 */
export function epoll_ctl(epfd: number, op: number, fd: number, event?: EpollEvent): void {
  if (process.platform !== 'linux') throw systemCallError(epoll_ctl, missing);

  const result = native.epoll_ctl(epfd, op, fd, encodeEpollEvent(event, fd));
  if (result < 0) throw systemCallError(epoll_ctl, result);
}

/**
 * Waits for events of an epoll set, at most `maxevents`: `epoll_wait(2)`. `timeout` is in
 * milliseconds: 0 asks, -1 waits for ever.
 * @throws EINTR, EINVAL (maxevents below 1), EBADF; ENOSYS on macOS.
 * @example for (const { events, data } of epoll_wait(epfd, 64, -1)) serve(data, events);
 */
export function epoll_wait(epfd: number, maxevents: number, timeout: number): Required<EpollEvent>[] {
  if (process.platform !== 'linux') throw systemCallError(epoll_wait, missing);

  const bytes = epollBuffer(maxevents);

  const result = native.epoll_wait(epfd, bytes, maxevents, timeout);
  if (result < 0) throw systemCallError(epoll_wait, result);

  return decodeEpollEvents(bytes, result);
}

/**
 * Creates a kernel event queue and returns its descriptor: `kqueue(2)`.
 * @throws EMFILE, ENFILE; ENOSYS on Linux.
 * @example const kq = kqueue();
 */
export function kqueue(): number {
  if (process.platform !== 'darwin') throw systemCallError(kqueue, missing);

  const result = native.kqueue();
  if (result < 0) throw systemCallError(kqueue, result);

  return result;
}

/**
 * Applies changes to a kernel event queue and waits for at most `maxevents` events: `kevent(2)`.
 * `timeout` is in milliseconds: 0 asks, -1 waits for ever.
 * @throws EINTR, EBADF, ENOENT; ENOSYS on Linux.
 * @example const events = kevent(kq, [{ ident: fd, filter: EVFILT_READ, flags: EV_ADD }], 64, -1);
 */
export function kevent(kq: number, changes: readonly Kevent[], maxevents: number, timeout: number): Required<Kevent>[] {
  if (process.platform !== 'darwin') throw systemCallError(kevent, missing);

  const bytes = keventBuffer(maxevents);

  const result = native.kevent(kq, encodeKevents(changes), bytes, timeout);
  if (result < 0) throw systemCallError(kevent, result);

  return decodeKevents(bytes, result);
}
/** The same functions, returning −errno instead of throwing. A bad argument throws here too. */
export const raw = {
  /** {@link socket}, returning −errno where it would throw. */
  socket: native.socket as (domain: number, type: number, protocol: number) => number,
  /** {@link socketpair}, returning −errno where it would throw. */
  socketpair: (domain: number, type: number, protocol: number): [number, number] | number => {
    const result = native.socketpair(domain, type, protocol);
    if (result < 0) return result;

    return [registers[0]!, registers[1]!];
  },
  /** {@link bind}, returning −errno where it would throw. */
  bind: (fd: number, addr: SocketAddress | Uint8Array): number => {
    const result = native.bind(fd, encodeSocketAddress(addr, 'addr'));
    if (result < 0) return result;

    return result;
  },
  /** {@link connect}, returning −errno where it would throw. */
  connect: (fd: number, addr: SocketAddress | Uint8Array): number => {
    const result = native.connect(fd, encodeSocketAddress(addr, 'addr'));
    if (result < 0) return result;

    return result;
  },
  /** {@link listen}, returning −errno where it would throw. */
  listen: native.listen as (fd: number, backlog: number) => number,
  /** {@link accept}, returning −errno where it would throw. */
  accept: (fd: number): { fd: number; addr: SocketAddress } | number => {
    const result = native.accept(fd);
    if (result < 0) return result;

    return { fd: result, addr: lastSocketAddress() };
  },
  /** {@link accept4}, returning −errno where it would throw. */
  accept4: (fd: number, flags: number): { fd: number; addr: SocketAddress } | number => {
    if (process.platform !== 'linux') return missing;

    const result = native.accept4(fd, flags);
    if (result < 0) return result;

    return { fd: result, addr: lastSocketAddress() };
  },
  /** {@link shutdown}, returning −errno where it would throw. */
  shutdown: native.shutdown as (fd: number, how: number) => number,
  /** {@link close}, returning −errno where it would throw. */
  close: native.close as (fd: number) => number,
  /** {@link getsockname}, returning −errno where it would throw. */
  getsockname: (fd: number): SocketAddress | number => {
    const result = native.getsockname(fd);
    if (result < 0) return result;

    return lastSocketAddress();
  },
  /** {@link getpeername}, returning −errno where it would throw. */
  getpeername: (fd: number): SocketAddress | number => {
    const result = native.getpeername(fd);
    if (result < 0) return result;

    return lastSocketAddress();
  },
  /** {@link read}, returning −errno where it would throw. */
  read: (fd: number, buf: Uint8Array, offset?: number, length?: number): number => {
    const result = isRemembered(buf)
      ? offset === undefined && length === undefined
        ? remembered.read(fd, 0)
        : remembered.read(fd, 0, offset, length)
      : remember(
          buf,
          offset === undefined && length === undefined ? native.read(fd, buf) : native.read(fd, buf, offset, length),
        );
    if (result < 0) return result;

    return result;
  },
  /** {@link write}, returning −errno where it would throw. */
  write: (fd: number, buf: Uint8Array, offset?: number, length?: number): number => {
    const result = isRemembered(buf)
      ? offset === undefined && length === undefined
        ? remembered.write(fd, 0)
        : remembered.write(fd, 0, offset, length)
      : remember(
          buf,
          offset === undefined && length === undefined ? native.write(fd, buf) : native.write(fd, buf, offset, length),
        );
    if (result < 0) return result;

    return result;
  },
  /** {@link readv}, returning −errno where it would throw. */
  readv: (fd: number, bufs: readonly Uint8Array[]): number => {
    const result = native.readv(fd, bufferList(bufs, 'bufs'));
    if (result < 0) return result;

    return result;
  },
  /** {@link writev}, returning −errno where it would throw. */
  writev: (fd: number, bufs: readonly Uint8Array[]): number => {
    const result = native.writev(fd, bufferList(bufs, 'bufs'));
    if (result < 0) return result;

    return result;
  },
  /** {@link recv}, returning −errno where it would throw. */
  recv: (fd: number, buf: Uint8Array, flags: number, offset?: number, length?: number): number => {
    const result = isRemembered(buf)
      ? offset === undefined && length === undefined
        ? remembered.recv(fd, 0, flags)
        : remembered.recv(fd, 0, flags, offset, length)
      : remember(
          buf,
          offset === undefined && length === undefined
            ? native.recv(fd, buf, flags)
            : native.recv(fd, buf, flags, offset, length),
        );
    if (result < 0) return result;

    return result;
  },
  /** {@link send}, returning −errno where it would throw. */
  send: (fd: number, buf: Uint8Array, flags: number, offset?: number, length?: number): number => {
    const result = isRemembered(buf)
      ? offset === undefined && length === undefined
        ? remembered.send(fd, 0, flags)
        : remembered.send(fd, 0, flags, offset, length)
      : remember(
          buf,
          offset === undefined && length === undefined
            ? native.send(fd, buf, flags)
            : native.send(fd, buf, flags, offset, length),
        );
    if (result < 0) return result;

    return result;
  },
  /** {@link recvfrom}, returning −errno where it would throw. */
  recvfrom: (fd: number, buf: Uint8Array, flags: number): { length: number; addr: SocketAddress | null } | number => {
    const result = native.recvfrom(fd, buf, flags);
    if (result < 0) return result;

    return { length: result, addr: lastSocketAddressOrNull() };
  },
  /** {@link sendto}, returning −errno where it would throw. */
  sendto: (fd: number, buf: Uint8Array, flags: number, addr: SocketAddress | Uint8Array): number => {
    const result = native.sendto(fd, buf, flags, encodeSocketAddress(addr, 'addr'));
    if (result < 0) return result;

    return result;
  },
  /** {@link recvmsg}, returning −errno where it would throw. */
  recvmsg: (
    fd: number,
    msg: IncomingMessage,
    flags: number,
  ): { length: number; addr: SocketAddress | null; control: ControlMessage[]; flags: number } | number => {
    const message = prepareMessage(msg);

    const result = native.recvmsg(fd, message.iov, message.control, flags);
    if (result < 0) return result;

    return {
      length: result,
      addr: lastSocketAddressOrNull(),
      control: decodeControl(message.control),
      flags: registers[2]!,
    };
  },
  /** {@link sendmsg}, returning −errno where it would throw. */
  sendmsg: (fd: number, msg: OutgoingMessage, flags: number): number => {
    const message = encodeMessage(msg);

    const result = native.sendmsg(fd, message.iov, message.control, message.addrLength, flags);
    if (result < 0) return result;

    return result;
  },
  /** {@link getsockopt}, returning −errno where it would throw. */
  getsockopt: <L extends number | undefined = undefined>(
    fd: number,
    level: number,
    optname: number,
    length?: L,
  ): (L extends number ? Uint8Array : number) | number => {
    const bytes = optionBuffer(length, level, optname);
    const result =
      bytes === undefined ? native.getsockopt(fd, level, optname) : native.getsockopt(fd, level, optname, bytes);
    if (result < 0) return result;

    return optionResult(bytes) as never;
  },
  /** {@link setsockopt}, returning −errno where it would throw. */
  setsockopt: (fd: number, level: number, optname: number, value: number | boolean | Uint8Array): number => {
    const result = native.setsockopt(fd, level, optname, optionValue(value, 'value'));
    if (result < 0) return result;

    return result;
  },
  /** {@link poll}, returning −errno where it would throw. */
  poll: (fds: readonly PollFd[], timeout: number): number => {
    const entries = encodePollFds(fds);

    const result = native.poll(entries, timeout);
    if (result < 0) return result;
    decodePollFds(entries, fds);

    return result;
  },
  /** {@link fcntl}, returning −errno where it would throw. */
  fcntl: native.fcntl as (fd: number, cmd: number, arg?: number) => number,
  /** {@link ioctl}, returning −errno where it would throw. */
  ioctl: (fd: number, request: number, arg?: number): number => {
    const result = arg === undefined ? native.ioctl(fd, request) : native.ioctl(fd, request, arg);
    if (result < 0) return result;

    return registers[0]!;
  },
  /** {@link dup}, returning −errno where it would throw. */
  dup: native.dup as (fd: number) => number,
  /** {@link dup2}, returning −errno where it would throw. */
  dup2: native.dup2 as (fd: number, fd2: number) => number,
  /** {@link dup3}, returning −errno where it would throw. */
  dup3: (fd: number, fd2: number, flags: number): number => {
    if (process.platform !== 'linux') return missing;

    const result = native.dup3(fd, fd2, flags);
    if (result < 0) return result;

    return result;
  },
  /** {@link tgkill}, returning −errno where it would throw. */
  tgkill: (tgid: number, tid: number, sig: number): number => {
    if (process.platform !== 'linux') return missing;

    const result = native.tgkill(tgid, tid, sig);
    if (result < 0) return result;

    return result;
  },
  /** {@link pipe}, returning −errno where it would throw. */
  pipe: (): [number, number] | number => {
    const result = native.pipe();
    if (result < 0) return result;

    return [registers[0]!, registers[1]!];
  },
  /** {@link sendfile}, returning −errno where it would throw. */
  sendfile: native.sendfile as (outFd: number, inFd: number, offset: number | null, count: number) => number,
  /** {@link epoll_create1}, returning −errno where it would throw. */
  epoll_create1: (flags: number): number => {
    if (process.platform !== 'linux') return missing;

    const result = native.epoll_create1(flags);
    if (result < 0) return result;

    return result;
  },
  /** {@link epoll_ctl}, returning −errno where it would throw. */
  epoll_ctl: (epfd: number, op: number, fd: number, event?: EpollEvent): number => {
    if (process.platform !== 'linux') return missing;

    const result = native.epoll_ctl(epfd, op, fd, encodeEpollEvent(event, fd));
    if (result < 0) return result;

    return result;
  },
  /** {@link epoll_wait}, returning −errno where it would throw. */
  epoll_wait: (epfd: number, maxevents: number, timeout: number): Required<EpollEvent>[] | number => {
    if (process.platform !== 'linux') return missing;

    const bytes = epollBuffer(maxevents);

    const result = native.epoll_wait(epfd, bytes, maxevents, timeout);
    if (result < 0) return result;

    return decodeEpollEvents(bytes, result);
  },
  /** {@link kqueue}, returning −errno where it would throw. */
  kqueue: (): number => {
    if (process.platform !== 'darwin') return missing;

    const result = native.kqueue();
    if (result < 0) return result;

    return result;
  },
  /** {@link kevent}, returning −errno where it would throw. */
  kevent: (kq: number, changes: readonly Kevent[], maxevents: number, timeout: number): Required<Kevent>[] | number => {
    if (process.platform !== 'darwin') return missing;

    const bytes = keventBuffer(maxevents);

    const result = native.kevent(kq, encodeKevents(changes), bytes, timeout);
    if (result < 0) return result;

    return decodeKevents(bytes, result);
  },
} as const;
