import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, openFlags, target } from '../support/kernel.js';
import { closeAll } from '../support/sockets.js';

const linux = process.platform === 'linux';

describe('epoll_create1', () => {
  closesWhatItOpens();

  it.runIf(linux)('creates a set, with the flag that is asked for', () => {
    const plain = s.epoll_create1(0);
    const flagged = s.raw.epoll_create1(s.EPOLL_CLOEXEC);
    expect([plain, flagged].map(target)).toEqual(['anon_inode:[eventpoll]', 'anon_inode:[eventpoll]']);
    expect([plain, flagged].map((fd) => openFlags(fd) & s.O_CLOEXEC)).toEqual([0, s.O_CLOEXEC]);
    closeAll(plain, flagged);
  });

  it('fails as the kernel says; macOS has no such call', () => {
    expectFailure('epoll_create1', [77], linux ? 'EINVAL' : 'ENOSYS');
    expectFailure('epoll_create1', [-1], linux ? 'EINVAL' : 'ENOSYS');
    if (linux) expectRefusal('epoll_create1', ['0'], 'ERR_INVALID_ARG_TYPE');
  });
});
