import { constants, thread } from '../syscalls/binding.js';
import { raw } from '../syscalls/generated/calls.js';
import type { Validators } from './preconditions.js';

/** What is answered when a file cannot be opened. What is not there and what may not be seen look alike, but for EACCES. */
const statuses = new Map(
  Object.entries({ EACCES: 403, EPERM: 403, EMFILE: 503, ENFILE: 503, ENOMEM: 503, EAGAIN: 503, EIO: 500 }).map(
    ([name, status]) => [-constants[name]!, status],
  ),
);

/** Milliseconds for which a file that was modified may be again at the same time, by the clocks of filesystems. */
const clockTick = 2000;

const facts = new Float64Array(4);

/** A file that is open for reading, and belongs to who has opened it. */
export interface OpenFile extends Validators {
  readonly fd: number;
  readonly isDirectory: boolean;
  readonly size: number;
}

/**
 * Opens what is below a directory: `open(2)` of the directory, `openat2(2)` with RESOLVE_BENEATH, `fstat(2)`, `close(2)`. Links
 * are followed as long as they stay below; nobody can put one there in between. FIFOs, devices and sockets are none.
 *
 * @param root the directory.
 * @param path relative to it, without dot segments.
 * @returns the file, or the status to answer with: 404, 403, 503, 500.
 */
export function openFile(root: string, path: string): OpenFile | number {
  const fd = thread.openBeneath(root, path, facts);
  if (fd < 0) return statuses.get(fd) ?? 404;
  const [type, size, seconds, nanoseconds] = facts as unknown as [number, number, number, number];
  if (type === 0) {
    raw.close(fd);
    return 404;
  }
  const now = Date.now();
  // Not later than the response (RFC 9110, 8.8.2.1).
  const lastModified = Math.min(seconds * 1000, now - (now % 1000));
  const isStrong = now - lastModified > clockTick;
  const tag = `"${size.toString(36)}-${seconds.toString(36)}-${nanoseconds.toString(36)}"`;
  return { fd, isDirectory: type === 2, size, lastModified, isStrong, etag: isStrong ? tag : `W/${tag}` };
}
