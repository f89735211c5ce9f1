import { checkBytes, checkInteger, invalidType } from '../syscalls/invalid-argument.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import { checkEndpoint } from './inet-address.js';
import type { Endpoint } from './inet-address.js';

/**
 * A datagram to send, or room for one, as `java.net.DatagramPacket`. It makes no system call.
 *
 * @example
 * const packet = new DatagramPacket(new Uint8Array(1500));
 * socket.receive(packet);
 * console.log(packet.getAddress(), packet.getPort(), packet.getData().subarray(0, packet.getLength()));
 */
export class DatagramPacket {
  #buf: Uint8Array;
  #length: number;
  /** How long it may become when it is received into: what was asked for, and not what came last. */
  #room: number;
  #endpoint: Endpoint | SocketAddress | null = null;

  /**
   * @param buf the data, or room for it.
   * @param length how many bytes of `buf`; all when left out.
   * @param address the host that it is for, or `{ path }` of a UNIX socket.
   * @param port the port there.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE.
   *
   * @example new DatagramPacket(Buffer.from('hello'), 5, '127.0.0.1', 9000)
   */
  constructor(buf: Uint8Array, length?: number, address?: string | Endpoint, port?: number) {
    this.#buf = checkBytes('buf', buf);
    this.#length = this.#room = checkInteger('length', length ?? buf.length, 0, buf.length);
    if (address === undefined) return;
    if (typeof address === 'string') {
      this.#endpoint = { address, port: checkInteger('port', port, 0, 65535) };
    } else {
      checkEndpoint('address', address);
      this.#endpoint = address;
    }
  }

  /** The whole buffer; the datagram is its first `getLength()` bytes. */
  getData(): Uint8Array {
    return this.#buf;
  }

  /**
   * Another buffer, with all its bytes.
   *
   * @throws ERR_INVALID_ARG_TYPE.
   */
  setData(buf: Uint8Array): void {
    this.#buf = checkBytes('buf', buf);
    this.#length = this.#room = buf.length;
  }

  /** How many bytes it has. */
  getLength(): number {
    return this.#length;
  }

  /**
   * How many bytes of the buffer are to be sent, or may be received.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE: more than the buffer has.
   */
  setLength(length: number): void {
    this.#length = this.#room = checkInteger('length', length, 0, this.#buf.length);
  }

  /** The host it came from or is for; null without one. */
  getAddress(): string | null {
    const { address, host } = (this.#endpoint ?? {}) as { address?: string; host?: string };
    return address ?? host ?? null;
  }

  /** The port it came from or is for; −1 without one. */
  getPort(): number {
    return (this.#endpoint as { port?: number } | null)?.port ?? -1;
  }

  /** The host it is for. @throws ERR_INVALID_ARG_TYPE. */
  setAddress(address: string): void {
    if (typeof address !== 'string') throw invalidType('address', 'of type string', address);
    this.#endpoint = { address, port: Math.max(0, this.getPort()) };
  }

  /** The port it is for. @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE. */
  setPort(port: number): void {
    this.#endpoint = { address: this.getAddress() ?? '', port: checkInteger('port', port, 0, 65535) };
  }

  /** The address it came from or is for: of a UNIX socket `{ family, path }`. */
  getSocketAddress(): Endpoint | SocketAddress | null {
    return this.#endpoint;
  }

  /** The address it is for. @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE. */
  setSocketAddress(addr: Endpoint): void {
    checkEndpoint('addr', addr);
    this.#endpoint = addr;
  }

  /** The room for a datagram that is received. @internal */
  static room(packet: DatagramPacket): Uint8Array {
    return packet.#buf.subarray(0, packet.#room);
  }

  /** The datagram that was received. @internal */
  static received(packet: DatagramPacket, length: number, addr: SocketAddress | null): void {
    packet.#length = length;
    packet.#endpoint = addr?.path === '' ? null : addr;
  }
}
