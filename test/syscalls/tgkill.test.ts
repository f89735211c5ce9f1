import { readlinkSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/failure.js';

const self = process.platform === 'linux' ? Number(readlinkSync('/proc/thread-self').split('/').pop()) : 0;

describe.runIf(process.platform === 'linux')('tgkill', () => {
  it('asks with 0 whether a thread exists', () => {
    s.tgkill(process.pid, self, 0);
    expect(s.raw.tgkill(process.pid, self, 0)).toBe(0);
  });

  it('fails as the kernel says', () => {
    // No thread of this process, but of all: the first.
    expectFailure('tgkill', [process.pid, 1, 0], 'ESRCH');
    expectFailure('tgkill', [process.pid, -1, 0], 'EINVAL');
    expectFailure('tgkill', [0, self, 0], 'EINVAL');
    expectFailure('tgkill', [process.pid, self, 65], 'EINVAL');
  });
});
