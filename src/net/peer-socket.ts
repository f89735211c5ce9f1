/** What Socket and DatagramSocket have in common: a peer. */
import { known } from '../syscalls/binding.js';
import { nameApiCalls } from '../syscalls/api-call.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import { SocketBase } from './socket-base.js';
import { state } from './socket-state.js';

const { SO_SNDBUF } = known;

/** What {@link Socket} and {@link DatagramSocket} have in common. */
export abstract class PeerSocket extends SocketBase {
  /** Whether it has a peer; it keeps this answer when it is closed. No system call. */
  isConnected(): boolean {
    return (this.impl.state & state.connected) !== 0;
  }

  /** The peer's address, null when it is not connected: no system call. Also after close(). */
  getRemoteSocketAddress(): SocketAddress | null {
    if (!this.isConnected()) return null;
    if (this.details.remote === undefined && !this.isClosed()) this.details.remote = this.impl.getpeername();
    return this.details.remote ?? null;
  }

  /** The peer's host address, null when it is not connected or a UNIX socket: no system call. */
  getInetAddress(): string | null {
    return this.getRemoteSocketAddress()?.address ?? null;
  }

  /**
   * SO_SNDBUF, bytes that the kernel keeps until the peer has them; also the longest datagram: one `setsockopt(2)`.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; SocketException when closed, and when the kernel refuses.
   */
  setSendBufferSize(size: number): void {
    this.setBufferSize(SO_SNDBUF, size);
  }

  /** SO_SNDBUF: one `getsockopt(2)`. */
  getSendBufferSize(): number {
    return this.getBufferSize(SO_SNDBUF);
  }
}

nameApiCalls(PeerSocket);
