/** `struct pollfd` of `poll(2)`: int fd, short events, short revents, on every system. */
import { checkInteger, invalidType, invalidValue } from '../invalid-argument.js';

/** A descriptor that poll waits for: `struct pollfd`. */
export interface PollFd {
  /** A negative one is passed over. */
  fd: number;
  /** POLLIN, POLLOUT, POLLPRI, … */
  events: number;
  /** Filled in by poll: what happened, with POLLERR, POLLHUP and POLLNVAL even when not asked for. */
  revents?: number;
}

export function encodePollFds(fds: readonly PollFd[]): Uint8Array {
  if (!Array.isArray(fds)) throw invalidType('fds', 'an instance of Array', fds);
  const words = new Int32Array(2 * fds.length);
  for (let i = 0; i < words.length / 2; i++) {
    const entry = fds[i] as unknown;
    if (typeof entry !== 'object' || entry === null) throw invalidType(`fds[${i}]`, 'of type object', entry);
    if (!Object.isExtensible(entry) && !Object.hasOwn(entry, 'revents')) {
      throw invalidValue(`fds[${i}]`, 'must be an object that `revents` can be added to', entry);
    }
    const { fd, events } = entry as PollFd;
    words[2 * i] = checkInteger(`fds[${i}].fd`, fd, -0x80000000, 0x7fffffff);
    words[2 * i + 1] = checkInteger(`fds[${i}].events`, events, -0x8000, 0xffff) & 0xffff;
  }
  return new Uint8Array(words.buffer);
}

export function decodePollFds(entries: Uint8Array, fds: readonly PollFd[]): void {
  const words = new Int32Array(entries.buffer);
  for (let i = 0; i < words.length / 2; i++) fds[i]!.revents = words[2 * i + 1]! >>> 16;
}
