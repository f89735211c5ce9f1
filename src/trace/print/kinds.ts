/** A printer for each kind of argument: what strace prints for it, by the names of kinds.ts. */
import { constants as osConstants } from 'node:os';
import { constants, layout } from '../../syscalls/binding.js';
import type { ArgumentKind } from '../../syscalls/kinds.js';
import { unwritten } from './call.js';
import type { Decoder } from './call.js';
import { fcntlArg, ioctlArg, ioctlRequest } from './control.js';
import { headerOf, msghdr, vectors } from './message.js';
import { optionLevel, optionName, optionValueIn, optionValueOut } from './option.js';
import { sockaddr } from './sockaddr.js';
import { cut, flags, hex, int32, list, nameOf, oneOf, pointer } from './text.js';

type Printer = (decoder: Decoder) => string[] | typeof unwritten;

const number: Printer = (decoder) => [String(decoder.int())];
const scalar =
  (print: (value: number) => string): Printer =>
  (decoder) => [print(decoder.int())];

/** The bytes that the kernel wrote, or their address when it wrote none. */
const bytesOut: Printer = (decoder) => {
  if (!decoder.done) return unwritten;
  const address = decoder.pointer();
  const length = decoder.pointer();
  const chunk = decoder.exitChunk();
  // With MSG_TRUNC the result is the datagram's length, which may be more than was written.
  const written = Math.min(decoder.result, Number(length));
  return [decoder.failed || address === 0n ? pointer(address) : cut(chunk, written), String(length)];
};
const bytesIn: Printer = (decoder) => {
  const address = decoder.pointer();
  const length = decoder.pointer();
  const chunk = decoder.entryChunk();
  return [address === 0n ? 'NULL' : cut(chunk, Number(length)), String(length)];
};

/** `{…}, [128 => 16]` */
const sockaddrOut: Printer = (decoder) => {
  if (!decoder.done) return unwritten;
  const address = pointer(decoder.pointer());
  decoder.pointer();
  const before = int32(decoder.entryChunk());
  const chunk = decoder.exitChunk();
  const after = int32(chunk);
  const length = before === after ? `[${after}]` : `[${before} => ${after}]`;
  return [decoder.failed || after < 2 ? address : sockaddr(chunk.subarray(4)), decoder.failed ? `[${before}]` : length];
};

const fdPair: Printer = (decoder) => {
  if (!decoder.done) return unwritten;
  const address = pointer(decoder.pointer());
  const chunk = decoder.exitChunk();
  return [decoder.failed ? address : `[${int32(chunk)}, ${int32(chunk, 4)}]`];
};

/** The type in the low four bits, then the flags; a type without a name is taken for flags. */
function socketType(value: number): string {
  const typeMask = 0xf;
  const type = nameOf('socketTypes', value & typeMask);
  const rest = type === undefined ? value : value & ~typeMask;
  const bits = flags('socketFlags', rest, 'SOCK_???');
  return type === undefined ? bits : rest === 0 ? type : `${type}|${bits}`;
}

function protocol(decoder: Decoder): string[] {
  const domain = decoder.earlier(0);
  const value = decoder.int();
  if (decoder.call.row.name === 'socketpair') return [String(value >>> 0)];
  const { AF_INET, AF_INET6, AF_NETLINK, AF_PACKET } = constants;
  if (domain === AF_INET || domain === AF_INET6) return [oneOf('protocols', value, 'IPPROTO_???')];
  if (domain === AF_NETLINK) return [oneOf('netlinkProtocols', value, 'NETLINK_???')];
  if (domain === AF_PACKET)
    return [`htons(${oneOf('etherTypes', ((value & 0xff) << 8) | ((value >>> 8) & 0xff), 'ETH_P_???')})`];
  return [String(value >>> 0)];
}

/** As for open(2), without the access modes. */
function dupFlags(value: number): string {
  const mode = value & constants.O_ACCMODE!;
  const rest = value & ~mode;
  if (mode === 0) return flags('statusFlags', value, 'O_???');
  return rest === 0 ? `${hex(mode)} /* O_??? */` : `${flags('statusFlags', rest, 'O_???')}|${hex(mode)}`;
}

/** The names of the first 31, in Node's order: of two for one number, the first is strace's. */
function signal(value: number): string {
  const realTime = { first: 32, last: 64 };
  if (value === realTime.first) return 'SIGRTMIN';
  if (value > realTime.first && value <= realTime.last) return `SIGRT_${value - realTime.first}`;
  return Object.entries(osConstants.signals).find(([, number]) => number === value)?.[0] ?? String(value);
}

function fileOffset(decoder: Decoder): string[] | typeof unwritten {
  const address = decoder.pointer();
  if (address === 0n) return ['NULL'];
  const value = (chunk: Uint8Array): bigint => new DataView(chunk.buffer, chunk.byteOffset).getBigUint64(0, true);
  if (!decoder.done) return unwritten;
  const before = value(decoder.entryChunk());
  const after = value(decoder.exitChunk());
  return [decoder.failed || before === after ? `[${before}]` : `[${before}] => [${after}]`];
}

function pollFds(decoder: Decoder): string[] {
  const address = decoder.pointer();
  const count = decoder.pointer();
  const chunk = decoder.entryChunk();
  const entries = Array.from({ length: chunk.length / 8 }, (_, i) => {
    const fd = int32(chunk, 8 * i);
    const events = flags('pollEvents', int32(chunk, 8 * i + 4) & 0xffff, 'POLL???');
    return fd < 0 ? `{fd=${fd}}` : `{fd=${fd}, events=${events}}`;
  });
  return [address === 0n ? 'NULL' : list(entries), String(count)];
}

function epollEvents(bytes: Uint8Array): string[] {
  const size = layout.epollEventSize!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / size }, (_, i) => {
    const events = flags('epollEvents', view.getInt32(i * size, true), 'EPOLL???');
    const data = view.getBigUint64(i * size + layout.epollDataOffset!, true);
    return `{events=${events}, data={u32=${data & 0xffffffffn}, u64=${data}}}`;
  });
}

function epollEventsOut(decoder: Decoder): string[] | typeof unwritten {
  if (!decoder.done) return unwritten;
  const address = pointer(decoder.pointer());
  const maxevents = decoder.int();
  const chunk = decoder.exitChunk();
  return [decoder.failed ? address : list(epollEvents(chunk)), String(maxevents)];
}

/** `struct kevent` of 64-bit macOS (bsd/sys/event.h of XNU; strace does not exist there). */
function kevents(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const elements = Array.from({ length: Math.floor(bytes.length / 32) }, (_, i) => {
    const at = 32 * i;
    const filter = oneOf('kqueueFilters', view.getInt16(at + 8, true), 'EVFILT_???');
    return `{ident=${view.getBigUint64(at, true)}, filter=${filter}, flags=${flags('kqueueFlags', view.getUint16(at + 10, true), 'EV_???')}, fflags=${hex(view.getUint32(at + 12, true))}, data=${view.getBigInt64(at + 16, true)}, udata=${hex(view.getBigUint64(at + 24, true))}}`;
  });
  return list(elements);
}

export const printers: Record<ArgumentKind, Printer> = {
  Int: number,
  Fd: number,
  SocketFd: number,
  DupFlags: scalar(dupFlags),
  Signal: scalar(signal),
  Timeout: number,
  Domain: scalar((value) => oneOf('addressFamilies', value, 'AF_???')),
  SocketType: scalar(socketType),
  SocketFlags: scalar((value) => flags('socketFlags', value, 'SOCK_???')),
  Protocol: protocol,
  ShutdownHow: scalar((value) => oneOf('shutdownHow', value, 'SHUT_???')),
  MsgFlags: scalar((value) => flags('msgFlags', value, 'MSG_???')),
  OptLevel: scalar(optionLevel),
  OptName: (decoder) => [optionName(decoder.earlier(1), decoder.int(), decoder.call.row.name)],
  FcntlCmd: scalar((value) => oneOf('fcntlCommands', value, 'F_???')),
  EpollFlags: scalar((value) => flags('epollFlags', value, 'EPOLL_???')),
  EpollOp: scalar((value) => oneOf('epollOps', value, 'EPOLL_CTL_???')),
  Count: (decoder) => [String(decoder.pointer())],
  Null: (decoder) => [pointer(decoder.pointer())],
  NullLength: number,
  SliceIn: bytesIn,
  SliceOut: bytesOut,
  BufferIn: bytesIn,
  BufferOut: bytesOut,
  IovecIn: (decoder) => {
    const address = decoder.pointer();
    const text = vectors(decoder.entryChunk(), decoder.entryChunk());
    return [address === 0n ? 'NULL' : text, String(decoder.int())];
  },
  IovecOut: (decoder) => {
    if (!decoder.done) return unwritten;
    const address = decoder.pointer();
    const places = decoder.entryChunk();
    const chunk = decoder.exitChunk();
    const text = decoder.failed ? vectors(places) : vectors(places, chunk, decoder.result);
    return [address === 0n ? 'NULL' : text, String(decoder.int())];
  },
  SockaddrIn: (decoder) => {
    const address = pointer(decoder.pointer());
    const length = decoder.int();
    const chunk = decoder.entryChunk();
    return [chunk.length < 2 ? address : sockaddr(chunk), String(length)];
  },
  SockaddrOut: sockaddrOut,
  SenderOut: sockaddrOut,
  FdPairOut: fdPair,
  MsghdrIn: (decoder) => {
    decoder.pointer();
    const header = headerOf(decoder.entryChunk());
    const name = decoder.entryChunk();
    const iov = vectors(decoder.entryChunk(), decoder.entryChunk());
    return [msghdr(header, { name, iov, control: decoder.entryChunk() })];
  },
  MsghdrOut: (decoder) => {
    if (!decoder.done) return unwritten;
    decoder.pointer();
    const before = headerOf(decoder.entryChunk());
    decoder.entryChunk();
    const places = decoder.entryChunk();
    if (decoder.failed) return [`{msg_namelen=${before.nameLength}}`];
    const header = headerOf(decoder.exitChunk());
    const name = decoder.exitChunk();
    const iov = vectors(places, decoder.exitChunk(), decoder.result);
    return [msghdr(header, { name, lengthBefore: before.nameLength, iov, control: decoder.exitChunk() })];
  },
  OptvalIn: optionValueIn,
  OptvalOut: optionValueOut,
  PollFds: pollFds,
  FcntlArg: fcntlArg,
  IoctlRequest: scalar(ioctlRequest),
  IoctlArg: ioctlArg,
  FileOffset: fileOffset,
  EpollEventIn: (decoder) => {
    const address = decoder.pointer();
    const chunk = decoder.entryChunk();
    const removed = decoder.earlier(1) === constants.EPOLL_CTL_DEL;
    return [address === 0n || removed ? pointer(address) : epollEvents(chunk)[0]!];
  },
  EpollEventsOut: epollEventsOut,
  KeventsIn: (decoder) => {
    decoder.pointer();
    return [kevents(decoder.entryChunk()), String(decoder.int())];
  },
  KeventsOut: (decoder) => {
    if (!decoder.done) return unwritten;
    decoder.pointer();
    return [kevents(decoder.exitChunk()), String(decoder.int())];
  },
  KeventTimeout: (decoder) => [pointer(decoder.pointer())],
};
