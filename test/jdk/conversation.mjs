// Makes each call of docs/jdk.md between two marks that strace sees. Everything is played in passes: in the first,
// modules are loaded. Conversation.java plays the same.
import {
  BindException,
  BufferedOutputStream,
  BufferedReader,
  ConnectException,
  InputStreamReader,
  PrintWriter,
  ServerSocket,
  Socket,
  SocketException,
  SocketTimeoutException,
} from 'berkeley-sockets';
import { asynchronousClose } from './asynchronous-close.mjs';
import { datagrams } from './datagrams.mjs';
import { check, connected, end, fails, fullListener, loopback, section, start, whenAsleep, window } from './marks.mjs';
import { options } from './options.mjs';

const mebibyte = 1 << 20;

function listen() {
  section('Listening');
  const first = window('new ServerSocket(port)', () => new ServerSocket(0));
  fails('new ServerSocket(port), which is in use', BindException, () => new ServerSocket(first.getLocalPort()));
  window('serverSocket.getLocalPort() getInetAddress() getLocalSocketAddress() isBound() isClosed()', () => {
    first.getLocalPort();
    first.getInetAddress();
    first.getLocalSocketAddress();
    first.isBound();
    first.isClosed();
  });
  window('serverSocket.close()', () => first.close());
  window('serverSocket.close() again', () => first.close());
  window('new ServerSocket(port, 5)', () => new ServerSocket(0, 5)).close();
  window('new ServerSocket(port, 0)', () => new ServerSocket(0, 0)).close();
  window("new ServerSocket(port, 5, '127.0.0.1')", () => new ServerSocket(0, 5, '127.0.0.1')).close();
  window("new ServerSocket(port, 5, '::1')", () => new ServerSocket(0, 5, '::1')).close();
  const unbound = window('new ServerSocket()', () => new ServerSocket());
  window('serverSocket.bind(address)', () => unbound.bind(loopback()));
  unbound.close();
  const never = new ServerSocket();
  window('serverSocket.close(), never bound', () => never.close());
}

function accept() {
  section('Accepting');
  const listener = new ServerSocket();
  listener.bind(loopback());
  const client = new Socket();
  client.connect(listener.getLocalSocketAddress());
  const socket = window('serverSocket.accept()', () => listener.accept());
  window('socket.getInetAddress() getPort() getRemoteSocketAddress() isConnected() isBound() isClosed()', () => {
    socket.getInetAddress();
    socket.getPort();
    socket.getRemoteSocketAddress();
    socket.isConnected();
    socket.isBound();
    socket.isClosed();
  });
  window('socket.getLocalPort()', () => socket.getLocalPort());
  window('socket.getLocalAddress()', () => socket.getLocalAddress());
  window('socket.getLocalSocketAddress()', () => socket.getLocalSocketAddress());
  socket.close();
  client.close();
  const connects = whenAsleep(['accept', 'accept4'], 'connect', listener.getLocalPort());
  window('serverSocket.accept() before a client comes', () => listener.accept()).close();
  connects.join();
  listener.close();
}

function read() {
  section('Reading');
  const pair = connected();
  const socket = pair.server;
  const input = window('socket.getInputStream()', () => socket.getInputStream());
  const reader = window('new BufferedReader(in)', () => new BufferedReader(new InputStreamReader(input)));
  pair.send('GET / HTTP/1.1\r\nHost: localhost\r\n');
  window('reader.readLine(), the first', () => check(reader.readLine(), 'GET / HTTP/1.1'));
  window('reader.readLine(), the second, which is in the buffer', () => reader.readLine());
  pair.send('Accept:');
  const sends = whenAsleep(['read', 'recvfrom'], 'send', pair.client, ' text/plain\r\n');
  window('reader.readLine(), a line that comes in two parts', () => check(reader.readLine(), 'Accept: text/plain'));
  sends.join();
  window('reader.ready(), nothing is there', () => check(reader.ready(), false));
  pair.send('hello, world');
  window('in.available()', () => check(input.available(), 12));
  window('in.read()', () => check(input.read(), 'h'.charCodeAt(0)));
  const bytes = new Uint8Array(64);
  window('in.read(bytes, 0, 4)', () => check(input.read(bytes, 0, 4), 4));
  window('in.read(bytes, 0, 0)', () => check(input.read(bytes, 0, 0), 0));
  window('in.read(bytes)', () => check(input.read(bytes), 7));
  pair.client.shutdownOutput();
  window('in.available() at the end of the stream', () => check(input.available(), 0));
  window('in.read(bytes) at the end of the stream', () => check(input.read(bytes), -1));
  window('in.read(bytes) at the end of the stream, again', () => check(input.read(bytes), -1));
  window('reader.readLine() at the end of the stream', () => reader.readLine());
  pair.close();

  const dying = connected();
  const broken = dying.server.getInputStream();
  dying.reset();
  fails('in.read(bytes) after a reset', SocketException, () => broken.read(bytes));
  fails('in.read(bytes) after a reset, again', SocketException, () => broken.read(bytes));
  dying.close();

  const shut = connected();
  const ended = shut.server.getInputStream();
  window('socket.shutdownInput()', () => shut.server.shutdownInput());
  window('in.read(bytes) after shutdownInput()', () => check(ended.read(bytes), -1));
  window('in.available() after shutdownInput()', () => check(ended.available(), 0));
  shut.close();
}

function write() {
  section('Writing');
  const pair = connected();
  const socket = pair.server;
  const out = window('socket.getOutputStream()', () => socket.getOutputStream());
  const hello = Buffer.from('hello');
  window('out.write(bytes)', () => out.write(hello));
  window('out.write(65)', () => out.write(65));
  window('out.write(bytes, 0, 0)', () => out.write(hello, 0, 0));
  window('out.flush()', () => out.flush());
  const drains = start('drain', pair.client, hello.length + 1 + mebibyte);
  window('out.write(bytes), 1 MiB', () => out.write(new Uint8Array(mebibyte)));
  drains.join();
  const buffered = new BufferedOutputStream(out);
  window('bufferedOut.write(bytes)', () => buffered.write(hello));
  window('bufferedOut.flush()', () => buffered.flush());
  const printer = new PrintWriter(out, true);
  window("writer.println('hello'), with autoflush", () => printer.println('hello'));
  window('socket.shutdownOutput()', () => socket.shutdownOutput());
  fails('socket.shutdownOutput() again', SocketException, () => socket.shutdownOutput());
  fails('out.write(bytes) after shutdownOutput()', SocketException, () => out.write(hello));
  pair.send('answer');
  const input = socket.getInputStream();
  window('in.read(bytes) after shutdownOutput()', () => check(input.read(new Uint8Array(64)), 6));
  pair.close();
}

/** Closes the server's end of a connection after `prepare`. */
function closing(name, prepare = () => {}, close = (socket) => socket.close()) {
  const pair = connected();
  prepare(pair);
  window(name, () => close(pair.server));
  return pair;
}

function close() {
  section('Closing');
  const closed = closing('socket.close()');
  window('socket.close() again', () => closed.server.close());
  closed.close();
  const unread = closing('socket.close() with unread input', (pair) => pair.send('unread'));
  check(unread.client.getInputStream().read(), -1);
  unread.close();
  closing("socket.close() after the peer's", ({ client }) => client.close()).close();
  closing('socket.close() with SO_LINGER 0', ({ server }) => server.setSoLinger(true, 0)).close();
  closing('socket.close() with SO_LINGER 5', ({ server }) => server.setSoLinger(true, 5)).close();
  closing('socket.close() after shutdownOutput()', ({ server }) => server.shutdownOutput()).close();
  const streams = connected();
  const input = streams.server.getInputStream();
  window('in.close()', () => input.close());
  streams.close();
  const others = connected();
  const out = others.server.getOutputStream();
  window('out.close()', () => out.close());
  others.close();
  const never = new Socket();
  window('socket.close(), never connected', () => never.close());
}

function connect() {
  section('Connecting');
  const listener = new ServerSocket(0);
  const port = listener.getLocalPort();
  const acceptAndClose = () => listener.accept().close();
  window("new Socket('127.0.0.1', port)", () => new Socket('127.0.0.1', port)).close();
  acceptAndClose();
  const socket = window('new Socket()', () => new Socket());
  const address = loopback(port);
  window('socket.connect(address)', () => socket.connect(address));
  acceptAndClose();
  window('socket.getLocalPort() of a client', () => socket.getLocalPort());
  socket.close();
  const timed = new Socket();
  window('socket.connect(address, 2000)', () => timed.connect(address, 2000));
  acceptAndClose();
  timed.close();
  const bound = new Socket();
  window('socket.bind(address)', () => bound.bind(loopback()));
  window('socket.connect(address) after bind(address)', () => bound.connect(address));
  acceptAndClose();
  bound.close();
  const option = new Socket();
  window('socket.setTcpNoDelay(true) before connect', () => option.setTcpNoDelay(true));
  window('socket.connect(address) after setTcpNoDelay(true)', () => option.connect(address));
  acceptAndClose();
  option.close();
  listener.close();

  // Bound and not listening: nobody else gets the port, and it refuses.
  const deaf = new Socket();
  deaf.bind(loopback());
  const refusing = loopback(deaf.getLocalPort());
  const refused = new Socket();
  fails('socket.connect(address), refused', ConnectException, () => refused.connect(refusing));
  const late = new Socket();
  fails('socket.connect(address, 2000), refused', ConnectException, () => late.connect(refusing, 2000));
  deaf.close();

  const full = fullListener();
  const tooLate = new Socket();
  fails('socket.connect(address, 300), too late', SocketTimeoutException, () => tooLate.connect(full.address, 300));
  tooLate.close();
  full.close();
}

function timeouts() {
  section('Timeouts');
  const listener = new ServerSocket();
  listener.bind(loopback());
  window('serverSocket.setSoTimeout(300)', () => listener.setSoTimeout(300));
  window('serverSocket.getSoTimeout()', () => check(listener.getSoTimeout(), 300));
  const accept = () => listener.accept();
  fails('serverSocket.accept() with a timeout, the first, too late', SocketTimeoutException, accept);
  fails('serverSocket.accept() with a timeout, too late', SocketTimeoutException, accept);
  listener.setSoTimeout(60_000);
  const client = new Socket();
  client.connect(listener.getLocalSocketAddress());
  window('serverSocket.accept() with a timeout, a client waits', accept).close();
  client.close();
  const acceptLate = (name) => {
    const connects = whenAsleep(['poll', 'accept', 'accept4'], 'connect', listener.getLocalPort());
    window(name, accept).close();
    connects.join();
  };
  acceptLate('serverSocket.accept() with a timeout, a client comes');
  listener.setSoTimeout(0);
  acceptLate('serverSocket.accept() after setSoTimeout(0)');
  listener.close();

  const pair = connected();
  const socket = pair.server;
  const input = socket.getInputStream();
  const bytes = new Uint8Array(64);
  window('socket.setSoTimeout(300)', () => socket.setSoTimeout(300));
  window('socket.getSoTimeout()', () => check(socket.getSoTimeout(), 300));
  const reads = () => input.read(bytes);
  fails('in.read(bytes) with a timeout, the first, too late', SocketTimeoutException, reads);
  fails('in.read(bytes) with a timeout, too late', SocketTimeoutException, reads);
  socket.setSoTimeout(60_000);
  pair.send('there');
  window('in.read(bytes) with a timeout, data is there', () => check(input.read(bytes), 5));
  const readLate = (name) => {
    const sends = whenAsleep(['poll', 'read', 'recvfrom'], 'send', pair.client, 'late');
    window(name, () => check(input.read(new Uint8Array(64)), 4));
    sends.join();
  };
  readLate('in.read(bytes) with a timeout, data comes');
  socket.setSoTimeout(0);
  readLate('in.read(bytes) after setSoTimeout(0)');
  const out = socket.getOutputStream();
  window('out.write(bytes) after a timeout was used', () => out.write(bytes));
  pair.close();
}

for (let pass = 0; pass < Number(process.argv[2]); pass++) {
  listen();
  accept();
  read();
  write();
  close();
  connect();
  timeouts();
  options();
  asynchronousClose();
  datagrams();
}
end();
