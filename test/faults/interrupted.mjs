// node interrupted.mjs [storm]
// Two threads converse over sockets, in every call that blocks; with `storm`, a third one sends both signals all the time.
import { openSync, readlinkSync, rmSync, mkdtempSync, writeFileSync } from 'node:fs';
import { constants as osConstants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { ServerSocket, Socket, Thread, ThreadPool } from 'berkeley-sockets';
import { raw } from 'berkeley-sockets/syscalls';

const self = () => Number(readlinkSync('/proc/thread-self').split('/').at(-1));
const length = 400_000;
const rounds = 6;
const pattern = () => Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255));

/** In a thread: gives back what it receives; every second time from a file, and with a timeout. */
function serve(tid, listener, path) {
  Atomics.store(tid, 0, self());
  Atomics.notify(tid, 0);
  for (let i = 0; i < rounds; i++) {
    listener.setSoTimeout(i % 2 === 0 ? 0 : 60_000);
    const socket = listener.accept();
    socket.setSoTimeout(i % 2 === 0 ? 0 : 60_000);
    const received = Buffer.from(socket.getInputStream().readNBytes(length));
    if (i % 2 === 0) socket.getOutputStream().write(received);
    else socket.getOutputStream().transferFrom(openSync(path));
    socket.close();
  }
}

/** In a thread: interrupts the others until somebody says that it is enough. */
function storm(tids, enough) {
  let sent = 0;
  for (; Atomics.load(enough, 0) === 0; sent++) {
    for (const tid of tids) raw.tgkill(process.pid, Atomics.load(tid, 0), osConstants.signals.SIGUSR2);
    Atomics.wait(enough, 0, 0, 0.1);
  }
  Atomics.store(enough, 1, sent);
}

export default (job, ...args) => ({ serve, storm })[job](...args);

function main() {
  let caught = 0;
  process.on('SIGUSR2', () => caught++);
  const folder = mkdtempSync(join(tmpdir(), 'interrupted-'));
  const path = join(folder, 'file');
  const bytes = pattern();
  writeFileSync(path, bytes);
  const listener = new ServerSocket(0, 8, '127.0.0.1');
  const idle = new ServerSocket(0, 8, '127.0.0.1');
  idle.setSoTimeout(100);
  const words = () => new Int32Array(new SharedArrayBuffer(8));
  const [here, there, enough] = [words(), words(), words()];
  here[0] = self();
  const server = new Thread(new URL(import.meta.url), 'serve', there, listener, path);
  server.start();
  Atomics.wait(there, 0, 0);
  const storming = new Thread(new URL(import.meta.url), 'storm', [here, there], enough);
  if (process.argv[2] === 'storm') storming.start();
  let intact = 0;
  let onTime = 0;
  for (let i = 0; i < rounds; i++) {
    const socket = new Socket();
    socket.connect({ address: '127.0.0.1', port: listener.getLocalPort() }, i % 3 === 0 ? 0 : 60_000);
    socket.getOutputStream().write(bytes);
    if (Buffer.from(socket.getInputStream().readAllBytes()).equals(bytes)) intact++;
    socket.close();
    const began = performance.now();
    try {
      idle.accept();
    } catch (error) {
      if (error.name === 'SocketTimeoutException' && performance.now() - began >= 100) onTime++;
    }
  }
  const joined = server.join();
  // A pool is interrupted too: in execute(), take and awaitTermination().
  const pool = new ThreadPool(new URL('counts.mjs', import.meta.url), { threads: 2, queueCapacity: 1 });
  const made = words();
  for (let i = 0; i < 500; i++) pool.execute(made);
  pool.shutdown();
  const terminated = pool.awaitTermination();
  Atomics.store(enough, 0, 1);
  storming.join();
  listener.close();
  idle.close();
  rmSync(folder, { recursive: true });
  const stormed = process.argv[2] !== 'storm' || (caught > 20 && enough[1] > 20);
  console.log(JSON.stringify({ intact, onTime, joined, terminated, made: made[0], stormed }));
}

if (isMainThread) main();
