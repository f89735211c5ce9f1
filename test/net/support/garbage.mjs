// Sockets that nobody closes and nobody names any more: a program for garbage.test.ts, run with --expose-gc.
import { readdirSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { DatagramSocket, ServerSocket, Socket, Thread } from 'berkeley-sockets';

const sockets = () => readdirSync('/proc/self/fd').length;
const warnings = [];
process.on('warning', (warning) => warnings.push([warning.name, warning.code, warning.detail?.split('\n')[0]]));
const server = new ServerSocket(0, 50, '127.0.0.1');
const port = server.getLocalPort();
const collect = async () => {
  for (let i = 0; i < 5; i++) {
    globalThis.gc();
    await turn();
  }
};

const programs = {
  async dropped() {
    const before = sockets();
    const clients = [];
    (() => {
      for (let i = 0; i < 20; i++) {
        clients.push(new Socket('127.0.0.1', port));
        server.accept();
      }
      new ServerSocket(0);
      new DatagramSocket();
    })();
    await collect();
    // The peers have read the end.
    const ends = clients.map((client) => client.getInputStream().read());
    for (const client of clients) client.close();
    return { left: sockets() - before, ends: [...new Set(ends)], warnings: warnings.length, first: warnings[0] };
  },

  // Somebody who never comes to the event loop still gets them back.
  busy() {
    const before = sockets();
    let most = 0;
    for (let i = 0; i < 1500; i++) {
      new DatagramSocket();
      if (i % 100 !== 0) continue;
      most = Math.max(most, sockets() - before);
      globalThis.gc();
    }
    return { most };
  },

  // A stream is enough to keep it.
  async stream() {
    const client = new Socket('127.0.0.1', port);
    const input = (() => server.accept().getInputStream())();
    await collect();
    client.getOutputStream().write('x');
    const byte = input.read();
    client.close();
    input.close();
    await collect();
    return { byte, warnings: warnings.length };
  },

  async closed() {
    (() => {
      for (let i = 0; i < 20; i++) {
        const client = new Socket('127.0.0.1', port);
        server.accept().close();
        client.close();
      }
    })();
    await collect();
    return { warnings: warnings.length };
  },

  // A thread that has it keeps it, though this one has forgotten it.
  async shared() {
    const client = new Socket('127.0.0.1', port);
    const memory = new SharedArrayBuffer(4096);
    const thread = (() => {
      const body = '(_, socket) => { const n = socket.getInputStream().read(); socket.close(); return n; }';
      return new Thread(new URL('./runner.mjs', import.meta.url), body, memory, server.accept());
    })();
    thread.start();
    await collect();
    client.getOutputStream().write('y');
    thread.join();
    const length = new Int32Array(memory, 8, 1)[0];
    const { value } = JSON.parse(Buffer.from(new Uint8Array(memory, 12, length)).toString());
    client.close();
    return { value, warnings: warnings.length };
  },
};

const result = await programs[process.argv[2]]();
await turn();
console.log(JSON.stringify(result));
process.exit();
