// node arguments.mjs SCENE
import { MessageChannel } from 'node:worker_threads';
import { ServerSocket, Socket, Thread, ThreadPool } from 'berkeley-sockets';
import { awaitFlag, connection, descriptors, flag, outcome, play, start } from './stage.mjs';
import { values } from './values.mjs';

const jobs = new URL('jobs.mjs', import.meta.url);
const report = (socket) => JSON.parse(Buffer.from(socket.getInputStream().readAllBytes()).toString());

await play({
  clone() {
    const { client, server } = connection();
    const other = new Socket();
    const object = {};
    const memory = { buffer: new SharedArrayBuffer(32) };
    memory.bytes = new Uint8Array(memory.buffer, 1, 3);
    memory.ints = new Int32Array(memory.buffer, 8, 2);
    memory.floats = new Float64Array(memory.buffer, 16, 1);
    memory.dataView = new DataView(memory.buffer, 2, 5);
    memory.node = Buffer.from(memory.buffer, 4, 4);
    memory.bytes[0] = 11;
    memory.ints[0] = 222;
    memory.floats[0] = 0.5;
    const args = {
      values: values(),
      buffer: Buffer.from('bytes of a Buffer'),
      twice: [object, object],
      sockets: [other, { deep: { er: [other] } }],
    };
    new Thread(new URL('values.mjs', import.meta.url), server, args, memory).start();
    const problems = report(client);
    client.close();
    return { problems, written: memory.ints[1], closed: [server.isClosed(), other.isClosed()] };
  },

  /** What cannot be cloned is refused at once, and a pool goes on. */
  async refused() {
    const warm = connection();
    const { port1, port2 } = new MessageChannel();
    const pool = new ThreadPool(jobs, { threads: 1, queueCapacity: 4 });
    const closed = new Socket();
    closed.close();
    // The thread has what it needs.
    const ready = flag();
    pool.execute('raise', ready);
    awaitFlag(ready);
    const before = descriptors();
    const things = {
      function: () => 1,
      symbol: Symbol('x'),
      port: port1,
      promise: Promise.resolve(),
      weakMap: new WeakMap(),
      'function in a map': new Map([[1, () => 1]]),
      'getter that throws': {
        get x() {
          throw new RangeError('planned');
        },
      },
      'closed socket': closed,
    };
    const outcomes = {};
    for (const [name, thing] of Object.entries(things)) {
      const { client, server } = connection();
      outcomes[name] = outcome(() => pool.execute('close', server, thing));
      if (outcome(() => new Thread(jobs, 'close', server, thing).start()) !== outcomes[name])
        outcomes[name] += ' (not Thread)';
      // The socket that stood before it is as it was: nothing else names it.
      client.getOutputStream().write('.');
      if (server.isClosed() || server.getInputStream().read() !== 46) outcomes[name] += ' (socket changed)';
      client.close();
      server.close();
    }
    port1.close();
    port2.close();
    const leaked = descriptors() - before;
    pool.execute('tell', warm.server, 'goes on');
    const answer = Buffer.from(warm.client.getInputStream().readAllBytes()).toString();
    warm.client.close();
    pool.shutdown();
    pool.awaitTermination();
    return { outcomes, leaked, answer };
  },

  /** A socket in what cannot be looked into must not arrive as something that only looks like one. */
  async hidden() {
    class Session {
      constructor(socket) {
        this.socket = socket;
      }
    }
    const hiding = {
      map: (socket) => new Map([['socket', socket]]),
      set: (socket) => new Set([socket]),
      nullPrototype: (socket) => Object.assign(Object.create(null), { socket }),
      instance: (socket) => new Session(socket),
    };
    const seen = {};
    const connections = Object.keys(hiding).map(connection);
    for (const [name, hide] of Object.entries(hiding)) {
      const { client, server } = connections.pop();
      const thread = new Thread(new URL('finds-socket.mjs', import.meta.url), server, hide(server));
      seen[name] = outcome(() => thread.start());
      if (seen[name] === null) seen[name] = Buffer.from(client.getInputStream().readAllBytes()).toString();
      thread.join();
      client.close();
      server.close();
    }
    return seen;
  },

  types() {
    const { client, server } = connection();
    const pool = new ThreadPool(new URL('finds-type.mjs', import.meta.url), { threads: 1 });
    const unconnected = new Socket();
    const listener = new ServerSocket();
    pool.execute(server, unconnected, listener);
    const seen = report(client);
    pool.shutdown();
    for (const socket of [client, unconnected, listener]) socket.close();
    return seen;
  },

  checks() {
    const thread = (...args) => outcome(() => new Thread(...args));
    const pool = (...args) => outcome(() => new ThreadPool(...args));
    const code = (text) => text.split(':')[0];
    return {
      module: [undefined, null, 7, {}, './relative.js', 'not a url', ''].map((module) => code(thread(module))),
      pool: [undefined, './relative.js'].map((module) => code(pool(module))),
      options: [null, 7].map((options) => code(pool(jobs, options))),
      threads: [0, -1, 1.5, NaN, '2', 2 ** 32].map((threads) => code(pool(jobs, { threads }))),
      capacity: [0, -1, 1.5, NaN, '2', 2 ** 32].map((queueCapacity) => code(pool(jobs, { threads: 1, queueCapacity }))),
      twice: outcome(() => {
        const started = start('nothing');
        started.start();
      }),
      join: [-1, 1.5, '3'].map((timeout) => code(outcome(() => new Thread(jobs, 'nothing').join(timeout)))),
      unstarted: [new Thread(jobs).join(), new Thread(jobs).isAlive(), outcome(() => new Thread(jobs).terminate())],
    };
  },
});
