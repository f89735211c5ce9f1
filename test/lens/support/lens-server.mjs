// node lens-server.mjs '{"options": {…}, "lens": {…}, "records": true}': a server with /lens in a process of its own. It prints
// a line of JSON with its port, then answers each line of its standard input with one of JSON, and stops when that ends.
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { addLens } from 'berkeley-sockets/lens';
import { Tomcat } from 'berkeley-sockets/tomcat';
import { startTracing } from 'berkeley-sockets/trace';
import { flags } from '../../../dist/syscalls/binding.js';

const { options = {}, lens, records = false } = JSON.parse(process.argv[2]);
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

const recording = records ? startTracing({ threads: 'all' }) : undefined;
const tomcat = new Tomcat({ port: 0, ...options });
const servlets = new URL('../../../examples/webapp/servlets/', import.meta.url);
for (const name of ['hello', 'echo', 'slow']) tomcat.addServlet(`/${name}`, new URL(`${name}-servlet.mjs`, servlets));
addLens(tomcat, lens);
tomcat.start();
say(tomcat.getLocalPort());

let busy;
const commands = {
  /** What was recorded so far: the lines of strace, thread by thread. */
  trace() {
    const trace = recording.take();
    return trace.threads.map(({ thread, name }) => ({
      thread,
      name,
      lines: trace.toStrace(thread).split('\n').slice(0, -1),
    }));
  },
  /** Whether threads record what they do. */
  tracing: () => flags.tracing[0] !== 0,
  /** Has a thread make so many system calls a second, until it is 0. */
  load(rate) {
    busy?.postMessage('stop');
    busy =
      Number(rate) === 0
        ? undefined
        : new Worker(new URL('load.mjs', import.meta.url), { workerData: Number(rate), name: 'load' });
    return true;
  },
  memory: () => process.memoryUsage.rss(),
};

createInterface(process.stdin)
  .on('line', (line) => {
    const [name, argument] = line.split(' ');
    say(commands[name](argument));
  })
  .on('close', () => {
    busy?.postMessage('stop');
    const begun = performance.now();
    tomcat.stop();
    recording?.stop();
    say({ stoppedAfter: performance.now() - begun });
  });
