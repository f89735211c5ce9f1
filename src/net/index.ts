/** java.net: blocking sockets. */
export { DatagramPacket } from './datagram-packet.js';
export { DatagramSocket } from './datagram-socket.js';
export {
  BindException,
  ConnectException,
  SocketException,
  SocketTimeoutException,
  UnknownHostException,
} from './exceptions.js';
export type { Endpoint, InetSocketAddress } from './inet-address.js';
export { listenFds } from './listen-fds.js';
export type { ListenFd } from './listen-fds.js';
export { ServerSocket } from './server-socket.js';
export { Socket } from './socket.js';
export type { OptionValue, PeerCredentials } from './socket-options.js';
export type { SocketInputStream, SocketOutputStream } from './socket-streams.js';
