/**
 * The buffer that native code looked at last. A program that reads into the same buffer again and again
 * need not pay for the look each time: a third of what a call costs above C.
 *
 * Native code keeps its address and length, and counts in a register how often it has changed them. They
 * are used again only for the same Uint8Array, which is kept alive here, and only if it is as long as it
 * was: a view whose buffer was detached has length 0, and memory of a buffer that can be resized stays
 * where it is.
 */
import { registers } from '../binding.js';
import { lengthOf } from '../invalid-argument.js';

const changes = 3;
/** At first one that nobody else has. */
let last: Uint8Array = new Uint8Array(0);
let lastChange = 0;
let lastLength = 0;

/** Whether native code can be told to use its last buffer for this one. */
export const isRemembered = (buf: Uint8Array): boolean =>
  buf === last && registers[changes] === lastChange && lengthOf(buf) === lastLength;

/** Notes that the call that returned `result` has looked at this buffer. */
export function remember(buf: Uint8Array, result: number): number {
  last = buf;
  lastChange = registers[changes]!;
  lastLength = lengthOf(buf);
  return result;
}
