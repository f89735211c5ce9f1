/** The server of ../sockets.mjs with node:net: MODE BYTES, see server.c. */
import net from 'node:net';

const [mode, total] = process.argv.slice(2);

const serve = {
  echo: (socket) => socket.on('data', (bytes) => socket.write(bytes)),
  answer: (socket) => socket.on('data', (bytes) => socket.end(bytes)),
  // With a listener, and none for 'end', the socket ends when the client does.
  receive: (socket) => socket.on('data', () => {}),
  send(socket) {
    const buffer = Buffer.alloc(64 * 1024);
    let sent = 0;
    function more() {
      while (sent < total) {
        sent += buffer.length;
        if (!socket.write(buffer)) return socket.once('drain', more);
      }
      socket.end();
    }
    more();
  },
}[mode];

const server = net.createServer({ noDelay: true }, (socket) => {
  // A client that is gone says itself what it misses.
  socket.on('error', () => {});
  serve(socket);
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 50 }, () => console.log(server.address().port));
