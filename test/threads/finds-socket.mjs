// A Runnable that is given a socket, and the same socket within something; tells whether it is the same.
import { inspect } from 'node:util';
import { Socket } from 'berkeley-sockets';

export default function find(socket, holder) {
  const held = holder instanceof Map ? holder.get('socket') : holder instanceof Set ? [...holder][0] : holder.socket;
  const same = held instanceof Socket ? `shared, fd ${held.fd === socket.fd}` : inspect(held, { depth: 0 });
  socket.getOutputStream().write(same);
  socket.close();
}
