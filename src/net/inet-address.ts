/** Host names and addresses, and how an IPv6 socket that also speaks IPv4 sees them. */
import { isIPv4, isIPv6 } from 'node:net';
import { known, thread } from '../syscalls/binding.js';
import { checkInteger, invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { decodeSocketAddress } from '../syscalls/structures/socket-address.js';
import type { Inet4Address, Inet6Address, SocketAddress, UnixAddress } from '../syscalls/structures/socket-address.js';
import { UnknownHostException } from './exceptions.js';
import { attend } from './interrupts.js';

const { AF_INET, AF_INET6, AF_UNIX } = known;

/** The address of an internet socket. */
export type InetSocketAddress = Inet4Address | Inet6Address;

/** Where to bind or connect: a host name or address and a port, or the path of a UNIX socket. */
export interface InetEndpoint {
  readonly address?: string | undefined;
  readonly host?: string | undefined;
  readonly port: number;
  readonly scopeId?: number | undefined;
  readonly family?: number;
  readonly path?: undefined;
}
export interface UnixEndpoint {
  readonly path: string;
  readonly family?: number;
}
/** Where to bind or connect: host (name or address) and port, or the path of a UNIX socket. */
export type Endpoint = InetEndpoint | UnixEndpoint;

export const isUnix = (endpoint: Endpoint): endpoint is UnixEndpoint => endpoint.path !== undefined;

/** Checks an endpoint that a caller has given. */
export function checkEndpoint(name: string, endpoint: unknown): asserts endpoint is Endpoint {
  if (typeof endpoint !== 'object' || endpoint === null) throw invalidType(name, 'of type object', endpoint);
  const { path, port, address, host } = endpoint as Record<string, unknown>;
  if (path !== undefined) {
    if (typeof path !== 'string') throw invalidType(`${name}.path`, 'of type string', path);
    if (port !== undefined) throw invalidValue(`${name}.port`, 'must not be given together with a path', port);
    return;
  }
  checkInteger(name, port, 0, 65535, '.port');
  for (const [key, value] of Object.entries({ address, host })) {
    if (value !== undefined && typeof value !== 'string') throw invalidType(`${name}.${key}`, 'of type string', value);
  }
}

/** Checks the own address that a constructor was given. */
export function checkBindAddr(bindAddr: unknown): void {
  if (typeof bindAddr !== 'string' && bindAddr != null) throw invalidType('bindAddr', 'of type string', bindAddr);
}

/** Where a constructor that was given a port, or an endpoint, binds: without an own address, to all of them. */
export function ownEndpoint(port: number | Endpoint, bindAddr: string | null | undefined): Endpoint {
  const endpoint =
    typeof port === 'object' ? port : { address: bindAddr ?? '::', port: checkInteger('port', port, 0, 65535) };
  checkEndpoint('port', endpoint);
  return endpoint;
}

/**
 * The addresses of a host, in the order in which to try them. Of a literal: no system call. Of a name: getaddrinfo(3),
 * which blocks, reads files of the system and may ask a name server. '' is the wildcard.
 *
 * @throws UnknownHostException.
 */
export function resolve(host: string, port: number, scopeId = 0): InetSocketAddress[] {
  if (isIPv4(host)) return [{ family: AF_INET, address: host, port }];
  if (isIPv6(host) && !host.includes('%')) return [{ family: AF_INET6, address: host, port, flowinfo: 0, scopeId }];
  // C ends a string with a null byte: it would ask for another name.
  if (host.includes('\0')) throw invalidValue('host', 'must not contain a null byte', host);
  for (;;) {
    const answer = thread.resolve(host);
    if (answer === false) {
      attend();
      continue;
    }
    if (typeof answer === 'string') throw new UnknownHostException(host, answer);
    return answer.map((bytes) => ({ ...(decodeSocketAddress(bytes) as InetSocketAddress), port }));
  }
}

/** The addresses of an endpoint; without a host, those of `otherwise`. */
export function addressesOf(endpoint: Endpoint, otherwise: string): (InetSocketAddress | UnixAddress)[] {
  if (isUnix(endpoint)) return [{ family: AF_UNIX, path: endpoint.path }];
  const { address, host, port, scopeId } = endpoint;
  return resolve(address ?? host ?? otherwise, port, scopeId);
}

const mapped = '::ffff:';

/** An address as an AF_INET6 socket is given it: IPv4 as ::ffff:1.2.3.4, the wildcard as ::. */
export function toInet6(addr: InetSocketAddress): Inet6Address {
  if (addr.family !== AF_INET) return addr;
  const address = addr.address === '0.0.0.0' ? '::' : `${mapped}${addr.address}`;
  return { family: AF_INET6, address, port: addr.port, flowinfo: 0, scopeId: 0 };
}

/** The other way round: what a Java program sees. */
export function fromInet6(addr: SocketAddress): SocketAddress {
  if (addr.family !== AF_INET6 || addr.address?.startsWith(mapped) !== true) return addr;
  const address = addr.address.slice(mapped.length);
  return isIPv4(address) ? { family: AF_INET, address, port: addr.port! } : addr;
}
