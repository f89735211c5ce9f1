// The main thread is blocked, and signals arrive: a program for signals.test.ts.
import { spawn } from 'node:child_process';
import { ServerSocket, Socket } from 'berkeley-sockets';

const [how, signal = 'SIGTERM', call = 'accept'] = process.argv.slice(2);
const server = new ServerSocket(0, 50, '127.0.0.1');
// Kept, so that it is no garbage.
globalThis.client = new Socket('127.0.0.1', server.getLocalPort());
const peer = server.accept();
const blocked = { accept: () => server.accept(), read: () => peer.getInputStream().read() }[call];
const socket = { accept: server, read: peer }[call];
/** A line for the test, which reads it before the event loop turns. */
const tell = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
/** Has another process send a signal to this one whenever it sleeps in the call; so often. */
const send = (count) => {
  const number = process.arch === 'x64' ? { accept: 288, read: 0 } : { accept: 242, read: 63 };
  // It must end with this process, which nobody waits for here, and fork nothing, so as to be quick.
  const script = `for ((i = 1; i <= ${count}; i++)); do
    until read -r now _ < /proc/${process.pid}/task/${process.pid}/syscall || exit; [ "$now" = ${number[call]} ]; do :; done
    kill -${signal.slice(3)} ${process.pid}
    until [ -e "$1" ] || exit; read -r seen < "$1"; [ "\${#seen}" -ge "$i" ]; do :; done
  done`;
  const file = `/tmp/signalled-${process.pid}`;
  process.on('exit', () => fs.rmSync(file, { force: true }));
  const fs = process.getBuiltinModule('node:fs');
  fs.writeFileSync(file, '');
  process.on(signal, () => fs.appendFileSync(file, '.'));
  spawn('bash', ['-c', script, 'bash', file], { stdio: 'ignore' }).unref();
};

const programs = {
  // The listener closes the socket: the blocked call throws.
  close() {
    process.on(signal, (name) => {
      tell({ listener: name, closed: socket.isClosed() });
      socket.close();
    });
    send(1);
    try {
      blocked();
    } catch (error) {
      tell({ name: error.name, code: error.code, closed: socket.isClosed() });
    }
  },

  // The listener ends the process.
  exit() {
    process.on(signal, () => process.exit(42));
    send(1);
    blocked();
  },

  // The listener throws: the blocked call throws it.
  throw() {
    process.on(signal, () => {
      throw new RangeError('from the listener');
    });
    send(1);
    try {
      blocked();
    } catch (error) {
      tell({ name: error.name, message: error.message, closed: socket.isClosed() });
    }
  },

  // Without a listener, it is as ever.
  default() {
    spawn('bash', ['-c', `kill -${signal.slice(3)} ${process.pid}`], { stdio: 'ignore' }).unref();
    blocked();
  },

  // One that was taken away is not called.
  removed() {
    const listener = () => tell('called');
    process.on(signal, listener);
    process.removeListener(signal, listener);
    spawn('bash', ['-c', `kill -${signal.slice(3)} ${process.pid}`], { stdio: 'ignore' }).unref();
    blocked();
  },

  // Each is delivered exactly once, and the call goes on.
  loop() {
    const count = 200;
    let delivered = 0;
    process.on(signal, () => {
      if (++delivered === count) socket.close();
    });
    send(count);
    try {
      blocked();
    } catch (error) {
      if (error.code !== 'ERR_SOCKET_CLOSED') throw error;
    }
    // What the event loop would bring in addition.
    setImmediate(() =>
      setImmediate(() => {
        tell({ delivered });
        process.exit();
      }),
    );
  },

  // Timed, it is interrupted and takes its time.
  timed() {
    let delivered = 0;
    process.on(signal, () => delivered++);
    socket.setSoTimeout(400);
    send(10);
    const start = performance.now();
    try {
      blocked();
    } catch (error) {
      tell({ name: error.name, early: performance.now() - start < 400, delivered: delivered > 0 });
    }
    process.exit();
  },
};

programs[how]();
if (how !== 'loop') process.exit();
