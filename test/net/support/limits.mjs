// What servers do where descriptors are short or plenty: a program for limits.test.ts, which runs it under ulimit.
import { spawn } from 'node:child_process';
import { openSync, readdirSync } from 'node:fs';
import { ServerSocket, Socket } from 'berkeley-sockets';

const server = new ServerSocket(0, 50, '127.0.0.1');
const port = server.getLocalPort();
const connect = () => new Socket('127.0.0.1', port);
const open = () => readdirSync('/proc/self/fd').length;
const tell = (value) => console.log(JSON.stringify(value));

const programs = {
  // Each accepted, each closed.
  leak() {
    const before = open();
    for (let i = 0; i < 5000; i++) {
      const client = connect();
      const peer = server.accept();
      peer.close();
      client.close();
    }
    tell(open() - before);
  },

  // The connection of which there is no descriptor stays in the queue; it is taken when there is one.
  exhausted() {
    const client = connect();
    const files = [];
    try {
      for (;;) files.push(new ServerSocket(0));
    } catch (error) {
      if (error.code !== 'EMFILE') throw error;
    }
    const failures = [];
    for (let i = 0; i < 3; i++) {
      const start = performance.now();
      try {
        server.accept();
      } catch (error) {
        failures.push([error.name, error.code, error.syscall, performance.now() - start]);
      }
    }
    files.pop().close();
    const peer = server.accept();
    client.getOutputStream().write('x');
    const byte = peer.getInputStream().read();
    tell({ failures, byte, closed: server.isClosed() });
  },

  // Descriptors beyond what select(2) could wait for.
  many() {
    for (let i = 0; i < 1100; i++) openSync('/dev/null');
    const late = new ServerSocket(0, 50, '127.0.0.1');
    late.setSoTimeout(50);
    let timedOut = false;
    try {
      late.accept();
    } catch (error) {
      timedOut = error.name === 'SocketTimeoutException';
    }
    const client = new Socket();
    client.connect({ address: '127.0.0.1', port: late.getLocalPort() }, 1000);
    const peer = late.accept();
    peer.setSoTimeout(1000);
    client.getOutputStream().write('x');
    tell({ timedOut, byte: peer.getInputStream().read(), above: peer.fd > 1024 });
  },

  // Accepts one connection and is killed, while a child of it lives.
  inherit() {
    tell(port);
    const peer = server.accept();
    const child = spawn('sleep', ['60'], { stdio: 'ignore', detached: true });
    peer.getOutputStream().write(`${child.pid}\n`);
    process.kill(process.pid, 'SIGKILL');
  },
};

programs[process.argv[2]]();
process.exit();
