// npm run generate
// Generated from src/syscalls/{syscalls.table,names.ts} by the command above. Do not edit.

import { constants, guardedNative, registers } from '../binding.js';
import { bufferList, encodeMessage, prepareMessage, decodeControl } from '../structures/message.js';
import type { ControlMessage, OutgoingMessage, IncomingMessage } from '../structures/message.js';
import { optionValue, optionBuffer, optionResult } from '../structures/option.js';
import { encodeSocketAddress, lastSocketAddress, lastSocketAddressOrNull } from '../structures/socket-address.js';
import type { SocketAddress } from '../structures/socket-address.js';

/** What a call returns on a system that does not have it. */
const missing = -constants.ENOSYS!;

/**
 * System calls on the socket of a handle (native/handles.h). They return −errno, or `refused` when the socket is
 * closed, is closed meanwhile, or is in one of the states `unless`.
 */
export const guarded = {
  /** poll(2) for this socket alone. */
  poll: (handle: number, unless: number, events: number, timeout: number): number =>
    guardedNative.poll(handle, unless, events, timeout),
  bind(handle: number, unless: number, addr: SocketAddress | Uint8Array): number {
    const result = guardedNative.bind(handle, unless, encodeSocketAddress(addr, 'addr'));
    if (result < 0) return result;

    return result;
  },
  connect(handle: number, unless: number, addr: SocketAddress | Uint8Array): number {
    const result = guardedNative.connect(handle, unless, encodeSocketAddress(addr, 'addr'));
    if (result < 0) return result;

    return result;
  },
  listen(handle: number, unless: number, backlog: number): number {
    const result = guardedNative.listen(handle, unless, backlog);
    if (result < 0) return result;

    return result;
  },
  accept(handle: number, unless: number): { fd: number; addr: SocketAddress } | number {
    const result = guardedNative.accept(handle, unless);
    if (result < 0) return result;

    return { fd: result, addr: lastSocketAddress() };
  },
  accept4(handle: number, unless: number, flags: number): { fd: number; addr: SocketAddress } | number {
    if (process.platform !== 'linux') return missing;

    const result = guardedNative.accept4(handle, unless, flags);
    if (result < 0) return result;

    return { fd: result, addr: lastSocketAddress() };
  },
  shutdown(handle: number, unless: number, how: number): number {
    const result = guardedNative.shutdown(handle, unless, how);
    if (result < 0) return result;

    return result;
  },
  getsockname(handle: number, unless: number): SocketAddress | number {
    const result = guardedNative.getsockname(handle, unless);
    if (result < 0) return result;

    return lastSocketAddress();
  },
  getpeername(handle: number, unless: number): SocketAddress | number {
    const result = guardedNative.getpeername(handle, unless);
    if (result < 0) return result;

    return lastSocketAddress();
  },
  read(handle: number, unless: number, buf: Uint8Array, offset?: number, length?: number): number {
    const result =
      offset === undefined && length === undefined
        ? guardedNative.read(handle, unless, buf)
        : guardedNative.read(handle, unless, buf, offset, length);
    if (result < 0) return result;

    return result;
  },
  write(handle: number, unless: number, buf: Uint8Array, offset?: number, length?: number): number {
    const result =
      offset === undefined && length === undefined
        ? guardedNative.write(handle, unless, buf)
        : guardedNative.write(handle, unless, buf, offset, length);
    if (result < 0) return result;

    return result;
  },
  readv(handle: number, unless: number, bufs: readonly Uint8Array[]): number {
    const result = guardedNative.readv(handle, unless, bufferList(bufs, 'bufs'));
    if (result < 0) return result;

    return result;
  },
  writev(handle: number, unless: number, bufs: readonly Uint8Array[]): number {
    const result = guardedNative.writev(handle, unless, bufferList(bufs, 'bufs'));
    if (result < 0) return result;

    return result;
  },
  recv(handle: number, unless: number, buf: Uint8Array, flags: number, offset?: number, length?: number): number {
    const result =
      offset === undefined && length === undefined
        ? guardedNative.recv(handle, unless, buf, flags)
        : guardedNative.recv(handle, unless, buf, flags, offset, length);
    if (result < 0) return result;

    return result;
  },
  send(handle: number, unless: number, buf: Uint8Array, flags: number, offset?: number, length?: number): number {
    const result =
      offset === undefined && length === undefined
        ? guardedNative.send(handle, unless, buf, flags)
        : guardedNative.send(handle, unless, buf, flags, offset, length);
    if (result < 0) return result;

    return result;
  },
  recvfrom(
    handle: number,
    unless: number,
    buf: Uint8Array,
    flags: number,
  ): { length: number; addr: SocketAddress | null } | number {
    const result = guardedNative.recvfrom(handle, unless, buf, flags);
    if (result < 0) return result;

    return { length: result, addr: lastSocketAddressOrNull() };
  },
  sendto(handle: number, unless: number, buf: Uint8Array, flags: number, addr: SocketAddress | Uint8Array): number {
    const result = guardedNative.sendto(handle, unless, buf, flags, encodeSocketAddress(addr, 'addr'));
    if (result < 0) return result;

    return result;
  },
  recvmsg(
    handle: number,
    unless: number,
    msg: IncomingMessage,
    flags: number,
  ): { length: number; addr: SocketAddress | null; control: ControlMessage[]; flags: number } | number {
    const message = prepareMessage(msg);

    const result = guardedNative.recvmsg(handle, unless, message.iov, message.control, flags);
    if (result < 0) return result;

    return {
      length: result,
      addr: lastSocketAddressOrNull(),
      control: decodeControl(message.control),
      flags: registers[2]!,
    };
  },
  sendmsg(handle: number, unless: number, msg: OutgoingMessage, flags: number): number {
    const message = encodeMessage(msg);

    const result = guardedNative.sendmsg(handle, unless, message.iov, message.control, message.addrLength, flags);
    if (result < 0) return result;

    return result;
  },
  getsockopt<L extends number | undefined = undefined>(
    handle: number,
    unless: number,
    level: number,
    optname: number,
    length?: L,
  ): (L extends number ? Uint8Array : number) | number {
    const bytes = optionBuffer(length, level, optname);
    const result =
      bytes === undefined
        ? guardedNative.getsockopt(handle, unless, level, optname)
        : guardedNative.getsockopt(handle, unless, level, optname, bytes);
    if (result < 0) return result;

    return optionResult(bytes) as never;
  },
  setsockopt(
    handle: number,
    unless: number,
    level: number,
    optname: number,
    value: number | boolean | Uint8Array,
  ): number {
    const result = guardedNative.setsockopt(handle, unless, level, optname, optionValue(value, 'value'));
    if (result < 0) return result;

    return result;
  },
  fcntl(handle: number, unless: number, cmd: number, arg?: number): number {
    const result =
      arg === undefined ? guardedNative.fcntl(handle, unless, cmd) : guardedNative.fcntl(handle, unless, cmd, arg);
    if (result < 0 && result >= -4095) return result;

    return result;
  },
  ioctl(handle: number, unless: number, request: number, arg?: number): number {
    const result =
      arg === undefined
        ? guardedNative.ioctl(handle, unless, request)
        : guardedNative.ioctl(handle, unless, request, arg);
    if (result < 0) return result;

    return registers[0]!;
  },
  sendfile(handle: number, unless: number, inFd: number, offset: number | null, count: number): number {
    const result = guardedNative.sendfile(handle, unless, inFd, offset, count);
    if (result < 0) return result;

    return result;
  },
} as const;
