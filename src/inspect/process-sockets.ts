/** The sockets of a process. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { apiCall } from '../syscalls/api-call.js';
import { ErrnoError } from '../syscalls/errno-error.js';
import { checkInteger, invalidValue } from '../syscalls/invalid-argument.js';
import { inetSockets, inetState } from './inet-diag.js';
import { SockDiag } from './netlink.js';
import { socketState } from './socket-state.js';
import type { SocketState } from './state.js';
import { unixSockets } from './unix-diag.js';

/** A socket of a process. Of one that the kernel does not list, nothing is known but the number. */
export interface ProcessSocket extends Partial<SocketState> {
  /** The descriptor that the process has for it. One socket may have several. */
  readonly fd: number;
}

const isLinux = process.platform === 'linux';

/** PID_MAX_LIMIT of the kernel. */
const maxPid = 2 ** 22;

/**
 * The sockets that a process has open, by descriptor. Of this process (the default), the state is that of
 * {@link socketState}. Of another process (Linux) it comes from NETLINK_SOCK_DIAG, by the inodes in /proc/PID/fd:
 * TCP, UDP, raw and UNIX sockets, without options and without `receiveQueue` of datagrams. The kernel does not list a
 * socket that is neither bound nor connected (before Linux 6.8, no TCP socket that does not listen either), raw sockets
 * where it was built so, and none of another network namespace: of these there is the descriptor and the inode.
 *
 * System calls: `socket(2)`, `sendmsg(2)`, `recvmsg(2)` and `close(2)`, beside those of Node for reading /proc.
 *
 * @throws the error of reading /proc/PID/fd: ENOENT (no such process), EACCES (somebody else's); ERR_OUT_OF_RANGE and
 * its kind (`pid`); ERR_INVALID_ARG_VALUE on macOS, which shows a process only its own sockets.
 * @example for (const { fd, state, localAddress } of processSockets(pid)) console.log(fd, state, localAddress);
 */
export function processSockets(pid: number = process.pid): ProcessSocket[] {
  checkInteger('pid', pid, 1, maxPid);
  return apiCall('processSockets', [pid], () => {
    if (pid === process.pid) return ownSockets().sockets;
    if (!isLinux) {
      throw invalidValue(
        'pid',
        `must be this process, ${process.pid}: macOS shows a process only its own sockets`,
        pid,
      );
    }
    const inodes = inodesOf(pid);
    const lookUp = new Lookup();
    try {
      return lookUp.states(inodes);
    } finally {
      lookUp.close();
    }
  });
}

/** A process and its sockets. */
export interface ProcessWithSockets {
  readonly pid: number;
  readonly command: string;
  readonly sockets: readonly ProcessSocket[];
}

/**
 * The processes that have sockets, as far as this user may see, and how many others there are. Linux only; the kernel is
 * asked once for all of them.
 */
export function allProcesses(): { processes: ProcessWithSockets[]; hidden: number } {
  const found: { pid: number; inodes: Map<number, number> }[] = [];
  let hidden = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      found.push({ pid: Number(name), inodes: inodesOf(Number(name)) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EACCES') hidden++;
    }
  }
  const lookUp = new Lookup();
  try {
    const processes = found
      .filter(({ inodes }) => inodes.size > 0)
      .map(({ pid, inodes }) => ({ pid, command: commandOf(pid), sockets: lookUp.states(inodes) }));
    return { processes, hidden };
  } finally {
    lookUp.close();
  }
}

/** What a process was started as; '' when it is gone. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/** All sockets that the kernel lists, asked for once. */
class Lookup {
  readonly #diag = new SockDiag();
  readonly #inet = inetSockets(this.#diag);
  readonly #unix = unixSockets(this.#diag);

  states(inodes: ReadonlyMap<number, number>): ProcessSocket[] {
    return Array.from(inodes, ([fd, inode]) => {
      const inet = this.#inet.get(inode);
      const state = inet === undefined ? this.#unix.get(inode) : inetState(this.#diag, inet);
      return { fd, inode, ...state };
    });
  }

  close(): void {
    this.#diag.close();
  }
}

/** The descriptors of a process that are sockets, with their inodes, in order. */
function inodesOf(pid: number | 'self'): Map<number, number> {
  const directory = `/proc/${pid}/fd`;
  const result = new Map<number, number>();
  for (const fd of readdirSync(directory)
    .map(Number)
    .sort((a, b) => a - b)) {
    let target = '';
    try {
      target = readlinkSync(`${directory}/${fd}`);
    } catch {
      // It was closed meanwhile.
    }
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined) result.set(fd, Number(inode));
  }
  return result;
}

/** The first sockets of this process, by descriptor, and how many descriptors were not looked at. */
export function ownSockets(limit = Infinity): { sockets: ProcessSocket[]; more: number } {
  const fds = ownDescriptors();
  const sockets: ProcessSocket[] = [];
  let looked = 0;
  while (looked < fds.length && sockets.length < limit) sockets.push(...stateOf(fds[looked++]!));
  return { sockets, more: fds.length - looked };
}

/** Descriptors of this process that may be sockets, in order. */
function ownDescriptors(): number[] {
  if (isLinux) return [...inodesOf('self').keys()];
  return readdirSync('/dev/fd')
    .map(Number)
    .sort((a, b) => a - b);
}

/** None when it is no socket, or was closed meanwhile. */
function stateOf(fd: number): ProcessSocket[] {
  try {
    return [{ fd, ...socketState(fd) }];
  } catch (error) {
    if (error instanceof ErrnoError && /^(ENOTSOCK|EBADF)$/.test(error.code)) return [];
    throw error;
  }
}
