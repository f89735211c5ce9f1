// Every method of a ServerSocket and a DatagramSocket in every state that it is not for: after the JDK's BadUsages and
// ClosedServerSocketTest.
import { DatagramPacket, DatagramSocket, ServerSocket } from 'berkeley-sockets';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens } from '../support/kernel.js';
import { listening } from './support/pairs.js';
import { closedError, common, commonOptions, expectAll, expectReturns, somewhere, state } from './support/states.js';
import type { Calls } from './support/states.js';

closesWhatItOpens();

describe('ServerSocket', () => {
  const calls: Calls<ServerSocket> = {
    ...common,
    bind: (it) => {
      it.bind();
    },
    accept: (it) => it.accept(),
    getInetAddress: (it) => it.getInetAddress(),
    toString: (it: ServerSocket) => String(it),
  };

  it('that is new', () => {
    const server = new ServerSocket();
    expectAll(server, calls, ['accept'], state('EINVAL'));
    expectReturns(server, calls, {
      isBound: false,
      isClosed: false,
      getLocalPort: -1,
      getInetAddress: null,
      getLocalSocketAddress: null,
      toString: 'ServerSocket[unbound]',
      fd: -1,
      close: undefined,
    });
  });

  it('that is bound', () => {
    const server = listening();
    expectAll(server, calls, ['bind'], state('EINVAL'));
    expect(server.getLocalPort()).toBeGreaterThan(0);
    server.close();
  });

  it.each([true, false])('that is closed, and was bound: %s', (bound) => {
    const server = bound ? listening() : new ServerSocket();
    const port = server.getLocalPort();
    server.close();
    expectAll(server, calls, ['accept', 'bind', ...commonOptions], closedError);
    expectReturns(server, calls, {
      isClosed: true,
      isBound: bound,
      getLocalPort: port,
      close: undefined,
      dispose: undefined,
      fd: -1,
    });
  });

  it('with arguments that are none', () => {
    const bad = [[-1], [65536], [1.5], ['9000'], [null], [0, 1.5], [0, '5'], [0, 5, 5]];
    for (const args of bad)
      expect(() => new ServerSocket(...(args as [])), String(args)).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(/^ERR_(INVALID_ARG_TYPE|OUT_OF_RANGE)$/) as string,
        }) as Error,
      );
    const server = new ServerSocket();
    for (const addr of [null, 5, { port: -1 }, {}])
      expect(() => {
        server.bind(addr as never);
      }).toThrow(expect.objectContaining({ code: expect.stringMatching(/^ERR_/) as string }) as Error);
    expect(server.isBound()).toBe(false);
    server.close();
  });
});

describe('DatagramSocket', () => {
  const packet = (): DatagramPacket => new DatagramPacket(new Uint8Array(4), 4, '127.0.0.1', 1);
  const calls: Calls<DatagramSocket> = {
    ...common,
    bind: (it) => {
      it.bind();
    },
    connect: (it) => {
      it.connect(somewhere);
    },
    send: (it) => {
      it.send(packet());
    },
    receive: (it) => {
      it.receive(packet());
    },
    setBroadcast: (it) => {
      it.setBroadcast(true);
    },
    getBroadcast: (it) => it.getBroadcast(),
    setSendBufferSize: (it) => {
      it.setSendBufferSize(4096);
    },
    getSendBufferSize: (it) => it.getSendBufferSize(),
    isConnected: (it) => it.isConnected(),
    getPort: (it) => it.getPort(),
    getInetAddress: (it) => it.getInetAddress(),
    getRemoteSocketAddress: (it) => it.getRemoteSocketAddress(),
    getLocalAddress: (it) => it.getLocalAddress(),
  };

  it('that is new, bound, or closed', () => {
    const socket = new DatagramSocket(null);
    expectReturns(socket, calls, {
      isBound: false,
      isConnected: false,
      isClosed: false,
      getLocalPort: 0,
      getPort: -1,
      getInetAddress: null,
      getRemoteSocketAddress: null,
      getLocalAddress: null,
    });
    socket.bind({ address: '127.0.0.1', port: 0 });
    expectAll(socket, calls, ['bind'], state('EINVAL'));
    socket.close();
    expectAll(
      socket,
      calls,
      [
        'bind',
        'connect',
        'send',
        'receive',
        'setBroadcast',
        'getBroadcast',
        'setSendBufferSize',
        'getSendBufferSize',
        ...commonOptions,
      ],
      closedError,
    );
    expectReturns(socket, calls, {
      isClosed: true,
      isBound: true,
      getLocalPort: -1,
      getLocalAddress: null,
      close: undefined,
      fd: -1,
    });
  });

  it('with arguments that are none', () => {
    const socket = new DatagramSocket();
    for (const value of [undefined, null, {}, new Uint8Array(4)]) {
      expect(() => {
        socket.send(value as never);
      }).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }) as Error);
      expect(() => {
        socket.receive(value as never);
      }).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }) as Error);
    }
    expect(() => {
      socket.send(new DatagramPacket(new Uint8Array(4)));
    }).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }) as Error);
    for (const args of [
      [5],
      [new Uint8Array(4), 5],
      [new Uint8Array(4), -1],
      [new Uint8Array(4), 4, '127.0.0.1', 65536],
    ])
      expect(() => new DatagramPacket(...(args as [never]))).toThrow();
    socket.close();
  });
});
