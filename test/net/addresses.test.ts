// Where sockets are bound and connect to: both families at once, names, UNIX paths and abstract names.
import { execFile, spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ServerSocket, Socket } from 'berkeley-sockets';
import { trace } from 'berkeley-sockets/trace';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens, procNet } from '../support/kernel.js';
import { inFolder } from '../support/sockets.js';
import { closeSockets, newPath } from './support/pairs.js';
import { useThreads } from './support/threads.js';

closesWhatItOpens();
const threads = useThreads(1);
const linux = process.platform === 'linux';

/** Connects there, and returns what both ends say of each other. */
function meet(server: ServerSocket, connectTo: () => Socket): object {
  const client = connectTo();
  const peer = server.accept();
  const seen = {
    client: [client.getInetAddress(), client.getLocalAddress()],
    server: [peer.getInetAddress(), peer.getLocalAddress()],
    ports: [
      client.getPort() === peer.getLocalPort(),
      client.getLocalPort() === peer.getPort(),
      peer.getLocalPort() === server.getLocalPort(),
    ],
    raw: s.getpeername(peer.fd),
  };
  expect(seen.ports).toEqual([true, true, true]);
  closeSockets(client, peer);
  return seen;
}

describe('internet addresses', () => {
  it('a listener without an address takes IPv4 and IPv6', () => {
    const server = new ServerSocket(0);
    const port = server.getLocalPort();
    expect(server.getInetAddress()).toBe('::');
    expect(meet(server, () => new Socket('127.0.0.1', port))).toMatchObject({
      client: ['127.0.0.1', '127.0.0.1'],
      server: ['127.0.0.1', '127.0.0.1'],
      raw: { address: '::ffff:127.0.0.1' },
    });
    expect(meet(server, () => new Socket('::1', port))).toMatchObject({
      client: ['::1', '::1'],
      server: ['::1', '::1'],
    });
    expect(meet(server, () => new Socket(null, port))).toMatchObject({ client: ['127.0.0.1', '127.0.0.1'] });
    expect(meet(server, () => new Socket({ port }))).toMatchObject({ client: ['127.0.0.1', '127.0.0.1'] });
    expect(meet(server, () => new Socket({ host: '127.0.0.1', port }))).toMatchObject({
      client: ['127.0.0.1', '127.0.0.1'],
    });
    expect(String(server)).toBe(`ServerSocket[addr=::,localport=${port}]`);
    server.close();
  });

  it('a listener with an address takes that alone', () => {
    const inet4 = new ServerSocket(0, 5, '127.0.0.1');
    expect(inet4.getInetAddress()).toBe('127.0.0.1');
    expect(() => new Socket('::1', inet4.getLocalPort())).toThrow(
      expect.objectContaining({
        name: 'ConnectException',
        code: 'ECONNREFUSED',
        address: '::1',
        port: inet4.getLocalPort(),
      }) as Error,
    );
    inet4.close();
    const inet6 = new ServerSocket(0, 5, '::1');
    expect(inet6.getInetAddress()).toBe('::1');
    expect(() => new Socket('127.0.0.1', inet6.getLocalPort())).toThrow(
      expect.objectContaining({ code: 'ECONNREFUSED', address: '127.0.0.1' }) as Error,
    );
    inet6.close();
  });

  it.each(['0.0.0.0', '::'])('the wildcard %s', (address) => {
    const server = new ServerSocket(0, 5, address);
    expect(server.getInetAddress()).toBe('::');
    meet(server, () => new Socket('127.0.0.1', server.getLocalPort()));
    server.close();
  });

  it('a port that is taken', () => {
    const server = new ServerSocket(0, 5, '127.0.0.1');
    const port = server.getLocalPort();
    expect(() => new ServerSocket(port, 5, '127.0.0.1')).toThrow(
      expect.objectContaining({
        name: 'BindException',
        code: 'EADDRINUSE',
        syscall: 'bind',
        address: '127.0.0.1',
        port,
      }) as Error,
    );
    const other = new ServerSocket();
    expect(() => {
      other.bind({ address: '127.0.0.1', port });
    }).toThrow(expect.objectContaining({ name: 'BindException' }) as Error);
    expect(other.isBound()).toBe(false);
    closeSockets(other, server);
    expect(() => new ServerSocket(0, 5, '192.0.2.1')).toThrow(
      expect.objectContaining({ name: 'BindException', code: 'EADDRNOTAVAIL' }) as Error,
    );
  });

  it('bind() before connect() is where it comes from', () => {
    const server = new ServerSocket(0, 5, '127.0.0.1');
    const client = new Socket();
    client.bind({ address: '127.0.0.1', port: 0 });
    const port = client.getLocalPort();
    client.connect({ address: '127.0.0.1', port: server.getLocalPort() });
    const peer = server.accept();
    expect([client.getLocalPort(), peer.getPort()]).toEqual([port, port]);
    expect(String(client)).toBe(`Socket[addr=127.0.0.1,port=${server.getLocalPort()},localport=${port}]`);
    closeSockets(client, peer, server);
  });

  it.runIf(linux)('a backlog below 1 is 50, and another is what the kernel keeps', () => {
    for (const [backlog, kept] of [
      [0, 50],
      [-1, 50],
      [7, 7],
      [undefined, 50],
    ] as const) {
      const server = new ServerSocket(0, backlog, '127.0.0.1');
      // Of a listener, tx_queue:rx_queue is the limit is not told; ss(8) and tcp_info have it: tcpi_sacked.
      const info = server.getOption('TCP_INFO') as Uint8Array;
      expect(new DataView(info.buffer, info.byteOffset).getUint32(28, true)).toBe(kept);
      expect(procNet('tcp6', server.fd)).toBeDefined();
      server.close();
    }
  });

  it('195 connections wait where the backlog is 200', () => {
    const server = new ServerSocket(0, 200, '127.0.0.1');
    const clients = Array.from({ length: 195 }, () => {
      const client = new Socket();
      client.connect({ address: '127.0.0.1', port: server.getLocalPort() }, 2000);
      return client;
    });
    for (let i = 0; i < 195; i++) server.accept().close();
    closeSockets(server, ...clients);
  });

  it('descriptors are close-on-exec', () => {
    const server = new ServerSocket(0);
    const client = new Socket('127.0.0.1', server.getLocalPort());
    const peer = server.accept();
    for (const { fd } of [server, client, peer]) expect(s.fcntl(fd, s.F_GETFD)).toBe(s.FD_CLOEXEC);
    closeSockets(client, peer, server);
  });
});

describe('host names', async () => {
  const localhost = await lookup('localhost', { all: true });

  it('localhost: each of its addresses is tried', () => {
    // Where the system says that it has two, the first refuses one time and the second the other.
    for (const { address } of localhost) {
      const server = new ServerSocket(0, 5, address);
      for (const timeout of [undefined, 2000]) {
        const client = new Socket();
        client.connect({ host: 'localhost', port: server.getLocalPort() }, timeout);
        expect(client.getInetAddress()).toBe(address);
        closeSockets(client, server.accept());
      }
      // The descriptor of a socket that has options of its own is kept.
      const client = new Socket();
      client.setKeepAlive(true);
      client.connect({ host: 'localhost', port: server.getLocalPort() });
      expect([client.getInetAddress(), client.getKeepAlive()]).toEqual([address, true]);
      closeSockets(client, server.accept(), server);
    }
  });

  // /etc/hosts of its own, in a mount namespace, which some systems do not let one have.
  const unshare = ['-r', '-m', 'sh', '-c'];
  it.runIf(spawnSync('unshare', [...unshare, 'true']).status === 0)('with two addresses: the second is tried', () => {
    inFolder((folder) => {
      const hosts = join(folder, 'hosts');
      writeFileSync(hosts, '127.0.0.2 two.test\n127.0.0.3 two.test\n');
      const script = fileURLToPath(new URL('./support/two-addresses.mjs', import.meta.url));
      const command = 'mount --bind "$0" /etc/hosts && exec "$@"';
      const args = [...unshare, command, hosts, process.execPath, script, 'two.test'];
      const { stdout, stderr } = spawnSync('unshare', args, { encoding: 'utf8' });
      expect(stdout.trim().split('\n'), stderr).toEqual([
        '127.0.0.3 false false 120',
        '127.0.0.3 false false 120',
        '127.0.0.3 true false 120',
        '127.0.0.3 true false 120',
        '0',
        expect.stringMatching(/^ConnectException ECONNREFUSED 127\.0\.0\.[23]$/),
      ]);
    });
  });

  it('that nobody has', () => {
    const error = {
      name: 'UnknownHostException',
      code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) as string,
      syscall: 'getaddrinfo',
      hostname: 'no-such-host.invalid',
    };
    expect(() => new Socket('no-such-host.invalid', 1)).toThrow(expect.objectContaining(error) as Error);
    expect(() => new ServerSocket(0, 5, 'no-such-host.invalid')).toThrow(expect.objectContaining(error) as Error);
    const socket = new Socket();
    expect(() => {
      socket.connect({ host: 'no-such-host.invalid', port: 1 }, 10_000);
    }).toThrow(expect.objectContaining(error) as Error);
    expect(socket.isClosed()).toBe(true);
  });

  it('that are none', () => {
    expect(() => new Socket('local\0host', 1)).toThrow(
      expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }) as Error,
    );
    for (const host of ['127.0.0.1.1', '300.1.2.3', '::g', 'a'.repeat(300)])
      expect(() => new Socket(host, 1)).toThrow(expect.objectContaining({ name: 'UnknownHostException' }) as Error);
  });

  it('literals are not looked up', () => {
    const server = new ServerSocket(0);
    const calls = String(
      trace(() => {
        new Socket('127.0.0.1', server.getLocalPort()).close();
      }),
    );
    expect(calls).toMatch(/^socket\(AF_INET6, /);
    closeSockets(server.accept(), server);
  });
});

describe('UNIX sockets', () => {
  it('by a path', () => {
    inFolder((folder) => {
      const path = join(folder, 'server');
      const server = new ServerSocket({ path });
      expect(statSync(path).isSocket()).toBe(true);
      expect([server.getLocalSocketAddress(), server.getLocalPort(), server.getInetAddress()]).toEqual([
        { family: s.AF_UNIX, path },
        -1,
        null,
      ]);
      expect(String(server)).toBe(`ServerSocket[path=${path}]`);
      const client = new Socket({ path });
      const peer = server.accept();
      expect([client.getRemoteSocketAddress(), peer.getLocalSocketAddress()]).toEqual([
        { family: s.AF_UNIX, path },
        { family: s.AF_UNIX, path },
      ]);
      expect([client.getInetAddress(), client.getPort(), peer.getRemoteSocketAddress()]).toEqual([
        null,
        0,
        { family: s.AF_UNIX, path: '' },
      ]);
      client.getOutputStream().write('hello');
      expect(Buffer.from(peer.getInputStream().readNBytes(5)).toString()).toBe('hello');
      closeSockets(client, peer);
      server.close();
      // The file stays, as in C; it refuses, and cannot be bound again before it is removed.
      expect(existsSync(path)).toBe(true);
      expect(() => new Socket({ path })).toThrow(
        expect.objectContaining({ name: 'ConnectException', code: 'ECONNREFUSED', path }) as Error,
      );
      expect(() => new ServerSocket({ path })).toThrow(
        expect.objectContaining({ name: 'BindException', code: 'EADDRINUSE', path }) as Error,
      );
      expect(() => new Socket({ path: join(folder, 'none') })).toThrow(
        expect.objectContaining({ name: 'ConnectException', code: 'ENOENT' }) as Error,
      );
    });
  });

  it('as long as it may be, and longer', () => {
    inFolder((folder) => {
      // sun_path: the kernel adds the null byte itself (unix(7)).
      const max = linux ? 108 : 104;
      const longest = join(folder, 'x'.repeat(max - 1 - folder.length));
      const server = new ServerSocket({ path: longest });
      expect(longest).toHaveLength(max);
      const client = new Socket({ path: longest });
      closeSockets(client, server.accept(), server);
      expect(() => new ServerSocket({ path: `${longest}xx` })).toThrow();
    });
  });

  it('a client that is bound to a path', () => {
    inFolder((folder) => {
      const server = new ServerSocket({ path: join(folder, 'server') });
      const client = new Socket();
      client.bind({ path: join(folder, 'client') });
      client.connect({ path: join(folder, 'server') });
      const peer = server.accept();
      expect(peer.getRemoteSocketAddress()).toEqual({ family: s.AF_UNIX, path: join(folder, 'client') });
      closeSockets(client, peer, server);
    });
  });

  it.runIf(linux)('by an abstract name', () => {
    const path = `\0${newPath()}`;
    const server = new ServerSocket({ path });
    expect(String(server)).toBe(`ServerSocket[path=@${path.slice(1)}]`);
    const client = new Socket({ path });
    const peer = server.accept();
    expect(peer.getLocalSocketAddress()).toEqual({ family: s.AF_UNIX, path });
    closeSockets(client, peer, server);
    // It is gone with the listener.
    expect(() => new Socket({ path })).toThrow(expect.objectContaining({ code: 'ECONNREFUSED' }) as Error);
  });
});

describe('other programs', () => {
  it('curl asks a ServerSocket', async () => {
    const server = new ServerSocket(0, 5, '127.0.0.1');
    const serving = threads.run(({ net }, listener: ServerSocket) => {
      const socket = listener.accept();
      const input = new net.BufferedReader(new net.InputStreamReader(socket.getInputStream()));
      const request = input.readLine();
      while (input.readLine() !== '');
      socket.getOutputStream().write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello');
      socket.close();
      return request;
    }, server);
    const { stdout } = await promisify(execFile)('curl', ['-s', `http://127.0.0.1:${server.getLocalPort()}/path`]);
    expect([stdout, await serving.valueLater()]).toEqual(['hello', 'GET /path HTTP/1.1']);
    server.close();
  });

  it("a Socket asks Node's server", async () => {
    const nodes = createServer((_, response) => {
      response.end('from node');
    }).listen(0, '127.0.0.1');
    await once(nodes, 'listening');
    const asking = threads.run(
      ({ net }, port: number) => {
        const socket = new net.Socket('localhost', port);
        socket.getOutputStream().write('GET / HTTP/1.0\r\n\r\n');
        const answer = Buffer.from(socket.getInputStream().readAllBytes()).toString();
        socket.close();
        return answer;
      },
      (nodes.address() as { port: number }).port,
    );
    expect(await asking.valueLater()).toMatch(/\r\n\r\nfrom node$/);
    nodes.closeAllConnections();
    nodes.close();
    await once(nodes, 'close');
  });

  it('over a UNIX socket, both ways', async () => {
    const path = newPath();
    const nodes = createNetServer((socket) => {
      socket.end('hello');
    }).listen(path);
    await once(nodes, 'listening');
    const asking = threads.run(({ net }, to: string) => {
      const socket = new net.Socket({ path: to });
      const answer = Buffer.from(socket.getInputStream().readAllBytes()).toString();
      socket.close();
      return answer;
    }, path);
    expect(await asking.valueLater()).toBe('hello');
    nodes.close();
    await once(nodes, 'close');
    const server = new ServerSocket({ path });
    const client = connect(path);
    await once(client, 'connect');
    const peer = server.accept();
    peer.getOutputStream().write('back');
    const [data] = (await once(client, 'data')) as [Buffer];
    expect(data.toString()).toBe('back');
    client.destroy();
    await once(client, 'close');
    closeSockets(peer, server);
  });
});
