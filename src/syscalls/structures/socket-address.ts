/** Socket addresses: `struct sockaddr` and its families as objects (`ip(7)`, `ipv6(7)`, `unix(7)`). */
import { isIPv4, isIPv6 } from 'node:net';
import { types } from 'node:util';
import { addressBytes, constants, destinationBytes, layout, registers } from '../binding.js';
import { checkBytes, checkInteger, invalidType, invalidValue, lengthOf } from '../invalid-argument.js';

/** An address of `ip(7)`. */
export interface Inet4Address {
  /** AF_INET */
  family: number;
  /** '127.0.0.1' */
  address: string;
  /** 0 to 65535, in the order of the host. */
  port: number;
  path?: undefined;
}

/** An address of `ipv6(7)`. */
export interface Inet6Address {
  /** AF_INET6 */
  family: number;
  /** '::1' */
  address: string;
  /** 0 to 65535, in the order of the host. */
  port: number;
  /** Traffic class and flow label: 28 bits. */
  flowinfo?: number;
  /** Index of the interface, for link-local addresses: `if_nametoindex(3)`. */
  scopeId?: number;
  path?: undefined;
}

/** An address of `unix(7)`. */
export interface UnixAddress {
  /** AF_UNIX */
  family: number;
  /** A path; a name that begins with a null character is in the abstract namespace (Linux); '' is no name. */
  path: string;
  address?: undefined;
  port?: undefined;
}

/** The bytes of a sockaddr of another family. */
export type AddressBytes = Uint8Array & {
  family?: undefined;
  address?: undefined;
  port?: undefined;
  path?: undefined;
};

/**
 * An address that the kernel told. `port`, `address` and `path` can be read of any: they are undefined where the family
 * has none.
 */
export type SocketAddress = Inet4Address | Inet6Address | UnixAddress | AddressBytes;

const { AF_INET, AF_INET6, AF_UNIX } = constants;
/** IPV6_FLOWINFO_MASK */
const maxFlowinfo = 0x0fffffff;
/** Lengths of addresses; of a UNIX address, that of its family. */
const sizes = { inet: 16, inet6: 28, path: 2 };

const destination = new DataView(destinationBytes.buffer, destinationBytes.byteOffset, destinationBytes.length);

let destinationLength = 0;

/** The address that was encoded last, as the kernel was given it: for the error of a call that failed. */
export const lastDestination = (): SocketAddress =>
  decodeSocketAddress(destinationBytes.subarray(0, Math.min(destinationLength, destinationBytes.length)));

/**
 * Puts an address where the next call finds it and returns its length. All fields are read before
 * anything is written, so a getter that makes a call of its own does no harm.
 */
export function encodeSocketAddress(addr: SocketAddress | Uint8Array, name = 'addr'): number {
  if (types.isUint8Array(addr)) {
    const length = lengthOf(checkBytes(name, addr));
    for (let i = 0; i < Math.min(length, destinationBytes.length); i++) destinationBytes[i] = addr[i]!;
    return (destinationLength = length);
  }
  if (typeof addr !== 'object' || (addr as unknown) === null) {
    throw invalidType(name, 'a socket address or an instance of Uint8Array', addr);
  }
  const { family } = addr;
  if (family === AF_INET) return (destinationLength = encodeInet4(addr as Inet4Address, name));
  if (family === AF_INET6) return (destinationLength = encodeInet6(addr as Inet6Address, name));
  if (family === AF_UNIX) return (destinationLength = encodeUnix(addr as UnixAddress, name));
  checkInteger(name, family, 0, 0xffff, '.family');
  throw invalidValue(
    `${name}.family`,
    'must be AF_INET, AF_INET6 or AF_UNIX; other families are given as bytes',
    family,
  );
}

function writeFamily(family: number, size: number): void {
  if (layout.familyOffset === 0) {
    destination.setUint16(0, family, true);
  } else {
    destination.setUint8(0, size);
    destination.setUint8(1, family);
  }
}

function encodeInet4(addr: Inet4Address, name: string): number {
  const { address, port } = addr;
  checkInteger(name, port, 0, 65535, '.port');
  if (typeof address !== 'string') throw invalidType(`${name}.address`, 'of type string', address);
  if (!isIPv4(address)) throw invalidValue(`${name}.address`, 'must be an IPv4 address', address);
  writeFamily(AF_INET!, sizes.inet);
  destination.setUint16(2, port);
  writeInet4(address, 4);
  destinationBytes.fill(0, 8, sizes.inet);
  return sizes.inet;
}

/** `address` is known to be valid. */
function writeInet4(address: string, at: number): void {
  let byte = 0;
  for (let i = 0; i < address.length; i++) {
    const code = address.charCodeAt(i);
    if (code === 0x2e) {
      destinationBytes[at++] = byte;
      byte = 0;
    } else {
      byte = 10 * byte + code - 0x30;
    }
  }
  destinationBytes[at] = byte;
}

function encodeInet6(addr: Inet6Address, name: string): number {
  const { address, port, flowinfo = 0, scopeId = 0 } = addr;
  checkInteger(name, port, 0, 65535, '.port');
  checkInteger(name, flowinfo, 0, maxFlowinfo, '.flowinfo');
  checkInteger(name, scopeId, 0, 0xffffffff, '.scopeId');
  if (typeof address !== 'string') throw invalidType(`${name}.address`, 'of type string', address);
  if (!isIPv6(address) || address.includes('%')) {
    throw invalidValue(`${name}.address`, 'must be an IPv6 address (its zone is scopeId)', address);
  }
  writeFamily(AF_INET6!, sizes.inet6);
  destination.setUint16(2, port);
  destination.setUint32(4, flowinfo);
  destinationBytes.fill(0, 8, 24);
  const [before = '', after] = address.split('::');
  writeGroups(before, 8);
  if (after !== undefined) writeGroups(after, 24 - groupBytes(after));
  destination.setUint32(24, scopeId, true);
  return sizes.inet6;
}

const groupBytes = (text: string): number =>
  text === '' ? 0 : text.split(':').reduce((sum, group) => sum + (group.includes('.') ? 4 : 2), 0);

function writeGroups(text: string, at: number): void {
  if (text === '') return;
  for (const group of text.split(':')) {
    if (group.includes('.')) {
      writeInet4(group, at);
    } else {
      destination.setUint16(at, parseInt(group, 16));
      at += 2;
    }
  }
}

const utf8 = new TextEncoder();
/** Of other strings, TextEncoder would change characters. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

function encodeUnix(addr: UnixAddress, name: string): number {
  const { path } = addr;
  if (typeof path !== 'string') throw invalidType(`${name}.path`, 'of type string', path);
  if (path.indexOf('\0', 1) > 0 && path[0] !== '\0') {
    throw invalidValue(`${name}.path`, 'must be a path without null bytes, or a name that begins with one', path);
  }
  if (!isWellFormed(path)) throw invalidValue(`${name}.path`, 'must not have half of a surrogate pair', path);
  const bytes = utf8.encode(path);
  // A path is given as C programs give it, with the length of the whole structure; the kernel takes it to its
  // first null byte. An abstract name is as long as it is, and no name is no bytes (unix(7)).
  const isPath = path !== '' && path[0] !== '\0';
  const length = sizes.path + (isPath ? Math.max(bytes.length, layout.sunPathSize!) : bytes.length);
  writeFamily(AF_UNIX!, length);
  // Longer than any address is refused by the kernel, unread.
  destinationBytes.fill(0, sizes.path);
  destinationBytes.set(bytes.subarray(0, destinationBytes.length - sizes.path), sizes.path);
  return length;
}

/** The address that the last call received. */
export const lastSocketAddress = (): SocketAddress =>
  decodeSocketAddress(addressBytes.subarray(0, Math.min(registers[0]!, addressBytes.length)));

/** The address that the last call received, or null when the kernel gave none. */
export const lastSocketAddressOrNull = (): SocketAddress | null => (registers[0] === 0 ? null : lastSocketAddress());

/** The family of a sockaddr's bytes. */
export const familyOf = (bytes: Uint8Array): number =>
  layout.familyOffset === 0 ? bytes[0]! | (bytes[1]! << 8) : bytes[1]!;

/** Decodes the bytes of a sockaddr. A family without an object is returned as (a copy of) its bytes. */
export function decodeSocketAddress(bytes: Uint8Array): SocketAddress {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const family = bytes.length < 2 ? -1 : familyOf(bytes);
  if (family === AF_INET && bytes.length >= sizes.inet) {
    return { family, address: formatInet4(bytes, 4), port: view.getUint16(2) };
  }
  if (family === AF_INET6 && bytes.length >= sizes.inet6) {
    const scopeId = view.getUint32(24, true);
    return { family, address: formatInet6(view, 8), port: view.getUint16(2), flowinfo: view.getUint32(4), scopeId };
  }
  if (family === AF_UNIX) {
    const path = decodeUnixPath(bytes.subarray(sizes.path));
    if (path !== undefined) return { family, path };
  }
  return bytes.slice();
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUnixPath(bytes: Uint8Array): string | undefined {
  const end = bytes[0] === 0 ? -1 : bytes.indexOf(0);
  try {
    // macOS gives an unnamed socket a path of null bytes.
    if (bytes.every((byte) => byte === 0) && layout.familyOffset !== 0) return '';
    return strictUtf8.decode(end < 0 ? bytes : bytes.subarray(0, end));
  } catch {
    return undefined;
  }
}

/** inet_ntop(3) for AF_INET. */
export const formatInet4 = (bytes: Uint8Array, at: number): string =>
  `${bytes[at]!}.${bytes[at + 1]!}.${bytes[at + 2]!}.${bytes[at + 3]!}`;

/** inet_ntop(3) for AF_INET6: the longest run of two zero groups or more becomes '::' (RFC 5952). */
export function formatInet6(view: DataView, at: number): string {
  // What a server that also speaks IPv4 sees of it: the bytes before are zero.
  if (view.getUint32(at + 8) === 0xffff && view.getUint32(at) === 0 && view.getUint32(at + 4) === 0) {
    return `::ffff:${formatInet4(new Uint8Array(view.buffer, view.byteOffset), at + 12)}`;
  }
  const groups = Array.from({ length: 8 }, (_, i) => view.getUint16(at + 2 * i));
  let [start, length] = [-1, 1];
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > length) [start, length] = [i, end - i];
    i = Math.max(i, end - 1);
  }
  const hex = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':');
  // Mapped and compatible IPv4 addresses end in dotted form.
  if (start === 0 && (length === 6 || (length === 5 && groups[5] === 0xffff))) {
    const tail = formatInet4(new Uint8Array(view.buffer, view.byteOffset), at + 12);
    return length === 6 ? `::${tail}` : `::ffff:${tail}`;
  }
  return start < 0 ? hex(0, 8) : `${hex(0, start)}::${hex(start + length, 8)}`;
}

/** How an error names an address. */
export function describeAddress(addr: Exclude<SocketAddress, AddressBytes>): { text: string; properties: object } {
  const { address, port, path } = addr;
  if (path !== undefined) return { text: path.replace(/^\0/, '@'), properties: { path } };
  return { text: `${address}:${port}`, properties: { address, port } };
}
