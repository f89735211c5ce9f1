import { once } from 'node:events';
import { connect } from 'node:net';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, loopbackColumn, notOpen, procNet, tcpState } from '../support/kernel.js';
import { boundSocket, closeAll, inet, unix } from '../support/sockets.js';

describe('listen', () => {
  closesWhatItOpens();

  it('makes the socket passive: the kernel lists it so, and Node connects to it', async () => {
    const { fd, port } = boundSocket(s.SOCK_STREAM);
    s.listen(fd, 8);
    expect(procNet('tcp', fd)?.slice(1, 4)).toEqual([loopbackColumn(port), '00000000:0000', tcpState.listen]);
    const client = connect(port, '127.0.0.1');
    await once(client, 'connect');
    client.destroy();
    await once(client, 'close');
    s.close(fd);
  });

  it('queues as many connections as `backlog` says, and one more (Linux)', () => {
    const { fd, port } = boundSocket(s.SOCK_STREAM);
    s.listen(fd, 1);
    const clients = [0, 1, 2].map(() => s.socket(s.AF_INET, s.SOCK_STREAM | s.SOCK_NONBLOCK, 0));
    for (const client of clients) s.raw.connect(client, inet(port));
    const connected = (client: number, timeout: number): boolean =>
      s.poll([{ fd: client, events: s.POLLOUT }], timeout) === 1;
    expect([connected(clients[0]!, -1), connected(clients[1]!, -1), connected(clients[2]!, 0)]).toEqual([
      true,
      true,
      false,
    ]);
    closeAll(fd, ...clients);
  });

  it('binds an internet socket that has no address', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    s.listen(fd, 0);
    expect(procNet('tcp', fd)?.[1]).toMatch(/^00000000:(?!0000)/);
    s.close(fd);
  });

  it('can be called again, with any int', () => {
    const { fd } = boundSocket(s.SOCK_STREAM);
    for (const backlog of [1, -1, 0x7fffffff, -0x80000000]) expect(s.raw.listen(fd, backlog)).toBe(0);
    expect(procNet('tcp', fd)?.[3]).toBe(tcpState.listen);
    expectRefusal('listen', [fd, 2 ** 31], 'ERR_OUT_OF_RANGE');
    s.close(fd);
  });

  it('fails as the kernel says', () => {
    const udp = boundSocket(s.SOCK_DGRAM).fd;
    const stream = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
    const datagram = s.socket(s.AF_UNIX, s.SOCK_DGRAM, 0);
    const [read, write] = s.pipe();
    expectFailure('listen', [udp, 1], 'EOPNOTSUPP');
    expectFailure('listen', [stream, 1], 'EINVAL');
    expectFailure('listen', [datagram, 1], 'EOPNOTSUPP');
    expectFailure('listen', [read, 1], 'ENOTSOCK');
    expectFailure('listen', [notOpen, 1], 'EBADF');
    s.bind(stream, unix(`\0listen-${process.pid}`));
    s.listen(stream, 1);
    expect(procNet('unix', stream)?.[3]).toBe('00010000');
    closeAll(udp, stream, datagram, read, write);
  });
});
