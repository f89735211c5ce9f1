import { known } from '../syscalls/binding.js';
import { apiCall } from '../syscalls/api-call.js';
import { ErrnoError } from '../syscalls/errno-error.js';
import { raw } from '../syscalls/generated/calls.js';
import { invalidValue } from '../syscalls/invalid-argument.js';

const { FD_CLOEXEC, F_SETFD } = known;

/** A descriptor that the service manager has opened for this process. */
export interface ListenFd {
  /** Its number: 3, 4, … */
  readonly fd: number;
  /** FileDescriptorName= of the systemd.socket(5) unit; 'unknown' when there is none. */
  readonly name: string;
}

/** SD_LISTEN_FDS_START of sd-daemon.h: behind the standard streams. */
const first = 3;

const variables = ['LISTEN_PID', 'LISTEN_FDS', 'LISTEN_FDNAMES'] as const;

/**
 * The descriptors that systemd's socket activation has opened for this process, as sd_listen_fds(3) of C: one
 * `fcntl(F_SETFD)` for each, which makes it close-on-exec. They are told once: the environment variables are removed, so
 * that no child takes them for its own. Nobody closes them before {@link ServerSocket.adopt} or its like has made an
 * object of each.
 *
 * @returns none, when the process was not started so.
 * @throws ERR_INVALID_ARG_VALUE when a variable is not what systemd writes; ErrnoError (EBADF).
 *
 * @example const servers = listenFds().map(({ fd }) => ServerSocket.adopt(fd));
 */
export function listenFds(): ListenFd[] {
  return apiCall('listenFds', [], () => {
    const { LISTEN_PID, LISTEN_FDS = '0', LISTEN_FDNAMES } = process.env;
    for (const name of variables) Reflect.deleteProperty(process.env, name);
    // Those of a parent that has not removed them.
    if (LISTEN_PID !== String(process.pid)) return [];
    const count = Number(LISTEN_FDS);
    if (!/^\d+$/.test(LISTEN_FDS) || count > 0x7fffffff - first)
      throw invalidValue('LISTEN_FDS', 'must be a number of descriptors', LISTEN_FDS);
    const names = LISTEN_FDNAMES ? LISTEN_FDNAMES.split(':') : undefined;
    if (names !== undefined && names.length !== count)
      throw invalidValue('LISTEN_FDNAMES', `must have ${count} names, with colons between them`, LISTEN_FDNAMES);
    return Array.from({ length: count }, (_, i) => {
      const fd = first + i;
      const result = raw.fcntl(fd, F_SETFD, FD_CLOEXEC);
      if (result < 0) throw new ErrnoError('fcntl', result);
      return { fd, name: names?.[i] ?? 'unknown' };
    });
  });
}
