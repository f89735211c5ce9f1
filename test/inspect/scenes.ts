// Sockets in states of interest, held still.
import * as s from 'berkeley-sockets/syscalls';
import { socketState } from 'berkeley-sockets/inspect';
import { inet, tcpListener } from '../support/sockets.js';

/** Waits for what the kernel does by itself on loopback: an acknowledgement, a timer. The test's timeout ends it. */
export function until(condition: () => boolean): void {
  while (!condition());
}

/** Both ends of a TCP connection, the listener gone. */
export function connection(family = s.AF_INET): { client: number; server: number } {
  const listener = s.socket(family, s.SOCK_STREAM, 0);
  s.bind(listener, family === s.AF_INET ? inet() : { family, address: '::1', port: 0 });
  s.listen(listener, 1);
  const client = s.socket(family, s.SOCK_STREAM, 0);
  s.connect(client, s.getsockname(listener));
  const server = s.accept(listener).fd;
  s.close(listener);
  return { client, server };
}

export function send(fd: number, length: number): void {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) at += s.write(fd, bytes, at);
}

/** Reads exactly so many bytes. */
export function receive(fd: number, length: number): void {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) at += s.read(fd, bytes, at);
}

/** Writes until the kernel takes no more, and returns how many bytes it took. */
export function fill(fd: number): number {
  const bytes = new Uint8Array(1 << 16);
  let total = 0;
  for (;;) {
    const n = s.raw.send(fd, bytes, s.MSG_DONTWAIT);
    if (n < 0) {
      // What was taken is now on its way, or waits for room at the other end.
      const { sendQueue, unsent } = socketState(fd);
      if (sendQueue === unsent && sendQueue! > 0) return total;
    } else {
      total += n;
    }
  }
}

/** A connection whose handshake does not come to its end: the accept queue is full, and the SYN is dropped. */
export function handshakeUnderWay(): { fds: number[]; connecting: number } {
  const listener = tcpListener(0);
  const first = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
  s.connect(first, inet(listener.port));
  until(() => socketState(listener.fd).acceptQueue === 1);
  const connecting = s.socket(s.AF_INET, s.SOCK_STREAM | s.SOCK_NONBLOCK, 0);
  s.raw.connect(connecting, inet(listener.port));
  return { fds: [listener.fd, first, connecting], connecting };
}
