// A web server in thirty lines of system calls. It runs in the thread that loads this module and blocks
// there, in accept and in read: http-server-live.mjs starts it and shows what it does.
import { isMainThread, workerData } from 'node:worker_threads';
import {
  accept,
  AF_INET,
  bind,
  close,
  getsockname,
  listen,
  read,
  setsockopt,
  shutdown,
  SHUT_WR,
  SO_RCVTIMEO,
  SO_REUSEADDR,
  SOCK_STREAM,
  socket,
  SOL_SOCKET,
  write,
} from 'berkeley-sockets/syscalls';

/** `struct timeval` of 64-bit systems: seconds, microseconds. */
const twoSeconds = new Uint8Array(BigInt64Array.of(2n, 0n).buffer);

const { port, onListening } = isMainThread ? { port: Number(process.argv[2] ?? 8080) } : workerData;

const listener = socket(AF_INET, SOCK_STREAM, 0);
setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, true);
bind(listener, { family: AF_INET, address: '127.0.0.1', port });
listen(listener, 50);
onListening?.postMessage(getsockname(listener).port);

for (;;) {
  const { fd, addr } = accept(listener);
  try {
    // There is one thread, so a client that says nothing keeps all others waiting: for two seconds, then read fails.
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, twoSeconds);
    const request = Buffer.alloc(8192);
    const length = read(fd, request);
    const [line] = request.toString('latin1', 0, length).split('\r\n');
    const body = `You are ${addr.address}:${addr.port} and said: ${line}\n`;
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    write(fd, Buffer.from(head + body, 'latin1'));
    shutdown(fd, SHUT_WR);
  } catch (error) {
    // The client is gone, or says nothing: that ends its connection, not the server.
    if (!['ECONNRESET', 'EPIPE', 'EAGAIN'].includes(error.code)) throw error;
  } finally {
    close(fd);
  }
}
