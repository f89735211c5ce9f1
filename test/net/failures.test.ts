// A constructor or connect() that fails leaves nothing behind: after the JDK's CloseOnFailureTest, ConnectFailTest and
// OpenLeak.
import { readdirSync } from 'node:fs';
import { DatagramSocket, ServerSocket, Socket } from 'berkeley-sockets';
import type { Endpoint } from 'berkeley-sockets';
import { trace } from 'berkeley-sockets/trace';
import { describe, expect, it } from 'vitest';
import { thrownBy } from '../support/failure.js';
import { closesWhatItOpens } from '../support/kernel.js';
import { closeSockets, connected, endpointOf, listening, newPath } from './support/pairs.js';

closesWhatItOpens();

/** An address that refuses. */
function refusing(): { address: string; port: number } {
  const server = listening();
  const addr = endpointOf(server) as { address: string; port: number };
  server.close();
  return addr;
}

const unresolved = { host: 'no-such-host.invalid', port: 1 };
const nowhere = { path: newPath() };

describe('connect() that fails closes', () => {
  const targets: [string, () => Endpoint, string][] = [
    ['that refuses', refusing, 'ConnectException'],
    ['that nobody has', () => unresolved, 'UnknownHostException'],
    ['of no file', () => nowhere, 'ConnectException'],
  ];
  describe.each(targets)('an address %s', (_, target, name) => {
    it.each([0, 2000])('a socket that is new, with a timeout of %i', (timeout) => {
      const socket = new Socket();
      expect(
        thrownBy(() => {
          socket.connect(target(), timeout);
        }),
      ).toMatchObject({ name });
      expect([socket.isClosed(), socket.isConnected(), socket.isBound(), socket.fd]).toEqual([true, false, false, -1]);
      expect(() => {
        socket.connect(target());
      }).toThrow(expect.objectContaining({ code: 'ERR_SOCKET_CLOSED' }) as Error);
    });

    it.each([0, 2000])('a socket that is bound, with a timeout of %i', (timeout) => {
      const socket = new Socket();
      const addr = target();
      socket.bind('path' in addr ? { path: '' } : { address: '127.0.0.1', port: 0 });
      expect(
        thrownBy(() => {
          socket.connect(addr, timeout);
        }),
      ).toMatchObject({ name });
      expect([socket.isClosed(), socket.isConnected(), socket.isBound()]).toEqual([true, false, true]);
    });
  });

  it('but not a socket that is connected: it goes on', () => {
    const { client, server } = connected();
    for (const addr of [refusing(), unresolved]) {
      expect(
        thrownBy(() => {
          client.connect(addr);
        }),
      ).toMatchObject({ code: 'EISCONN' });
      expect(client.isClosed()).toBe(false);
    }
    client.getOutputStream().write('x');
    expect(server.getInputStream().read()).toBe(120);
    closeSockets(client, server);
  });
});

describe('a constructor that fails closes what it had opened, once', () => {
  const taken = listening();
  const port = taken.getLocalPort();
  taken.close();
  const constructors: [string, () => unknown][] = [
    ['new Socket: refused', () => new Socket('127.0.0.1', port)],
    ['new Socket: unknown', () => new Socket(unresolved)],
    ['new Socket: no file', () => new Socket(nowhere)],
    ['new ServerSocket: not of this machine', () => new ServerSocket(0, 5, '192.0.2.1')],
    ['new ServerSocket: unknown', () => new ServerSocket(0, 5, 'no-such-host.invalid')],
    ['new ServerSocket: no folder', () => new ServerSocket({ path: '/no/such/folder' })],
    ['new DatagramSocket: not of this machine', () => new DatagramSocket(0, '192.0.2.1')],
    ['new DatagramSocket: no folder', () => new DatagramSocket({ path: '/no/such/folder' })],
  ];
  it.each(constructors)('%s', (_, construct) => {
    const { calls } = trace(() => thrownBy(construct));
    const made = calls.flatMap(({ systemCalls }) => systemCalls.map(({ name }) => name));
    expect(made.filter((name) => name === 'close')).toHaveLength(made.filter((name) => name === 'socket').length);
  });
});

it('20,000 connections that are refused leave nothing', () => {
  const addr = refusing();
  const before = readdirSync('/dev/fd').length;
  for (let i = 0; i < 20_000; i++) {
    try {
      new Socket(addr.address, addr.port);
    } catch {
      continue;
    }
    throw new Error('it did not fail');
  }
  expect(readdirSync('/dev/fd')).toHaveLength(before);
});
