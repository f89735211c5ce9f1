import { readFileSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { closeAll, unixPair, withFile } from '../support/sockets.js';

/** What the kernel lists of a set: descriptor, events and data of each member. */
function members(epfd: number): { fd: number; events: number; data: number }[] {
  const lines = readFileSync(`/proc/self/fdinfo/${epfd}`, 'utf8').matchAll(
    /^tfd:\s*(\d+) events:\s*(\w+) data:\s*(\w+)/gm,
  );
  return Array.from(lines, ([, fd, events, data]) => ({
    fd: Number(fd),
    events: parseInt(events!, 16),
    data: parseInt(data!, 16),
  }));
}

describe('epoll_ctl', () => {
  closesWhatItOpens();

  it('is not there on macOS', () => {
    expectFailure('epoll_ctl', [notOpen, 1, 1, { events: 1 }], process.platform === 'linux' ? 'EBADF' : 'ENOSYS');
  });

  describe.runIf(process.platform === 'linux')('on Linux', () => {
    it('adds, changes and removes a member; its data is the descriptor unless it is given', () => {
      const [a, b] = unixPair();
      const set = s.epoll_create1(0);
      const always = s.EPOLLERR | s.EPOLLHUP;
      s.epoll_ctl(set, s.EPOLL_CTL_ADD, a, { events: s.EPOLLIN });
      expect(members(set)).toEqual([{ fd: a, events: s.EPOLLIN | always, data: a }]);
      expect(s.raw.epoll_ctl(set, s.EPOLL_CTL_MOD, a, { events: s.EPOLLOUT, data: 7 })).toBe(0);
      expect(members(set)).toEqual([{ fd: a, events: s.EPOLLOUT | always, data: 7 }]);
      s.epoll_ctl(set, s.EPOLL_CTL_DEL, a);
      expect(members(set)).toEqual([]);
      closeAll(a, b, set);
    });

    it('takes EPOLLET as it is exported and as JavaScript makes it with |', () => {
      const [a, b] = unixPair();
      const set = s.epoll_create1(0);
      const negative = s.EPOLLIN | s.EPOLLET;
      expect([s.EPOLLET > 0, negative < 0]).toEqual([true, true]);
      s.epoll_ctl(set, s.EPOLL_CTL_ADD, a, { events: negative });
      s.epoll_ctl(set, s.EPOLL_CTL_ADD, b, { events: s.EPOLLIN + s.EPOLLET });
      const [first, second] = members(set);
      expect(first!.events).toBe(second!.events);
      expect(first!.events >= 2 ** 31).toBe(true);
      closeAll(a, b, set);
    });

    it('keeps 53 bits of data', () => {
      const [a, b] = unixPair();
      const set = s.epoll_create1(0);
      s.epoll_ctl(set, s.EPOLL_CTL_ADD, a, { events: s.EPOLLOUT, data: Number.MAX_SAFE_INTEGER });
      s.epoll_ctl(set, s.EPOLL_CTL_ADD, b, { events: s.EPOLLOUT, data: 0 });
      const data = new Map(members(set).map((member) => [member.fd, member.data]));
      expect([data.get(a), data.get(b)]).toEqual([Number.MAX_SAFE_INTEGER, 0]);
      closeAll(a, b, set);
    });

    it('fails as the kernel says', () => {
      const [a, b] = unixPair();
      const set = s.epoll_create1(0);
      const event = { events: s.EPOLLIN };
      s.epoll_ctl(set, s.EPOLL_CTL_ADD, a, event);
      expectFailure('epoll_ctl', [set, s.EPOLL_CTL_ADD, a, event], 'EEXIST');
      expectFailure('epoll_ctl', [set, s.EPOLL_CTL_MOD, b, event], 'ENOENT');
      expectFailure('epoll_ctl', [set, s.EPOLL_CTL_DEL, b], 'ENOENT');
      expectFailure('epoll_ctl', [set, 9, b, event], 'EINVAL');
      expectFailure('epoll_ctl', [set, s.EPOLL_CTL_ADD, set, event], 'EINVAL');
      expectFailure('epoll_ctl', [a, s.EPOLL_CTL_ADD, b, event], 'EINVAL');
      expectFailure('epoll_ctl', [set, s.EPOLL_CTL_ADD, notOpen, event], 'EBADF');
      // C's null pointer.
      expectFailure('epoll_ctl', [set, s.EPOLL_CTL_ADD, b], 'EFAULT');
      withFile('x', (file) => {
        expectFailure('epoll_ctl', [set, s.EPOLL_CTL_ADD, file, event], 'EPERM');
      });
      closeAll(a, b, set);
    });

    it('fails on a circle of sets', () => {
      const sets = [s.epoll_create1(0), s.epoll_create1(0)] as const;
      s.epoll_ctl(sets[0], s.EPOLL_CTL_ADD, sets[1], { events: s.EPOLLIN });
      expectFailure('epoll_ctl', [sets[1], s.EPOLL_CTL_ADD, sets[0], { events: s.EPOLLIN }], 'ELOOP');
      closeAll(...sets);
    });

    it('refuses what is no event, and changes nothing', () => {
      const [a, b] = unixPair();
      const set = s.epoll_create1(0);
      for (const event of [null, 1, 'x', {}, { events: '1' }, { events: 1, data: '1' }]) {
        expectRefusal('epoll_ctl', [set, s.EPOLL_CTL_ADD, a, event], 'ERR_INVALID_ARG_TYPE');
      }
      for (const event of [
        { events: 2 ** 32 },
        { events: 0.5 },
        { events: 1, data: 2 ** 53 },
        { events: 1, data: NaN },
      ]) {
        expectRefusal('epoll_ctl', [set, s.EPOLL_CTL_ADD, a, event], 'ERR_OUT_OF_RANGE');
      }
      expect(members(set)).toEqual([]);
      closeAll(a, b, set);
    });
  });
});
