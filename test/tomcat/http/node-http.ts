// What Node's own strict parser makes of bytes: messages that reach a handler, and the error that ended the connection.
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';

export interface NodeOutcome {
  messages: { method: string; target: string; body: string }[];
  error?: string;
}

const outcomes = new WeakMap<object, NodeOutcome>();
const server = createServer({ insecureHTTPParser: false, maxHeaderSize: 16384, keepAliveTimeout: 0 }, (req, res) => {
  let body = '';
  req.setEncoding('latin1');
  req.on('data', (text: string) => (body += text));
  req.on('end', () => {
    outcomes.get(req.socket)!.messages.push({ method: req.method!, target: req.url!, body });
    res.end();
  });
});
server.on('checkExpectation', (req: IncomingMessage) => {
  outcomes.get(req.socket)!.error = 'expectation';
  req.socket.destroy();
});
server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
  outcomes.get(socket)!.error ??= error.code ?? error.message;
  socket.destroy();
});

/** No event waits for the network: the bytes are a stream of their own. */
export async function nodeReads(bytes: Buffer): Promise<NodeOutcome> {
  const outcome: NodeOutcome = { messages: [] };
  const socket = new Duplex({
    read() {
      // All bytes are pushed below.
    },
    write(_chunk, _encoding, done) {
      done();
    },
  });
  outcomes.set(socket, outcome);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => socket.destroy());
  server.emit('connection', socket);
  socket.push(bytes);
  socket.push(null);
  await closed;
  return outcome;
}
