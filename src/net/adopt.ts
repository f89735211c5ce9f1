/** Descriptors that come from elsewhere: inherited, received from another process, made by `berkeley-sockets/syscalls`. */
import { known, thread } from '../syscalls/binding.js';
import { errnoName } from '../syscalls/errno-error.js';
import { raw } from '../syscalls/generated/calls.js';
import { checkInteger, invalidValue } from '../syscalls/invalid-argument.js';
import { familyOf } from '../syscalls/structures/socket-address.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import { originAt } from './garbage.js';
import { fromInet6 } from './inet-address.js';
import { Existing } from './socket-base.js';
import type { Details } from './socket-base.js';
import { SocketImpl } from './socket-impl.js';
import { getOption } from './socket-options.js';
import { state } from './socket-state.js';

const {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  FD_CLOEXEC,
  F_GETFL,
  F_SETFD,
  O_NONBLOCK,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_ACCEPTCONN,
  SO_TYPE,
} = known;

const { handles } = thread;

/** What the descriptor must be for a class. */
const kinds = {
  ServerSocket: { type: SOCK_STREAM, listens: true, text: 'a stream socket that listens' },
  Socket: { type: SOCK_STREAM, listens: false, text: 'a stream socket that does not listen' },
  DatagramSocket: { type: SOCK_DGRAM, listens: false, text: 'a datagram socket' },
} as const;

const typeNames: Readonly<Record<number, string>> = {
  [SOCK_STREAM]: 'SOCK_STREAM',
  [SOCK_DGRAM]: 'SOCK_DGRAM',
  [SOCK_SEQPACKET]: 'SOCK_SEQPACKET',
  [SOCK_RAW]: 'SOCK_RAW',
};

/** The state bits of each address family. */
const families: Readonly<Record<number, number>> = { [AF_INET]: state.inet4, [AF_INET6]: 0, [AF_UNIX]: state.unix };

interface SocketClass {
  readonly name: string;
  readonly adopt: (fd: number) => unknown;
}

/** What the kernel says about a descriptor. */
interface Facts {
  readonly bits: number;
  readonly details: Details;
}

/** @throws ERR_INVALID_ARG_VALUE when it is not of this kind. Changes nothing. */
function inspect(fd: number, { type, listens, text }: (typeof kinds)[keyof typeof kinds]): Facts {
  const refuse = (reason: string): never => {
    throw invalidValue('fd', `must be ${text}: ${reason}`, fd);
  };
  const check = <T>(call: string, result: T | number): T =>
    typeof result === 'number' && result < 0 ? refuse(`${call} says ${errnoName(-result)}`) : (result as T);

  const actual = check('getsockopt(SO_TYPE)', raw.getsockopt(fd, SOL_SOCKET, SO_TYPE));
  if (actual !== type) refuse(`getsockopt(SO_TYPE) says ${typeNames[actual] ?? actual}`);
  const isListening = check('getsockopt(SO_ACCEPTCONN)', raw.getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN)) !== 0;
  if (isListening !== listens) refuse(`getsockopt(SO_ACCEPTCONN) says ${Number(isListening)}`);
  const name = check<SocketAddress>('getsockname', raw.getsockname(fd));
  const family = name instanceof Uint8Array ? familyOf(name) : name.family;
  const bits = families[family] ?? refuse(`getsockname says that its address family is ${family}`);
  const local = fromInet6(name);
  if (handles.owns(fd)) refuse('it belongs to another object');
  if (listens) return { bits: bits | state.bound, details: { local } };

  const peer = raw.getpeername(fd);
  const isConnected = typeof peer === 'object';
  const isBound = isConnected || (local.port ?? 0) !== 0 || (local.path ?? '') !== '';
  return {
    bits: bits | (isConnected ? state.connected : 0) | (isBound ? state.bound : 0),
    details: { local: isBound ? local : undefined, remote: isConnected ? fromInet6(peer) : undefined },
  };
}

/**
 * What an object is made of that owns this descriptor from now on. O_NONBLOCK stays as it is, for it belongs to the open
 * file description (fcntl(2)), which other processes may have too, and rely on it: calls wait in poll(2) then.
 *
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_INVALID_ARG_VALUE: the descriptor is left as it was.
 */
export function adopted({ name, adopt }: SocketClass, fd: number): Existing {
  checkInteger('fd', fd, 0, 0x7fffffff);
  const kind = kinds[name as keyof typeof kinds];
  const { bits, details } = inspect(fd, kind);
  const impl = new SocketImpl(originAt(adopt));
  raw.fcntl(fd, F_SETFD, FD_CLOEXEC);
  const nonBlocking = (raw.fcntl(fd, F_GETFL) & O_NONBLOCK) !== 0;
  impl.attach(fd, bits | (nonBlocking && kind.listens ? state.nonBlocking : 0));
  // EAGAIN of a descriptor that blocks says that the kernel's timeout has passed.
  if (!nonBlocking && getOption(impl, 'SO_RCVTIMEO') !== 0) impl.change(0, state.receiveTimeout);
  if (!nonBlocking && getOption(impl, 'SO_SNDTIMEO') !== 0) impl.change(0, state.sendTimeout);
  return new Existing(impl, details);
}
