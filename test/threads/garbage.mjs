// node --expose-gc garbage.mjs SCENE: sockets that nothing names any more although they are open.
import { ServerSocket, Socket, ThreadPool } from 'berkeley-sockets';
import * as stage from './stage.mjs';
import { awaitFlag, collect, connection, sockets, flag, listen, play, raise, start } from './stage.mjs';

const raised = flag();
const warnings = [];
process.on('warning', ({ name, code, message, detail }) => warnings.push({ name, code, message, detail }));

/** In a function of its own: what it leaves behind, nothing names. */
function forget(make) {
  make();
}

/** Collects garbage, turn by turn, so often that what is garbage has gone. */
async function collectThoroughly() {
  for (let i = 0; i < 20; i++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

await play({
  async here(kind) {
    const listener = listen();
    const before = sockets();
    const peers = [];
    forget(() => {
      const client = new Socket('127.0.0.1', listener.getLocalPort());
      const server = listener.accept();
      if (kind === 'accepted') peers.push(client);
      else peers.push(server);
    });
    await collect(() => warnings.length > 0);
    const end = peers[0].getInputStream().read();
    for (const each of [...peers, listener]) each.close();
    return { warnings, end, leaked: sockets() - before + 1 };
  },

  async listener() {
    let port = 0;
    forget(() => {
      const listener = new ServerSocket(0, 1, '127.0.0.1');
      port = listener.getLocalPort();
    });
    await collect(() => warnings.length > 0);
    return { warnings, refused: stage.outcome(() => new Socket('127.0.0.1', port)).startsWith('ECONNREFUSED') };
  },

  /** Without an event loop that turns, a thread looks now and then as it makes sockets. */
  blocked() {
    const before = sockets();
    for (let i = 0; i < 50; i++) forget(() => new Socket().setKeepAlive(true));
    globalThis.gc();
    for (let i = 0; i < 50; i++) new Socket().close();
    return sockets() - before;
  },

  /** Nothing to be warned of: they were closed, or never opened by the kernel. */
  async closed() {
    forget(() => {
      const { client, server } = connection();
      client.close();
      server.getInputStream().close();
    });
    await collectThoroughly();
    return warnings;
  },

  /** A stream names its socket. */
  async stream() {
    const { client, server } = connection();
    let input;
    forget(() => {
      const other = connection();
      input = other.client.getInputStream();
      start('tellLater', flag(), raised, other.server, 'still here');
    });
    await collectThoroughly();
    raise(raised);
    const text = Buffer.from(input.readAllBytes()).toString();
    input.close();
    client.close();
    server.close();
    return { text, warnings };
  },

  /** The last object is in the thread: it lives for as long as that one does, and there it is closed. */
  async there() {
    const kept = flag();
    const letGo = flag();
    const warned = flag();
    const peers = [];
    const pool = new ThreadPool(new URL('jobs.mjs', import.meta.url), { threads: 1, queueCapacity: 4 });
    forget(() => {
      const { client, server } = connection();
      peers.push(client);
      pool.execute('keep', kept, server);
    });
    awaitFlag(kept);
    await collectThoroughly();
    peers[0].setSoTimeout(1);
    const open = stage.outcome(() => peers[0].getInputStream().read());
    peers[0].setSoTimeout(0);
    pool.execute('letGo', letGo);
    pool.execute('closedAsGarbage', warned);
    awaitFlag(warned);
    const end = peers[0].getInputStream().read();
    peers[0].close();
    pool.shutdown();
    pool.awaitTermination();
    return { open, end, here: warnings };
  },

  /** The thread's object is collected, this one is not. */
  async hereOnly() {
    const { client, server } = connection();
    const kept = flag();
    const pool = new ThreadPool(new URL('jobs.mjs', import.meta.url), { threads: 1, queueCapacity: 4 });
    pool.execute('keep', kept, server);
    pool.execute('letGo', flag());
    pool.execute('collect', flag(), 5);
    pool.shutdown();
    pool.awaitTermination();
    server.getOutputStream().write('x');
    const byte = client.getInputStream().read();
    client.close();
    server.close();
    await collectThoroughly();
    return { byte, warnings };
  },

  /** Named by nothing but a message that waits: it arrives. */
  async onItsWay() {
    const here = flag();
    const goOn = flag();
    const pool = new ThreadPool(new URL('jobs.mjs', import.meta.url), { threads: 1, queueCapacity: 4 });
    pool.execute('rendezvous', here, goOn);
    awaitFlag(here);
    const peers = [];
    forget(() => {
      const { client, server } = connection();
      peers.push(client);
      pool.execute('tell', server, 'arrived');
    });
    await collectThoroughly();
    raise(goOn);
    const text = Buffer.from(peers[0].getInputStream().readAllBytes()).toString();
    peers[0].close();
    pool.shutdown();
    pool.awaitTermination();
    return { text, warnings };
  },

  /** The same message, which nobody is going to take. */
  async takenBack() {
    const here = flag();
    const pool = new ThreadPool(new URL('jobs.mjs', import.meta.url), { threads: 1, queueCapacity: 4 });
    pool.execute('rendezvous', here, flag());
    awaitFlag(here);
    const peers = [];
    forget(() => {
      const { client, server } = connection();
      peers.push(client);
      pool.execute('tell', server, 'arrived');
    });
    await collectThoroughly();
    const count = pool.shutdownNow();
    const end = peers[0].getInputStream().read();
    peers[0].close();
    return { count, end };
  },
});
