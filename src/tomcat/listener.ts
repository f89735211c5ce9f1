/** Where the socket comes from that a server listens with. */
import { known } from '../syscalls/binding.js';
import { raw } from '../syscalls/generated/calls.js';
import { invalidValue } from '../syscalls/invalid-argument.js';
import { listenFds } from '../net/listen-fds.js';
import { ServerSocket } from '../net/server-socket.js';
import type { TomcatOptions } from './options.js';

const { AF_UNIX, SOL_SOCKET, SO_ACCEPTCONN } = known;

/** Those of systemd that no server has taken yet. */
const inherited: ServerSocket[] = [];

function isUnix(fd: number): boolean {
  const name = raw.getsockname(fd);
  return typeof name === 'object' && name.family === AF_UNIX;
}

const isTcpListener = (fd: number): boolean => raw.getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN) === 1 && !isUnix(fd);

/** The first of systemd's sockets that a server may have. */
function takeInherited(fits: (server: ServerSocket) => boolean): ServerSocket | undefined {
  for (const { fd } of listenFds()) {
    if (isTcpListener(fd)) inherited.push(ServerSocket.adopt(fd));
  }
  const index = inherited.findIndex(fits);
  return index < 0 ? undefined : inherited.splice(index, 1)[0];
}

/**
 * The socket of the option `fd`; else the one of the server that runs, or one that systemd has opened, unless a `port` was
 * given that is another one; else a new one.
 *
 * @throws BindException; ERR_INVALID_ARG_VALUE for an `fd` that is not a TCP socket that listens.
 */
export function openListener(
  { fd, port, host, acceptCount }: TomcatOptions,
  portIsGiven: boolean,
  offered: ServerSocket | undefined,
): ServerSocket {
  if (fd !== null) {
    if (isUnix(fd)) throw invalidValue('options.fd', 'must be a TCP socket', fd);
    return ServerSocket.adopt(fd);
  }
  const fits = (server: ServerSocket): boolean => !portIsGiven || port === 0 || server.getLocalPort() === port;
  if (offered !== undefined && fits(offered)) return offered;
  return takeInherited(fits) ?? new ServerSocket(port, acceptCount, host);
}
