import { readSync } from 'node:fs';
import { constants } from '../syscalls/binding.js';

/** Errors of sendfile(2) that say that it cannot send this file, or at all. */
const cannotSend = new Set(['EINVAL', 'ENOSYS', 'EOPNOTSUPP', 'EOVERFLOW'].map((name) => constants[name]));

/** Whether a file that sendfile(2) has refused, with −errno, can still be read and written. */
export const mustBeCopied = (result: number): boolean => cannotSend.has(-result);

/** How much of a file is read at once. */
const chunk = 256 * 1024;

/**
 * Does by read(2) and `write` what sendfile(2) cannot.
 *
 * @param offset null: from where the file is, as of a pipe.
 * @returns how many bytes: fewer than `count` when the file is shorter.
 */
export function copyFile(
  fd: number,
  offset: number | null,
  count: number,
  write: (buf: Uint8Array, off: number, len: number) => void,
): number {
  const buf = new Uint8Array(Math.min(count, chunk));
  let copied = 0;
  while (copied < count) {
    const position = offset === null ? null : offset + copied;
    const length = readSync(fd, buf, 0, Math.min(buf.length, count - copied), position);
    if (length === 0) break;
    write(buf, 0, length);
    copied += length;
  }
  return copied;
}
