import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import type { InputStream } from '../io/input-stream.js';
import { SocketTimeoutException } from '../net/exceptions.js';
import type { Socket } from '../net/socket.js';
import type { SocketOutputStream } from '../net/socket-streams.js';
import { timedOut } from './channel.js';
import type { Channel } from './channel.js';

/** A connection of the blocking connector: a Socket, of which read(2) and write(2) block in the kernel. */
export class BlockingChannel implements Channel {
  readonly blocks = true;
  readonly #socket: Socket;
  readonly #input: InputStream;
  readonly #output: SocketOutputStream;
  #timeout = -1;

  constructor(socket: Socket, writeTimeout: number) {
    this.#socket = socket;
    this.#input = socket.getInputStream();
    this.#output = socket.getOutputStream();
    if (writeTimeout >= 0) socket.setOption('SO_SNDTIMEO', Math.max(1, writeTimeout));
  }

  /** The kernel keeps the time (SO_RCVTIMEO): a read stays one system call. It is told when the time is another one. */
  receive(buf: Uint8Array, off: number, len: number, timeout: number): number {
    if (timeout !== this.#timeout) {
      this.#socket.setOption('SO_RCVTIMEO', timeout < 0 ? 0 : Math.max(1, timeout));
      this.#timeout = timeout;
    }
    try {
      return Math.max(0, this.#input.read(buf, off, len));
    } catch (error) {
      if (error instanceof SocketTimeoutException) return timedOut;
      throw error;
    }
  }

  write(buf: Uint8Array, off: number, len: number): void {
    this.#output.write(buf, off, len);
  }

  offer(buf: Uint8Array, off: number, len: number): number {
    this.#output.write(buf, off, len);
    return len;
  }

  sendFile(fd: number, offset: number, count: number): number {
    return this.#output.transferFrom(fd, offset, count);
  }

  takeRest(): undefined {
    return undefined;
  }

  getRemoteSocketAddress(): SocketAddress {
    return this.#socket.getRemoteSocketAddress()!;
  }

  getLocalSocketAddress(): SocketAddress {
    return this.#socket.getLocalSocketAddress()!;
  }
}
