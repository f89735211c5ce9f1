// What a call that another thread's close() ends does, and what that close() does. As in AsynchronousClose.java.
import { ServerSocket, Socket } from 'berkeley-sockets';
import { asleep, connected, fullListener, loopback, section, window } from './marks.mjs';

/** One thread does the job; when it sleeps in one of the system calls, this one closes. */
export function closed(receiver, name, socket, calls, job, ...args) {
  const thread = asleep(calls, job, `${name}, closed by another thread`, socket, ...args);
  window(`${receiver}.close(), a thread is in ${name}`, () => socket.close());
  thread.join();
}

function listener(name, timeout, ...calls) {
  const serverSocket = new ServerSocket();
  serverSocket.bind(loopback());
  serverSocket.setSoTimeout(timeout);
  closed('serverSocket', name, serverSocket, calls, 'accept');
}

function reader(name, timeout, ...calls) {
  const pair = connected();
  pair.server.setSoTimeout(timeout);
  closed('socket', name, pair.server, calls, 'read');
  pair.close();
}

function connector(name, timeout, ...calls) {
  const full = fullListener();
  closed('socket', name, new Socket(), calls, 'connectSocket', full.address.port, timeout);
  full.close();
}

export function asynchronousClose() {
  section('Closing while another thread is inside');
  listener('serverSocket.accept()', 0, 'accept', 'accept4');
  listener('serverSocket.accept() with a timeout', 60_000, 'poll');
  reader('in.read(bytes)', 0, 'read', 'recvfrom');
  reader('in.read(bytes) with a timeout', 60_000, 'poll');
  const writing = connected(8192);
  writing.server.setSoLinger(true, 0);
  closed('socket', 'out.write(bytes) with SO_LINGER 0', writing.server, ['write'], 'write');
  writing.close();
  connector('socket.connect(address)', undefined, 'connect');
  connector('socket.connect(address, 60000)', 60_000, 'poll');

  section('Shutting down while another thread is inside');
  const ending = connected();
  const reads = asleep(['read', 'recvfrom'], 'readToEnd', 'in.read(bytes), ended by shutdownInput()', ending.server);
  window('socket.shutdownInput(), a thread is in in.read(bytes)', () => ending.server.shutdownInput());
  reads.join();
  ending.close();
  const full = connected(8192);
  const writes = asleep(['write'], 'write', 'out.write(bytes), ended by shutdownOutput()', full.server);
  window('socket.shutdownOutput(), a thread is in out.write(bytes)', () => full.server.shutdownOutput());
  writes.join();
  full.close();
}
