// Connects to a name that has two addresses, of which the second alone is listened at: a program for addresses.test.ts.
import { readdirSync } from 'node:fs';
import { ServerSocket, Socket } from 'berkeley-sockets';

const server = new ServerSocket(0, 50, '127.0.0.3');
const open = () => readdirSync('/proc/self/fd').length;
let before;
for (const [timeout, option] of [
  [0, false],
  [2000, false],
  [0, true],
  [2000, true],
]) {
  const client = new Socket();
  if (option) client.setKeepAlive(true);
  client.connect({ host: process.argv[2], port: server.getLocalPort() }, timeout);
  const peer = server.accept();
  client.getOutputStream().write('x');
  console.log(
    client.getInetAddress(),
    client.getKeepAlive(),
    client.getOption('IPV6_V6ONLY'),
    peer.getInputStream().read(),
  );
  client.close();
  peer.close();
  // By now standard output is open.
  before ??= open();
}
console.log(open() - before);
const gone = server.getLocalPort();
server.close();
try {
  new Socket(process.argv[2], gone);
} catch (error) {
  console.log(error.name, error.code, error.address);
}
