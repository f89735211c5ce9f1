import { readSync } from 'node:fs';
import { constants } from '../syscalls/binding.js';
import { SocketException } from '../net/exceptions.js';
import type { Channel } from './channel.js';

/** Errors of sendfile(2) that say that it cannot send this file, or at all. */
const cannotSend = new Set(['EINVAL', 'ENOSYS', 'EOPNOTSUPP', 'EOVERFLOW'].map((name) => constants[name]));

/** How much of a file is read at once where sendfile(2) cannot take it. */
const chunk = 256 * 1024;

/** Sends a file that sendfile(2) has refused with `error`: read(2) and write(2). Returns how many bytes. */
export function copyFile(channel: Channel, fd: number, offset: number, count: number, error: number): number {
  if (!cannotSend.has(-error)) throw new SocketException('sendfile', error);
  const buf = new Uint8Array(Math.min(count, chunk));
  let copied = 0;
  while (copied < count) {
    const length = readSync(fd, buf, 0, Math.min(buf.length, count - copied), offset + copied);
    if (length === 0) break;
    channel.write(buf, 0, length);
    copied += length;
  }
  return copied;
}
