// DatagramSocket and DatagramPacket, over UDP and over UNIX sockets.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatagramPacket, DatagramSocket, SocketException } from 'berkeley-sockets';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens } from '../support/kernel.js';
import { inFolder } from '../support/sockets.js';
import { closeSockets, newPath } from './support/pairs.js';
import { useThreads } from './support/threads.js';

closesWhatItOpens();
const threads = useThreads(1);
const linux = process.platform === 'linux';

const packetOf = (text: string, ...to: [] | [string | object, number?]): DatagramPacket =>
  new DatagramPacket(Buffer.from(text), text.length, ...(to as []));
const textOf = (packet: DatagramPacket): string =>
  Buffer.from(packet.getData()).toString('latin1', 0, packet.getLength());

describe('UDP', () => {
  it.each(['127.0.0.1', '::1'])('a question to %s is answered', (host) => {
    const server = new DatagramSocket(0);
    const client = new DatagramSocket();
    client.send(packetOf('question', host, server.getLocalPort()));
    const packet = new DatagramPacket(new Uint8Array(100));
    server.receive(packet);
    expect([textOf(packet), packet.getAddress(), packet.getPort()]).toEqual(['question', host, client.getLocalPort()]);
    packet.setData(Buffer.from('answer'));
    server.send(packet);
    const answer = new DatagramPacket(new Uint8Array(100));
    client.receive(answer);
    expect([textOf(answer), answer.getPort()]).toEqual(['answer', server.getLocalPort()]);
    closeSockets(server, client);
  });

  it('what does not fit is cut, and the packet has its room again', () => {
    const receiver = new DatagramSocket(0, '127.0.0.1');
    const sender = new DatagramSocket();
    const to = ['127.0.0.1', receiver.getLocalPort()] as const;
    for (const text of ['1', '', '0123456789', 'abc']) sender.send(packetOf(text, ...to));
    const packet = new DatagramPacket(new Uint8Array(10), 5);
    const seen = Array.from({ length: 4 }, () => {
      receiver.receive(packet);
      return textOf(packet);
    });
    expect(seen).toEqual(['1', '', '01234', 'abc']);
    // Into the middle of what the caller has: nothing behind the room is written.
    expect([...packet.getData().subarray(5)]).toEqual([0, 0, 0, 0, 0]);
    closeSockets(receiver, sender);
  });

  it('the largest, and one that is too large', () => {
    const receiver = new DatagramSocket(0, '127.0.0.1');
    const sender = new DatagramSocket();
    const largest = 65_507;
    sender.send(new DatagramPacket(new Uint8Array(largest).fill(5), largest, '127.0.0.1', receiver.getLocalPort()));
    const packet = new DatagramPacket(new Uint8Array(70_000));
    receiver.receive(packet);
    expect(packet.getLength()).toBe(largest);
    expect(() => {
      sender.send(new DatagramPacket(new Uint8Array(largest + 1), largest + 1, '127.0.0.1', receiver.getLocalPort()));
    }).toThrow(expect.objectContaining({ name: 'SocketException', code: 'EMSGSIZE' }) as Error);
    closeSockets(receiver, sender);
  });

  it('connected: it hears its peer alone, until disconnect()', () => {
    const [a, b, c] = [
      new DatagramSocket(0, '127.0.0.1'),
      new DatagramSocket(0, '127.0.0.1'),
      new DatagramSocket(0, '127.0.0.1'),
    ];
    a.connect('127.0.0.1', b.getLocalPort());
    expect([a.isConnected(), a.getInetAddress(), a.getPort()]).toEqual([true, '127.0.0.1', b.getLocalPort()]);
    expect(s.getpeername(a.fd)).toMatchObject({ port: b.getLocalPort() });
    c.send(packetOf('not heard', '127.0.0.1', a.getLocalPort()));
    b.send(packetOf('heard', '127.0.0.1', a.getLocalPort()));
    const packet = new DatagramPacket(new Uint8Array(100));
    a.receive(packet);
    expect(textOf(packet)).toBe('heard');
    a.send(packetOf('to the peer'));
    b.receive(packet);
    expect(textOf(packet)).toBe('to the peer');
    const port = a.getLocalPort();
    a.disconnect();
    expect([a.isConnected(), a.getInetAddress(), a.getPort(), a.getRemoteSocketAddress()]).toEqual([
      false,
      null,
      -1,
      null,
    ]);
    expect(() => s.getpeername(a.fd)).toThrow(expect.objectContaining({ code: 'ENOTCONN' }) as Error);
    a.disconnect();
    // It is still where it was (JDK-8231880: Linux takes the port away).
    expect(s.getsockname(a.fd)).toMatchObject({ port });
    expect(a.getLocalPort()).toBe(port);
    c.send(packetOf('heard again', '127.0.0.1', port));
    a.setSoTimeout(5000);
    a.receive(packet);
    expect(textOf(packet)).toBe('heard again');
    closeSockets(a, b, c);
  });

  it('connected to a port that nobody has: the refusal is told', () => {
    const gone = new DatagramSocket(0, '127.0.0.1');
    const port = gone.getLocalPort();
    gone.close();
    const socket = new DatagramSocket(0, '127.0.0.1');
    socket.connect({ address: '127.0.0.1', port });
    socket.send(packetOf('x'));
    socket.setSoTimeout(5000);
    expect(() => {
      socket.receive(packetOf('    '));
    }).toThrow(expect.objectContaining({ name: 'SocketException', code: 'ECONNREFUSED' }) as Error);
    expect(socket.isClosed()).toBe(false);
    socket.close();
  });

  it('bound by the kernel with the first send()', () => {
    const receiver = new DatagramSocket(0, '127.0.0.1');
    const sender = new DatagramSocket(null);
    expect([sender.isBound(), sender.getLocalPort(), sender.fd]).toEqual([false, 0, -1]);
    sender.send(packetOf('x', '127.0.0.1', receiver.getLocalPort()));
    expect(sender.isBound()).toBe(true);
    const packet = new DatagramPacket(new Uint8Array(4));
    receiver.receive(packet);
    expect([packet.getPort(), packet.getPort() > 0]).toEqual([sender.getLocalPort(), true]);
    closeSockets(receiver, sender);
  });

  it('a port that is taken, a host that nobody has', () => {
    const socket = new DatagramSocket(0, '127.0.0.1');
    expect(() => new DatagramSocket(socket.getLocalPort(), '127.0.0.1')).toThrow(
      expect.objectContaining({ name: 'BindException', code: 'EADDRINUSE' }) as Error,
    );
    expect(() => {
      socket.send(packetOf('x', 'no-such-host.invalid', 1));
    }).toThrow(expect.objectContaining({ name: 'UnknownHostException' }) as Error);
    expect(() => {
      socket.connect('no-such-host.invalid', 1);
    }).toThrow(expect.objectContaining({ name: 'UnknownHostException' }) as Error);
    socket.close();
  });

  it("exchanges with Node's", async () => {
    const nodes = createSocket('udp4');
    nodes.on('message', (message, { address, port }) => nodes.send(message.toString().toUpperCase(), port, address));
    nodes.bind(0, '127.0.0.1');
    await once(nodes, 'listening');
    const asking = threads.run(({ net }, port: number) => {
      const socket = new net.DatagramSocket();
      socket.setSoTimeout(10_000);
      const packet = new net.DatagramPacket(Buffer.from('hello'), 5, 'localhost', port);
      packet.setAddress('127.0.0.1');
      socket.send(packet);
      socket.receive(packet);
      socket.close();
      return Buffer.from(packet.getData()).toString();
    }, nodes.address().port);
    expect(await asking.valueLater()).toBe('HELLO');
    nodes.close();
    await once(nodes, 'close');
  });

  it('is shared by threads', () => {
    const socket = new DatagramSocket(0, '127.0.0.1');
    const receiving = threads.run(({ net }, it: DatagramSocket) => {
      const packet = new net.DatagramPacket(new Uint8Array(8));
      it.receive(packet);
      return [packet.getLength(), it.getLocalPort()];
    }, socket);
    if (linux) receiving.blocked('recvfrom');
    socket.send(packetOf('self', '127.0.0.1', socket.getLocalPort()));
    expect(receiving.value()).toEqual([4, socket.getLocalPort()]);
    socket.close();
  });
});

describe('UNIX datagrams', () => {
  it('by paths, and from nobody', () => {
    inFolder((folder) => {
      const [server, client] = [
        new DatagramSocket({ path: join(folder, 'server') }),
        new DatagramSocket({ path: join(folder, 'client') }),
      ];
      client.send(packetOf('question', { path: join(folder, 'server') }));
      const packet = new DatagramPacket(new Uint8Array(20));
      server.receive(packet);
      expect([textOf(packet), packet.getSocketAddress()]).toEqual([
        'question',
        { family: s.AF_UNIX, path: join(folder, 'client') },
      ]);
      packet.setData(Buffer.from('answer'));
      server.send(packet);
      client.receive(packet);
      expect(textOf(packet)).toBe('answer');
      const nameless = new DatagramSocket(null);
      nameless.connect({ path: join(folder, 'server') });
      nameless.send(packetOf('from nobody'));
      const from = new DatagramPacket(new Uint8Array(20));
      server.receive(from);
      expect([textOf(from), from.getSocketAddress(), from.getAddress(), from.getPort()]).toEqual([
        'from nobody',
        null,
        null,
        -1,
      ]);
      expect(() => {
        client.send(packetOf('x', { path: join(folder, 'none') }));
      }).toThrow(SocketException);
      closeSockets(server, client, nameless);
    });
  });

  it.runIf(linux)('by abstract names', () => {
    const [a, b] = [`\0${newPath()}`, `\0${newPath()}`].map((path) => new DatagramSocket({ path }));
    a!.send(packetOf('hello', b!.getLocalSocketAddress()!));
    const packet = new DatagramPacket(new Uint8Array(20));
    b!.receive(packet);
    expect([textOf(packet), packet.getSocketAddress()]).toEqual(['hello', a!.getLocalSocketAddress()]);
    closeSockets(a!, b!);
  });
});

describe('DatagramPacket', () => {
  it('keeps what it is given', () => {
    const buf = Buffer.from('0123456789');
    const packet = new DatagramPacket(buf, 4, '127.0.0.1', 9000);
    expect([packet.getData(), packet.getLength(), packet.getAddress(), packet.getPort()]).toEqual([
      buf,
      4,
      '127.0.0.1',
      9000,
    ]);
    packet.setLength(10);
    packet.setAddress('::1');
    packet.setPort(53);
    expect([packet.getLength(), packet.getAddress(), packet.getPort()]).toEqual([10, '::1', 53]);
    expect(() => {
      packet.setLength(11);
    }).toThrow(RangeError);
    packet.setSocketAddress({ host: 'localhost', port: 7 });
    expect([packet.getAddress(), packet.getPort()]).toEqual(['localhost', 7]);
    packet.setData(new Uint8Array(3));
    expect(packet.getLength()).toBe(3);
    expect([new DatagramPacket(buf).getAddress(), new DatagramPacket(buf).getPort()]).toEqual([null, -1]);
  });
});
