import { socketState } from 'berkeley-sockets/inspect';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { dropEverything, takeEverything } from '../support/filters.js';
import { closesWhatItOpens } from '../support/kernel.js';
import { closeAll } from '../support/sockets.js';
import { startWorker } from '../support/worker.js';
import { connection, fill, handshakeUnderWay, receive, send, until } from './scenes.js';

/** Both ends' numbers, once nothing is under way between them. */
function numbers(a: number, b: number): { sent: number | undefined; received: number | undefined }[] {
  until(() => [a, b].every((fd) => socketState(fd).sendQueue === 0));
  const [first, second] = [socketState(a), socketState(b)];
  return [
    { sent: first.sndNxt, received: second.rcvNxt },
    { sent: second.sndNxt, received: first.rcvNxt },
  ];
}

describe.runIf(process.platform === 'linux')('rcvNxt and sndNxt', () => {
  closesWhatItOpens();

  it('are 1 after the handshake, on the side that connected and on the one that accepted', () => {
    const { client, server } = connection();
    expect(numbers(client, server)).toEqual([
      { sent: 1, received: 1 },
      { sent: 1, received: 1 },
    ]);
    closeAll(client, server);
  });

  it('count every byte, read or not, in both directions, and the FIN', () => {
    const { client, server } = connection();
    let [there, back] = [1, 1];
    for (const length of [1, 78, 1460, 65_536, 300_001]) {
      // A part of it waits unread, but for the large ones, for which there is no room.
      send(client, length);
      receive(server, length - 1);
      send(server, 2 * length);
      receive(client, 2 * length);
      receive(server, 1);
      there += length;
      back += 2 * length;
      expect(numbers(client, server)).toEqual([
        { sent: there, received: there },
        { sent: back, received: back },
      ]);
    }
    s.shutdown(client, s.SHUT_WR);
    expect(numbers(client, server)[0]).toEqual({ sent: there + 1, received: there + 1 });
    send(server, 5);
    receive(client, 5);
    expect(numbers(client, server)[1]).toEqual({ sent: back + 5, received: back + 5 });
    closeAll(client, server);
  });

  it('leave out what was written and not sent, and a FIN behind it', () => {
    const { client, server } = connection();
    const written = fill(client);
    // Each state by itself: what is on its way may move between two of them.
    const full = socketState(client);
    expect(full.unsent).toBeGreaterThan(0);
    expect(full.sndNxt).toBe(1 + written - full.unsent!);
    const unread = socketState(server);
    expect(unread.receiveQueue).toBe(unread.rcvNxt! - 1);
    until(() => socketState(server).rcvNxt === socketState(client).sndNxt);

    s.shutdown(client, s.SHUT_WR);
    const closing = socketState(client);
    expect(closing.state).toBe('FIN_WAIT1');
    expect(closing.unsent).toBeGreaterThan(1);
    expect(closing.sndNxt).toBe(1 + written + 1 - closing.unsent!);
    receive(server, written);
    until(() => socketState(server).state === 'CLOSE_WAIT');
    until(() => socketState(client).state === 'FIN_WAIT2');
    expect(socketState(client).sndNxt).toBe(1 + written + 1);
    expect(socketState(server).rcvNxt).toBe(1 + written + 1);
    closeAll(client, server);
  });

  it('count what was lost and sent again once', () => {
    const { client, server } = connection();
    expect(socketState(client).retransmits).toBe(0);
    send(client, 10);
    until(() => socketState(server).rcvNxt === 11);
    dropEverything(server);
    send(client, 1000);
    until(() => socketState(client).retransmits! > 0);
    const lost = socketState(client);
    expect(lost).toMatchObject({ sndNxt: 1011, sendQueue: 1000, unsent: 0 });
    expect(lost.bytesSent! - lost.bytesRetransmitted!).toBe(1010);
    expect(socketState(server).rcvNxt).toBe(11);
    takeEverything(server);
    receive(server, 1010);
    expect(numbers(client, server)[0]).toEqual({ sent: 1011, received: 1011 });
    closeAll(client, server);
  });

  it('go with the FIN of both sides: CLOSING', () => {
    const { client, server } = connection();
    // The FINs cross: neither side hears of the other's before it has sent its own.
    dropEverything(client);
    dropEverything(server);
    send(client, 3);
    for (const fd of [client, server]) s.shutdown(fd, s.SHUT_WR);
    expect(socketState(client)).toMatchObject({ state: 'FIN_WAIT1', sndNxt: 5, rcvNxt: 1 });
    takeEverything(client);
    // The server's FIN comes again, and does not acknowledge the client's.
    until(() => socketState(client).state === 'CLOSING');
    expect(socketState(client)).toMatchObject({ sndNxt: 5, rcvNxt: 2 });
    closeAll(client, server);
  });

  it('are absent where there are none: listening, closed, not connected yet', () => {
    const { fds, connecting } = handshakeUnderWay();
    expect(socketState(fds[0]!)).not.toHaveProperty('rcvNxt');
    expect(socketState(connecting)).toMatchObject({ state: 'SYN_SENT', sndNxt: 1 });
    expect(socketState(connecting)).not.toHaveProperty('rcvNxt');
    closeAll(...fds);
    const fresh = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    expect(socketState(fresh)).toMatchObject({ state: 'CLOSE' });
    for (const name of ['rcvNxt', 'sndNxt', 'rtt', 'cwnd']) expect(socketState(fresh)).not.toHaveProperty(name);
    s.close(fresh);

    const { client, server } = connection();
    send(client, 10);
    s.setsockopt(server, s.SOL_SOCKET, s.SO_LINGER, new Uint8Array(Int32Array.of(1, 0).buffer));
    s.close(server);
    until(() => socketState(client).state === 'CLOSE');
    expect(socketState(client)).not.toHaveProperty('sndNxt');
    s.close(client);
  });

  it('the windows are those that the other side was told', () => {
    const { client, server } = connection();
    const agree = (): boolean => {
      const [a, b] = [socketState(client), socketState(server)];
      expect(a.receiveWindow).toBeDefined();
      return a.receiveWindow === b.sendWindow && b.receiveWindow === a.sendWindow;
    };
    expect(agree()).toBe(true);
    fill(client);
    until(agree);
    expect(socketState(client).sendWindow).toBeLessThan(socketState(client).unsent!);
    closeAll(client, server);
  });
});

// A thread's own descriptors come and go.
describe.runIf(process.platform === 'linux')('rcvNxt and sndNxt, while another thread sends and receives', () => {
  it('never run backwards, and nothing arrives before it is sent', async () => {
    const { client, server } = connection();
    const total = 30_000_000;
    const worker = startWorker(
      `const out = new Uint8Array(1 << 16), room = new Uint8Array(1 << 16);
       let [sent, received] = [0, 0];
       while (received < data.total) {
         const length = Math.min(1 + (sent * 7919) % out.length, data.total - sent);
         if (length > 0) sent += Math.max(0, s.raw.send(data.client, out, s.MSG_DONTWAIT, 0, length));
         received += Math.max(0, s.raw.recv(data.server, room, s.MSG_DONTWAIT));
       }`,
      { client, server, total },
    );
    const worked = { done: false };
    worker.once('exit', () => (worked.done = true));
    let [known, lastSent, lastReceived] = [0, 1, 1];
    while (!worked.done) {
      const before = socketState(server).rcvNxt!;
      const { sndNxt } = socketState(client);
      const after = socketState(server).rcvNxt!;
      expect(before).toBeGreaterThanOrEqual(lastReceived);
      expect(after).toBeGreaterThanOrEqual(before);
      lastReceived = after;
      if (sndNxt !== undefined) {
        known++;
        expect(sndNxt).toBeGreaterThanOrEqual(Math.max(before, lastSent));
        lastSent = sndNxt;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(known).toBeGreaterThan(0);
    expect(numbers(client, server)[0]).toEqual({ sent: 1 + total, received: 1 + total });
    closeAll(client, server);
  });
});
