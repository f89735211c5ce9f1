import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { boundSocket, bytes, closeAll, inet, inet6, tcpPair, unix, unixPair } from '../support/sockets.js';

describe('sendto', () => {
  closesWhatItOpens();

  it("sends a datagram, which Node's socket receives", async () => {
    const receiver = createSocket('udp4');
    receiver.bind(0, '127.0.0.1');
    await once(receiver, 'listening');
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    expect(s.sendto(fd, bytes('hello'), 0, inet(receiver.address().port))).toBe(5);
    const [message, from] = (await once(receiver, 'message')) as [Buffer, { port: number }];
    expect(message.toString()).toBe('hello');
    expect(s.getsockname(fd)).toMatchObject({ port: from.port });
    receiver.close();
    await once(receiver, 'close');
    s.close(fd);
  });

  it('sends the address as bytes too', () => {
    const { fd: receiver, port } = boundSocket(s.SOCK_DGRAM);
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    const family = process.platform === 'linux' ? [s.AF_INET, 0] : [16, s.AF_INET];
    const to = Uint8Array.from([...family, port >> 8, port & 255, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(s.raw.sendto(fd, bytes('x'), 0, to)).toBe(1);
    expect(s.recvfrom(receiver, Buffer.alloc(4), 0).length).toBe(1);
    closeAll(receiver, fd);
  });

  it('fails as the kernel says, and the error carries the address', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    const { client, server, port } = tcpPair();
    const [a, b] = unixPair(s.SOCK_STREAM);
    const name = { address: '127.0.0.1', port: 9 };
    expectFailure('sendto', [fd, Buffer.alloc(70_000), 0, inet(9)], 'EMSGSIZE', name);
    expectFailure('sendto', [fd, bytes('x'), s.MSG_OOB, inet(9)], 'EOPNOTSUPP', name);
    expectFailure('sendto', [fd, bytes('x'), 0, inet(0)], 'EINVAL', { ...name, port: 0 });
    expectFailure('sendto', [fd, bytes('x'), 0, inet6(9)], 'EAFNOSUPPORT', { address: '::1', port: 9 });
    expectFailure('sendto', [fd, bytes('x'), 0, inet(9, '255.255.255.255')], 'EACCES', {
      address: '255.255.255.255',
      port: 9,
    });
    expectFailure('sendto', [fd, bytes('x'), 0, new Uint8Array(3)], 'EINVAL');
    expectFailure('sendto', [notOpen, bytes('x'), 0, inet(9)], 'EBADF', name);
    expectFailure('sendto', [a, bytes('x'), 0, unix('/nowhere')], 'EISCONN', { path: '/nowhere' });
    // On TCP the address is not looked at.
    expect(s.sendto(client, bytes('x'), 0, inet(port))).toBe(1);
    s.shutdown(client, s.SHUT_WR);
    expectFailure('sendto', [client, bytes('x'), s.MSG_NOSIGNAL, inet(port)], 'EPIPE', { ...name, port });
    expectRefusal('sendto', [fd, bytes('x'), 0, null], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('sendto', [fd, bytes('x'), 0, inet(70_000)], 'ERR_OUT_OF_RANGE');
    s.poll([{ fd: server, events: s.POLLIN }], -1);
    closeAll(fd, client, server, a, b);
  });
});
