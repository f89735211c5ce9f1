/** The state of one socket of this process. */
import { fstatSync } from 'node:fs';
import { apiCall } from '../syscalls/api-call.js';
import { constants } from '../syscalls/binding.js';
import { ErrnoError } from '../syscalls/errno-error.js';
import { getsockname, getsockopt, raw } from '../syscalls/generated/calls.js';
import { SockDiag } from './netlink.js';
import { optionsOf } from './options.js';
import { constantName, decodeMemory } from './state.js';
import type { SocketState } from './state.js';
import { sizeOf, StructureView } from './structure.js';
import { defined, readSettled, tcpConnectionState, tcpState } from './tcp-info.js';
import type { TcpReading } from './tcp-info.js';
import { unixSocket } from './unix-diag.js';

const c = constants;
const isLinux = process.platform === 'linux';

/**
 * What the kernel keeps for a socket: its TCP state, the bytes that wait, windows, round-trip time, buffers, options. It
 * changes nothing: SO_ERROR, which reading clears, is not read.
 *
 * System calls: `getsockopt(2)`, `getsockname(2)`, `getpeername(2)`, `ioctl(2)`, `fcntl(2)`, none of which sleeps. Of a
 * TCP connection, they are repeated until it stood still between two of them, so that `sndNxt` and `rcvNxt` are exact;
 * one that is never still lacks `sndNxt`. Of a UNIX socket on Linux also `socket(2)`, `sendmsg(2)`, `recvmsg(2)` and
 * `close(2)`: the accept queue and the peer are told by sock_diag(7) only.
 *
 * @throws the ErrnoError of the call that failed: EBADF, ENOTSOCK (a descriptor, but of no socket).
 * @example const { state, receiveQueue, rcvNxt } = socketState(fd);
 */
export function socketState(fd: number): SocketState {
  return apiCall('socketState', [fd], () => {
    for (;;) {
      // Another thread may close the descriptor and open another socket under its number. Not by a copy of the
      // descriptor: closing that might be the last close, which can sleep (SO_LINGER), and there may be none free.
      const cookie = cookieOf(fd);
      const state = read(fd);
      if (cookieOf(fd) === cookie) return state;
    }
  });
}

/** SO_COOKIE, which no other socket ever has. Where there is none (macOS), the type: it tells a bad descriptor. */
function cookieOf(fd: number): number | bigint {
  if (!isLinux) return getsockopt(fd, c.SOL_SOCKET!, c.SO_TYPE!);
  const bytes = getsockopt(fd, c.SOL_SOCKET!, c.SO_COOKIE!, 8);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigUint64(0, true);
}

/** A result of `raw` that may be missing: what a kind of socket does not have fails with an errno. */
const optional = (result: number): number | undefined => (result < 0 ? undefined : result);

function read(fd: number): SocketState {
  const type = getsockopt(fd, c.SOL_SOCKET!, c.SO_TYPE!);
  const localAddress = getsockname(fd);
  const remoteAddress = raw.getpeername(fd);
  const family = isLinux ? getsockopt(fd, c.SOL_SOCKET!, c.SO_DOMAIN!) : (localAddress.family ?? 0);
  const isInet = family === c.AF_INET || family === c.AF_INET6;
  const isUnix = family === c.AF_UNIX;
  const protocol = isLinux ? getsockopt(fd, c.SOL_SOCKET!, c.SO_PROTOCOL!) : macProtocol(isInet, type);
  const isTcp = isInet && type === c.SOCK_STREAM && protocol === c.IPPROTO_TCP;
  const isConnected = typeof remoteAddress !== 'number';
  const isListener = raw.getsockopt(fd, c.SOL_SOCKET!, c.SO_ACCEPTCONN!) === 1;
  const inode = isLinux ? inodeOf(fd) : undefined;
  return defined({
    family: constantName('addressFamilies', family),
    type: constantName('socketTypes', type),
    protocol: isInet ? constantName('protocols', protocol) : undefined,
    inode,
    state: isInet || isUnix ? (isListener ? 'LISTEN' : isConnected ? 'ESTABLISHED' : 'CLOSE') : undefined,
    localAddress,
    remoteAddress: isConnected ? remoteAddress : undefined,
    ...buffers(fd),
    ...(isTcp ? tcp(fd, isListener) : queues(fd, isListener)),
    ...(isUnix && inode !== undefined ? unix(inode) : {}),
    options: optionsOf(fd, { isInet6: family === c.AF_INET6, isTcp }),
  });
}

type Queues = { [Key in 'receiveQueue' | 'sendQueue']: number | undefined };

/** A listener has none. */
function queues(fd: number, isListener: boolean): Queues {
  if (isListener) return { receiveQueue: undefined, sendQueue: undefined };
  const sent = isLinux ? raw.ioctl(fd, c.SIOCOUTQ!) : raw.getsockopt(fd, c.SOL_SOCKET!, c.SO_NWRITE!);
  return { receiveQueue: optional(raw.ioctl(fd, c.FIONREAD!)), sendQueue: optional(sent) };
}

function buffers(fd: number): Pick<SocketState, 'receiveBuffer' | 'sendBuffer' | 'memory'> {
  const receiveBuffer = getsockopt(fd, c.SOL_SOCKET!, c.SO_RCVBUF!);
  const sendBuffer = getsockopt(fd, c.SOL_SOCKET!, c.SO_SNDBUF!);
  const memory = isLinux ? raw.getsockopt(fd, c.SOL_SOCKET!, c.SO_MEMINFO!, 4 * c.SK_MEMINFO_VARS!) : -1;
  // SO_RCVBUF and SO_SNDBUF of the same moment are in it.
  return typeof memory === 'number' ? { receiveBuffer, sendBuffer } : decodeMemory(memory);
}

/** macOS has no option that tells it. */
function macProtocol(isInet: boolean, type: number): number {
  if (!isInet) return 0;
  return type === c.SOCK_STREAM ? c.IPPROTO_TCP! : type === c.SOCK_DGRAM ? c.IPPROTO_UDP! : c.IPPROTO_RAW!;
}

/** Undefined: it was closed meanwhile, which SO_COOKIE will tell with the right error. */
function inodeOf(fd: number): number | undefined {
  try {
    return fstatSync(fd).ino;
  } catch {
    return undefined;
  }
}

function tcp(fd: number, isListener: boolean): { [Key in keyof SocketState]?: SocketState[Key] | undefined } {
  if (!isLinux) {
    const name = 'tcp_connection_info';
    const bytes = raw.getsockopt(fd, c.IPPROTO_TCP!, c.TCP_CONNECTION_INFO!, sizeOf(name));
    const info = typeof bytes === 'number' ? {} : tcpConnectionState(new StructureView(name, bytes));
    return { ...queues(fd, isListener), ...info };
  }
  const result = readSettled((): TcpReading | undefined => {
    const before = queues(fd, isListener);
    const bytes = raw.getsockopt(fd, c.IPPROTO_TCP!, c.TCP_INFO!, sizeOf('tcp_info'));
    return typeof bytes === 'number' ? undefined : { ...before, info: new StructureView('tcp_info', bytes) };
  });
  if (result === undefined) return {};
  const state = tcpState(result.reading, result.settled);
  const congestion = raw.getsockopt(fd, c.IPPROTO_TCP!, c.TCP_CONGESTION!, 64);
  if (typeof congestion !== 'number' && state.mss !== undefined) {
    state.congestion = Buffer.from(congestion).toString('latin1').replace(/\0.*$/s, '');
  }
  return state;
}

/** What no option tells. Nothing where the kernel, or a sandbox, does not offer sock_diag, or no descriptor is free. */
function unix(inode: number): Partial<SocketState> {
  let diag: SockDiag | undefined;
  try {
    diag = new SockDiag();
    const { peerInode, acceptQueue, acceptQueueLimit } = unixSocket(diag, inode) ?? {};
    return defined({ peerInode, acceptQueue, acceptQueueLimit });
  } catch (error) {
    if (error instanceof ErrnoError) return {};
    throw error;
  } finally {
    diag?.close();
  }
}
