// Where are the bytes that nobody has read? In the kernel, in two buffers. What when they are full? The writer waits.
// There is one thread here: it writes until it would have to wait, and reads only then.
import { createHash } from 'node:crypto';
import { ServerSocket, Socket } from 'berkeley-sockets';
import { FIONREAD, ioctl, MSG_DONTWAIT, send, SIOCOUTQ } from 'berkeley-sockets/syscalls';
import { connections, note, showConnections, step, until } from './show.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const lines = Array.from({ length: 100_000 }, (_, i) => `line ${String(i).padStart(6, '0')}\n`);
const data = Buffer.from(lines.join(''));

// Buffers of a size that is soon full. The reader's comes from its listener: it counts before the handshake.
step('A connection with small buffers');
const server = new ServerSocket();
server.setReceiveBufferSize(64 * 1024);
server.bind({ address: '127.0.0.1', port: 0 });
const writer = new Socket();
writer.setSendBufferSize(64 * 1024);
writer.connect({ address: '127.0.0.1', port: server.getLocalPort() });
const reader = server.accept();

// With MSG_DONTWAIT the kernel says EAGAIN where a `write` would sleep.
step('Write until the kernel takes no more');
let sent = 0;
try {
  for (;;) sent += send(writer.fd, data, MSG_DONTWAIT, sent);
} catch (error) {
  note(`${error.code} after ${sent} bytes`);
}

// SIOCOUTQ: what the reader's kernel has not acknowledged. FIONREAD: what can be read. Nothing is anywhere else.
step('Where they are');
const port = server.getLocalPort();
const inQueues = () =>
  connections(port).reduce((sum, { sendQueue, receiveQueue }) => sum + sendQueue + receiveQueue, 0);
until(() => inQueues() === sent);
const [unsent, unread] = [ioctl(writer.fd, SIOCOUTQ), ioctl(reader.fd, FIONREAD)];
note(`${unsent} bytes with the writer + ${unread} with the reader = ${unsent + unread}`);

// The reader's kernel tells the writer's how much room it has: the window. TCP_INFO has it (tcpi_snd_wnd).
step('How much more may the writer send?');
const window = new DataView(writer.getOption('TCP_INFO').buffer).getUint32(228, true);
note(`the window: ${window} bytes`);

// The kernel keeps its promise without the writer: the socket has no descriptor any more, but it has bytes.
step('The writer closes and is gone');
writer.close();
showConnections(port);

// Each `read` makes room. The window opens, and the rest comes; then 0, the end.
step('The reader reads, at last');
const received = reader.getInputStream().readAllBytes();
note(`${received.length} bytes, SHA-256 ${sha256(received)}; sent ${sha256(data.subarray(0, sent))}`);

reader.close();
server.close();
