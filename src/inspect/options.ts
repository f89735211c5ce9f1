/** The socket options that a reader of a program asks about. */
import { constants } from '../syscalls/binding.js';
import { raw } from '../syscalls/generated/calls.js';
import { lingerSeconds, timevalMilliseconds } from '../syscalls/structures/option.js';

/** Flags, by their level. */
const flags: Readonly<Record<'SOL_SOCKET' | 'IPPROTO_IPV6' | 'IPPROTO_TCP', readonly string[]>> = {
  SOL_SOCKET: ['SO_REUSEADDR', 'SO_REUSEPORT', 'SO_KEEPALIVE', 'SO_BROADCAST', 'SO_OOBINLINE', 'SO_NOSIGPIPE'],
  IPPROTO_IPV6: ['IPV6_V6ONLY'],
  IPPROTO_TCP: ['TCP_NODELAY', 'TCP_CORK', 'TCP_NOPUSH'],
};

/** Of SOL_SOCKET, with the length of their structure and what it says; undefined: it is not set. */
const structures: readonly [name: string, length: number, decode: (bytes: Uint8Array) => number | undefined][] = [
  ['SO_LINGER', 8, (bytes) => (lingerSeconds(bytes) < 0 ? undefined : lingerSeconds(bytes))],
  ['SO_RCVTIMEO', 16, (bytes) => timevalMilliseconds(bytes) || undefined],
  ['SO_SNDTIMEO', 16, (bytes) => timevalMilliseconds(bytes) || undefined],
];

/** The options of a socket that are set. One `getsockopt(2)` each, and `fcntl(2)` for O_NONBLOCK. */
export function optionsOf(fd: number, socket: { isInet6: boolean; isTcp: boolean }): Record<string, boolean | number> {
  const result: Record<string, boolean | number> = {};
  for (const [level, names] of Object.entries(flags)) {
    if ((level === 'IPPROTO_IPV6' && !socket.isInet6) || (level === 'IPPROTO_TCP' && !socket.isTcp)) continue;
    for (const name of names) {
      const option = constants[name];
      if (option !== undefined && raw.getsockopt(fd, constants[level]!, option) > 0) result[name] = true;
    }
  }
  for (const [name, length, decode] of structures) {
    const bytes = raw.getsockopt(fd, constants.SOL_SOCKET!, constants[name]!, length);
    const value = typeof bytes === 'number' ? undefined : decode(bytes);
    if (value !== undefined) result[name] = value;
  }
  const status = raw.fcntl(fd, constants.F_GETFL!);
  if (status >= 0 && (status & constants.O_NONBLOCK!) !== 0) result.O_NONBLOCK = true;
  return result;
}
