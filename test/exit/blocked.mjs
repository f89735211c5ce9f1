// A worker that blocks in the call named by its data, through the raw layer. Tells the parent through
// shared memory that it is about to enter.
import { Worker, workerData } from 'node:worker_threads';
import * as s from 'berkeley-sockets/syscalls';

const { call, flag, goOn, when } = workerData;
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
  // close(2) with SO_LINGER sleeps until the data that nobody takes is delivered.
  close: () => {
    const fd = listener(1);
    const client = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    s.connect(client, s.getsockname(fd));
    s.setsockopt(client, s.SOL_SOCKET, s.SO_LINGER, new Uint8Array(new Int32Array([1, 1000]).buffer));
    while (s.raw.send(client, buf, s.MSG_DONTWAIT) > 0);
    return () => s.close(client);
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
// A worker of this worker's own, whose end will wait in the event loop, which does not run.
if (when) {
  const body = "Atomics.wait(require('node:worker_threads').workerData, 0, 0)";
  const own = new Worker(body, { eval: true, workerData: goOn });
  await new Promise((resolve) => own.on('online', resolve));
}
Atomics.store(flag, 0, 1);
Atomics.notify(flag, 0);
// It ends before the call, or during it.
if (when === 'before') Atomics.wait(goOn, 1, 0);
for (;;) {
  try {
    block();
  } catch (error) {
    // A program that does not give up must not keep the process alive either.
    if (error.code !== 'EINTR') throw error;
  }
}
