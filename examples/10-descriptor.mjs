// Can one process accept, and another answer? A descriptor can be sent: the kernel puts the same connection under a
// new number into the table of the process that receives it. That is how servers hand over without losing anybody.
import { BufferedReader, ServerSocket, Socket } from 'berkeley-sockets';
import * as sys from 'berkeley-sockets/syscalls';
import { note, runOther, step } from './show.mjs';

/** Where the other process finds its end of the pair. */
const inherited = 3;

if (process.argv[2] === 'other') {
  step(`Process ${process.pid} receives the descriptor and answers`);
  const message = { iov: [new Uint8Array(1)], controlLength: sys.CMSG_SPACE(4) };
  const { control } = sys.recvmsg(inherited, message, sys.MSG_CMSG_CLOEXEC);
  const [fd] = control[0].data;
  sys.write(fd, Buffer.from('Another process says hello\n'));
  sys.close(fd);
} else {
  step('A client has connected');
  const server = new ServerSocket(0, 50, '127.0.0.1');
  const client = new Socket('127.0.0.1', server.getLocalPort());

  // Only a UNIX socket carries descriptors, as a control message beside at least one byte.
  step(`Process ${process.pid} accepts, and sends the descriptor away`);
  const [mine, theirs] = sys.socketpair(sys.AF_UNIX, sys.SOCK_STREAM | sys.SOCK_CLOEXEC, 0);
  const { fd } = sys.accept4(server.fd, sys.SOCK_CLOEXEC);
  const control = [{ level: sys.SOL_SOCKET, type: sys.SCM_RIGHTS, data: [fd] }];
  sys.sendmsg(mine, { iov: [Buffer.from('.')], control }, 0);

  // `Socket.close` would say goodbye to the client. This only gives the number back: the connection is in the message.
  step('It closes its own, before anybody has received it');
  sys.close(fd);
  runOther(import.meta.url, 'other', theirs);

  step('The client has noticed nothing');
  const reader = new BufferedReader(client.getInputStream());
  note(reader.readLine());
  note(`and then: ${reader.readLine()}`);

  step('The end');
  for (const each of [mine, theirs]) sys.close(each);
  for (const each of [client, server]) each.close();
}
