// A worker that blocks in the call named by its data, through the raw layer. Tells the parent through
// shared memory that it is about to enter.
import { workerData } from 'node:worker_threads';
import * as s from 'berkeley-sockets/syscalls';

const { call, flag } = workerData;
const any = { family: s.AF_INET, address: '127.0.0.1', port: 0 };
const [a] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
const buf = Buffer.alloc(1 << 16);

function listener(backlog) {
  const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
  s.bind(fd, any);
  s.listen(fd, backlog);
  return fd;
}

const calls = {
  accept: () => {
    const fd = listener(1);
    return () => s.accept(fd);
  },
  read: () => () => s.read(a, buf),
  readv: () => () => s.readv(a, [buf]),
  recv: () => () => s.recv(a, buf, 0),
  recvfrom: () => () => s.recvfrom(a, buf, 0),
  recvmsg: () => () => s.recvmsg(a, { iov: [buf], controlLength: 64 }, 0),
  poll: () => () => s.poll([{ fd: a, events: s.POLLIN }], -1),
  pollForLong: () => () => s.poll([{ fd: a, events: s.POLLIN }], 1_000_000),
  epoll_wait: () => {
    const epfd = s.epoll_create1(0);
    return () => s.epoll_wait(epfd, 1, -1);
  },
  // Until the buffers are full.
  write: () => () => {
    for (;;) s.write(a, buf);
  },
  sendmsg: () => () => {
    for (;;) s.sendmsg(a, { iov: [buf] }, 0);
  },
  // A full accept queue leaves the handshake unfinished: the kernel drops the SYN and repeats it for minutes.
  connect: () => {
    const fd = listener(0);
    const name = s.getsockname(fd);
    const fill = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    s.connect(fill, name);
    const client = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    return () => s.connect(client, name);
  },
};

const block = calls[call]();
Atomics.store(flag, 0, 1);
Atomics.notify(flag, 0);
for (;;) {
  try {
    block();
  } catch (error) {
    // A program that does not give up must not keep the process alive either.
    if (error.code !== 'EINTR') throw error;
  }
}
