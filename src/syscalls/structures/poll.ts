/** `struct pollfd` of `poll(2)`: int fd, short events, short revents, on every system. */
import { checkInteger, invalidType, invalidValue, isInteger } from '../invalid-argument.js';

/** A descriptor that poll waits for: `struct pollfd`. */
export interface PollFd {
  /** A negative one is passed over. */
  fd: number;
  /** POLLIN, POLLOUT, POLLPRI, … */
  events: number;
  /** Filled in by poll: what happened, with POLLERR, POLLHUP and POLLNVAL even when not asked for. */
  revents?: number;
}

/** Room for few entries, used again by every call of this thread. */
const few = 64;
const room = new Int32Array(2 * few);
const views = Array.from({ length: few + 1 }, (_, count) => new Uint8Array(room.buffer, 0, 8 * count));

/**
 * The entries as the kernel takes them. All are read before any is written, so a getter that calls poll itself does no
 * harm.
 */
export function encodePollFds(fds: readonly PollFd[]): Uint8Array {
  if (!Array.isArray(fds)) throw invalidType('fds', 'an instance of Array', fds);
  const { length } = fds;
  const numbers: number[] = [];
  for (let i = 0; i < length; i++) {
    const entry = fds[i] as unknown;
    if (typeof entry !== 'object' || entry === null) throw invalidType(`fds[${i}]`, 'of type object', entry);
    if (!Object.isExtensible(entry) && !Object.hasOwn(entry, 'revents')) {
      throw invalidValue(`fds[${i}]`, 'must be an object that `revents` can be added to', entry);
    }
    const { fd, events } = entry as PollFd;
    if (!isInteger(fd, -0x80000000, 0x7fffffff)) checkInteger(`fds[${i}].fd`, fd, -0x80000000, 0x7fffffff);
    if (!isInteger(events, -0x8000, 0xffff)) checkInteger(`fds[${i}].events`, events, -0x8000, 0xffff);
    numbers.push(fd, events & 0xffff);
  }
  const words = length <= few ? room : new Int32Array(2 * length);
  for (let i = 0; i < numbers.length; i++) words[i] = numbers[i]!;
  return length <= few ? views[length]! : new Uint8Array(words.buffer);
}

/** Fills in `revents`. All are read before any is told, so a setter that calls poll itself does no harm. */
export function decodePollFds(entries: Uint8Array, fds: readonly PollFd[]): void {
  const words = new Int32Array(entries.buffer, 0, entries.length / 4);
  const revents: number[] = [];
  for (let i = 1; i < words.length; i += 2) revents.push(words[i]! >>> 16);
  for (let i = 0; i < revents.length; i++) fds[i]!.revents = revents[i]!;
}
