import { writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { closeAll, tcpPair, unixPair, withFile } from '../support/sockets.js';

describe('poll', () => {
  closesWhatItOpens();

  it('fills in revents of every entry, and returns how many have any', () => {
    const [a, b] = unixPair();
    const [reader, writer] = s.pipe();
    writeSync(a, 'x');
    const fds = [
      { fd: b, events: s.POLLIN | s.POLLOUT, revents: 99 },
      { fd: a, events: s.POLLIN, revents: 99 },
      { fd: notOpen, events: 0 },
      { fd: -1, events: s.POLLIN, revents: 99 },
      { fd: writer, events: s.POLLOUT | s.POLLIN },
    ];
    expect(s.poll(fds, -1)).toBe(3);
    expect(fds.map(({ revents }) => revents)).toEqual([s.POLLIN | s.POLLOUT, 0, s.POLLNVAL, 0, s.POLLOUT]);
    closeAll(a, b, reader, writer);
  });

  it('tells the end of a pipe and of a connection', () => {
    const [reader, writer] = s.pipe();
    const { client, server } = tcpPair();
    s.close(writer);
    s.shutdown(server, s.SHUT_WR);
    const fds = [reader, client].map((fd) => ({ fd, events: s.POLLIN | s.POLLRDHUP, revents: 0 }));
    while (s.poll(fds, -1) < 2);
    expect(fds.map(({ revents }) => revents)).toEqual([s.POLLHUP, s.POLLIN | s.POLLRDHUP]);
    closeAll(reader, client, server);
  });

  it('waits as long as it is told', () => {
    const [a, b] = unixPair();
    const start = process.hrtime.bigint();
    expect(s.poll([{ fd: a, events: s.POLLIN }], 30)).toBe(0);
    expect(s.raw.poll([], 30)).toBe(0);
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeGreaterThanOrEqual(60);
    closeAll(a, b);
  });

  it('a file is always ready', () => {
    withFile('x', (fd) => {
      const entry: s.PollFd = { fd, events: s.POLLIN | s.POLLOUT | s.POLLPRI };
      expect(s.poll([entry], -1)).toBe(1);
      expect(entry.revents).toBe(s.POLLIN | s.POLLOUT);
    });
  });

  it('takes events as the short that C has, signed or not', () => {
    const [a, b] = unixPair();
    const entry: s.PollFd = { fd: a, events: -1 };
    expect(s.poll([entry], -1)).toBe(1);
    expect(entry.revents! & s.POLLOUT).toBe(s.POLLOUT);
    expect(s.poll([{ fd: a, events: 0xffff }], -1)).toBe(1);
    closeAll(a, b);
  });

  it('is not disturbed by a poll that a getter or a setter of an entry makes', () => {
    const [a, b] = unixPair();
    const told: number[] = [];
    const inner = (): number => s.poll([{ fd: notOpen, events: s.POLLIN }], 0);
    const meddling = (): s.PollFd => ({
      get fd() {
        inner();
        return a;
      },
      events: s.POLLOUT,
      set revents(value: number) {
        inner();
        told.push(value);
      },
    });
    expect(s.poll([meddling(), meddling(), meddling()], 0)).toBe(3);
    expect(told).toEqual([s.POLLOUT, s.POLLOUT, s.POLLOUT]);
    closeAll(a, b);
  });

  it('takes any number of entries', () => {
    const [a, b] = unixPair();
    for (const count of [0, 1, 63, 64, 65, 1000]) {
      const entries = Array.from({ length: count }, (): s.PollFd => ({ fd: a, events: s.POLLOUT }));
      expect(s.poll(entries, 0)).toBe(count);
      expect(entries.every(({ revents }) => revents === s.POLLOUT)).toBe(true);
    }
    closeAll(a, b);
  });

  it('refuses an entry that revents cannot be added to, before the call', () => {
    expectRefusal('poll', [[Object.freeze({ fd: notOpen, events: 0 })], 0], 'ERR_INVALID_ARG_VALUE');
  });

  it('refuses what is no array of entries', () => {
    for (const bad of [null, undefined, {}, 'x', [null], [1], [{ events: 1 }], [{ fd: 1 }], [{ fd: '1', events: 1 }]]) {
      expectRefusal('poll', [bad, 0], 'ERR_INVALID_ARG_TYPE');
    }
    for (const [fd, events] of [
      [0.5, 1],
      [2 ** 31, 1],
      [1, 2 ** 16],
      [1, NaN],
    ]) {
      expectRefusal('poll', [[{ fd, events }], 0], 'ERR_OUT_OF_RANGE');
    }
    expectRefusal('poll', [[], undefined], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('poll', [[], 2 ** 31], 'ERR_OUT_OF_RANGE');
  });
});
