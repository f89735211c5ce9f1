// Prints how long calls with a timeout of 300 ms took, as JSON. Run with --cpu-prof, whose signals interrupt them.
import { DatagramPacket, DatagramSocket, ServerSocket, Socket } from 'berkeley-sockets';

const server = new ServerSocket(0, 50, '127.0.0.1');
const client = new Socket('127.0.0.1', server.getLocalPort());
const peer = server.accept();
const datagrams = new DatagramSocket(0, '127.0.0.1');
const calls = {
  accept: () => server.accept(),
  read: () => peer.getInputStream().read(),
  receive: () => datagrams.receive(new DatagramPacket(new Uint8Array(8))),
};
for (const socket of [server, peer, datagrams]) socket.setSoTimeout(300);
const took = {};
for (const [name, call] of Object.entries(calls)) {
  const start = performance.now();
  try {
    call();
  } catch (error) {
    if (error.name !== 'SocketTimeoutException') throw error;
    took[name] = performance.now() - start;
  }
}
for (const socket of [client, peer, server, datagrams]) socket.close();
console.log(JSON.stringify(took));
