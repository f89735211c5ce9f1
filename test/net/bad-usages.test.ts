// Every method of a Socket in every state that it is not for: after the JDK's BadUsages, TestAfterClose and
// ClosedSocketTest. It throws what Java's does, or returns; it makes no system call, and never crashes.
import { Socket } from 'berkeley-sockets';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens } from '../support/kernel.js';
import { closeSockets, connected, endpointOf, families, listening } from './support/pairs.js';
import { closedError, common, commonOptions, expectAll, expectReturns, somewhere, state } from './support/states.js';
import type { Calls } from './support/states.js';

closesWhatItOpens();

const ofSocket: Calls<Socket> = {
  ...common,
  bind: (it) => {
    it.bind();
  },
  connect: (it) => {
    it.connect(somewhere);
  },
  connectTimed: (it) => {
    it.connect(somewhere, 1000);
  },
  getInputStream: (it) => it.getInputStream(),
  getOutputStream: (it) => it.getOutputStream(),
  shutdownInput: (it) => {
    it.shutdownInput();
  },
  shutdownOutput: (it) => {
    it.shutdownOutput();
  },
  sendUrgentData: (it) => {
    it.sendUrgentData(1);
  },
  setTcpNoDelay: (it) => {
    it.setTcpNoDelay(true);
  },
  getTcpNoDelay: (it) => it.getTcpNoDelay(),
  setKeepAlive: (it) => {
    it.setKeepAlive(true);
  },
  getKeepAlive: (it) => it.getKeepAlive(),
  setSoLinger: (it) => {
    it.setSoLinger(true, 1);
  },
  getSoLinger: (it) => it.getSoLinger(),
  setSendBufferSize: (it) => {
    it.setSendBufferSize(4096);
  },
  getSendBufferSize: (it) => it.getSendBufferSize(),
  setOOBInline: (it) => {
    it.setOOBInline(true);
  },
  getOOBInline: (it) => it.getOOBInline(),
  setTrafficClass: (it) => {
    it.setTrafficClass(8);
  },
  getTrafficClass: (it) => it.getTrafficClass(),
  isConnected: (it) => it.isConnected(),
  isInputShutdown: (it) => it.isInputShutdown(),
  isOutputShutdown: (it) => it.isOutputShutdown(),
  getInetAddress: (it) => it.getInetAddress(),
  getPort: (it) => it.getPort(),
  getRemoteSocketAddress: (it) => it.getRemoteSocketAddress(),
  getLocalAddress: (it) => it.getLocalAddress(),
  toString: (it: Socket) => String(it),
};
const streams = ['getInputStream', 'getOutputStream', 'shutdownInput', 'shutdownOutput', 'sendUrgentData'];
const options = [
  ...commonOptions,
  'setTcpNoDelay',
  'getTcpNoDelay',
  'setKeepAlive',
  'getKeepAlive',
  'setSoLinger',
  'getSoLinger',
  'setSendBufferSize',
  'getSendBufferSize',
  'setOOBInline',
  'getOOBInline',
  'setTrafficClass',
  'getTrafficClass',
];

describe('Socket', () => {
  it('that is new', () => {
    const socket = new Socket();
    expectAll(socket, ofSocket, streams, state('ENOTCONN'));
    expectReturns(socket, ofSocket, {
      isConnected: false,
      isBound: false,
      isClosed: false,
      isInputShutdown: false,
      isOutputShutdown: false,
      getInetAddress: null,
      getPort: 0,
      getRemoteSocketAddress: null,
      getLocalAddress: null,
      getLocalPort: -1,
      getLocalSocketAddress: null,
      fd: -1,
      toString: 'Socket[unconnected]',
      getSoTimeout: 0,
      close: undefined,
    });
  });

  it('that is bound', () => {
    const socket = new Socket();
    socket.bind({ address: '127.0.0.1', port: 0 });
    expectAll(socket, ofSocket, streams, state('ENOTCONN'));
    expectAll(socket, ofSocket, ['bind'], state('EINVAL'));
    const port = socket.getLocalPort();
    expect(port).toBeGreaterThan(0);
    expectReturns(socket, ofSocket, {
      isBound: true,
      isConnected: false,
      getLocalAddress: '127.0.0.1',
      getPort: 0,
      getRemoteSocketAddress: null,
    });
    socket.close();
    expectReturns(socket, ofSocket, { isBound: true, isClosed: true, getLocalPort: port });
  });

  it('that is connected', () => {
    const { client, server } = connected();
    for (const socket of [client, server]) {
      expectAll(socket, ofSocket, ['connect', 'connectTimed'], state('EISCONN'));
      expectAll(socket, ofSocket, ['bind'], state('EINVAL'));
      expect(socket.isClosed()).toBe(false);
    }
    // A connect() that should not have been does not end the connection (JDK-8343791).
    client.getOutputStream().write('x');
    expect(server.getInputStream().read()).toBe(120);
    closeSockets(client, server);
  });

  it('whose input or output is shut down', () => {
    const { client, server } = connected();
    client.shutdownInput();
    expectAll(client, ofSocket, ['shutdownInput', 'getInputStream'], state('EINVAL'));
    expectReturns(client, ofSocket, { isInputShutdown: true, isOutputShutdown: false });
    client.getOutputStream().write('x');
    client.shutdownOutput();
    expectAll(client, ofSocket, ['shutdownOutput', 'getOutputStream'], state('EPIPE'));
    expectReturns(client, ofSocket, {
      isInputShutdown: true,
      isOutputShutdown: true,
      isConnected: true,
      isClosed: false,
    });
    client.close();
    // As in Java: they keep what they were.
    expectReturns(client, ofSocket, { isInputShutdown: true, isOutputShutdown: true });
    server.close();
  });

  it.each(['new', 'bound', 'connected', 'accepted'])('that is closed, and was %s', (before) => {
    const { client, server } = connected();
    const bound = new Socket();
    bound.bind({ address: '127.0.0.1', port: 0 });
    const socket = { new: new Socket(), bound, connected: client, accepted: server }[before]!;
    const [port, remote] = [socket.getLocalPort(), socket.getRemoteSocketAddress()];
    closeSockets(client, server, bound, socket);
    expectAll(socket, ofSocket, [...streams, ...options, 'bind', 'connect', 'connectTimed'], closedError);
    const wasConnected = before === 'connected' || before === 'accepted';
    expectReturns(socket, ofSocket, {
      isClosed: true,
      isConnected: wasConnected,
      isBound: before !== 'new',
      close: undefined,
      dispose: undefined,
      fd: -1,
      getLocalPort: port,
      getRemoteSocketAddress: remote,
    });
  });

  it('whose streams outlive it', () => {
    for (const family of families) {
      const { client, server } = connected(family);
      const [input, output] = [client.getInputStream(), client.getOutputStream()];
      client.close();
      const calls: Calls<undefined> = {
        read: () => input.read(),
        readBuffer: () => input.read(new Uint8Array(4)),
        available: () => input.available(),
        skip: () => input.skip(3),
        readNBytes: () => input.readNBytes(4),
        readAllBytes: () => input.readAllBytes(),
        write: () => {
          output.write('x');
        },
        writeByte: () => {
          output.write(1);
        },
      };
      expectAll(undefined, calls, Object.keys(calls), {
        name: 'SocketException',
        code: 'ERR_SOCKET_CLOSED',
        message: 'Socket closed',
      });
      // Nothing to do.
      expect(input.read(new Uint8Array(0))).toBe(0);
      output.write('');
      output.flush();
      input.close();
      output.close();
      server.close();
    }
  });

  it('one of whose streams is closed is closed', () => {
    for (const stream of ['getInputStream', 'getOutputStream'] as const) {
      const { client, server } = connected();
      client[stream]().close();
      expect(client.isClosed()).toBe(true);
      expect(server.getInputStream().read()).toBe(-1);
      server.close();
    }
  });

  it('with arguments that are none', () => {
    const socket = new Socket();
    const connects = [
      undefined,
      null,
      'localhost',
      5,
      {},
      { port: 65536 },
      { port: -1 },
      { port: 1.5 },
      { port: 1, address: 5 },
      { path: 5 },
    ];
    for (const addr of connects)
      expect(() => {
        socket.connect(addr as never);
      }, JSON.stringify(addr)).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(/^ERR_(INVALID_ARG_TYPE|OUT_OF_RANGE)$/) as string,
        }) as Error,
      );
    expect(socket.isClosed()).toBe(false);
    for (const [host, port] of [
      ['localhost'],
      ['localhost', 65536],
      ['localhost', -1],
      ['localhost', NaN],
      [5, 5],
      [{}, undefined],
    ])
      expect(() => new Socket(host as never, port as never)).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(/^ERR_(INVALID_ARG_TYPE|OUT_OF_RANGE)$/) as string,
        }) as Error,
      );
    for (const size of [0, -1, 1.5, 2 ** 31]) {
      expect(() => {
        socket.setReceiveBufferSize(size);
      }).toThrow(RangeError);
      expect(() => {
        socket.setSendBufferSize(size);
      }).toThrow(RangeError);
    }
    for (const tc of [-1, 256])
      expect(() => {
        socket.setTrafficClass(tc);
      }).toThrow(RangeError);
    expect(() => {
      socket.setSoLinger(true, -1);
    }).toThrow(RangeError);
    for (const name of ['SO_NOTHING', 'toString', 'AF_INET', ''])
      expect(() => socket.getOption(name)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }) as Error);
    for (const name of [5, undefined])
      expect(() => socket.getOption(name as never)).toThrow(
        expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }) as Error,
      );
    socket.close();
  });
});

describe('a socket that was shared with no thread', () => {
  it('knows the state it was closed in', () => {
    const server = listening();
    const client = new Socket('127.0.0.1', server.getLocalPort());
    const peer = server.accept();
    const addr = endpointOf(server);
    closeSockets(client, peer, server);
    expect([client.isConnected(), peer.isConnected(), server.isBound()]).toEqual([true, true, true]);
    expect(server.getLocalSocketAddress()).toEqual(addr);
  });
});
