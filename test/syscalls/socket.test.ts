import { fstatSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, openFlags, procNet, target } from '../support/kernel.js';

describe('socket', () => {
  closesWhatItOpens();

  it('opens a socket at the lowest free descriptor', () => {
    const first = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    const second = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    expect(fstatSync(first).isSocket()).toBe(true);
    expect(second).toBeGreaterThan(first);
    expect(target(second)).not.toBe(target(first));
    s.close(first);
    expect(s.socket(s.AF_INET6, s.SOCK_DGRAM, 0)).toBe(first);
    s.close(first);
    s.close(second);
  });

  it.each([
    [s.SOCK_STREAM, '0001'],
    [s.SOCK_DGRAM, '0002'],
    [s.SOCK_SEQPACKET, '0005'],
  ])('makes a UNIX socket of type %i, as the kernel lists it', (type, listed) => {
    const fd = s.socket(s.AF_UNIX, type, 0);
    expect(procNet('unix', fd)?.[4]).toBe(listed);
    s.close(fd);
  });

  it('adds no flag of its own and passes on those that are given', () => {
    const plain = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    const flagged = s.socket(s.AF_INET, s.SOCK_STREAM | s.SOCK_CLOEXEC | s.SOCK_NONBLOCK, 0);
    expect(openFlags(plain)).toBe(s.O_RDWR);
    expect(openFlags(flagged)).toBe(s.O_RDWR | s.O_CLOEXEC | s.O_NONBLOCK);
    s.close(plain);
    s.close(flagged);
  });

  it('fails as the kernel says', () => {
    expectFailure('socket', [255, s.SOCK_STREAM, 0], 'EAFNOSUPPORT');
    expectFailure('socket', [s.AF_INET, 75, 0], 'EINVAL');
    expectFailure('socket', [s.AF_INET, s.SOCK_STREAM, s.IPPROTO_UDP], 'EPROTONOSUPPORT');
    expectFailure('socket', [s.AF_INET, s.SOCK_DGRAM, s.IPPROTO_TCP], 'EPROTONOSUPPORT');
    expectFailure('socket', [-1, -1, -1], process.platform === 'linux' ? 'EINVAL' : 'EAFNOSUPPORT');
  });

  it('refuses what is no int', () => {
    for (const bad of [NaN, Infinity, 1.5, 2 ** 31, 2 ** 32, -(2 ** 31) - 1]) {
      expectRefusal('socket', [bad, s.SOCK_STREAM, 0], 'ERR_OUT_OF_RANGE');
      expectRefusal('socket', [s.AF_INET, s.SOCK_STREAM, bad], 'ERR_OUT_OF_RANGE');
    }
    for (const bad of ['2', null, undefined, true, 2n, {}]) {
      expectRefusal('socket', [s.AF_INET, bad, 0], 'ERR_INVALID_ARG_TYPE');
    }
  });
});
