// One of many threads that use the sessions of one server at once. Posts how much it has counted.
import { parentPort, workerData } from 'node:worker_threads';
import { SessionManager } from '../../dist/tomcat/session-manager.js';

const { store, id, name, rounds, start } = workerData;
const manager = new SessionManager(store);
parentPort.postMessage('ready');
Atomics.wait(start, 0, 0);
let ended = 0;
for (let i = 1; i <= rounds; i++) {
  const shared = manager.find(id);
  shared.setAttribute(name, { count: i, text: 'x'.repeat(i % 1000) });
  if (shared.getAttribute(name).count !== i) throw new Error(`${name}: attribute of another thread, or none`);
  // Sessions come and go, and push each other out.
  const own = manager.create();
  try {
    own.setAttribute('owner', name);
    const before = own.getId();
    own.changeSessionId();
    if (manager.find(before) !== null) throw new Error(`${before} is found by its old id`);
    if (own.getAttribute('owner') !== name) throw new Error(`${own.getId()} is another thread's`);
    if (i % 2 === 0) own.invalidate();
  } catch (error) {
    if (error.name !== 'IllegalStateException') throw error;
    ended++;
  }
}
parentPort.postMessage({ ended });
