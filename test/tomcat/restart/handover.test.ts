// What can happen while a server hands over to its successor.
import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as s from 'berkeley-sockets/syscalls';
import { afterEach, describe, expect, it } from 'vitest';
import { closeAll, inFolder, unix, waitReadable } from '../../support/sockets.js';
import { underLoad } from './clients.js';
import {
  ask,
  endsWell,
  failsToStart,
  killServers,
  reservePort,
  spawnServer,
  startServer,
  stopServer,
} from './server-process.js';
import type { ServerProcess } from './server-process.js';

afterEach(killServers);

/** Runs a test with the options of a server that can be followed. */
async function withDoor(
  body: (options: { port: number; handover: string }, folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => body({ port: 0, handover: join(folder, 'door') }, folder));
}

/** A successor that has been let in, and can do what it wants. */
class Successor {
  readonly #connection = s.socket(s.AF_UNIX, s.SOCK_STREAM | s.SOCK_CLOEXEC, 0);
  readonly fds: readonly number[];

  constructor(path: string) {
    s.connect(this.#connection, unix(path));
    const message = { iov: [new Uint8Array(1)], controlLength: s.CMSG_SPACE(8) };
    const { control } = s.recvmsg(this.#connection, message, s.MSG_CMSG_CLOEXEC);
    this.fds = control[0]!.data as number[];
  }

  /** Blocks until the server has hung up. */
  awaitEnd(): void {
    waitReadable(this.#connection);
    expect(s.read(this.#connection, new Uint8Array(1))).toBe(0);
  }

  die(): void {
    closeAll(this.#connection, ...this.fds);
  }
}

describe('the door', () => {
  it('can only be used by its user, and nothing else is left beside it', async () => {
    await withDoor(async (options, folder) => {
      const server = await startServer(options);
      expect(readdirSync(folder)).toEqual(['door']);
      expect((statSync(options.handover).mode & 0o777).toString(8)).toBe('600');
      await stopServer(server);
    });
  });

  it('of a server that was killed is replaced', async () => {
    await withDoor(async (options, folder) => {
      const killed = await startServer(options);
      killed.child.kill('SIGKILL');
      await killed.end;
      const next = await startServer(options);
      const last = await startServer(options);
      expect(last.port).toBe(next.port);
      await endsWell(next);
      expect(readdirSync(folder)).toEqual(['door']);
      await stopServer(last);
    });
  });

  it('does not take the place of anything else', async () => {
    await withDoor(async (options) => {
      writeFileSync(options.handover, 'precious');
      expect(await failsToStart(options)).toContain("'options.handover' must be the path of a socket, or of nothing");
      expect(readFileSync(options.handover, 'utf8')).toBe('precious');
    });
    await withDoor(async (options) => {
      mkdirSync(options.handover);
      expect(await failsToStart(options)).toMatch(/options\.handover|EPROTOTYPE/);
    });
    await withDoor(async (options, folder) => {
      expect(await failsToStart({ ...options, handover: join(folder, 'none', 'door') })).toContain('ENOENT');
    });
  });
});

describe('a successor', () => {
  it('with another port opens it, and the server that runs stops all the same', async () => {
    await withDoor(async (options) => {
      const server = await startServer(options);
      const { port, close } = reservePort();
      const other = await startServer({ ...options, port });
      expect(other.port).toBe(port);
      await endsWell(server);
      await stopServer(other);
      close();
    });
  });

  it('that dies half way changes nothing, and the next one is let in', async () => {
    await withDoor(async (options) => {
      const server = await startServer(options);
      const first = new Successor(options.handover);
      const next = spawnServer(options);
      first.die();
      await endsWell(server);
      expect(await ask(server.port)).toBe(`1 ${next.pid}`);
      await stopServer(next);
    });
  });

  it('that cannot start changes nothing', async () => {
    await withDoor(async (options) => {
      const server = await startServer(options);
      expect(await failsToStart({ ...options, servlet: 'none.mjs' })).toContain('none.mjs');
      expect(await ask(server.port)).toBe(`1 ${server.pid}`);
      await stopServer(await startServer(options));
      await endsWell(server);
    });
  });

  it.each(['polling', 'blocking'])('of several at once each is let in by the one before it: %s', async (connector) => {
    await withDoor(async (options) => {
      const first = await startServer({ ...options, connector });
      let last = first;
      const tally = await underLoad([{ port: first.port, keepAlive: false, pause: 5 }], async () => {
        const others = await Promise.all([1, 2, 3].map(async () => startServer({ ...options, connector })));
        expect(others.map(({ port }) => port)).toEqual([first.port, first.port, first.port]);
        for (let left = [first, ...others]; left.length > 1;) {
          const end = async (server: ServerProcess): Promise<ServerProcess> => endsWell(server).then(() => server);
          const ended = await Promise.race(left.map(end));
          left = left.filter((server) => server !== ended);
          last = left[0]!;
        }
        expect(await ask(first.port)).toBe(`1 ${last.pid}`);
      });
      expect([tally.lost, tally.answered]).toEqual([[], tally.sent]);
      await stopServer(last);
    });
  });
});

describe('stop() of the server that runs', () => {
  it('does not wait for a successor that is starting, whose listener goes on', async () => {
    await withDoor(async (options) => {
      const server = await startServer(options);
      const successor = new Successor(options.handover);
      await stopServer(server);
      successor.awaitEnd();
      // Those that come now are not refused: they wait for the successor.
      const client = s.socket(s.AF_INET, s.SOCK_STREAM | s.SOCK_CLOEXEC, 0);
      s.connect(client, { family: s.AF_INET, address: '127.0.0.1', port: server.port });
      s.close(s.accept(successor.fds[0]!).fd);
      s.close(client);
      successor.die();
    });
  });

  it('whoever waits behind that one opens the port itself', async () => {
    await withDoor(async (options) => {
      const server = await startServer(options);
      const successor = new Successor(options.handover);
      const waiting = spawnServer({ ...options, port: server.port });
      await stopServer(server);
      successor.die();
      while ((await ask(server.port).catch(() => '')) !== `1 ${waiting.pid}`);
      await stopServer(waiting);
    });
  });
});

describe.runIf(process.platform === 'linux' && process.getuid!() === 0)('another user', () => {
  const nobody = 65534;
  const run = async (script: string): Promise<string> => {
    const { stdout } = await promisify(execFile)('python3', ['-c', script], { uid: nobody });
    return stdout.trim();
  };

  it('gets nothing, also when it can connect', async () => {
    await withDoor(async (options, folder) => {
      chmodSync(folder, 0o755);
      const server = await startServer(options);
      const connect = `
import socket
client = socket.socket(socket.AF_UNIX)
try:
    client.connect(${JSON.stringify(options.handover)})
    print(socket.recv_fds(client, 1, 2)[:2])
except OSError as error:
    print(error.strerror)`;
      expect(await run(connect)).toBe('Permission denied');
      chmodSync(options.handover, 0o666);
      expect(await run(connect)).toBe("(b'', [])");
      expect(await ask(server.port)).toBe(`1 ${server.pid}`);
      server.child.stdin!.end();
      expect((await server.end).stderr).toContain(`belongs to user ${nobody}`);
    });
  });

  it('is not followed', async () => {
    await withDoor(async (options, folder) => {
      chownSync(folder, nobody, nobody);
      const listening = run(`
import socket
server = socket.socket(socket.AF_UNIX)
server.bind(${JSON.stringify(options.handover)})
server.listen()
print(server.accept()[0].recv(1))`);
      while (!readdirSync(folder).includes('door')) await new Promise((resolve) => setImmediate(resolve));
      const message = await failsToStart(options);
      expect(message).toContain(`The server at ${options.handover} belongs to user ${nobody}`);
      expect(await listening).toBe("b''");
    });
  });
});
