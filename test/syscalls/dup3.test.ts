import { constants } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/failure.js';
import { closesWhatItOpens, notOpen, openFlags, target } from '../support/kernel.js';
import { closeAll, unixPair } from '../support/sockets.js';

describe.runIf(process.platform === 'linux')('dup3', () => {
  closesWhatItOpens();

  it('is dup2 that can make the new name close-on-exec', () => {
    const [a, b] = unixPair();
    expect(s.dup3(a, 150, s.O_CLOEXEC)).toBe(150);
    expect(target(150)).toBe(target(a));
    expect(openFlags(150) & s.O_CLOEXEC).toBe(s.O_CLOEXEC);
    expect(s.raw.dup3(b, 150, 0)).toBe(150);
    expect(target(150)).toBe(target(b));
    expect(openFlags(150) & s.O_CLOEXEC).toBe(0);
    closeAll(a, b, 150);
  });

  it('fails as the kernel says', () => {
    const [a, b] = unixPair();
    expectFailure('dup3', [a, a, 0], 'EINVAL');
    expectFailure('dup3', [a, b, constants.O_APPEND], 'EINVAL');
    expectFailure('dup3', [notOpen, b, 0], 'EBADF');
    expectFailure('dup3', [a, -1, 0], 'EBADF');
    closeAll(a, b);
  });
});
