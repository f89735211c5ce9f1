// Connections for the tests of the object layer, over TCP and over a UNIX socket.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerSocket, Socket } from 'berkeley-sockets';
import type { Endpoint } from 'berkeley-sockets';
import * as s from 'berkeley-sockets/syscalls';
import type { SocketAddress } from 'berkeley-sockets/syscalls';

export const families = ['TCP', 'UNIX'] as const;
export type Family = (typeof families)[number];

let count = 0;
/** A path that nobody has used. */
export const newPath = (): string => join(tmpdir(), `net-${process.pid}-${process.hrtime.bigint()}-${count++}`);

/** Where a listener of this family is bound by itself. */
export const anyEndpoint = (family: Family): Endpoint =>
  family === 'TCP' ? { address: '127.0.0.1', port: 0 } : { path: newPath() };

/** What to connect to. */
export function endpointOf(server: ServerSocket): Endpoint {
  return server.getLocalSocketAddress() as Endpoint;
}

/** A listener; without its file at once, where nobody will connect any more. */
export function listening(family: Family = 'TCP', backlog = 50): ServerSocket {
  const server = new ServerSocket();
  server.bind(anyEndpoint(family), backlog);
  return server;
}

/** Closes sockets, and removes the files of UNIX listeners. */
export function closeSockets(...sockets: readonly (ServerSocket | Socket | { close(): void })[]): void {
  for (const socket of sockets) {
    const path = socket instanceof ServerSocket ? socket.getLocalSocketAddress()?.path : undefined;
    socket.close();
    if (path?.startsWith('/')) rmSync(path, { force: true });
  }
}

export interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Both ends of a connection. */
export function connected(family: Family = 'TCP', prepare: (server: ServerSocket) => void = () => undefined): Pair {
  const listener = new ServerSocket();
  prepare(listener);
  listener.bind(anyEndpoint(family));
  const client = new Socket();
  client.connect(endpointOf(listener));
  const server = listener.accept();
  closeSockets(listener);
  return { client, server };
}

/** A listener whose queue is full: the next connect() is not answered. */
export function fullListener(family: Family = 'TCP'): { addr: SocketAddress; accept(): void; close(): void } {
  const domain = family === 'TCP' ? s.AF_INET : s.AF_UNIX;
  const listener = s.socket(domain, s.SOCK_STREAM | s.SOCK_CLOEXEC, 0);
  s.bind(listener, family === 'TCP' ? { family: s.AF_INET, address: '127.0.0.1', port: 0 } : unixAddress());
  s.listen(listener, 0);
  const addr = s.getsockname(listener);
  const clients: number[] = [];
  // TCP's queue takes one more than its length.
  for (let pending = false; !pending;) {
    const client = s.socket(domain, s.SOCK_STREAM | s.SOCK_NONBLOCK | s.SOCK_CLOEXEC, 0);
    clients.push(client);
    const result = s.raw.connect(client, addr);
    pending = result === -s.EAGAIN || s.raw.poll([{ fd: client, events: s.POLLOUT }], 100) === 0;
  }
  // Else it would be the first for whom there is room again.
  s.close(clients.pop()!);
  return {
    addr,
    /** Makes room for one more. */
    accept() {
      let result;
      do result = s.raw.accept(listener);
      while (result === -s.EINTR);
      clients.push((result as { fd: number }).fd);
    },
    close() {
      for (const fd of [listener, ...clients]) s.close(fd);
      if (addr.path?.startsWith('/')) rmSync(addr.path, { force: true });
    },
  };
}

const unixAddress = (): SocketAddress => ({ family: s.AF_UNIX, path: newPath() });

/** Writes until nothing fits any more, and returns how many bytes those were. */
export function fill(socket: Socket): number {
  const chunk = new Uint8Array(1 << 16).fill(7);
  let written = 0;
  for (;;) {
    const n = s.raw.send(socket.fd, chunk, s.MSG_DONTWAIT);
    if (n < 0) break;
    written += n;
  }
  // A single byte may still fit where a chunk does not.
  while (s.raw.send(socket.fd, chunk.subarray(0, 1), s.MSG_DONTWAIT) > 0) written++;
  return written;
}

/** Reads until the end, and returns how many bytes those were. */
export function drain(socket: Socket): number {
  const input = socket.getInputStream();
  const buf = new Uint8Array(1 << 16);
  let count = 0;
  for (let n; (n = input.read(buf)) >= 0;) count += n;
  return count;
}

/** Has the peer reset the connection: closing it with SO_LINGER 0 does. */
export function reset(socket: Socket): void {
  socket.setSoLinger(true, 0);
  socket.close();
}
