/** A socket on its way to another thread: both threads' objects name the same socket then. */
import { thread } from '../syscalls/binding.js';
import { socketClosed } from './exceptions.js';
import { DatagramSocket } from './datagram-socket.js';
import { ServerSocket } from './server-socket.js';
import { Existing, SocketBase } from './socket-base.js';
import type { Details } from './socket-base.js';
import { SocketImpl } from './socket-impl.js';
import { Socket } from './socket.js';

const { handles } = thread;
const classes = { Socket, ServerSocket, DatagramSocket };
const typeNames = ['Socket', 'ServerSocket', 'DatagramSocket'] as const;

/** What travels. The message names the socket until it arrives. */
export interface SharedSocket {
  readonly type: keyof typeof classes;
  readonly handle: number;
  readonly details: Details;
}

export const isSocket = (value: unknown): value is SocketBase => value instanceof SocketBase;

/** @throws SocketException when it is closed and nothing names it any more. */
export function share(socket: SocketBase): SharedSocket {
  const type = typeNames.find((name) => socket instanceof classes[name])!;
  const {
    impl: { handle },
    details,
  } = SocketBase.existing(socket);
  if (socket.isClosed() || !handles.retain(handle)) throw socketClosed('share');
  return { type, handle, details };
}

/** The message will not arrive. */
export const unshare = (handle: number): void => {
  handles.release(handle);
};

/** The object of the thread that the message has come to. */
export function adopt({ type, handle, details }: SharedSocket): SocketBase {
  return new classes[type](new Existing(new SocketImpl(undefined, handle), details) as never);
}
