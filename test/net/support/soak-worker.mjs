// A thread of soak.mjs: makes connections to the listener that it shares with others, and serves those of others.
import { writeSync } from 'node:fs';
import { Socket, ThreadPool } from 'berkeley-sockets';

const [stopped, errors, connections, bytes, closedUnder] = [0, 1, 2, 3, 4];
/** A message: 4 bytes of thread, 4 of connection, and these again, xored. */
const size = 64;
const tolerable = new Set(['ERR_SOCKET_CLOSED', 'ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ECONNABORTED']);

function message(thread, number) {
  const words = new Uint32Array(size / 4);
  for (let i = 0; i < words.length; i += 2) {
    words[i] = thread;
    words[i + 1] = number ^ (i * 0x9e3779b1);
  }
  return new Uint8Array(words.buffer);
}

/** Whether these bytes, the first of which was at `offset`, are of that message. */
function isOf(buf, length, expected, offset) {
  for (let i = 0; i < length; i++) if (buf[i] !== expected[(offset + i) % size]) return false;
  return true;
}

function wrong(counters, what) {
  Atomics.add(counters, errors, 1);
  writeSync(2, `${what}\n`);
}

/** Serves connections until the listener is closed: sends back what comes, which must be of one sender. */
export function serve(server, counters) {
  const buf = new Uint8Array(256);
  for (;;) {
    let peer;
    try {
      peer = server.accept();
    } catch (error) {
      if (error.code !== 'ERR_SOCKET_CLOSED') wrong(counters, `accept: ${error.stack}`);
      return;
    }
    try {
      if (server.getLocalPort() > 0) peer.setTcpNoDelay(true);
      const input = peer.getInputStream();
      const output = peer.getOutputStream();
      let first;
      let count = 0;
      for (let n; (n = input.read(buf)) >= 0; count += n) {
        if (count + n >= 8 && first === undefined && count === 0) {
          const words = new Uint32Array(buf.slice(0, 8).buffer);
          first = message(words[0], words[1]);
        }
        if (first !== undefined && !isOf(buf, n, first, count)) wrong(counters, 'a listener read what was not for it');
        Atomics.add(counters, bytes, n);
        output.write(buf, 0, n);
      }
    } catch (error) {
      if (!tolerable.has(error.code)) wrong(counters, `serve: ${error.stack}`);
    }
    peer.close();
  }
}

/** Reads until somebody closes: every byte must be of this connection. */
export function read(socket, thread, number, counters) {
  const expected = message(thread, number);
  const buf = new Uint8Array(256);
  let count = 0;
  try {
    const input = socket.getInputStream();
    for (let n; (n = input.read(buf)) >= 0; count += n) {
      if (!isOf(buf, n, expected, count)) wrong(counters, `connection ${thread}/${number} read what was not for it`);
      Atomics.add(counters, bytes, n);
    }
  } catch (error) {
    if (!tolerable.has(error.code)) wrong(counters, `read: ${error.stack}`);
  }
}

/** A thread that reads while this one writes and closes. */
let helper;
function pairing(counters) {
  helper ??= { pool: new ThreadPool(new URL('./soak-reader.mjs', import.meta.url), { threads: 1, queueCapacity: 4 }) };
  return {
    hand: (socket, thread, number) => helper.pool.execute(socket, thread, number, counters),
    waitForBytes: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1),
  };
}

export default (id, server, addr, counters) => {
  if (id % 4 < 2) {
    serve(server, counters);
    return;
  }
  // Another thread reads what this one writes, and this one closes it under the reader.
  for (let number = 1; Atomics.load(counters, stopped) === 0; number++) {
    const socket = new Socket();
    try {
      socket.connect(addr, number % 3 === 0 ? 1000 : 0);
      // Else the kernel waits for more before it sends (Nagle), and little happens.
      if (addr.path === undefined) socket.setTcpNoDelay(true);
      const expected = message(id, number);
      const output = socket.getOutputStream();
      if (number % 4 === 0) {
        const reader = pairing(counters);
        reader.hand(socket, id, number);
        for (let i = 0; i < 3; i++) output.write(expected);
        if (number % 8 === 0) reader.waitForBytes();
        socket.close();
        Atomics.add(counters, closedUnder, 1);
      } else {
        for (let i = 0; i < 1 + (number % 3); i++) output.write(expected);
        socket.shutdownOutput();
        read(socket, id, number, counters);
        socket.close();
      }
      Atomics.add(counters, connections, 1);
    } catch (error) {
      socket.close();
      if (!tolerable.has(error.code) || Atomics.load(counters, stopped) === 0) {
        if (!(error.code === 'ECONNREFUSED' && server.isClosed())) wrong(counters, `thread ${id}: ${error.stack}`);
      }
    }
  }
  helper?.pool.shutdown();
  helper?.pool.awaitTermination();
};
