// What is played in scenarios.mjs, and with whom.
import { once } from 'node:events';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerSocket, Socket, Thread } from 'berkeley-sockets';
import { F_GETFL, F_SETFL, O_NONBLOCK, raw } from 'berkeley-sockets/syscalls';

const loopback = (port = 0) => ({ address: '127.0.0.1', port });

/** Every byte tells where it belongs. */
const pattern = (length) => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);
const isPattern = (bytes) => bytes.every((byte, i) => byte === ((i * 7 + (i >> 8)) & 255));

/** What a call threw, or 'ok'. */
function outcome(call) {
  try {
    call();
    return 'ok';
  } catch (error) {
    return `${error.name} ${error.code}`;
  }
}

export const self = () => Number(readlinkSync('/proc/thread-self').split('/').at(-1));

/** Only calls on this socket are to be tampered with: a thread writes to event loops too. */
const toldOf = (prepared) => ({ ...prepared, told: { path: readlinkSync(`/proc/self/fd/${prepared.socket.fd}`) } });

/** How many descriptors name this file: a link of /proc. */
const named = (target) =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === target;
    } catch {
      return false;
    }
  }).length;

const descriptors = () => readdirSync('/proc/self/fd').length - 1;

/** A connection to a server of Node; `serve` is a name in `peers`. */
function connected({ port }) {
  const socket = new Socket();
  socket.connect(loopback(port));
  return socket;
}

/** accept() again and again, for so many results; each connection sends one byte. */
function acceptAll(listener, count) {
  const seen = [];
  for (let i = 0; i < count; i++) {
    seen.push(
      outcome(() => {
        const socket = listener.accept();
        if (socket.getInputStream().read() !== 120) throw new Error('not the byte');
        socket.close();
      }),
    );
  }
  return seen;
}

/** One read of a byte after the other. */
function readAll(socket, count) {
  const seen = [];
  for (let i = 0; i < count; i++) {
    let byte;
    const result = outcome(() => (byte = socket.getInputStream().read()));
    seen.push(result === 'ok' ? String(byte) : result);
  }
  return seen;
}

function nonBlocking(socket) {
  raw.fcntl(socket.fd, F_SETFL, raw.fcntl(socket.fd, F_GETFL) | O_NONBLOCK);
  return socket;
}

function tookAtLeast(milliseconds, call) {
  const start = performance.now();
  const result = outcome(call);
  return { result, onTime: performance.now() - start >= milliseconds };
}

/** Starts a thread that closes the socket as soon as this one is inside the call. */
function closer(socket, call, port) {
  const tid = new Int32Array(new SharedArrayBuffer(4));
  const done = new Int32Array(new SharedArrayBuffer(4));
  new Thread(new URL('closer.mjs', import.meta.url), tid, socket, call, port, done).start();
  return { tid, done };
}

function closedDuring({ tid, done }, socket, call) {
  const target = readlinkSync(`/proc/self/fd/${socket.fd}`);
  Atomics.store(tid, 0, self());
  const result = outcome(call);
  Atomics.wait(done, 0, 0);
  return { result, closed: socket.isClosed(), leaked: named(target) };
}

/** What the main thread does at the other end. */
export const peers = {
  /** Connects again and again to the listener, and sends a byte each time. */
  clients({ port, clients }) {
    for (let i = 0; i < clients; i++)
      connect(port, '127.0.0.1')
        .on('error', () => {})
        .end('x');
  },
  /** Serves whoever connects: sends, and counts what it receives. */
  async sender(send) {
    const server = createServer((socket) => socket.on('error', () => {}).write(send));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: server.address().port };
  },
  /** Tells what arrived when the connection ended. */
  async receiver() {
    const server = createServer((socket) => {
      const chunks = [];
      socket.on('error', () => {});
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('close', () => {
        const all = Buffer.concat(chunks);
        peers.received = { length: all.length, intact: isPattern(all) };
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: server.address().port };
  },
};

const listening = (clients, setUp) => ({
  prepare() {
    const listener = new ServerSocket(0, 50, '127.0.0.1');
    setUp?.(listener);
    return { listener, told: { port: listener.getLocalPort(), clients } };
  },
});

/**
 * Of each scenario: `peer`, what the main thread does before; `prepare`, what the thread does before; `play`, what is done under
 * injection and returns what happened; `after`, what is done when no call is tampered with any more.
 */
export const scenarios = {
  accept: { ...listening(8), play: ({ listener }) => ({ seen: acceptAll(listener, 5) }) },
  acceptWithTimeout: {
    ...listening(8, (listener) => listener.setSoTimeout(30_000)),
    play: ({ listener }) => ({ seen: acceptAll(listener, 5) }),
  },
  acceptUntilTimeout: {
    ...listening(0, (listener) => listener.setSoTimeout(200)),
    play: ({ listener }) => tookAtLeast(200, () => listener.accept()),
  },
  /** What a server does that goes on whatever accept() throws: how often does it ask the kernel in two seconds? */
  acceptForever: {
    ...listening(60),
    play({ listener }) {
      const end = performance.now() + 2000;
      const seen = {};
      while (performance.now() < end) {
        const [result] = acceptAll(listener, 1);
        seen[result] = (seen[result] ?? 0) + 1;
        if (result === 'ok') break;
      }
      return { seen };
    },
  },
  /** The limit of descriptors is really reached, and later it is not. */
  acceptAtLimit: {
    /** The connections are in the listener's queue before there are no descriptors any more. */
    prepare() {
      const listener = new ServerSocket(0, 50, '127.0.0.1');
      const clients = [0, 1, 2].map(() => new Socket('127.0.0.1', listener.getLocalPort()));
      for (const client of clients) client.getOutputStream().write('x');
      return { listener, clients };
    },
    play({ listener }) {
      const fds = [];
      while (outcome(() => fds.push(openSync('/dev/null'))) === 'ok');
      const end = performance.now() + 2000;
      const before = [];
      while (performance.now() < end) before.push(...acceptAll(listener, 1));
      for (const fd of fds) closeSync(fd);
      return { kinds: [...new Set(before)], few: before.length <= 25, recovered: acceptAll(listener, 3) };
    },
  },
  options: {
    ...listening(8),
    play({ listener }) {
      const seen = [];
      for (let i = 0; i < 6; i++) {
        const socket = listener.accept();
        seen.push(
          outcome(() => socket.setTcpNoDelay(true)),
          socket.getInputStream().read(),
        );
        socket.close();
      }
      return { seen };
    },
  },

  read: {
    peer: () => peers.sender('abcdefgh'),
    prepare: (address) => ({ socket: connected(address) }),
    play: ({ socket }) => ({ seen: readAll(socket, 5) }),
    after({ socket }) {
      const closed = outcome(() => socket.close());
      return { later: closed };
    },
  },
  timedRead: {
    peer: () => peers.sender('abcdefgh'),
    prepare(address) {
      const socket = connected(address);
      socket.setSoTimeout(30_000);
      return { socket };
    },
    play: ({ socket }) => ({ seen: readAll(socket, 5) }),
  },
  readUntilTimeout: {
    peer: () => peers.sender(''),
    prepare(address) {
      const socket = connected(address);
      socket.setSoTimeout(200);
      return { socket };
    },
    play: ({ socket }) => tookAtLeast(200, () => socket.getInputStream().read()),
  },
  /** Somebody has closed the descriptor behind the socket's back. */
  closedBehind: {
    peer: () => peers.sender('abcdefgh'),
    prepare(address) {
      const socket = connected(address);
      socket.setSoTimeout(30_000);
      return { socket };
    },
    play({ socket }) {
      raw.close(socket.fd);
      return { seen: readAll(socket, 2) };
    },
  },

  write: {
    peer: () => peers.receiver(),
    prepare: (address) => toldOf({ socket: connected(address) }),
    play: ({ socket }) => ({ result: outcome(() => socket.getOutputStream().write(pattern(300))) }),
    after: ({ socket }) => socket.close(),
  },
  /** More than the kernel takes at once, on a descriptor that is non-blocking: partial writes and EAGAIN of its own. */
  writeMuch: {
    peer: () => peers.receiver(),
    prepare(address) {
      const socket = connected(address);
      socket.setSendBufferSize(4096);
      return toldOf({ socket: nonBlocking(socket), bytes: pattern(3_000_000) });
    },
    play({ socket, bytes }) {
      try {
        socket.getOutputStream().write(bytes);
        return { result: 'ok' };
      } catch (error) {
        return { result: `${error.name} ${error.code}`, bytesWritten: error.bytesWritten };
      }
    },
    after: ({ socket }) => socket.close(),
  },

  connect: {
    peer: () => peers.sender('a'),
    prepare: (address) => ({ address, before: descriptors() }),
    play({ address, before }) {
      const socket = new Socket();
      const result = outcome(() => socket.connect(loopback(address.port)));
      return {
        result,
        closed: socket.isClosed(),
        fd: socket.fd,
        open: descriptors() - before,
        again: result !== 'ok' && outcome(() => socket.connect(loopback(address.port))),
      };
    },
  },
  timedConnect: {
    peer: () => peers.sender('a'),
    prepare: (address) => ({ address, before: descriptors() }),
    play({ address, before }) {
      const socket = new Socket();
      const result = outcome(() => socket.connect(loopback(address.port), 30_000));
      const byte = result === 'ok' ? socket.getInputStream().read() : undefined;
      return { result, closed: socket.isClosed(), open: descriptors() - before, byte };
    },
  },
  constructSocket: {
    peer: () => peers.sender('a'),
    prepare: (address) => ({ address, before: descriptors() }),
    play: ({ address, before }) => ({
      result: outcome(() => new Socket('127.0.0.1', address.port)),
      open: descriptors() - before,
    }),
  },
  /** A peer that is slow to answer: its queue is full, so the kernel repeats the SYN, until somebody accepts. */
  slowConnect: {
    prepare() {
      const listener = new ServerSocket(0, 1, '127.0.0.1');
      const port = listener.getLocalPort();
      const waiting = [0, 1].map(() => new Socket('127.0.0.1', port));
      return { listener, waiting, port, told: { fd: listener.fd } };
    },
    /** The main thread accepts when the other one waits for the handshake. */
    meanwhile({ tid, fd }) {
      const number = process.arch === 'x64' ? 7 : 73;
      while (!readFileSync(`/proc/self/task/${tid}/syscall`, 'latin1').startsWith(`${number} `));
      const connections = [0, 1, 2].map(() => raw.accept(fd).fd);
      raw.write(connections[2], Buffer.from('y'));
    },
    play({ port }) {
      const socket = new Socket();
      const result = outcome(() => socket.connect(loopback(port)));
      return { result, byte: result === 'ok' && socket.getInputStream().read() };
    },
  },

  closedDuringAccept: {
    prepare() {
      const listener = new ServerSocket(0, 5, '127.0.0.1');
      return { listener, ...closer(listener, 'accept4', listener.getLocalPort()) };
    },
    play: ({ listener, ...closing }) =>
      closedDuring(closing, listener, () => {
        listener.accept().close();
      }),
  },
  closedDuringRead: {
    peer: () => peers.sender(''),
    prepare(address) {
      const socket = connected(address);
      return { socket, ...closer(socket, 'read') };
    },
    play: ({ socket, ...closing }) => closedDuring(closing, socket, () => socket.getInputStream().read()),
  },
  listen: {
    prepare: () => ({ before: descriptors() }),
    play: ({ before }) => ({
      result: outcome(() => new ServerSocket(0, 5, '127.0.0.1')),
      open: descriptors() - before,
    }),
  },

  shutdown: {
    peer: () => peers.sender('a'),
    prepare: (address) => ({ socket: connected(address) }),
    play: ({ socket }) => ({ result: outcome(() => socket.shutdownOutput()) }),
  },
  /** close() twice, and once more by a stream; then the number is somebody else's. */
  close: {
    peer: () => peers.sender('a'),
    prepare: (address) => ({ sockets: [connected(address), connected(address)], listener: new ServerSocket(0) }),
    play({ sockets, listener }) {
      const [socket, other] = sockets;
      const input = socket.getInputStream();
      const seen = [socket, socket, input, listener, listener].map((each) => outcome(() => each.close()));
      return { seen, closed: socket.isClosed(), fd: socket.fd, other: other.getInputStream().read() };
    },
  },

  sendfile: {
    peer: () => peers.receiver(),
    prepare(address) {
      const socket = connected(address);
      socket.setSendBufferSize(4096);
      const folder = mkdtempSync(join(tmpdir(), 'faults-'));
      writeFileSync(join(folder, 'file'), pattern(1_000_000));
      return { socket, file: openSync(join(folder, 'file'), 'r+'), folder };
    },
    play: ({ socket, file }) => ({ sent: attempt(() => socket.getOutputStream().transferFrom(file)) }),
    after({ socket, file, folder }) {
      socket.close();
      closeSync(file);
      rmSync(folder, { recursive: true });
    },
  },
};

/** The same on a descriptor that does not block. */
scenarios.sendfileNonBlocking = {
  ...scenarios.sendfile,
  prepare(address) {
    const prepared = scenarios.sendfile.prepare(address);
    nonBlocking(prepared.socket);
    return prepared;
  },
};
/** The file is shorter than what was asked for. */
scenarios.sendfileTruncated = {
  ...scenarios.sendfile,
  play({ socket, file }) {
    ftruncateSync(file, 1000);
    return { sent: attempt(() => socket.getOutputStream().transferFrom(file, 0, 1_000_000)) };
  },
};

function attempt(call) {
  try {
    return call();
  } catch (error) {
    return `${error.name} ${error.code} ${error.bytesWritten}`;
  }
}
