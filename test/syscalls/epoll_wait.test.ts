import { writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { closeAll, unixPair } from '../support/sockets.js';

/** A set with one member, the second of a pair. */
function watched(events: number, data?: number): { set: number; a: number; b: number } {
  const [a, b] = unixPair();
  const set = s.epoll_create1(0);
  s.epoll_ctl(set, s.EPOLL_CTL_ADD, b, data === undefined ? { events } : { events, data });
  return { set, a, b };
}

describe('epoll_wait', () => {
  closesWhatItOpens();

  it('is not there on macOS', () => {
    expectFailure('epoll_wait', [notOpen, 1, 0], process.platform === 'linux' ? 'EBADF' : 'ENOSYS');
  });

  describe.runIf(process.platform === 'linux')('on Linux', () => {
    it('returns what happened, with the data of the member', () => {
      const { set, a, b } = watched(s.EPOLLIN | s.EPOLLOUT, 2 ** 40 + 5);
      expect(s.epoll_wait(set, 8, -1)).toEqual([{ events: s.EPOLLOUT, data: 2 ** 40 + 5 }]);
      writeSync(a, 'x');
      expect(s.raw.epoll_wait(set, 8, -1)).toEqual([{ events: s.EPOLLIN | s.EPOLLOUT, data: 2 ** 40 + 5 }]);
      s.close(a);
      const [event] = s.epoll_wait(set, 8, -1);
      expect(event!.events & s.EPOLLHUP).toBe(s.EPOLLHUP);
      closeAll(set, b);
    });

    it('returns an empty list when the time is over', () => {
      const { set, a, b } = watched(s.EPOLLIN);
      const start = process.hrtime.bigint();
      expect(s.epoll_wait(set, 8, 0)).toEqual([]);
      expect(s.epoll_wait(set, 8, 30)).toEqual([]);
      expect(Number(process.hrtime.bigint() - start) / 1e6).toBeGreaterThanOrEqual(30);
      closeAll(set, a, b);
    });

    it('returns at most `maxevents`, and the others next time', () => {
      const pairs = [unixPair(), unixPair(), unixPair()];
      const set = s.epoll_create1(0);
      const ends = pairs.flat();
      for (const fd of ends) s.epoll_ctl(set, s.EPOLL_CTL_ADD, fd, { events: s.EPOLLOUT | s.EPOLLET });
      const first = s.epoll_wait(set, 4, -1);
      const second = s.epoll_wait(set, 4, -1);
      expect([first.length, second.length]).toEqual([4, 2]);
      expect([...first, ...second].map(({ data }) => data).sort()).toEqual(ends.sort());
      closeAll(set, ...ends);
    });

    it('reports an edge once, and a one-shot member once until it is armed again', () => {
      const edge = watched(s.EPOLLIN | s.EPOLLET);
      const once = watched(s.EPOLLIN | s.EPOLLONESHOT);
      for (const { set, a, b } of [edge, once]) {
        writeSync(a, 'x');
        expect(s.epoll_wait(set, 4, -1)).toEqual([{ events: s.EPOLLIN, data: b }]);
        expect(s.epoll_wait(set, 4, 0)).toEqual([]);
      }
      writeSync(edge.a, 'y');
      expect(s.epoll_wait(edge.set, 4, -1)).toHaveLength(1);
      s.epoll_ctl(once.set, s.EPOLL_CTL_MOD, once.b, { events: s.EPOLLIN });
      expect(s.epoll_wait(once.set, 4, -1)).toHaveLength(1);
      closeAll(edge.set, edge.a, edge.b, once.set, once.a, once.b);
    });

    it('EPOLLRDHUP tells that the peer has stopped writing', () => {
      const { set, a, b } = watched(s.EPOLLIN | s.EPOLLRDHUP);
      s.shutdown(a, s.SHUT_WR);
      expect(s.epoll_wait(set, 4, -1)).toEqual([{ events: s.EPOLLIN | s.EPOLLRDHUP, data: b }]);
      closeAll(set, a, b);
    });

    it('fails as the kernel says', () => {
      const { set, a, b } = watched(s.EPOLLIN);
      expectFailure('epoll_wait', [set, 0, 0], 'EINVAL');
      expectFailure('epoll_wait', [set, -1, 0], 'EINVAL');
      expectFailure('epoll_wait', [a, 1, 0], 'EINVAL');
      expectFailure('epoll_wait', [notOpen, 1, -1], 'EBADF');
      expectRefusal('epoll_wait', [set, '1', 0], 'ERR_INVALID_ARG_TYPE');
      expectRefusal('epoll_wait', [set, 1.5, 0], 'ERR_OUT_OF_RANGE');
      expectRefusal('epoll_wait', [set, 2 ** 31, 0], 'ERR_OUT_OF_RANGE');
      expectRefusal('epoll_wait', [set, 1, NaN], 'ERR_OUT_OF_RANGE');
      closeAll(set, a, b);
    });
  });
});
