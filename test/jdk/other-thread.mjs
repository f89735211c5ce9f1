// What the conversation's other thread does: the Runnable of marks.mjs.
import { DatagramPacket, Socket, SocketException } from 'berkeley-sockets';
import { check, fails, loopback, self, untilAsleep, window } from './marks.mjs';

const empty = () => new DatagramPacket(new Uint8Array(64), 64);

const jobs = {
  whenAsleep(thread, calls, job, ...args) {
    untilAsleep(thread, ...calls);
    jobs[job](...args);
  },
  telling(name, job, ...args) {
    const length = Buffer.from(name, 4).write(self());
    const state = new Int32Array(name, 0, 1);
    Atomics.store(state, 0, length);
    Atomics.notify(state, 0);
    jobs[job](...args);
  },
  connect(port) {
    new Socket('127.0.0.1', port).close();
  },
  send(socket, text) {
    socket.getOutputStream().write(text);
  },
  sendTo(socket, text, port) {
    socket.send(new DatagramPacket(Buffer.from(text), text.length, '127.0.0.1', port));
  },
  drain(socket, length) {
    socket.getInputStream().readNBytes(length);
  },

  // Calls that another thread ends.
  accept: (name, socket) => fails(name, SocketException, () => socket.accept()),
  read(name, socket) {
    const input = socket.getInputStream();
    fails(name, SocketException, () => input.read(new Uint8Array(64)));
  },
  readToEnd(name, socket) {
    const input = socket.getInputStream();
    window(name, () => check(input.read(new Uint8Array(64)), -1));
  },
  write(name, socket) {
    const out = socket.getOutputStream();
    fails(name, SocketException, () => out.write(new Uint8Array(1 << 17)));
  },
  connectSocket: (name, socket, port, timeout) =>
    fails(name, SocketException, () => socket.connect(loopback(port), timeout)),
  receive(name, socket) {
    const packet = empty();
    fails(name, SocketException, () => socket.receive(packet));
  },
};

/** Does a job, and tells in `state` that it is done: 1, or that it has failed: 2. */
export default function run(state, job, ...args) {
  let result = 2;
  try {
    jobs[job](...args);
    result = 1;
  } finally {
    Atomics.store(state, 0, result);
    Atomics.notify(state, 0);
  }
}
