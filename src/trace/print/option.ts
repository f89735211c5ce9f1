/** Socket options and their values as strace 6.1 prints them: most are an int or bytes. */
import { constants } from '../../syscalls/binding.js';
import { errnoName } from '../../syscalls/errno-error.js';
import { formatInet4, formatInet6 } from '../../syscalls/structures/socket-address.js';
import { unwritten } from './call.js';
import type { Decoder } from './call.js';
import { interfaceIndex } from './sockaddr.js';
import { cut, int32, nameOf, oneOf, pointer, quoteHex } from './text.js';
import type { NameSet } from './text.js';

const { SOL_SOCKET, SOL_IP, SOL_IPV6, SOL_TCP, SOL_UDP, SOL_NETLINK, AF_VSOCK } = constants;

/** The tables of names, by level. An option of another level is printed as a number. */
const tables = new Map<number | undefined, readonly [unknown: string, ...NameSet[]]>([
  [SOL_SOCKET, ['SO_???', 'socketOptions']],
  [SOL_IP, ['IP_???', 'ipOptions']],
  [SOL_IPV6, ['IPV6_???', 'ipv6Options', 'ipOptions']],
  [SOL_TCP, ['TCP_???', 'tcpOptions']],
  [SOL_UDP, ['UDP_???', 'udpOptions']],
  [SOL_NETLINK, ['NETLINK_???', 'netlinkOptions']],
  [AF_VSOCK, ['SO_VM_???', 'vsockOptions']],
]);

export const optionLevel = (level: number): string =>
  level === AF_VSOCK ? 'AF_VSOCK' : oneOf('levels', level, 'SOL_??');

export function optionName(level: number, optname: number, call: string): string {
  const table = tables.get(level);
  if (table === undefined) return String(optname >>> 0);
  // One number: attached by one call, read back by the other.
  if (level === SOL_SOCKET && optname === constants.SO_GET_FILTER && call === 'getsockopt') return 'SO_GET_FILTER';
  const [unknown, own, shared] = table;
  // Of the options of IPv4 those that begin with MCAST_ are IPv6's too (RFC 3678).
  const inherited = shared && nameOf(shared, optname);
  return nameOf(own!, optname) ?? (inherited?.startsWith('MCAST_') ? inherited : oneOf(own!, optname, unknown));
}

/** Options of SOL_SOCKET whose value is an int also when it is not 4 bytes long. */
const intOptions = new Set(
  `DEBUG REUSEADDR DONTROUTE BROADCAST SNDBUF RCVBUF KEEPALIVE OOBINLINE NO_CHECK PRIORITY BSDCOMPAT REUSEPORT
   PASSCRED RCVLOWAT SNDLOWAT DETACH_FILTER TIMESTAMP_OLD ACCEPTCONN SNDBUFFORCE RCVBUFFORCE PASSSEC
   TIMESTAMPNS_OLD MARK TIMESTAMPING_OLD RXQ_OVFL WIFI_STATUS PEEK_OFF NOFCS LOCK_FILTER SELECT_ERR_QUEUE
   BUSY_POLL INCOMING_CPU CNX_ADVICE INCOMING_NAPI_ID ZEROCOPY TIMESTAMP_NEW TIMESTAMPNS_NEW TIMESTAMPING_NEW
   DETACH_REUSEPORT_BPF PREFER_BUSY_POLL BUSY_POLL_BUDGET RESERVE_MEM RCVMARK`
    .trim()
    .split(/\s+/)
    .map((name) => constants[`SO_${name}`]),
);
const isInt = (level: number, optname: number): boolean =>
  level === SOL_NETLINK || (level === SOL_SOCKET && intOptions.has(optname));

const isOption = (level: number, optname: number, name: string): boolean =>
  level === SOL_SOCKET && optname === constants[name];

/** Undefined: the address is printed. `length` is that of the value, of which `bytes` are the first. */
function valueIn(level: number, optname: number, bytes: Uint8Array, length: number): string | undefined {
  const atLeast = (size: number, text: () => string): string | undefined => (length >= size ? text() : undefined);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (isOption(level, optname, 'SO_LINGER'))
    return atLeast(8, () => `{l_onoff=${int32(bytes)}, l_linger=${int32(bytes, 4)}}`);
  if (isOption(level, optname, 'SO_ATTACH_FILTER') || isOption(level, optname, 'SO_ATTACH_REUSEPORT_CBPF')) {
    if (length !== 16) return undefined;
    return `{len=${view.getUint16(0, true)}, filter=${pointer(view.getBigUint64(8, true))}}`;
  }
  if (isOption(level, optname, 'SO_TXREHASH')) return atLeast(4, () => txRehash(bytes));
  if (isInt(level, optname)) return atLeast(4, () => `[${int32(bytes)}]`);
  const { IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP, IPV6_ADD_MEMBERSHIP, IPV6_DROP_MEMBERSHIP } = constants;
  if (level === SOL_IP && (optname === IP_ADD_MEMBERSHIP || optname === IP_DROP_MEMBERSHIP)) {
    const address = (at: number): string => `inet_addr("${formatInet4(bytes, at)}")`;
    return atLeast(8, () => `{imr_multiaddr=${address(0)}, imr_interface=${address(4)}}`);
  }
  const { IPV6_JOIN_ANYCAST, IPV6_LEAVE_ANYCAST } = constants;
  if (
    level === SOL_IPV6 &&
    [IPV6_ADD_MEMBERSHIP, IPV6_DROP_MEMBERSHIP, IPV6_JOIN_ANYCAST, IPV6_LEAVE_ANYCAST].includes(optname)
  ) {
    return atLeast(20, () => {
      const index = interfaceIndex(view.getUint32(16, true));
      return `{inet_pton(AF_INET6, "${formatInet6(view, 0)}", &ipv6mr_multiaddr), ipv6mr_interface=${index}}`;
    });
  }
  const { MCAST_JOIN_GROUP, MCAST_LEAVE_GROUP } = constants;
  if ((level === SOL_IP || level === SOL_IPV6) && (optname === MCAST_JOIN_GROUP || optname === MCAST_LEAVE_GROUP)) {
    return undefined;
  }
  return length === 4 ? `[${int32(bytes)}]` : cut(bytes, length);
}

const txRehash = (bytes: Uint8Array): string => {
  const value = int32(bytes);
  return `[${nameOf('txRehash', value) ?? `${value} /* SOCK_TXREHASH_??? */`}]`;
};

export function optionValueIn(decoder: Decoder): string[] {
  const address = pointer(decoder.pointer());
  const length = decoder.int();
  const chunk = decoder.entryChunk();
  const text = address === 'NULL' ? undefined : valueIn(decoder.earlier(1), decoder.earlier(2), chunk, length);
  return [text ?? address, String(length)];
}

/** Fields of a structure, as many as the kernel wrote: the last may be cut, and is then shown as bytes. */
function fields(bytes: Uint8Array, names: readonly string[], signed = true): string {
  const printed: string[] = [];
  for (let i = 0; i < names.length && 4 * i < bytes.length; i++) {
    const part = bytes.subarray(4 * i, 4 * i + 4);
    printed.push(
      `${names[i]!}=${part.length < 4 ? quoteHex(part) : String(signed || int32(part) < 0 ? int32(part) : int32(part) >>> 0)}`,
    );
  }
  return `{${printed.join(', ')}}`;
}

function valueOut(level: number, optname: number, bytes: Uint8Array, length: number): string {
  if (isOption(level, optname, 'SO_LINGER')) return fields(bytes, ['l_onoff', 'l_linger']);
  if (isOption(level, optname, 'SO_PEERCRED')) return fields(bytes, ['pid', 'uid', 'gid'], false);
  if (isOption(level, optname, 'SO_ERROR')) {
    if (length < 4) return quoteHex(bytes);
    return `[${int32(bytes) === 0 ? '0' : errnoName(int32(bytes))}]`;
  }
  if (isOption(level, optname, 'SO_TXREHASH')) return length < 4 ? quoteHex(bytes) : txRehash(bytes);
  if (isInt(level, optname)) return length < 4 ? quoteHex(bytes) : `[${int32(bytes)}]`;
  return length === 4 ? `[${int32(bytes)}]` : cut(bytes, length);
}

export function optionValueOut(decoder: Decoder): string[] | typeof unwritten {
  if (!decoder.done) return unwritten;
  const address = pointer(decoder.pointer());
  const before = int32(decoder.entryChunk());
  const chunk = decoder.exitChunk();
  const after = int32(chunk);
  const shown = decoder.failed || before <= 0 || after <= 0;
  const text = shown ? address : valueOut(decoder.earlier(1), decoder.earlier(2), chunk.subarray(4), after);
  return [text, decoder.failed || before === after ? `[${before}]` : `[${before} => ${after}]`];
}
