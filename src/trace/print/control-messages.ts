/** Control messages (`cmsg(3)`) as strace prints them: it decodes those of SOL_SOCKET and SOL_IP. */
import { constants } from '../../syscalls/binding.js';
import { controlMessages } from '../../syscalls/structures/message.js';
import { formatInet4 } from '../../syscalls/structures/socket-address.js';
import { interfaceIndex, sockaddr } from './sockaddr.js';
import { hex, int32, list, oneOf } from './text.js';

interface Type {
  /** Without it, and below this size, the data is not shown. */
  readonly size: number;
  readonly print: (data: Uint8Array) => string;
}

const view = (data: Uint8Array): DataView => new DataView(data.buffer, data.byteOffset, data.length);

/** Two numbers of 64 bits, as `struct timeval` and `struct timespec` are on 64-bit systems. */
const time =
  (fraction: 'tv_usec' | 'tv_nsec') =>
  (data: Uint8Array, at = 0) =>
    `{tv_sec=${view(data).getBigInt64(at, true)}, ${fraction}=${view(data).getBigInt64(at + 8, true)}}`;
const timeval: Type = { size: 16, print: time('tv_usec') };
const timespec: Type = { size: 16, print: time('tv_nsec') };
const timestamping: Type = {
  size: 48,
  print: (data) => `[${[0, 16, 32].map((at) => time('tv_nsec')(data, at)).join(', ')}]`,
};

const socketTypes: Record<string, Type> = {
  SCM_RIGHTS: {
    size: 4,
    print: (data) => list(Array.from({ length: data.length >> 2 }, (_, i) => String(int32(data, 4 * i)))),
  },
  SCM_CREDENTIALS: {
    size: 12,
    print: (data) => `{pid=${int32(data)}, uid=${int32(data, 4) >>> 0}, gid=${int32(data, 8) >>> 0}}`,
  },
  SO_TIMESTAMP_OLD: timeval,
  SO_TIMESTAMPNS_OLD: timespec,
  SO_TIMESTAMPING_OLD: timestamping,
  SO_TIMESTAMP_NEW: timeval,
  SO_TIMESTAMPNS_NEW: timespec,
  SO_TIMESTAMPING_NEW: timestamping,
};

/** `struct sock_extended_err` and the address of who found the error (ip(7), IP_RECVERR). */
function extendedError(data: Uint8Array): string {
  const fields = [
    `ee_errno=${view(data).getUint32(0, true)}`,
    `ee_origin=${data[4]!}`,
    `ee_type=${data[5]!}`,
    `ee_code=${data[6]!}`,
    `ee_info=${view(data).getUint32(8, true)}`,
    `ee_data=${view(data).getUint32(12, true)}`,
    `offender=${sockaddr(data.subarray(16))}`,
  ];
  return `{${fields.join(', ')}}`;
}

const ipTypes: Record<string, Type> = {
  IP_TOS: { size: 1, print: (data) => `[${hex(data[0]!)}]` },
  IP_TTL: { size: 4, print: (data) => `[${int32(data) >>> 0}]` },
  IP_PKTINFO: {
    size: 12,
    print: (data) =>
      `{ipi_ifindex=${interfaceIndex(int32(data))}, ipi_spec_dst=inet_addr("${formatInet4(data, 4)}"), ipi_addr=inet_addr("${formatInet4(data, 8)}")}`,
  },
  IP_RECVERR: { size: 32, print: extendedError },
  IP_ORIGDSTADDR: { size: 16, print: sockaddr },
  IP_CHECKSUM: { size: 4, print: (data) => `[${int32(data) >>> 0}]` },
};

/** Types that have a name, and how their data prints where it does. Every other level is not decoded. */
const levels = new Map([
  [
    constants.SOL_SOCKET,
    { unknown: 'SCM_???', names: namesByValue(Object.keys(socketTypes), 'SCM_SECURITY'), types: socketTypes },
  ],
  [
    constants.SOL_IP,
    { unknown: 'IP_???', names: namesByValue(Object.keys(ipTypes), 'IP_RECVOPTS', 'IP_RETOPTS'), types: ipTypes },
  ],
]);

function namesByValue(known: readonly string[], ...more: string[]): ReadonlyMap<number | undefined, string> {
  return new Map([...known, ...more].map((name) => [constants[name], name]));
}

/** `length` is how many bytes there were, of which `bytes` are the first. */
export function control(bytes: Uint8Array, length: number): string {
  const printed = Array.from(controlMessages(bytes), ({ level, type, length, data }) => {
    const fields = [`cmsg_len=${length}`, `cmsg_level=${oneOf('levels', level, 'SOL_???')}`];
    const table = levels.get(level);
    const name = table?.names.get(type);
    fields.push(`cmsg_type=${name ?? (table === undefined ? hex(type) : `${hex(type)} /* ${table.unknown} */`)}`);
    const known = table?.types[name ?? ''];
    if (known !== undefined && data.length >= known.size) fields.push(`cmsg_data=${known.print(data)}`);
    return `{${fields.join(', ')}}`;
  });
  return `[${printed.join(', ')}${length > bytes.length ? ', ...' : ''}]`;
}
