// Each option: its default, set, read back, by its method and by its name. What the kernel has is asked of the raw layer.
// That a closed socket throws is in bad-usages.test.ts.
import { DatagramSocket, ServerSocket, Socket } from 'berkeley-sockets';
import * as s from 'berkeley-sockets/syscalls';
import { trace } from 'berkeley-sockets/trace';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens } from '../support/kernel.js';
import { closeSockets, connected, listening } from './support/pairs.js';

closesWhatItOpens();
const linux = process.platform === 'linux';

interface Flag<T> {
  get(socket: T): boolean;
  set(socket: T, on: boolean): void;
  level: number;
  optname: number;
  name: string;
  initially: boolean;
}

const reuse = {
  get: (it: Socket | ServerSocket | DatagramSocket) => it.getReuseAddress(),
  set: (it: Socket | ServerSocket | DatagramSocket, on: boolean) => {
    it.setReuseAddress(on);
  },
  level: s.SOL_SOCKET,
  optname: s.SO_REUSEADDR,
  name: 'SO_REUSEADDR',
};
const flags: Flag<Socket>[] = [
  {
    get: (it) => it.getTcpNoDelay(),
    set: (it, on) => {
      it.setTcpNoDelay(on);
    },
    level: s.IPPROTO_TCP,
    optname: s.TCP_NODELAY,
    name: 'TCP_NODELAY',
    initially: false,
  },
  {
    get: (it) => it.getKeepAlive(),
    set: (it, on) => {
      it.setKeepAlive(on);
    },
    level: s.SOL_SOCKET,
    optname: s.SO_KEEPALIVE,
    name: 'SO_KEEPALIVE',
    initially: false,
  },
  {
    get: (it) => it.getOOBInline(),
    set: (it, on) => {
      it.setOOBInline(on);
    },
    level: s.SOL_SOCKET,
    optname: s.SO_OOBINLINE,
    name: 'SO_OOBINLINE',
    initially: false,
  },
  { ...reuse, initially: false },
];

function checkFlag<
  T extends { fd: number; getOption(name: string): unknown; setOption(name: string, value: boolean): void },
>(socket: T, flag: Flag<T>): void {
  const { get, set, name, level, optname } = flag;
  expect(get(socket), name).toBe(flag.initially);
  for (const on of [true, false, true]) {
    const recorded = trace(() => {
      set(socket, on);
    });
    expect(recorded.calls.flatMap(({ systemCalls }) => systemCalls.map((call) => call.name))).toEqual(['setsockopt']);
    expect([get(socket), socket.getOption(name), s.getsockopt(socket.fd, level, optname) !== 0], name).toEqual([
      on,
      on,
      on,
    ]);
  }
  socket.setOption(name, false);
  expect(get(socket), name).toBe(false);
}

describe('a Socket', () => {
  it.each(flags.map((flag) => [flag.name, flag] as const))('%s, new and connected', (_, flag) => {
    const socket = new Socket();
    checkFlag(socket, flag);
    socket.close();
    const { client, server } = connected();
    checkFlag(client, flag);
    // Linux gives SO_REUSEADDR of a listener to the connections.
    checkFlag(server, flag.name === 'SO_REUSEADDR' && linux ? { ...flag, initially: true } : flag);
    closeSockets(client, server);
  });

  it('SO_LINGER, in seconds', () => {
    const { client, server } = connected();
    expect([client.getSoLinger(), client.getOption('SO_LINGER')]).toEqual([-1, -1]);
    for (const [seconds, kept] of [
      [5, 5],
      [0, 0],
      [65535, 65535],
      [100_000, 65535],
    ] as const) {
      client.setSoLinger(true, seconds);
      expect([client.getSoLinger(), client.getOption('SO_LINGER')]).toEqual([kept, kept]);
      const raw = s.getsockopt(client.fd, s.SOL_SOCKET, s.SO_LINGER, 8);
      expect([...new Int32Array(raw.slice().buffer)]).toEqual([1, kept]);
    }
    client.setSoLinger(false);
    expect(client.getSoLinger()).toBe(-1);
    client.setOption('SO_LINGER', 7);
    expect(client.getSoLinger()).toBe(7);
    client.setOption('SO_LINGER', -1);
    expect(client.getSoLinger()).toBe(-1);
    closeSockets(client, server);
  });

  it('SO_RCVBUF and SO_SNDBUF: what was asked for is read back', () => {
    const { client, server } = connected();
    for (const size of [8192, 32768, 65536]) {
      client.setReceiveBufferSize(size);
      client.setSendBufferSize(size);
      expect([client.getReceiveBufferSize(), client.getSendBufferSize()]).toEqual([size, size]);
      // By name it is the kernel's: twice that, on Linux (socket(7)).
      const factor = linux ? 2 : 1;
      expect([client.getOption('SO_RCVBUF'), client.getOption('SO_SNDBUF')]).toEqual([factor * size, factor * size]);
    }
    closeSockets(client, server);
  });

  it('IPV6_TCLASS', () => {
    const { client, server } = connected();
    expect(client.getTrafficClass()).toBe(0);
    for (const tc of [0x08, 0x10, 0]) {
      client.setTrafficClass(tc);
      expect([client.getTrafficClass(), client.getOption('IPV6_TCLASS')]).toEqual([tc, tc]);
    }
    closeSockets(client, server);
  });

  it('that is new has the descriptor made by its first option, and keeps the option when it connects', () => {
    const listener = listening();
    const socket = new Socket();
    expect(socket.fd).toBe(-1);
    socket.setKeepAlive(true);
    const { fd } = socket;
    expect(fd).toBeGreaterThan(2);
    socket.connect(listener.getLocalSocketAddress() as never, 1000);
    expect([socket.fd, socket.getKeepAlive()]).toEqual([fd, true]);
    closeSockets(socket, listener);
  });
});

describe('by name', () => {
  it('numbers, and what cannot be set', () => {
    const { client, server } = connected();
    if (linux) {
      for (const [name, value] of [
        ['TCP_KEEPIDLE', 42],
        ['TCP_KEEPINTVL', 7],
        ['TCP_KEEPCNT', 3],
        ['TCP_USER_TIMEOUT', 5000],
        ['SO_PRIORITY', 4],
        ['IP_TTL', 33],
      ] as const) {
        client.setOption(name, value);
        expect(client.getOption(name), name).toBe(value);
      }
    }
    expect(client.getOption('SO_TYPE')).toBe(s.SOCK_STREAM);
    expect(client.getOption('SO_ERROR')).toBe(0);
    expect(client.getOption('SO_ACCEPTCONN')).toBe(false);
    expect(client.getOption('IPV6_V6ONLY')).toBe(false);
    expect(() => {
      client.setOption('SO_TYPE', 1);
    }).toThrow(
      expect.objectContaining({
        name: 'SocketException',
        syscall: 'setsockopt',
        code: linux ? 'ENOPROTOOPT' : 'EINVAL',
      }) as Error,
    );
    closeSockets(client, server);
  });

  it('times, in milliseconds', () => {
    const { client, server } = connected();
    for (const name of ['SO_RCVTIMEO', 'SO_SNDTIMEO']) {
      expect(client.getOption(name)).toBe(0);
      client.setOption(name, 1500);
      expect(client.getOption(name)).toBe(1500);
      client.setOption(name, 0);
      expect(client.getOption(name)).toBe(0);
    }
    closeSockets(client, server);
  });

  it.runIf(linux)('text, structures and credentials', () => {
    const { client, server } = connected();
    const congestion = client.getOption('TCP_CONGESTION') as string;
    expect(congestion).toMatch(/^[a-z]+$/);
    client.setOption('TCP_CONGESTION', congestion);
    client.setOption('TCP_CONGESTION', 'reno');
    expect(client.getOption('TCP_CONGESTION')).toBe('reno');
    const established = 1;
    expect((client.getOption('TCP_INFO') as Uint8Array)[0]).toBe(established);
    closeSockets(client, server);
    const unix = connected('UNIX');
    expect(unix.server.getOption('SO_PEERCRED')).toEqual({
      pid: process.pid,
      uid: process.getuid!(),
      gid: process.getgid!(),
    });
    expect(() => {
      unix.server.setOption('SO_PEERCRED', 1);
    }).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }) as Error);
    closeSockets(unix.client, unix.server);
  });

  it('a TCP option of a UNIX socket fails as the kernel says', () => {
    const { client, server } = connected('UNIX');
    expect(() => client.getTcpNoDelay()).toThrow(
      expect.objectContaining({ name: 'SocketException', syscall: 'getsockopt' }) as Error,
    );
    expect(() => {
      client.setTcpNoDelay(true);
    }).toThrow(expect.objectContaining({ name: 'SocketException', syscall: 'setsockopt' }) as Error);
    expect(client.isClosed()).toBe(false);
    closeSockets(client, server);
  });
});

describe('a ServerSocket', () => {
  it('has SO_REUSEADDR, before and after it is bound', () => {
    const server = new ServerSocket();
    expect(server.getReuseAddress()).toBe(true);
    server.setReuseAddress(false);
    server.bind({ address: '127.0.0.1', port: 0 });
    checkFlag(server, { ...reuse, initially: false });
    expect(server.getOption('SO_ACCEPTCONN')).toBe(true);
    server.close();
    const another = new ServerSocket(0);
    expect([another.getReuseAddress(), another.getOption('IPV6_V6ONLY')]).toEqual([true, false]);
    another.close();
  });

  it('gives its SO_RCVBUF to the connections', () => {
    const server = new ServerSocket();
    server.setReceiveBufferSize(16_384);
    expect(server.getReceiveBufferSize()).toBe(16_384);
    server.bind({ address: '127.0.0.1', port: 0 });
    const client = new Socket('127.0.0.1', server.getLocalPort());
    const peer = server.accept();
    expect(peer.getReceiveBufferSize()).toBe(16_384);
    closeSockets(client, peer, server);
  });
});

it('a DatagramSocket has SO_BROADCAST, as in Java, and buffers', () => {
  const socket = new DatagramSocket();
  checkFlag(socket, {
    get: (it) => it.getBroadcast(),
    set: (it, on) => {
      it.setBroadcast(on);
    },
    level: s.SOL_SOCKET,
    optname: s.SO_BROADCAST,
    name: 'SO_BROADCAST',
    initially: true,
  });
  checkFlag(socket, { ...reuse, initially: false });
  for (const size of [8192, 65536]) {
    socket.setReceiveBufferSize(size);
    socket.setSendBufferSize(size);
    expect([socket.getReceiveBufferSize(), socket.getSendBufferSize()]).toEqual([size, size]);
  }
  socket.close();
});
