// Holds sockets of every kind for another process to look at, until its input ends. Prints which, and what it sees of
// them itself whenever it is asked by a line.
import { writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { processSockets } from 'berkeley-sockets/inspect';

const [, , folder] = process.argv;
const inet = (port = 0) => ({ family: s.AF_INET, address: '127.0.0.1', port });
const inet6 = (port = 0) => ({ family: s.AF_INET6, address: '::1', port });

function tcp(address, bytes) {
  const listener = s.socket(address.family, s.SOCK_STREAM, 0);
  s.bind(listener, address);
  s.listen(listener, 8);
  const clients = [1, 2, 3].map(() => s.socket(address.family, s.SOCK_STREAM, 0));
  for (const client of clients) s.connect(client, s.getsockname(listener));
  const server = s.accept(listener).fd;
  s.write(clients[0], new Uint8Array(bytes));
  return { listener, server, clients };
}

const first = tcp(inet(), 78);
const second = tcp(inet6(), 1000);
// The peer's FIN, unread.
s.shutdown(second.clients[0], s.SHUT_WR);
const copy = s.dup(first.server);

const udp = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
s.bind(udp, inet());
const sender = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
s.connect(sender, s.getsockname(udp));
s.send(sender, new Uint8Array(20), 0);

const path = `${folder}/socket`;
const unixListener = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
s.bind(unixListener, { family: s.AF_UNIX, path });
s.listen(unixListener, 4);
const unixClient = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
s.connect(unixClient, { family: s.AF_UNIX, path });
const [a] = s.socketpair(s.AF_UNIX, s.SOCK_SEQPACKET, 0);
s.write(a, new Uint8Array(33));

const rude = s.socket(s.AF_UNIX, s.SOCK_DGRAM, 0);
s.bind(rude, { family: s.AF_UNIX, path: `\0rude-\x1b[31m-${process.pid}` });

const unbound = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
const netlink = s.socket(s.AF_NETLINK, s.SOCK_RAW, s.NETLINK_SOCK_DIAG);

const port = s.getsockname(first.listener).port;
const unlisted = [unbound, netlink];
writeSync(1, `${JSON.stringify({ unlisted, port, first, copy, udp, unixListener, unixClient, rude, path })}\n`);
process.stdin.on('data', () => writeSync(1, `${JSON.stringify(processSockets())}\n`));
process.stdin.on('end', () => process.exit());
