/** Arguments that several classes take. */
import { checkBytes, checkInteger, lengthOf } from '../syscalls/invalid-argument.js';

/** How many bytes an array can have in Java, and more than anybody wants to buffer. */
const maxSize = 2 ** 31 - 1;

/** The size of a buffer: at least 1. */
export const checkSize = (size: unknown): number => checkInteger('size', size, 1, maxSize);

/** How many bytes `(buf, off, len)` means: all after `off` when `len` is left out. Throws when they are not there. */
export function checkRange(buf: unknown, off: unknown, len: unknown): number {
  const length = lengthOf(checkBytes('buf', buf));
  const rest = length - checkInteger('off', off, 0, length);
  return len === undefined ? rest : checkInteger('len', len, 0, rest);
}
