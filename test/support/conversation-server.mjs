// A server for one client, in a thread of its own, which blocks in the system calls: it answers every
// message with the same text in capitals, until the end of the stream or an empty datagram.
import { readlinkSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import * as s from 'berkeley-sockets/syscalls';

const { domain, type, addr } = workerData;
const buf = Buffer.alloc(64);
const answer = (length) => Buffer.from(buf.toString('utf8', 0, length).toUpperCase());

const fd = s.socket(domain, type, 0);
s.bind(fd, addr);
const connected = type !== s.SOCK_DGRAM;
if (connected) s.listen(fd, 1);
parentPort.postMessage({ name: s.getsockname(fd), task: readlinkSync('/proc/thread-self') });

if (connected) {
  const { fd: connection } = s.accept(fd);
  for (let length; (length = s.recv(connection, buf, 0)) > 0;) s.send(connection, answer(length), 0);
  s.close(connection);
} else {
  for (let from; (from = s.recvfrom(fd, buf, 0)).length > 0;) s.sendto(fd, answer(from.length), 0, from.addr);
}
s.close(fd);
