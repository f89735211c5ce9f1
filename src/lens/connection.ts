/** The connection of a page, as the kernel knows it. */
import { constants } from '../syscalls/binding.js';
import { raw } from '../syscalls/generated/calls.js';
import type { LensSocket } from './records.js';

const c = constants;
const isLinux = process.platform === 'linux';

/** The socket of this process that is connected to a client. */
export const findConnection = (
  sockets: readonly LensSocket[],
  localPort: number,
  remotePort: number,
): LensSocket | undefined =>
  sockets.find(
    ({ localAddress, remoteAddress }) => remoteAddress?.port === remotePort && localAddress?.port === localPort,
  );

/** Bytes that were written and that the client's kernel has not acknowledged: SIOCOUTQ, SO_NWRITE. */
export function unacknowledged(fd: number): number {
  return Math.max(0, isLinux ? raw.ioctl(fd, c.SIOCOUTQ!) : raw.getsockopt(fd, c.SOL_SOCKET!, c.SO_NWRITE!));
}
