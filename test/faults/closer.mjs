// Closes a socket of another thread while that one is inside a call. With a port, connects to it right before.
import { readFileSync } from 'node:fs';
import { Socket } from 'berkeley-sockets';

export default function close(tid, socket, call, port, done) {
  const number = { accept4: [288, 242], read: [0, 63] }[call][process.arch === 'x64' ? 0 : 1];
  while (Atomics.load(tid, 0) === 0);
  while (!readFileSync(`/proc/self/task/${Atomics.load(tid, 0)}/syscall`, 'latin1').startsWith(`${number} `));
  const client = port === undefined ? undefined : new Socket('127.0.0.1', port);
  socket.close();
  client?.close();
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
}
