// Shows, live, each call of http-server.mjs with the system calls it makes: `npm start`, then `curl` it.
import { parseArgs } from 'node:util';
import { MessageChannel, Worker } from 'node:worker_threads';
import { callsInProgress, startTracing } from 'berkeley-sockets/trace';
import { textOf } from './show.mjs';

function portArgument() {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '8080' } } });
    if (/^\d{1,5}$/.test(values.port) && Number(values.port) <= 65535) return Number(values.port);
    console.error(`--port must be a number from 0 to 65535, not ${values.port}`);
  } catch (error) {
    console.error(`${error.message}\nUsage: npm start -- [--port N]`);
  }
  return process.exit(2);
}
const port = portArgument();

const recording = startTracing({ threads: 'all' });
const { port1, port2 } = new MessageChannel();
const server = new Worker(new URL('http-server.mjs', import.meta.url), {
  workerData: { port, onListening: port2 },
  transferList: [port2],
});
server.on('error', (error) => {
  show();
  console.error(`${error.message}${error.code === 'EADDRINUSE' ? `\nTry another port: npm start -- --port 0` : ''}`);
  process.exit(1);
});
port1.once('message', (actual) => {
  show();
  console.log(`# The server listens. In another terminal: curl http://127.0.0.1:${actual}/hello`);
});
// Closing the port would post a message to the server's thread, which is blocked: it need not be woken.
port1.unref();

const duration = (ns) => (ns < 1_000_000n ? `${Number(ns) / 1000} µs` : `${Math.round(Number(ns) / 1000) / 1000} ms`);

/** Since when the thread is known to be blocked, so that each wait is shown once. */
let shown;
function show() {
  for (const call of recording.take().calls) {
    console.log(textOf(call, ({ start, end }) => `   # ${duration(end - start)}`));
  }
  for (const call of callsInProgress()) {
    if (call.start === shown || process.hrtime.bigint() - call.start < 50_000_000n) continue;
    shown = call.start;
    console.log(textOf({ name: call.name, systemCalls: [call] }, () => '   # blocked'));
  }
}
setInterval(show, 20);
