// node scenarios.mjs SCENARIO
// Plays a scenario in a thread of its own, so that only that thread need be tampered with. Prints the thread's number, waits for
// a line on standard input, plays, and prints as JSON what happened. The peers are sockets of Node in the main thread.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { peers, scenarios, self } from './scenes.mjs';

const raiseFlag = (word) => {
  Atomics.store(word, 0, 1);
  Atomics.notify(word, 0);
};

if (isMainThread) {
  const scenario = scenarios[process.argv[2]];
  const peer = await scenario.peer?.();
  const state = new Int32Array(new SharedArrayBuffer(16));
  const [ready, go, played, over] = [0, 1, 2, 3].map((i) => state.subarray(i, i + 1));
  const report = new Uint8Array(new SharedArrayBuffer(1 << 16));
  process.on('SIGUSR2', () => {});
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { name: process.argv[2], peer, ready, go, played, over, report },
  });
  worker.on('error', (error) => {
    console.error(error);
    process.exit(1);
  });
  const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
  const [told] = await once(worker, 'message');
  await Atomics.waitAsync(ready, 0, 0).value;
  process.stdout.write(`${told.tid} ${told.path ?? ''}\n`);
  await lines.next();
  raiseFlag(go);
  if (told.port !== undefined) peers.clients(told);
  scenario.meanwhile?.(told);
  // Not Atomics.waitAsync(): to wake an event loop, the thread would call write(2).
  while (Atomics.load(played, 0) === 0) await setTimeout(2);
  process.stdout.write('played\n');
  // Whoever tampers lets go.
  await lines.next();
  raiseFlag(over);
  const [later] = await once(worker, 'message');
  const text = Buffer.from(report).toString();
  while (scenario.peer && later.closes && peers.received === undefined)
    await new Promise((resolve) => setImmediate(resolve));
  const result = {
    ...JSON.parse(text.slice(0, text.indexOf('\0'))),
    ...later.later,
    ...(later.closes && { received: peers.received }),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
} else {
  // From "go" to "played" the thread makes no system call that is not the scenario's, but futex(2).
  const { name, peer, ready, go, played, over, report } = workerData;
  const scenario = scenarios[name];
  const prepared = scenario.prepare(peer);
  parentPort.postMessage({ tid: self(), ...prepared.told });
  await new Promise((resolve) => setImmediate(resolve));
  raiseFlag(ready);
  Atomics.wait(go, 0, 0);
  let result;
  try {
    result = scenario.play(prepared);
  } catch (error) {
    result = { thrown: `${error.stack}` };
  }
  report.set(Buffer.from(JSON.stringify(result)));
  raiseFlag(played);
  Atomics.wait(over, 0, 0);
  const later = scenario.after?.(prepared);
  parentPort.postMessage({
    later,
    closes: (peer !== undefined && ['write', 'writeMuch'].includes(name)) || name.startsWith('sendfile'),
  });
}
