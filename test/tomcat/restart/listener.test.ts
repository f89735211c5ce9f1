// A server that is given its listening socket: by the option `fd`, and by systemd.
import { once } from 'node:events';
import { join } from 'node:path';
import { Tomcat } from 'berkeley-sockets/tomcat';
import * as s from 'berkeley-sockets/syscalls';
import { afterEach, describe, expect, it } from 'vitest';
import { closeAll, inFolder, tcpListener, unixPair } from '../../support/sockets.js';
import { newFlag, raised, startWorker } from '../../support/worker.js';
import { ask, killServers, reservePort, spawnServer, startServer, stopServer } from './server-process.js';

afterEach(killServers);

const connectors = ['polling', 'blocking'] as const;

describe.each(connectors)('%s: a listener of another process', (connector) => {
  it('fd: is served, and closed with the server', async () => {
    const { fd, port } = tcpListener();
    const server = await startServer({ fd: 3, connector }, { inherits: [fd] });
    expect(server.port).toBe(port);
    expect(await ask(port)).toBe(`1 ${server.pid}`);
    await stopServer(server);
    // It still listens, in this process; the next server has the client that came meanwhile.
    const answer = ask(port);
    const next = await startServer({ fd: 3, connector }, { inherits: [fd] });
    expect(await answer).toBe(`1 ${next.pid}`);
    await stopServer(next);
    s.close(fd);
  });

  const launcher = (variables: string): string[] => ['sh', '-c', `${variables} exec "$@"`, 'sh'];

  it('LISTEN_FDS: the first TCP listener whose port fits, or else a new one', async () => {
    const [first, second] = [tcpListener(), tcpListener()];
    const inherits = [unixPair(), first.fd, second.fd].flat();
    const start = async (options: object): ReturnType<typeof startServer> =>
      startServer({ connector, ...options }, { launcher: launcher('LISTEN_PID=$$ LISTEN_FDS=4'), inherits });
    const servers = [await start({}), await start({ port: 0 }), await start({ port: second.port })];
    expect(servers.map(({ port }) => port)).toEqual([first.port, first.port, second.port]);
    closeAll(...inherits);
    expect(await ask(second.port)).toBe(`1 ${servers[2]!.pid}`);
    for (const server of servers) await stopServer(server);
    const other = await startServer({ connector, port: 0 }, { launcher: launcher('LISTEN_PID=1 LISTEN_FDS=1') });
    expect([first.port, second.port]).not.toContain(other.port);
    await stopServer(other);
  });

  it.runIf(process.platform === 'linux')('systemd-socket-activate starts it when the first client comes', async () => {
    const { port, close } = reservePort();
    const server = spawnServer({ connector }, { launcher: ['systemd-socket-activate', '-l', `127.0.0.1:${port}`] });
    await once(server.child.stderr!, 'data');
    expect(await ask(port)).toBe(`1 ${server.pid}`);
    server.child.stdin!.end();
    expect(await server.end).toMatchObject({ code: 0, stderr: expect.not.stringContaining('Error') as string });
    close();
  });
});

describe('fd', () => {
  it('that is no TCP listener is refused, and stays open', () => {
    const [one, other] = unixPair();
    inFolder((folder) => {
      const door = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      s.bind(door, { family: s.AF_UNIX, path: join(folder, 's') });
      s.listen(door, 1);
      for (const fd of [one, door]) {
        const tomcat = new Tomcat({ fd });
        const error = expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }) as Error;
        expect(() => {
          tomcat.start();
        }).toThrow(error);
        expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_TYPE)).toBe(s.SOCK_STREAM);
      }
      closeAll(door);
    });
    closeAll(one, other);
  });

  it.each([
    [{ fd: -1 }, 'ERR_OUT_OF_RANGE', 'options.fd'],
    [{ fd: '3' }, 'ERR_INVALID_ARG_TYPE', 'options.fd'],
    [{ handover: 3 }, 'ERR_INVALID_ARG_TYPE', 'options.handover'],
    [{ handover: 'a\0b' }, 'ERR_INVALID_ARG_VALUE', 'options.handover'],
    [{ handover: `/${'x'.repeat(90)}` }, 'ERR_INVALID_ARG_VALUE', 'options.handover'],
  ])('%j is refused by the constructor', (options, code, name) => {
    const make = (): Tomcat => new Tomcat(options as never);
    expect(make).toThrow(expect.objectContaining({ code }) as Error);
    expect(make).toThrow(name);
  });
});

it.runIf(process.platform === 'linux')(
  'a connection that another process was woken for, and left, is served',
  async () => {
    // EPOLLEXCLUSIVE wakes the one that came first; if all had it, it alone.
    const { fd, port } = tcpListener();
    const waits = newFlag();
    const body = `
    const selector = s.epoll_create1(0);
    s.epoll_ctl(selector, s.EPOLL_CTL_ADD, data.fd, { events: s.EPOLLIN | s.EPOLLEXCLUSIVE });
    raise(data.waits);
    s.epoll_wait(selector, 1, -1);`;
    const worker = startWorker(body, { fd, waits });
    await raised(waits);
    const server = await startServer({ fd: 3, connector: 'polling' }, { inherits: [fd] });
    expect(await ask(port)).toBe(`1 ${server.pid}`);
    await worker.terminate();
    await stopServer(server);
    s.close(fd);
  },
);
