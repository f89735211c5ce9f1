// A thread that says something to a server.
import { Socket } from 'berkeley-sockets';

export default function client(port, text) {
  const socket = new Socket('127.0.0.1', port);
  socket.getOutputStream().write(text);
  socket.close();
}
