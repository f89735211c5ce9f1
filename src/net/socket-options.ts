/** Socket options by the names that the kernel gives them, with values of JavaScript. */
import { constants } from '../syscalls/binding.js';
import { checkInteger, invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { namesIn } from '../syscalls/names.js';
import { lingerSeconds, timevalMilliseconds } from '../syscalls/structures/option.js';
import type { SocketImpl } from './socket-impl.js';
import { state } from './socket-state.js';

/** SO_PEERCRED: who the other end of a UNIX socket was when it connected. */
export interface PeerCredentials {
  /** The process, when it connected or made the pair. */
  readonly pid: number;
  /** Its user. */
  readonly uid: number;
  /** Its group. */
  readonly gid: number;
}

/** What an option's value can be. */
export type OptionValue = number | boolean | string | Uint8Array | PeerCredentials;

/** How an option's bytes become a value, and the other way round. */
interface Kind {
  /** How many bytes to ask for. */
  readonly length: number;
  decode(bytes: Uint8Array): OptionValue;
  encode(value: unknown): number | boolean | Uint8Array;
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
const int32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

const number: Kind = {
  length: 4,
  // Some options have a value of one byte (IP_MULTICAST_TTL on macOS).
  decode: (bytes) => (bytes.length >= 4 ? view(bytes).getInt32(0, true) : (bytes[0] ?? 0)),
  encode: (value) => (typeof value === 'boolean' ? value : checkInteger('value', value, int32.min, int32.max)),
};

const flag: Kind = { ...number, decode: (bytes) => number.decode(bytes) !== 0 };

/** `struct linger`: seconds, −1 when it is off. */
const linger: Kind = {
  length: 8,
  decode: lingerSeconds,
  encode(value) {
    const seconds = value === false ? -1 : checkInteger('value', value, -1, 65535);
    return new Uint8Array(Int32Array.of(seconds < 0 ? 0 : 1, Math.max(0, seconds)).buffer);
  },
};

/** `struct timeval` of milliseconds. */
export function timeval(milliseconds: number): Uint8Array {
  const bytes = new Uint8Array(16);
  view(bytes).setBigInt64(0, BigInt(Math.floor(milliseconds / 1000)), true);
  view(bytes).setInt32(8, (milliseconds % 1000) * 1000, true);
  return bytes;
}

/** Milliseconds, 0 when there is no timeout. */
const time: Kind = {
  length: 16,
  decode: timevalMilliseconds,
  encode: (value) => timeval(checkInteger('value', value, 0, int32.max)),
};

/** A name, with the null byte that ends it in C. */
const text: Kind = {
  length: 256,
  decode(bytes) {
    const end = bytes.indexOf(0);
    return Buffer.from(bytes.subarray(0, end < 0 ? bytes.length : end)).toString();
  },
  encode(value) {
    if (typeof value !== 'string') throw invalidType('value', 'of type string', value);
    if (value.includes('\0')) throw invalidValue('value', 'must not contain a null byte', value);
    return Buffer.from(`${value}\0`);
  },
};

/** `struct ucred`. */
const credentials: Kind = {
  length: 12,
  decode(bytes) {
    const [pid = 0, uid = 0, gid = 0] = new Uint32Array(bytes.slice().buffer);
    return { pid: pid | 0, uid, gid };
  },
  encode(value) {
    throw invalidValue('value', 'cannot be set: SO_PEERCRED is read-only', value);
  },
};

/** As it is. */
const bytes: Kind = {
  length: 512,
  decode: (value) => value,
  encode(value) {
    if (!(value instanceof Uint8Array)) throw invalidType('value', 'an instance of Uint8Array', value);
    return value;
  },
};

const kinds: Readonly<Record<string, Kind>> = {
  SO_LINGER: linger,
  SO_RCVTIMEO: time,
  SO_SNDTIMEO: time,
  SO_BINDTODEVICE: text,
  TCP_CONGESTION: text,
  TCP_ULP: text,
  SO_PEERCRED: credentials,
  TCP_INFO: bytes,
  TCP_CONNECTION_INFO: bytes,
  SO_PEERSEC: text,
  ...Object.fromEntries(
    [
      'SO_REUSEADDR',
      'SO_REUSEPORT',
      'SO_KEEPALIVE',
      'SO_BROADCAST',
      'SO_OOBINLINE',
      'SO_DONTROUTE',
      'SO_ACCEPTCONN',
      'SO_PASSCRED',
      'SO_TIMESTAMP',
      'SO_NOSIGPIPE',
      'TCP_NODELAY',
      'TCP_CORK',
      'TCP_NOPUSH',
      'TCP_QUICKACK',
      'TCP_FASTOPEN_CONNECT',
      'IPV6_V6ONLY',
      'IP_TRANSPARENT',
      'IP_FREEBIND',
    ].map((name) => [name, flag]),
  ),
};

const levels = [
  [/^SO_/, 'SOL_SOCKET'],
  [/^TCP_/, 'IPPROTO_TCP'],
  [/^IP_/, 'IPPROTO_IP'],
  [/^IPV6_/, 'IPPROTO_IPV6'],
  [/^UDP_/, 'IPPROTO_UDP'],
] as const;

/** The names of names.ts that are options; built when the first is asked for. */
let known: Set<string> | undefined;

function find(name: string): { level: number; optname: number; kind: Kind } {
  if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
  known ??= new Set(
    (['socketOptions', 'tcpOptions', 'ipOptions', 'ipv6Options', 'udpOptions'] as const).flatMap((set) => namesIn(set)),
  );
  const level = levels.find(([prefix]) => prefix.test(name))?.[1];
  const optname = constants[name];
  if (level === undefined || optname === undefined || !known.has(name)) {
    throw invalidValue('name', 'must be the name of a socket option of this system, as SO_KEEPALIVE', name);
  }
  return { level: constants[level]!, optname, kind: kinds[name] ?? number };
}

/** One `getsockopt(2)`. */
export function getOption(impl: SocketImpl, name: string): OptionValue {
  const { level, optname, kind } = find(name);
  return kind.decode(impl.getOption(level, optname, kind.length));
}

/** One `setsockopt(2)`. */
export function setOption(impl: SocketImpl, name: string, value: OptionValue): void {
  const { level, optname, kind } = find(name);
  const encoded = value instanceof Uint8Array ? value : kind.encode(value);
  impl.setOption(level, optname, encoded);
  if (kind !== time) return;
  const bit = name === 'SO_RCVTIMEO' ? state.receiveTimeout : state.sendTimeout;
  const isOn = time.decode(encoded as Uint8Array) !== 0;
  impl.change(0, isOn ? bit : 0, isOn ? 0 : bit);
}
