// Who is calling? Over TCP, nobody knows. Between processes of one machine the kernel knows, and a server can ask it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BufferedReader, ServerSocket, Socket } from 'berkeley-sockets';
import { note, runOther, step } from './show.mjs';

if (process.argv[2] !== undefined) {
  step(`Process ${process.pid} connects, says who it claims to be, and ends`);
  const socket = new Socket({ path: process.argv[2] });
  socket.getOutputStream().write('I am process 1, and root\n');
  socket.close();
} else {
  const directory = mkdtempSync(join(tmpdir(), 'berkeley-'));
  const path = join(directory, 'socket');

  // The address is a path, and `bind` makes a file of it. All else is as with TCP.
  step('A server that has a path instead of a port');
  const server = new ServerSocket({ path });
  note(`the file is there: ${existsSync(path)}`);
  const pid = runOther(import.meta.url, path);

  step(`Process ${process.pid} accepts what is left of process ${pid}`);
  const socket = server.accept();
  note(new BufferedReader(socket.getInputStream()).readLine());

  // The kernel noted it when the client called `connect`. No client can change it, not even by ending.
  step('Who was it really?');
  const peer = socket.getOption('SO_PEERCRED');
  note(`process ${peer.pid}, and its user is that of this one: ${peer.uid === process.getuid()}`);

  // `close` leaves the file behind: who binds to the path again must remove it first.
  step('The end');
  socket.close();
  server.close();
  note(`the file is there: ${existsSync(path)}`);
  rmSync(directory, { recursive: true });
}
