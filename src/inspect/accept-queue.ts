/** The connections in a listener's accept queue. Only sock_diag(7) tells of them: they have no descriptor, and no inode. */
import { constants } from '../syscalls/binding.js';
import { ErrnoError } from '../syscalls/errno-error.js';
import { getsockname } from '../syscalls/generated/calls.js';
import { inetState, tcpSockets } from './inet-diag.js';
import { SockDiag } from './netlink.js';
import type { SocketState } from './state.js';

/**
 * What the kernel keeps for each connection that waits for accept(2) at a TCP listener, in no order. Linux only: elsewhere,
 * of other sockets, and where the kernel, or a sandbox, does not offer sock_diag, none.
 *
 * System calls: `getsockname(2)`, `socket(2)`, `sendmsg(2)`, `recvmsg(2)` and `close(2)`.
 *
 * @throws the ErrnoError of the call that failed: EBADF, ENOTSOCK.
 */
export function waitingConnections(fd: number): SocketState[] {
  const { family = 0, port, address } = getsockname(fd) as { family?: number; port?: number; address?: string };
  const isInet = family === constants.AF_INET || family === constants.AF_INET6;
  if (!isInet || constants.NETLINK_SOCK_DIAG === undefined) return [];
  let diag: SockDiag | undefined;
  try {
    const lookUp = (diag = new SockDiag());
    return tcpSockets(lookUp, family)
      .filter(({ message }) => message.number('idiag_inode') === 0 && message.port('id.idiag_sport') === port)
      .map((socket) => inetState(lookUp, socket))
      .filter(({ state, localAddress }) => {
        // A connection that nobody has any more has no inode either, but has sent its FIN.
        const isOpen = state === 'ESTABLISHED' || state === 'CLOSE_WAIT';
        const own = (localAddress as { address?: string } | undefined)?.address;
        return isOpen && (own === address || address === '::' || address === '0.0.0.0');
      });
  } catch (error) {
    if (error instanceof ErrnoError) return [];
    throw error;
  } finally {
    diag?.close();
  }
}
