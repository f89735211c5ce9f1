import { socketState } from 'berkeley-sockets/inspect';
import type { SocketState } from 'berkeley-sockets/inspect';
import * as s from 'berkeley-sockets/syscalls';
import { trace } from 'berkeley-sockets/trace';
import { describe, expect, it } from 'vitest';
import { expectErrnoError, thrownBy } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { closeAll, tcpListener, tcpPair, unixPair, withFile } from '../support/sockets.js';
import { newFlag, raised, startWorker } from '../support/worker.js';
import { send, until } from './scenes.js';

const timeval = (seconds: number, microseconds: number): Uint8Array =>
  new Uint8Array(BigInt64Array.of(BigInt(seconds), BigInt(microseconds)).buffer);
const linger = (seconds: number): Uint8Array => new Uint8Array(Int32Array.of(1, seconds).buffer);

describe('socketState', () => {
  closesWhatItOpens();

  it('tells the addresses, the buffers and what waits', () => {
    const { client, server, port } = tcpPair();
    send(client, 42);
    until(() => socketState(server).receiveQueue === 42);
    const state = socketState(server);
    expect(state).toMatchObject({
      family: 'AF_INET',
      type: 'SOCK_STREAM',
      protocol: 'IPPROTO_TCP',
      state: 'ESTABLISHED',
      localAddress: { family: s.AF_INET, address: '127.0.0.1', port },
      remoteAddress: s.getsockname(client),
      receiveBuffer: s.getsockopt(server, s.SOL_SOCKET, s.SO_RCVBUF),
      sendBuffer: s.getsockopt(server, s.SOL_SOCKET, s.SO_SNDBUF),
      retransmits: 0,
    });
    expect(state.rtt).toBeGreaterThan(0);
    closeAll(client, server);
  });

  it('tells the options that are set, in seconds and milliseconds', () => {
    const fd = s.socket(s.AF_INET6, s.SOCK_STREAM, 0);
    expect(socketState(fd).options).toEqual({});
    const set = (level: number, name: number, value: number | Uint8Array): void => {
      s.setsockopt(fd, level, name, value);
    };
    set(s.SOL_SOCKET, s.SO_REUSEADDR, 1);
    set(s.SOL_SOCKET, s.SO_KEEPALIVE, 1);
    set(s.SOL_SOCKET, s.SO_LINGER, linger(0));
    set(s.SOL_SOCKET, s.SO_RCVTIMEO, timeval(1, 500_000));
    set(s.IPPROTO_TCP, s.TCP_NODELAY, 1);
    set(s.IPPROTO_IPV6, s.IPV6_V6ONLY, 1);
    s.fcntl(fd, s.F_SETFL, s.O_NONBLOCK);
    expect(socketState(fd).options).toEqual({
      SO_REUSEADDR: true,
      SO_KEEPALIVE: true,
      SO_LINGER: 0,
      SO_RCVTIMEO: 1500,
      TCP_NODELAY: true,
      IPV6_V6ONLY: true,
      O_NONBLOCK: true,
    });
    s.close(fd);
  });

  it('changes nothing: neither what waits nor the pending error', () => {
    const { client, server } = tcpPair();
    s.setsockopt(server, s.SOL_SOCKET, s.SO_LINGER, linger(0));
    s.close(server);
    until(() => socketState(client).state === 'CLOSE');
    expect(socketState(client).options).toEqual({});
    expect(s.getsockopt(client, s.SOL_SOCKET, s.SO_ERROR)).toBe(s.ECONNRESET);
    s.close(client);
    const [a, b] = unixPair();
    s.write(a, new Uint8Array(7));
    socketState(b);
    expect(s.read(b, new Uint8Array(10))).toBe(7);
    closeAll(a, b);
  });

  it.runIf(process.platform === 'linux')('tells what it can of other families', () => {
    const fd = s.socket(s.AF_NETLINK, s.SOCK_RAW, s.NETLINK_SOCK_DIAG);
    const state = socketState(fd);
    expect(state).toMatchObject({ family: 'AF_NETLINK', type: 'SOCK_RAW' });
    for (const name of ['state', 'protocol', 'rcvNxt']) expect(state).not.toHaveProperty(name);
    s.close(fd);
  });

  it.each([notOpen, -1, 2 ** 31 - 1, -(2 ** 31)])('throws the error of the call that failed: fd %i', (fd) => {
    expectErrnoError(
      thrownBy(() => socketState(fd)),
      'getsockopt',
      'EBADF',
    );
  });

  it('throws ENOTSOCK for a descriptor that is no socket', () => {
    const expectNoSocket = (fd: number): void => {
      expectErrnoError(
        thrownBy(() => socketState(fd)),
        'getsockopt',
        'ENOTSOCK',
      );
    };
    withFile('text', expectNoSocket);
    const pipe = s.pipe();
    pipe.forEach(expectNoSocket);
    closeAll(...pipe);
  });

  it.each([
    ['3', 'ERR_INVALID_ARG_TYPE'],
    [undefined, 'ERR_INVALID_ARG_TYPE'],
    [null, 'ERR_INVALID_ARG_TYPE'],
    [1.5, 'ERR_OUT_OF_RANGE'],
    [NaN, 'ERR_OUT_OF_RANGE'],
    [2 ** 32, 'ERR_OUT_OF_RANGE'],
  ])('refuses %s', (fd, code) => {
    const error = thrownBy(() => socketState(fd as number)) as Error;
    expect(error).toMatchObject({ code });
    expect(error.message).toMatch('"fd"');
  });

  it('is one API call in the trace', () => {
    const { fd } = tcpListener();
    const { calls } = trace(() => socketState(fd));
    expect(calls.map(({ name }) => name)).toEqual([`socketState(${fd})`]);
    s.close(fd);
  });
});

// A thread's own descriptors come and go.
describe.runIf(process.platform === 'linux')('socketState, while another thread closes the descriptor', () => {
  it('never mixes two sockets that had one number', async () => {
    // The thread closes the descriptor and opens another kind of socket under its number, as fast as it can.
    const fd = s.socket(s.AF_UNIX, s.SOCK_DGRAM, 0);
    const stop = newFlag();
    const ready = newFlag();
    const worker = startWorker(
      `const kinds = [[s.AF_INET, s.SOCK_STREAM], [s.AF_UNIX, s.SOCK_SEQPACKET, s.SO_KEEPALIVE],
                      [s.AF_INET6, s.SOCK_DGRAM, s.SO_BROADCAST]];
       raise(data.ready);
       for (let i = 0; Atomics.load(data.stop, 0) === 0; i++) {
         const [domain, type, option] = kinds[i % 3];
         const other = s.socket(domain, type, 0);
         if (option) s.setsockopt(other, s.SOL_SOCKET, option, 1);
         s.dup2(other, data.fd);
         s.close(other);
       }`,
      { fd, stop, ready },
    );
    await raised(ready);
    const kinds = new Set<string>();
    for (let i = 0; i < 1000 || kinds.size < 3; i++) {
      const { family, type, protocol, localAddress, options }: SocketState = socketState(fd);
      kinds.add([family, type, protocol, localAddress?.family, Object.keys(options!)].join());
    }
    Atomics.store(stop, 0, 1);
    await new Promise((resolve) => worker.once('exit', resolve));
    s.close(fd);
    kinds.delete(`AF_UNIX,SOCK_DGRAM,,${s.AF_UNIX},`);
    expect([...kinds].sort()).toEqual([
      `AF_INET,SOCK_STREAM,IPPROTO_TCP,${s.AF_INET},`,
      `AF_INET6,SOCK_DGRAM,IPPROTO_UDP,${s.AF_INET6},SO_BROADCAST`,
      `AF_UNIX,SOCK_SEQPACKET,,${s.AF_UNIX},SO_KEEPALIVE`,
    ]);
  });
});
