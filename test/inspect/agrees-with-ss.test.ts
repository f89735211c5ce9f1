import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { socketState } from 'berkeley-sockets/inspect';
import type { SocketState } from 'berkeley-sockets/inspect';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens } from '../support/kernel.js';
import { boundSocket, closeAll, inet, inFolder, tcpListener, unix, unixPair } from '../support/sockets.js';
import { connection, fill, handshakeUnderWay, receive, send, until } from './scenes.js';
import { fromSs, inWordsOfSs, ss } from './ss.js';
import type { SsRow } from './ss.js';

/** What both said at a moment around which nothing changed. */
function still(fd: number): { state: SocketState; row: SsRow } {
  for (;;) {
    const state = socketState(fd);
    const rows = ss();
    const row = rows.get(state.inode!);
    if (!isDeepStrictEqual(state, socketState(fd))) continue;
    if (row === undefined) throw new Error(`ss does not list inode ${state.inode!}`);
    return { state, row };
  }
}

function expectAgreement(fd: number): { state: SocketState; row: SsRow } {
  const both = still(fd);
  expect(inWordsOfSs(both.state)).toEqual(fromSs(both.row, both.state));
  return both;
}

describe.runIf(process.platform === 'linux')('socketState agrees with ss', () => {
  closesWhatItOpens();

  it('on a connection with bytes that nobody has read', () => {
    const { client, server } = connection();
    send(client, 78);
    until(() => socketState(server).receiveQueue === 78);
    expect(expectAgreement(client).state).toMatchObject({ state: 'ESTABLISHED', sendQueue: 0 });
    const { row } = expectAgreement(server);
    expect(row).toMatchObject({ state: 'ESTAB', received: 78 });
    closeAll(client, server);
  });

  it('over IPv6', () => {
    const { client, server } = connection(s.AF_INET6);
    expect(expectAgreement(client).row.local).toMatch(/^\[::1\]:\d+$/);
    expectAgreement(server);
    closeAll(client, server);
  });

  it('on a sender whose peer does not read', () => {
    const { client, server } = connection();
    fill(client);
    const { row } = expectAgreement(client);
    expect(row.sent).toBeGreaterThan(0);
    expect(Number(row.fields.get('notsent'))).toBeGreaterThan(0);
    expectAgreement(server);
    closeAll(client, server);
  });

  it('on a listener with connections that nobody has accepted', () => {
    const listener = tcpListener(5);
    const clients = [1, 2, 3].map(() => s.socket(s.AF_INET, s.SOCK_STREAM, 0));
    for (const client of clients) s.connect(client, inet(listener.port));
    until(() => socketState(listener.fd).acceptQueue === 3);
    const { state, row } = expectAgreement(listener.fd);
    expect(row).toMatchObject({ state: 'LISTEN', received: 3, sent: 5 });
    expect(state).toMatchObject({ acceptQueue: 3, acceptQueueLimit: 5 });
    closeAll(listener.fd, ...clients);
  });

  it('on connections that are half closed, with and without bytes before the FIN', () => {
    const { client, server } = connection();
    send(client, 10);
    s.shutdown(client, s.SHUT_WR);
    until(() => socketState(client).state === 'FIN_WAIT2' && socketState(server).state === 'CLOSE_WAIT');
    expectAgreement(client);
    // ss counts the FIN.
    expect(expectAgreement(server).row).toMatchObject({ state: 'CLOSE-WAIT', received: 11 });
    expect(socketState(server).receiveQueue).toBe(10);
    receive(server, 10);
    expect(expectAgreement(server).state.receiveQueue).toBe(0);
    closeAll(client, server);
  });

  it('on connections that are closing while bytes wait', () => {
    const { client, server } = connection();
    fill(client);
    s.shutdown(client, s.SHUT_WR);
    expect(expectAgreement(client).row.state).toBe('FIN-WAIT-1');
    fill(server);
    s.shutdown(server, s.SHUT_WR);
    expect(expectAgreement(server).row.state).toBe('FIN-WAIT-1');
    closeAll(client, server);

    const other = connection();
    s.shutdown(other.server, s.SHUT_WR);
    until(() => socketState(other.client).state === 'CLOSE_WAIT');
    fill(other.client);
    s.shutdown(other.client, s.SHUT_WR);
    expect(expectAgreement(other.client).row.state).toBe('LAST-ACK');
    closeAll(other.client, other.server);
  });

  it('on a handshake that is under way', () => {
    const { fds, connecting } = handshakeUnderWay();
    expect(expectAgreement(connecting).row.state).toBe('SYN-SENT');
    closeAll(...fds);
  });

  it('on UDP, bound and connected, with datagrams that nobody has read', () => {
    const server = boundSocket(s.SOCK_DGRAM);
    const client = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    s.connect(client, inet(server.port));
    s.send(client, new Uint8Array(100), 0);
    s.send(client, new Uint8Array(20), 0);
    const { state, row } = expectAgreement(server.fd);
    expect(row).toMatchObject({ state: 'UNCONN', received: state.memory!.receive });
    expect(state).toMatchObject({ state: 'CLOSE', receiveQueue: 100 });
    expect(expectAgreement(client).state).toMatchObject({ state: 'ESTABLISHED', protocol: 'IPPROTO_UDP' });
    closeAll(server.fd, client);
  });

  it.each(['SOCK_STREAM', 'SOCK_SEQPACKET', 'SOCK_DGRAM'] as const)('on a pair of UNIX sockets: %s', (type) => {
    const [a, b] = unixPair(s[type]);
    s.write(a, new Uint8Array(100));
    expect(expectAgreement(a).row.sent).toBeGreaterThan(100);
    expect(expectAgreement(b).state).toMatchObject({ state: 'ESTABLISHED', type, receiveQueue: 100 });
    expect(socketState(a).peerInode).toBe(socketState(b).inode);
    s.close(a);
    expectAgreement(b);
    s.close(b);
  });

  it('on UNIX listeners and their connections, by path and by abstract name', () => {
    inFolder((folder) => {
      for (const path of [join(folder, 'socket'), `\0inspect-${process.pid}`]) {
        const listener = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
        s.bind(listener, unix(path));
        expect(expectAgreement(listener).row.state).toBe('UNCONN');
        s.listen(listener, 4);
        const clients = [1, 2].map(() => s.socket(s.AF_UNIX, s.SOCK_STREAM, 0));
        for (const client of clients) s.connect(client, unix(path));
        expect(expectAgreement(listener).row).toMatchObject({ state: 'LISTEN', received: 2, sent: 4 });
        const server = s.accept(listener).fd;
        expectAgreement(server);
        expectAgreement(clients[0]!);
        closeAll(listener, server, ...clients);
      }
    });
  });
});
