// A file goes to a client. Must it go through the program? `read` and `write` copy it into this process and out again,
// piece by piece; `sendfile` tells the kernel which file and which socket.
import { mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { ServerSocket, Socket, Thread } from 'berkeley-sockets';
import { close, read } from 'berkeley-sockets/syscalls';
import { note, step, untilBlocked } from './show.mjs';

const [piece, pieces] = [64 * 1024, 4];
const data = Buffer.alloc(piece * pieces, 'This is a file. ');

export default function client(socket, counts) {
  counts[0] = socket.getInputStream().skip(Number.MAX_SAFE_INTEGER);
  socket.close();
}

if (isMainThread) {
  step('A file of 256 KiB, and a client in a thread that takes what comes');
  const directory = mkdtempSync(join(tmpdir(), 'berkeley-'));
  const file = openSync(join(directory, 'file'), 'w+');
  writeSync(file, data, 0, data.length, 0);
  const server = new ServerSocket(0, 50, '127.0.0.1');
  const counts = new Float64Array(new SharedArrayBuffer(8));
  const thread = new Thread(import.meta.url, new Socket('127.0.0.1', server.getLocalPort()), counts);
  const socket = server.accept();
  const output = socket.getOutputStream();
  thread.start();
  untilBlocked('read');

  step('Through this process: a read and a write for each piece');
  const buf = new Uint8Array(piece);
  for (let i = 0; i < pieces; i++) output.write(buf, 0, read(file, buf));

  // One call. It returns when the socket has taken all: where the client is slow, this thread waits in the kernel.
  step('Without it: sendfile');
  note(`${output.transferFrom(file)} bytes`);

  step('The client cannot tell one from the other');
  socket.close();
  thread.join();
  note(`it has got ${counts[0]} bytes: twice ${data.length}`);

  step('The end');
  close(file);
  server.close();
  rmSync(directory, { recursive: true });
}
