import { known } from '../syscalls/binding.js';
import { apiCall, nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger, invalidType } from '../syscalls/invalid-argument.js';
import { wrongState } from './exceptions.js';
import { adopted } from './adopt.js';
import { originAt } from './garbage.js';
import { addressesOf, checkBindAddr, checkEndpoint, fromInet6, isUnix, ownEndpoint } from './inet-address.js';
import type { Endpoint } from './inet-address.js';
import { closed, Existing, SocketBase } from './socket-base.js';
import { SocketImpl } from './socket-impl.js';
import { state } from './socket-state.js';
import { Socket } from './socket.js';

const { SOCK_STREAM, SOL_SOCKET, SO_REUSEADDR } = known;

const defaultBacklog = 50;

/**
 * A socket that connections come to, TCP or UNIX, as `java.net.ServerSocket`.
 *
 * @example
 * const server = new ServerSocket(9000);
 * for (;;) {
 *   const socket = server.accept(); // blocks until somebody connects
 *   socket.getOutputStream().write('hello\n');
 *   socket.close();
 * }
 */
export class ServerSocket extends SocketBase {
  /** What is said of a connection that is never closed. Undefined: another thread has opened the socket. */
  #origin: number | undefined;

  /**
   * Without a port: no system call; `bind()` follows. Else: `socket(2)`, `setsockopt(IPV6_V6ONLY)`,
   * `setsockopt(SO_REUSEADDR)`, `bind(2)`, `getsockname(2)`, `listen(2)`. From then on the kernel takes connections, up
   * to `backlog` of them before they are accepted. The socket is dual-stack and close-on-exec.
   *
   * @param port 0 lets the kernel choose one; or `{ path }` of a UNIX socket.
   * @param backlog below 1: 50.
   * @param bindAddr the own address to listen on; all of them when left out.
   * @throws BindException, SocketException, UnknownHostException, ERR_OUT_OF_RANGE.
   *
   * @example new ServerSocket(9000, 50, '127.0.0.1')
   * @example new ServerSocket({ path: '/run/service.sock' })
   */
  constructor(port?: number | Endpoint, backlog = defaultBacklog, bindAddr?: string | null) {
    const origin = port instanceof Existing ? undefined : originAt(ServerSocket);
    super(origin ?? (port as unknown as Existing));
    this.#origin = origin;
    if (port instanceof Existing || port === undefined) return;
    checkBacklog(backlog);
    checkBindAddr(bindAddr);
    if (typeof port !== 'number' && (typeof port !== 'object' || (port as unknown) === null))
      throw invalidType('port', 'of type number or object', port);
    const endpoint = ownEndpoint(port, bindAddr);
    const args = [port, ...(arguments.length > 1 ? [backlog] : []), ...(bindAddr ? [bindAddr] : [])];
    apiCall('new ServerSocket', args, () => {
      this.impl.closeIfThrows(() => {
        this.#bind(endpoint, backlog);
      });
    });
  }

  /**
   * The object of a descriptor that comes from elsewhere, inherited or received from another process, and closes it from
   * now on: `getsockopt(SO_TYPE)`, `getsockopt(SO_ACCEPTCONN)`, `getsockname(2)`, `fcntl(F_SETFD)`, `fcntl(F_GETFL)`,
   * `getsockopt(SO_RCVTIMEO)`, `getsockopt(SO_SNDTIMEO)`. It becomes close-on-exec.
   *
   * @throws ERR_INVALID_ARG_VALUE when it is not a stream socket that listens; the descriptor is left as it was then.
   *
   * @example const [{ fd }] = listenFds();
   * const server = ServerSocket.adopt(fd);
   */
  static adopt(fd: number): ServerSocket {
    return apiCall('ServerSocket.adopt', [fd], () => new ServerSocket(adopted(ServerSocket, fd) as never));
  }

  /**
   * Binds and listens: `socket(2)`, `setsockopt(IPV6_V6ONLY)`, `setsockopt(SO_REUSEADDR)`, `bind(2)`, `getsockname(2)`,
   * `listen(2)`; of a UNIX socket, `socket(2)`, `bind(2)`, `getsockname(2)`, `listen(2)`. Without an address, any.
   *
   * @throws BindException, SocketException, ERR_OUT_OF_RANGE.
   *
   * @example server.bind({ address: '127.0.0.1', port: 0 });
   */
  bind(addr: Endpoint = { port: 0 }, backlog = defaultBacklog): void {
    checkEndpoint('addr', addr);
    checkBacklog(backlog);
    this.open('bind');
    this.#bind(addr, backlog);
  }

  #bind(endpoint: Endpoint, backlog: number): void {
    if (this.isBound()) throw wrongState('bind', 'EINVAL', 'Already bound');
    const [addr] = addressesOf(endpoint, '::');
    if (isUnix(endpoint)) this.impl.create('unix', SOCK_STREAM);
    else this.create();
    this.impl.bind(addr!);
    this.details.local = this.impl.getsockname();
    this.impl.listen(backlog < 1 ? defaultBacklog : backlog);
  }

  /** SO_REUSEADDR from the start: the port can be bound again while old connections are in TIME_WAIT. */
  protected override create(): void {
    if (this.impl.hasDescriptor) return;
    this.impl.create('inet', SOCK_STREAM);
    this.impl.setOption(SOL_SOCKET, SO_REUSEADDR, true);
  }

  /**
   * Takes the first connection off the kernel's queue, or blocks until there is one: `accept4(SOCK_CLOEXEC)`. With
   * SO_TIMEOUT: `poll(2)` and `accept4(2)`, and the first time `fcntl(2)` to make the listener non-blocking. On macOS
   * `accept(2)` and `fcntl(2)`.
   *
   * A connection that was gone before it could be accepted is passed over. When descriptors are short (EMFILE) it
   * throws, and when it is called again although nothing has changed, it waits first: 50 ms, and twice as long each
   * time up to 1.6 s.
   *
   * @throws SocketTimeoutException; SocketException, also when another thread closes this socket.
   *
   * @example const socket = server.accept();
   */
  accept(): Socket {
    const now = this.impl.state;
    if ((now & state.closed) !== 0) throw closed('accept');
    if ((now & state.bound) === 0) throw wrongState('accept', 'EINVAL', 'Socket is not bound yet');
    const { fd, addr } = this.impl.accept();
    const impl = new SocketImpl((this.#origin ??= originAt(ServerSocket)));
    impl.attach(fd, (now & state.unix) | state.connected | state.bound);
    return new Socket(new Existing(impl, { remote: fromInet6(addr), localPort: this.details.local?.port }) as never);
  }

  /** The port that it listens on, −1 when it is not bound: no system call. */
  getLocalPort(): number {
    return this.getLocalSocketAddress()?.port ?? -1;
  }

  /** The address that it listens on, null when it is not bound or a UNIX socket: no system call. */
  getInetAddress(): string | null {
    return this.getLocalSocketAddress()?.address ?? null;
  }

  /** As Java prints it: no system call. */
  override toString(): string {
    const local = this.getLocalSocketAddress();
    if (local === null) return 'ServerSocket[unbound]';
    return local.path === undefined
      ? `ServerSocket[addr=${local.address},localport=${local.port}]`
      : `ServerSocket[path=${local.path.replace('\0', '@')}]`;
  }
}
nameApiCalls(ServerSocket);

const checkBacklog = (backlog: number): number => checkInteger('backlog', backlog, -0x80000000, 0x7fffffff);
