import type { SocketAddress } from '../syscalls/structures/socket-address.js';

/** What {@link Channel.receive} returns when nothing has come in time. */
export const timedOut = -1;

/** A part of a file. */
export interface FilePart {
  readonly fd: number;
  readonly offset: number;
  readonly count: number;
}

/**
 * A connection, as the processor of its requests sees it. Times are in milliseconds: 0 is not to wait, below 0 to wait for
 * ever. All methods throw SocketException when the connection is broken.
 */
export interface Channel {
  /** Whether reading and writing block in the kernel: the clock is the kernel's then. */
  readonly blocks: boolean;
  /** Reads what is there: how many bytes, 0 at the end; {@link timedOut} when there is nothing for so long. */
  receive(buf: Buffer | Uint8Array, off: number, len: number, timeout: number): number;
  /** Writes all, or keeps what the client does not take soon. @throws SocketTimeoutException when the client takes nothing for `connectionTimeout`. */
  write(buf: Uint8Array, off: number, len: number): void;
  /** Writes what the client takes at once, perhaps later, together with `more` that follows, and returns how much that is; all of it where the connector can wait. */
  offer(buf: Uint8Array, off: number, len: number, more?: boolean): number;
  /**
   * Sends part of a file: what the client takes at once; all of it where the connector can wait. Returns how many bytes, fewer
   * also where the file ends.
   */
  sendFile(fd: number, offset: number, count: number): number;
  /** What was written and is still to be sent, as a file whose descriptor is the caller's from now on. */
  takeRest(): FilePart | undefined;
  getRemoteSocketAddress(): SocketAddress;
  getLocalSocketAddress(): SocketAddress;
}
