import { fstatSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, fdInfo, notOpen, openFlags } from '../support/kernel.js';
import { closeAll, unixPair, withFile } from '../support/sockets.js';

describe('dup', () => {
  closesWhatItOpens();

  it('returns the lowest free descriptor, a second name for the same file', () => {
    const [a, b] = unixPair();
    s.fcntl(a, s.F_SETFD, s.FD_CLOEXEC);
    const first = s.dup(a);
    s.close(first);
    const copy = s.dup(a);
    expect(copy).toBe(first);
    expect(fstatSync(copy).ino).toBe(fstatSync(a).ino);
    // FD_CLOEXEC belongs to the descriptor and not to the file.
    expect(openFlags(copy) & s.O_CLOEXEC).toBe(0);
    closeAll(a, b, copy);
  });

  it('shares the position of a file', () => {
    withFile('abcdef', (fd) => {
      const copy = s.raw.dup(fd);
      s.read(copy, Buffer.alloc(4));
      expect(fdInfo(fd, 'pos')).toBe('4');
      s.close(copy);
    });
  });

  it('fails as the kernel says', () => {
    expectFailure('dup', [notOpen], 'EBADF');
    expectFailure('dup', [-1], 'EBADF');
    expectRefusal('dup', [1.5], 'ERR_OUT_OF_RANGE');
    expectRefusal('dup', ['1'], 'ERR_INVALID_ARG_TYPE');
  });
});
