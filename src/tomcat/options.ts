import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { checkInteger, invalidType, invalidValue, outOfRange } from '../syscalls/invalid-argument.js';

/** How a server is set up: names and meanings as of Tomcat's Connector. Times are in milliseconds, −1 is no limit. */
export interface TomcatOptions {
  /** 8080. 0: any that is free. */
  readonly port: number;
  /** The own address to listen on: '127.0.0.1', so that nobody else reaches it; '0.0.0.0' and '::' are all. */
  readonly host: string;
  /**
   * 'polling': connections wait in epoll(7) or kqueue(2), and cost no thread while they do. 'blocking': a thread accepts
   * connections, and each has a thread of its own until it ends.
   */
  readonly connector: 'polling' | 'blocking';
  /** How many threads there may be: so many requests can block at once. Each costs 8 MB, once it is needed. */
  readonly maxThreads: number;
  /** How many threads there are from the start. */
  readonly minSpareThreads: number;
  /**
   * A socket that listens already, of TCP: the server takes it and does not open `host` and `port`. It is closed with the
   * server.
   */
  readonly fd: number | null;
  /**
   * The path of a UNIX socket where the server that runs hands its listening socket to the one that follows, and stops. It
   * has 90 bytes at most, and only this user can connect to it. Left out, nobody follows.
   */
  readonly handover: string | null;
  /** How many connections the kernel keeps that nobody has accepted: listen(2)'s backlog. */
  readonly acceptCount: number;
  /** How many connections there may be; others wait in the kernel. */
  readonly maxConnections: number;
  /** Milliseconds that the head of a request may take, and that the server waits for a client that does not take its response. */
  readonly connectionTimeout: number;
  /** Milliseconds that a connection may wait for its next request. */
  readonly keepAliveTimeout: number;
  /** How many requests a connection may have. */
  readonly maxKeepAliveRequests: number;
  /** Bytes of a request head. */
  readonly maxHttpHeaderSize: number;
  /** Fields of a request head. */
  readonly maxHeaderCount: number;
  /** Bytes of a request body; larger ones are answered 413. Left out, only forms have a limit: 2 MiB. */
  readonly maxPostSize: number;
  /** Bytes a second: a body that comes more slowly, averaged over `connectionTimeout`, is answered 408. */
  readonly minBodyRate: number;
  /** The directory whose files are served, if any. */
  readonly docBase: string | null;
  /** The file that gets a line for each request, if any. */
  readonly accessLog: string | null;
  /** The header field Server, if any. */
  readonly server: string | null;
}

const max = 0x7fffffff;

/** The numbers: their defaults, and the least. */
const numbers = {
  port: [8080, 0, 65535],
  maxThreads: [64, 1, 1024],
  minSpareThreads: [4, 1, 1024],
  acceptCount: [100, 1, max],
  maxConnections: [20_000, 1, 1_000_000],
  connectionTimeout: [20_000, -1, max],
  keepAliveTimeout: [20_000, -1, max],
  maxKeepAliveRequests: [-1, -1, max],
  maxHttpHeaderSize: [8192, 64, 1024 * 1024],
  maxHeaderCount: [100, 1, 10_000],
  maxPostSize: [-1, -1, Number.MAX_SAFE_INTEGER],
  minBodyRate: [240, 0, max],
} as const;

const others = ['host', 'connector', 'fd', 'handover', 'docBase', 'accessLog', 'server'];

/** A name beside it is made from it, and both must fit into a sockaddr_un: 104 bytes on macOS. */
const longestPath = 90;

/** @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_INVALID_ARG_VALUE, which name the option. */
export function checkOptions(given: Partial<TomcatOptions> = {}): TomcatOptions {
  if (typeof given !== 'object' || (given as unknown) === null) throw invalidType('options', 'of type object', given);
  for (const name of Object.keys(given)) {
    if (!(name in numbers) && !others.includes(name))
      throw invalidValue('options', `has no ${name}: it has ${[...Object.keys(numbers), ...others].join(', ')}`, name);
  }
  const { host = '127.0.0.1', connector = 'polling', docBase = null, accessLog = null, server = null } = given;
  const { fd = null, handover = null } = given;
  for (const [name, value] of Object.entries({ host, handover, docBase, accessLog, server }) as [string, unknown][]) {
    if (value !== null && typeof value !== 'string') throw invalidType(`options.${name}`, 'of type string', value);
    if (typeof value === 'string' && value.includes('\0'))
      throw invalidValue(`options.${name}`, 'must not contain a NUL', value);
  }
  if (!['polling', 'blocking'].includes(connector))
    throw invalidValue('options.connector', "must be 'polling' or 'blocking'", connector);
  if (fd !== null) checkInteger('options.fd', fd, 0, max);
  const path = handover === null ? null : resolve(handover);
  if (path !== null && Buffer.byteLength(path) > longestPath)
    throw invalidValue('options.handover', `must be a path of ${longestPath} bytes at most`, path);
  const checked = Object.entries(numbers).map(([name, [standard, from, to]]) => [
    name,
    checkInteger(`options.${name}`, (given as Record<string, number | undefined>)[name] ?? standard, from, to),
  ]);
  const options = Object.fromEntries(checked) as Record<keyof typeof numbers, number>;
  for (const name of ['connectionTimeout', 'keepAliveTimeout'] as const)
    if (options[name] === 0) throw outOfRange(`options.${name}`, '-1, or >= 1', 0);
  // Who allows fewer threads than there would be from the start means all of them.
  const minSpareThreads = Math.min(options.minSpareThreads, options.maxThreads);
  const keepAliveTimeout = given.keepAliveTimeout === undefined ? options.connectionTimeout : options.keepAliveTimeout;
  return {
    ...options,
    minSpareThreads,
    keepAliveTimeout,
    host,
    connector,
    fd,
    handover: path,
    docBase,
    accessLog,
    server,
  };
}

/**
 * How many event loops the polling connector has. The kernel's part of a request, and a client on the same machine, take
 * as much time as ours: with as many loops as processors, they only wait for each other (bench/README.md).
 */
export const loopsFor = ({ minSpareThreads }: TomcatOptions): number =>
  Math.max(1, Math.min(Math.floor(availableParallelism() / 2), minSpareThreads));
