import { known } from '../syscalls/binding.js';
import { apiCall, nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger, invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { DatagramPacket } from './datagram-packet.js';
import { wrongState } from './exceptions.js';
import { adopted } from './adopt.js';
import { originAt } from './garbage.js';
import { addressesOf, checkBindAddr, checkEndpoint, fromInet6, isUnix, ownEndpoint } from './inet-address.js';
import type { Endpoint } from './inet-address.js';
import { PeerSocket } from './peer-socket.js';
import { Existing } from './socket-base.js';
import { state } from './socket-state.js';

const { SOCK_DGRAM, SOL_SOCKET, SO_BROADCAST } = known;

/**
 * A socket for datagrams, UDP or UNIX, as `java.net.DatagramSocket`.
 *
 * @example
 * const socket = new DatagramSocket(9000);
 * const packet = new DatagramPacket(new Uint8Array(1500));
 * socket.receive(packet); // blocks until one comes
 * socket.send(packet); // back to where it came from
 */
export class DatagramSocket extends PeerSocket {
  /**
   * Bound to a port, or to any: `socket(2)`, `setsockopt(IPV6_V6ONLY)`, `setsockopt(SO_BROADCAST)`, `bind(2)`,
   * `getsockname(2)`. With `null`: no system call; `bind()` follows, or the first `send()` has the kernel choose.
   *
   * @param port 0 lets the kernel choose one; or `{ path }` of a UNIX socket.
   * @param bindAddr the own address; all of them when left out.
   * @throws BindException, SocketException, ERR_OUT_OF_RANGE.
   *
   * @example new DatagramSocket(9000, '127.0.0.1')
   */
  constructor(port: number | Endpoint | null = 0, bindAddr?: string | null) {
    super(port instanceof Existing ? port : originAt(DatagramSocket));
    if (port instanceof Existing || port === null) return;
    checkBindAddr(bindAddr);
    const endpoint = ownEndpoint(port, bindAddr);
    apiCall('new DatagramSocket', arguments.length === 0 ? [] : [port, ...(bindAddr ? [bindAddr] : [])], () => {
      this.impl.closeIfThrows(() => {
        this.#bind(endpoint);
      });
    });
  }

  /**
   * The object of a descriptor that comes from elsewhere, inherited or received from another process, and closes it from
   * now on: `getsockopt(SO_TYPE)`, `getsockopt(SO_ACCEPTCONN)`, `getsockname(2)`, `getpeername(2)`, `fcntl(F_SETFD)`,
   * `fcntl(F_GETFL)`, `getsockopt(SO_RCVTIMEO)`, `getsockopt(SO_SNDTIMEO)`. It becomes close-on-exec.
   *
   * @throws ERR_INVALID_ARG_VALUE when it is not a datagram socket; the descriptor is left as it was then.
   *
   * @example const socket = DatagramSocket.adopt(3);
   */
  static adopt(fd: number): DatagramSocket {
    return apiCall('DatagramSocket.adopt', [fd], () => new DatagramSocket(adopted(DatagramSocket, fd) as never));
  }

  /**
   * Binds: `socket(2)`, `setsockopt(2)` twice, `bind(2)`, `getsockname(2)`. Without an address, any.
   *
   * @throws BindException, SocketException.
   *
   * @example socket.bind({ address: '127.0.0.1', port: 0 });
   */
  bind(addr: Endpoint = { port: 0 }): void {
    checkEndpoint('addr', addr);
    this.open('bind');
    this.#bind(addr);
  }

  #bind(endpoint: Endpoint): void {
    if (this.isBound()) throw wrongState('bind', 'EINVAL', 'already bound');
    const [addr] = addressesOf(endpoint, '::');
    this.#create(isUnix(endpoint) ? 'unix' : 'inet');
    this.impl.bind(addr!);
    this.details.local = this.impl.getsockname();
  }

  #create(domain: 'inet' | 'unix'): void {
    if (this.impl.hasDescriptor) return;
    this.impl.create(domain, SOCK_DGRAM);
    if (domain === 'inet') this.impl.setOption(SOL_SOCKET, SO_BROADCAST, true);
  }

  protected override create(): void {
    this.#create('inet');
  }

  /**
   * Sends to one peer and receives from it alone: `connect(2)`, and `recvfrom(MSG_DONTWAIT)` until nothing is left of what
   * came before.
   *
   * @throws SocketException, UnknownHostException, ERR_OUT_OF_RANGE.
   *
   * @example socket.connect({ address: '127.0.0.1', port: 53 });
   */
  connect(addr: Endpoint | string, port?: number): void {
    const endpoint = typeof addr === 'string' ? { address: addr, port: checkInteger('port', port, 0, 65535) } : addr;
    checkEndpoint('addr', endpoint);
    this.open('connect');
    const [first] = addressesOf(endpoint, '127.0.0.1');
    this.#create(isUnix(endpoint) ? 'unix' : 'inet');
    this.impl.connect(first!);
    // What others have sent before is not for whoever listens to one peer alone, as in Java.
    this.impl.discard();
    this.impl.change(0, state.connected | state.bound);
    this.details.remote = first;
    this.details.local = undefined;
  }

  /** Has no peer any more: `connect(2)` to no address, `getsockname(2)`, and `bind(2)` if that has lost the port. */
  disconnect(): void {
    if (!this.isConnected()) return;
    this.impl.disconnect(this.getLocalSocketAddress());
    this.details.remote = undefined;
    this.details.local = undefined;
  }

  /**
   * Sends a packet to its address, or to the peer: `sendto(2)`.
   *
   * @throws SocketException (EMSGSIZE: too long), UnknownHostException, ERR_INVALID_ARG_VALUE without an address.
   *
   * @example socket.send(new DatagramPacket(Buffer.from('hello'), 5, '127.0.0.1', 9000));
   */
  send(packet: DatagramPacket): void {
    checkPacket(packet);
    this.open('sendto');
    const endpoint = packet.getSocketAddress() as Endpoint | null;
    const data = packet.getData().subarray(0, packet.getLength());
    if (endpoint === null) {
      if (!this.isConnected()) throw invalidValue('packet', 'must have an address', packet);
      this.impl.sendto(data, undefined);
      return;
    }
    const [addr] = addressesOf(endpoint, '');
    this.#create(isUnix(endpoint) ? 'unix' : 'inet');
    // A connected socket takes no other address (sendto(2): EISCONN on some systems).
    this.impl.sendto(data, this.isConnected() ? undefined : addr);
    this.impl.change(0, state.bound);
  }

  /**
   * Waits for a datagram: `recvfrom(2)`, with SO_TIMEOUT after `poll(2)`. The packet has its bytes, its length and where
   * it came from; what does not fit into the packet is lost, as the kernel has it.
   *
   * @throws SocketTimeoutException; SocketException, also when another thread closes this socket.
   *
   * @example socket.receive(packet);
   */
  receive(packet: DatagramPacket): void {
    checkPacket(packet);
    this.open('recvfrom');
    this.create();
    const { length, addr } = this.impl.recvfrom(DatagramPacket.room(packet));
    DatagramPacket.received(packet, length, addr && fromInet6(addr));
  }

  /** The own port; 0 when it is not bound, −1 when it is closed, as in Java. See {@link getLocalSocketAddress}. */
  getLocalPort(): number {
    return this.isClosed() ? -1 : (this.getLocalSocketAddress()?.port ?? 0);
  }

  /** The own host address; null when it is not bound or closed. See {@link getLocalSocketAddress}. */
  getLocalAddress(): string | null {
    return this.isClosed() ? null : (this.getLocalSocketAddress()?.address ?? null);
  }

  /** The peer's port, −1 without one: no system call. */
  getPort(): number {
    return this.getRemoteSocketAddress()?.port ?? -1;
  }

  /**
   * SO_BROADCAST, which Java sets from the start: one `setsockopt(2)`.
   *
   * @throws ERR_INVALID_ARG_TYPE; SocketException when closed, and when the kernel refuses.
   */
  setBroadcast(on: boolean): void {
    this.setInt(SOL_SOCKET, SO_BROADCAST, on);
  }

  /** SO_BROADCAST: one `getsockopt(2)`. */
  getBroadcast(): boolean {
    return this.getInt(SOL_SOCKET, SO_BROADCAST) !== 0;
  }
}
nameApiCalls(DatagramSocket);

function checkPacket(packet: unknown): asserts packet is DatagramPacket {
  if (!(packet instanceof DatagramPacket)) throw invalidType('packet', 'an instance of DatagramPacket', packet);
}
