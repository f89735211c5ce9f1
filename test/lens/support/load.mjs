// A thread that makes so many system calls a second, as evenly as timers go.
import { parentPort, workerData as rate } from 'node:worker_threads';
import { AF_INET, close, getsockopt, SO_TYPE, SOCK_STREAM, socket, SOL_SOCKET } from 'berkeley-sockets/syscalls';

const fd = socket(AF_INET, SOCK_STREAM, 0);
const begun = performance.now();
let made = 0;
const timer = setInterval(() => {
  const due = ((performance.now() - begun) / 1000) * rate;
  for (; made < due; made++) getsockopt(fd, SOL_SOCKET, SO_TYPE);
}, 5);
parentPort.on('message', () => {
  clearInterval(timer);
  close(fd);
  parentPort.close();
});
