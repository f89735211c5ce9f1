// Many threads in system calls at once, traced and terminated: scripts/sanitize.sh runs it under the
// sanitizers, and it checks by itself that every worker ends. Loopback and UNIX sockets only; ends within
// 30 seconds, or fails.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as s from 'berkeley-sockets/syscalls';
import { callsInProgress, startTracing } from 'berkeley-sockets/trace';

const seconds = Number(process.env.STRESS_SECONDS ?? 6);
const loopback = { family: s.AF_INET, address: '127.0.0.1', port: 0 };

function listen() {
  const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
  s.bind(fd, loopback);
  s.listen(fd, 50);
  return fd;
}

/** What workers do until `time` says that it is over. Each cleans up behind itself. */
const traffic = {
  /** One end of a socketpair whose other end another worker has. Blocks in read(2) and in write(2). */
  reader({ fd }) {
    const buffer = new Uint8Array(100);
    while (s.read(fd, buffer) > 0);
    s.close(fd);
  },
  writer({ fd, time }) {
    const buffer = new Uint8Array(100);
    while (time()) s.write(fd, buffer);
    s.close(fd);
  },
  /** Blocks in accept(2); the client's last connection sends a byte, which tells it to stop. */
  server({ fd }) {
    const buffer = new Uint8Array(1);
    for (let received = 0; received === 0;) {
      const { fd: connection } = s.accept(fd);
      received = s.read(connection, buffer);
      s.close(connection);
    }
    s.close(fd);
  },
  client({ addr, time }) {
    for (let more = true; more;) {
      more = time();
      const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
      // Closes with RST: ten thousands of connections in TIME_WAIT would use up the ports.
      s.setsockopt(fd, s.SOL_SOCKET, s.SO_LINGER, new Uint8Array(new Int32Array([1, 0]).buffer));
      s.connect(fd, addr);
      if (!more) s.write(fd, new Uint8Array(1));
      s.shutdown(fd, s.SHUT_WR);
      s.read(fd, new Uint8Array(1));
      s.close(fd);
    }
  },
  /** Timeouts and events of poll(2), interrupted by messages from the main thread. */
  poller({ time }) {
    const [a, b] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
    while (time()) {
      assert.equal(s.poll([{ fd: a, events: s.POLLIN }], 2), 0);
      s.write(b, new Uint8Array(1));
      s.poll([{ fd: a, events: s.POLLIN }], -1);
      s.read(a, new Uint8Array(1));
    }
    s.close(a);
    s.close(b);
  },
  /** Descriptors and vectors in messages. */
  messenger({ time }) {
    const [a, b] = s.socketpair(s.AF_UNIX, s.SOCK_DGRAM, 0);
    while (time()) {
      const iov = [new Uint8Array(10), new Uint8Array(0), new Uint8Array(100)];
      s.sendmsg(a, { iov, control: [{ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: [a, b] }] }, 0);
      const { control } = s.recvmsg(b, { iov: [new Uint8Array(50), new Uint8Array(60)], controlLength: 64 }, 0);
      for (const { data } of control) data.forEach((fd) => s.close(fd));
    }
    s.close(a);
    s.close(b);
  },
};

/** Calls that sleep until the worker is terminated. */
const blocked = {
  accept: () => s.accept(listen()),
  read: () => s.read(s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0)[0], new Uint8Array(1)),
  poll: () => s.poll([], -1),
  recvmsg: () => s.recvmsg(s.socketpair(s.AF_UNIX, s.SOCK_DGRAM, 0)[0], { iov: [new Uint8Array(1)] }, 0),
};

const start = (data) => new Worker(fileURLToPath(import.meta.url), { workerData: data });

async function startTraffic() {
  const [reading, writing] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
  const listener = listen();
  const addr = s.getsockname(listener);
  const workers = Object.entries({
    reader: { fd: reading },
    writer: { fd: writing },
    server: { fd: listener },
    client: { addr },
    poller: {},
    messenger: {},
  }).map(([name, data]) => start({ traffic: name, ...data }));
  // Each message makes the worker's event loop ready, so that the waker looks at it: for nothing.
  const messages = setInterval(() => workers.forEach((worker) => worker.postMessage('')), 3);
  const codes = await Promise.all(workers.map((worker) => once(worker, 'exit').then(([code]) => code)));
  clearInterval(messages);
  assert.deepEqual(
    codes,
    workers.map(() => 0),
  );
}

/** Switches tracing on and off and reads the rings while they are written. */
async function traceAll(time) {
  let systemCalls = 0;
  let inProgress = 0;
  for (let round = 0; time(); round++) {
    const recording = startTracing({ threads: 'all' });
    for (let i = 0; i < 3; i++) {
      inProgress += callsInProgress().length;
      await sleep(1);
    }
    const trace = recording.stop();
    for (const { records } of trace.threads) systemCalls += records.length;
    // As text every now and then only: it takes long.
    if (round % 20 === 0) trace.toStrace();
    // Untraced for a while: reading what 6 threads record takes all the time of this one.
    await sleep(30);
  }
  assert.ok(systemCalls > 1000 && inProgress > 10, `${systemCalls} recorded, ${inProgress} seen in progress`);
  return { systemCalls, inProgress };
}

async function startBlocked(name) {
  const worker = start({ blocked: name });
  await once(worker, 'message');
  return worker;
}

async function terminateBlocked(time) {
  let count = 0;
  while (time()) {
    const workers = await Promise.all(Object.keys(blocked).map(startBlocked));
    // Also while they are on the way into the call.
    if (count % 2 === 0) await sleep(5);
    await Promise.all(workers.map((worker) => worker.terminate()));
    count += workers.length;
  }
  return count;
}

const timer = () => {
  const end = Date.now() + seconds * 1000;
  return () => Date.now() < end;
};

if (!isMainThread) {
  if (workerData.traffic !== undefined) {
    // A worker that listens stays alive; `unref` because its work ends in this call.
    parentPort.on('message', () => {}).unref();
    traffic[workerData.traffic]({ ...workerData, time: timer() });
  } else {
    parentPort.postMessage('ready');
    blocked[workerData.blocked]();
  }
} else {
  setTimeout(() => {
    console.error('threads.mjs: not over after 30 seconds; in progress:', callsInProgress());
    process.abort();
  }, 30_000).unref();
  const [, traced, terminated] = await Promise.all([startTraffic(), traceAll(timer()), terminateBlocked(timer())]);
  // process.exit() while a worker is blocked, at last: the process must end.
  await startBlocked('accept');
  await sleep(50);
  console.log(
    `${traced.systemCalls} system calls recorded, ${traced.inProgress} seen in progress, ` +
      `${terminated} blocked workers terminated`,
  );
  process.exit(0);
}
