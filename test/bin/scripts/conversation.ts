// TypeScript, with a thread in TypeScript: says what it was given, and ends as it is told.
import { isMainThread } from 'node:worker_threads';
import { BufferedReader, ServerSocket, Socket, Thread } from 'berkeley-sockets';

export default function client(port: number): void {
  const socket: Socket = new Socket('127.0.0.1', port);
  socket.getOutputStream().write('hello\n');
  socket.close();
}

if (isMainThread) {
  const server = new ServerSocket(0, 50, '127.0.0.1');
  const thread = new Thread(import.meta.url, server.getLocalPort());
  thread.start();
  const socket = server.accept();
  const line = new BufferedReader(socket.getInputStream()).readLine();
  socket.close();
  server.close();
  thread.join();
  const { argv, execArgv, env } = process;
  const names = Object.keys(env).filter((name) => /berkeley/i.test(name) && !name.startsWith('npm_'));
  console.log(
    JSON.stringify({ line, args: argv.slice(2), own: execArgv.filter((each) => each.includes('spool')), names }),
  );
  console.error('on standard error');
  process.exitCode = Number(argv[2] ?? 0);
}
