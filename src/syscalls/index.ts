/** `berkeley-sockets/syscalls`: one function, one system call. */
export * from './generated/calls.js';
export * from './generated/constants.js';
export { ErrnoError } from './errno-error.js';
export type { EpollEvent } from './structures/epoll.js';
export type { Kevent } from './structures/kevent.js';
export { CMSG_LEN, CMSG_SPACE } from './structures/message.js';
export type { ControlMessage, IncomingMessage, OutgoingMessage } from './structures/message.js';
export type { PollFd } from './structures/poll.js';
export type {
  AddressBytes,
  Inet4Address,
  Inet6Address,
  SocketAddress,
  UnixAddress,
} from './structures/socket-address.js';
