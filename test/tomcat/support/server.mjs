// A server in a process of its own: serving.ts tells it what to do.
import os from 'node:os';
import { syncBuiltinESMExports } from 'node:module';

const [facts] = process.argv.slice(2).map((each) => JSON.parse(each));
if (facts.processors !== undefined) {
  // The polling connector has a loop for each two of them.
  os.availableParallelism = () => facts.processors;
  syncBuiltinESMExports();
}
const { Socket } = await import('berkeley-sockets');
const { Tomcat } = await import('berkeley-sockets/tomcat');

const stage = new URL('stage.mjs', import.meta.url);
let tomcat;

function start() {
  tomcat = new Tomcat({ port: 0, ...facts.options });
  for (const [pattern, module] of facts.servlets ?? []) tomcat.addServlet(pattern, new URL(module, import.meta.url));
  tomcat.addServlet('/*', stage, facts.parameters ?? {});
  tomcat.start();
  return tomcat.getLocalPort();
}

function stop() {
  const begin = performance.now();
  tomcat.stop();
  return performance.now() - begin;
}

/** Asks for one page after the other, and blocks this thread meanwhile: what has come before the first that has no answer. */
function ask(...targets) {
  const bodies = [];
  for (const target of targets) {
    const socket = new Socket('127.0.0.1', tomcat.getLocalPort());
    socket.setSoTimeout(5000);
    socket.getOutputStream().write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    try {
      bodies.push(Buffer.from(socket.getInputStream().readAllBytes()).toString().split('\r\n\r\n')[1]);
    } catch (error) {
      return [...bodies, String(error)];
    } finally {
      socket.close();
    }
  }
  return bodies;
}

const commands = {
  start,
  stop,
  ask,
  /** Starts and stops it so often. */
  startAndStop(times) {
    for (let i = 0; i < times; i++) {
      start();
      stop();
    }
    return times;
  },
  /** What start() throws. */
  fail() {
    try {
      return start();
    } catch (error) {
      return { name: error.name, code: error.code, message: error.message };
    }
  },
  ping: () => 'pong',
  exit: (code) => process.exit(code),
  /** After the answer. */
  throw: () =>
    void setImmediate(() => {
      throw new Error('thrown on purpose');
    }),
  /** Nothing but the server keeps the process alive afterwards. */
  leave: () => {
    process.off('disconnect', end);
    setImmediate(() => process.disconnect());
  },
};

// The test has not come to ending it.
const end = () => process.exit(1);
process.on('disconnect', end);
process.on('message', ([command, ...args]) => {
  process.send({ result: commands[command](...args) ?? null });
});
process.send({ result: 'ready' });
