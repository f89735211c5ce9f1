// DatagramSocket. As in Datagrams.java.
import { DatagramPacket, DatagramSocket, SocketTimeoutException } from 'berkeley-sockets';
import { closed } from './asynchronous-close.mjs';
import { fails, loopback, section, whenAsleep, window } from './marks.mjs';

export function datagrams() {
  section('Datagrams');
  const any = window('new DatagramSocket()', () => new DatagramSocket());
  const socket = window('new DatagramSocket(address)', () => new DatagramSocket(loopback()));
  const unbound = window('new DatagramSocket(null)', () => new DatagramSocket(null));
  window('datagramSocket.bind(address)', () => unbound.bind(loopback()));
  window('datagramSocket.getLocalPort()', () => unbound.getLocalPort());
  window('datagramSocket.close()', () => unbound.close());
  window('datagramSocket.close() again', () => unbound.close());

  const peer = new DatagramSocket(loopback());
  const port = peer.getLocalPort();
  const hello = Buffer.from('hello');
  const packet = new DatagramPacket(hello, hello.length, '127.0.0.1', port);
  const empty = new DatagramPacket(new Uint8Array(64), 64);
  const receive = () => peer.receive(empty);
  window('datagramSocket.send(packet)', () => socket.send(packet));
  window('datagramSocket.receive(packet)', receive);
  const receiveLate = (name) => {
    const sends = whenAsleep(['recvfrom', 'poll'], 'sendTo', socket, 'hello', port);
    window(name, receive);
    sends.join();
  };
  receiveLate('datagramSocket.receive(packet) before a datagram comes');
  window('datagramSocket.setSoTimeout(300)', () => peer.setSoTimeout(300));
  fails('datagramSocket.receive(packet) with a timeout, the first, too late', SocketTimeoutException, receive);
  fails('datagramSocket.receive(packet) with a timeout, too late', SocketTimeoutException, receive);
  peer.setSoTimeout(60_000);
  socket.send(packet);
  window('datagramSocket.receive(packet) with a timeout, a datagram is there', receive);
  receiveLate('datagramSocket.receive(packet) with a timeout, a datagram comes');
  window('datagramSocket.connect(address)', () => any.connect(loopback(port)));
  window('datagramSocket.send(packet), connected', () => any.send(packet));
  window('datagramSocket.disconnect()', () => any.disconnect());
  any.close();
  socket.close();
  peer.close();
  receiver('datagramSocket.receive(packet)', 0, 'recvfrom', 'poll');
  receiver('datagramSocket.receive(packet) with a timeout', 60_000, 'poll');
}

function receiver(name, timeout, ...calls) {
  const socket = new DatagramSocket(loopback());
  socket.setSoTimeout(timeout);
  closed('datagramSocket', name, socket, calls, 'receive');
}
