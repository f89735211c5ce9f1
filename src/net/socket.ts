import { known } from '../syscalls/binding.js';
import { nameApiCalls, apiCall } from '../syscalls/api-call.js';
import { checkInteger, invalidType } from '../syscalls/invalid-argument.js';
import type { UnixAddress } from '../syscalls/structures/socket-address.js';
import { wrongState } from './exceptions.js';
import { adopted } from './adopt.js';
import { originAt } from './garbage.js';
import { addressesOf, checkEndpoint, isUnix } from './inet-address.js';
import type { Endpoint, InetSocketAddress } from './inet-address.js';
import { PeerSocket } from './peer-socket.js';
import { closed, Existing } from './socket-base.js';
import { deadlineOf, state } from './socket-state.js';
import { SocketInputStream, SocketOutputStream } from './socket-streams.js';

const {
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_TCLASS,
  MSG_OOB,
  SOCK_STREAM,
  SOL_SOCKET,
  SO_KEEPALIVE,
  SO_OOBINLINE,
  TCP_NODELAY,
} = known;

const loopback = '127.0.0.1';

/**
 * A connection, TCP or UNIX, as `java.net.Socket`: calls block their thread until they are done. The same socket can be
 * used by several threads at once; `close()` from any of them ends it for all.
 *
 * @example
 * const socket = new Socket('localhost', 9000);
 * socket.getOutputStream().write('hello\n');
 * const line = new BufferedReader(socket.getInputStream()).readLine();
 * socket.close();
 */
export class Socket extends PeerSocket {
  #input: SocketInputStream | undefined;
  #output: SocketOutputStream | undefined;

  /**
   * Without arguments: no system call; `connect()` follows. Else connects: `socket(2)`, `setsockopt(IPV6_V6ONLY)`,
   * `connect(2)`, `getsockname(2)`; a name is looked up before, and each of its addresses tried. The socket is
   * dual-stack and close-on-exec.
   *
   * @param host a name or an address, or `{ path }` of a UNIX socket; nothing is the loopback address.
   * @throws ConnectException, UnknownHostException, SocketException, ERR_OUT_OF_RANGE.
   *
   * @example new Socket('example.org', 80)
   * @example new Socket({ path: '/run/service.sock' })
   */
  constructor(host?: string | Endpoint | null, port?: number) {
    super(host instanceof Existing ? host : originAt(Socket));
    if (host instanceof Existing || (host === undefined && port === undefined)) return;
    apiCall('new Socket', port === undefined ? [host] : [host, port], () => {
      this.impl.closeIfThrows(() => {
        this.#connect(endpointOf(host, port), 0);
      });
    });
  }

  /**
   * The object of a descriptor that comes from elsewhere, inherited or received from another process, and closes it from
   * now on: `getsockopt(SO_TYPE)`, `getsockopt(SO_ACCEPTCONN)`, `getsockname(2)`, `getpeername(2)`, `fcntl(F_SETFD)`,
   * `fcntl(F_GETFL)`, `getsockopt(SO_RCVTIMEO)`, `getsockopt(SO_SNDTIMEO)`. It becomes close-on-exec. Connected or not is
   * what the kernel says; a connection that the peer has reset is not.
   *
   * @throws ERR_INVALID_ARG_VALUE when it is not a stream socket, or listens; the descriptor is left as it was then.
   *
   * @example
   * const { control } = recvmsg(unixSocket, { iov: [new Uint8Array(1)], controlLength: CMSG_SPACE(4) }, 0);
   * const socket = Socket.adopt(control[0].data[0]);
   */
  static adopt(fd: number): Socket {
    return apiCall('Socket.adopt', [fd], () => new Socket(adopted(Socket, fd) as never));
  }

  /**
   * Connects, within `timeout` milliseconds (0: however long it takes): `socket(2)`, `setsockopt(IPV6_V6ONLY)`,
   * `connect(2)`, `getsockname(2)`; with a timeout `connect(2)` does not block, and `poll(2)`, `getsockopt(SO_ERROR)` and
   * `fcntl(F_SETFL)` follow. When it fails, the socket is closed.
   *
   * @throws SocketTimeoutException, ConnectException, UnknownHostException, SocketException, ERR_OUT_OF_RANGE.
   *
   * @example socket.connect({ address: '127.0.0.1', port: 9000 }, 500);
   */
  connect(addr: Endpoint, timeout = 0): void {
    checkEndpoint('addr', addr);
    checkInteger('timeout', timeout, 0, 0x7fffffff);
    this.open('connect');
    this.#connect(addr, timeout);
  }

  #connect(endpoint: Endpoint, timeout: number): void {
    const before = this.impl.change(state.closed | state.connected | state.connecting, state.connecting);
    if ((before & state.closed) !== 0) throw closed('connect');
    if ((before & state.connected) !== 0) throw wrongState('connect', 'EISCONN', 'already connected');
    if ((before & state.connecting) !== 0) throw wrongState('connect', 'EISCONN', 'connection in progress');
    this.impl.closeIfThrows(() => {
      this.#connectToAny(addressesOf(endpoint, loopback), timeout);
    });
  }

  #connectToAny(addresses: readonly (InetSocketAddress | UnixAddress)[], timeout: number): void {
    const deadline = deadlineOf(timeout);
    const own = this.impl.hasDescriptor;
    const nonBlocking = timeout > 0 && !addresses.some(isUnix);
    if (own && nonBlocking) this.impl.setBlocking(false);
    for (const [i, addr] of addresses.entries()) {
      try {
        // With a descriptor that has options of its own, every address is tried with it.
        if (i > 0 && own) this.impl.dissolve();
        if (i > 0 && !own) this.impl.recreate(SOCK_STREAM, nonBlocking);
        this.impl.create(isUnix(addr) ? 'unix' : 'inet', SOCK_STREAM, nonBlocking);
        this.impl.connect(addr, deadline);
      } catch (error) {
        if (i === addresses.length - 1 || this.impl.isClosed || performance.now() >= deadline) throw error;
        continue;
      }
      this.details.remote = addr;
      break;
    }
    const before = this.impl.change(state.closed, state.connected | state.bound, state.connecting);
    if ((before & state.closed) !== 0) throw closed('connect');
    this.details.local = this.impl.getsockname();
  }

  /**
   * Gives the socket its local address before it is connected: `socket(2)`, `bind(2)`, `getsockname(2)`. Without an
   * address, any.
   *
   * @throws BindException, SocketException.
   *
   * @example socket.bind({ address: '127.0.0.1', port: 0 });
   */
  bind(addr: Endpoint = { port: 0 }): void {
    checkEndpoint('addr', addr);
    this.open('bind');
    if (this.isBound()) throw wrongState('bind', 'EINVAL', 'Already bound');
    const [first] = addressesOf(addr, '::');
    this.impl.create(isUnix(addr) ? 'unix' : 'inet', SOCK_STREAM);
    this.impl.bind(first!);
    this.details.local = this.impl.getsockname();
  }

  /** Whether shutdownInput() was called: no system call. */
  isInputShutdown(): boolean {
    return (this.impl.state & state.inputShutdown) !== 0;
  }

  /** Whether shutdownOutput() was called: no system call. */
  isOutputShutdown(): boolean {
    return (this.impl.state & state.outputShutdown) !== 0;
  }

  /**
   * The stream of what the peer sends: no system call. Closing it closes the socket.
   *
   * @throws SocketException when the socket is closed, not connected, or its input is shut down.
   *
   * @example const n = socket.getInputStream().read(buf);
   */
  getInputStream(): SocketInputStream {
    this.#connected('read');
    if (this.isInputShutdown()) throw wrongState('read', 'EINVAL', 'Socket input is already shutdown');
    return (this.#input ??= new SocketInputStream(this.impl));
  }

  /**
   * The stream to the peer: no system call. Closing it closes the socket.
   *
   * @throws SocketException when the socket is closed, not connected, or its output is shut down.
   *
   * @example socket.getOutputStream().write('hello\n');
   */
  getOutputStream(): SocketOutputStream {
    this.#connected('write');
    if (this.isOutputShutdown()) throw wrongState('write', 'EPIPE', 'Socket output is already shutdown');
    return (this.#output ??= new SocketOutputStream(this.impl));
  }

  /**
   * Ends reading: `shutdown(SHUT_RD)`. A blocked read returns −1, as do all that follow.
   *
   * @throws SocketException when the socket is closed, not connected, or its input is shut down already.
   */
  shutdownInput(): void {
    this.#connected('shutdown');
    if (this.isInputShutdown()) throw wrongState('shutdown', 'EINVAL', 'Socket input is already shutdown');
    this.impl.shutdown('input');
  }

  /**
   * Ends writing: `shutdown(SHUT_WR)`. The peer reads what was written and then the end; reading goes on.
   *
   * @throws SocketException when the socket is closed, not connected, or its output is shut down already.
   */
  shutdownOutput(): void {
    this.#connected('shutdown');
    if (this.isOutputShutdown()) throw wrongState('shutdown', 'EPIPE', 'Socket output is already shutdown');
    this.impl.shutdown('output');
  }

  #connected(call: string): void {
    this.open(call);
    if (!this.isConnected()) throw wrongState(call, 'ENOTCONN', 'Socket is not connected');
  }

  /** The peer's port, 0 when it is not connected: no system call. */
  getPort(): number {
    return this.getRemoteSocketAddress()?.port ?? 0;
  }

  /** The own host address, null when it is not bound: one `getsockname(2)` for a connection that was accepted. */
  getLocalAddress(): string | null {
    return this.getLocalSocketAddress()?.address ?? null;
  }

  /** The own port, −1 when it is not bound: no system call. */
  getLocalPort(): number {
    return this.details.localPort ?? this.getLocalSocketAddress()?.port ?? -1;
  }

  /**
   * TCP_NODELAY, small writes are sent at once: one `setsockopt(2)`.
   *
   * @throws ERR_INVALID_ARG_TYPE; SocketException when closed, and when the kernel refuses.
   */
  setTcpNoDelay(on: boolean): void {
    this.setInt(IPPROTO_TCP, TCP_NODELAY, on);
  }

  /** TCP_NODELAY: one `getsockopt(2)`. */
  getTcpNoDelay(): boolean {
    return this.getInt(IPPROTO_TCP, TCP_NODELAY) !== 0;
  }

  /**
   * SO_KEEPALIVE, the kernel asks an idle peer whether it is still there: one `setsockopt(2)`.
   *
   * @throws ERR_INVALID_ARG_TYPE; SocketException when closed, and when the kernel refuses.
   */
  setKeepAlive(on: boolean): void {
    this.setInt(SOL_SOCKET, SO_KEEPALIVE, on);
  }

  /** SO_KEEPALIVE: one `getsockopt(2)`. */
  getKeepAlive(): boolean {
    return this.getInt(SOL_SOCKET, SO_KEEPALIVE) !== 0;
  }

  /**
   * SO_LINGER: one `setsockopt(2)`. On: close() waits up to so many seconds until the peer has everything; with 0
   * seconds it throws away what was not sent and resets the connection.
   *
   * @throws ERR_OUT_OF_RANGE, SocketException.
   *
   * @example socket.setSoLinger(true, 0);
   */
  setSoLinger(on: boolean, seconds = 0): void {
    checkInteger('seconds', seconds, on ? 0 : -0x7fffffff, 0x7fffffff);
    this.setOption('SO_LINGER', on ? Math.min(seconds, 65535) : -1);
  }

  /** SO_LINGER in seconds, −1 when it is off: one `getsockopt(2)`. */
  getSoLinger(): number {
    return this.getOption('SO_LINGER') as number;
  }

  /**
   * SO_OOBINLINE, urgent bytes are read among the others: one `setsockopt(2)`.
   *
   * @throws ERR_INVALID_ARG_TYPE; SocketException when closed, and when the kernel refuses.
   */
  setOOBInline(on: boolean): void {
    this.setInt(SOL_SOCKET, SO_OOBINLINE, on);
  }

  /** SO_OOBINLINE: one `getsockopt(2)`. */
  getOOBInline(): boolean {
    return this.getInt(SOL_SOCKET, SO_OOBINLINE) !== 0;
  }

  /**
   * IPV6_TCLASS, the octet for quality of service: one `setsockopt(2)`.
   *
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; SocketException when closed, and when the kernel refuses.
   */
  setTrafficClass(tc: number): void {
    this.setInt(IPPROTO_IPV6, IPV6_TCLASS, checkInteger('tc', tc, 0, 255));
  }

  /** IPV6_TCLASS: one `getsockopt(2)`. */
  getTrafficClass(): number {
    return this.getInt(IPPROTO_IPV6, IPV6_TCLASS);
  }

  /**
   * Sends one urgent byte, the low 8 bits of `data`: `sendto(MSG_OOB)`.
   *
   * @throws SocketException.
   */
  sendUrgentData(data: number): void {
    checkInteger('data', data, -0x80000000, 0x7fffffff);
    this.#connected('sendto');
    this.impl.sendto(Uint8Array.of(data), undefined, MSG_OOB);
  }

  protected override create(): void {
    this.impl.create('inet', SOCK_STREAM);
  }

  /** As Java prints it: no system call. */
  override toString(): string {
    if (!this.isConnected()) return 'Socket[unconnected]';
    const remote = this.getRemoteSocketAddress();
    return remote?.path === undefined
      ? `Socket[addr=${remote?.address},port=${remote?.port},localport=${this.getLocalPort()}]`
      : `Socket[path=${remote.path.replace('\0', '@')}]`;
  }
}
nameApiCalls(Socket);

function endpointOf(host: string | Endpoint | null | undefined, port: number | undefined): Endpoint {
  if (typeof host === 'object' && host !== null) {
    checkEndpoint('host', host);
    return host;
  }
  const address: unknown = host ?? loopback;
  if (typeof address !== 'string') throw invalidType('host', 'of type string', address);
  return { address, port: checkInteger('port', port, 0, 65535) };
}
