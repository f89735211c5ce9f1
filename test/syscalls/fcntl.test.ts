import { readFileSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen, openFlags, target } from '../support/kernel.js';
import { closeAll, unixPair } from '../support/sockets.js';

describe('fcntl', () => {
  closesWhatItOpens();

  it('F_GETFL and F_SETFL: the flags of the open file', () => {
    const [a, b] = unixPair();
    const copy = s.dup(a);
    expect(s.fcntl(a, s.F_GETFL)).toBe(s.O_RDWR);
    expect(s.fcntl(a, s.F_SETFL, s.fcntl(a, s.F_GETFL) | s.O_NONBLOCK)).toBe(0);
    expect([a, copy, b].map(openFlags)).toEqual([s.O_RDWR | s.O_NONBLOCK, s.O_RDWR | s.O_NONBLOCK, s.O_RDWR]);
    expect(s.raw.fcntl(copy, s.F_GETFL)).toBe(s.O_RDWR | s.O_NONBLOCK);
    closeAll(a, b, copy);
  });

  it('F_GETFD and F_SETFD: the flag of the descriptor', () => {
    const [a, b] = unixPair();
    const copy = s.dup(a);
    s.fcntl(a, s.F_SETFD, s.FD_CLOEXEC);
    expect([a, copy].map((fd) => s.fcntl(fd, s.F_GETFD))).toEqual([s.FD_CLOEXEC, 0]);
    expect([a, copy].map((fd) => openFlags(fd) & s.O_CLOEXEC)).toEqual([s.O_CLOEXEC, 0]);
    s.fcntl(a, s.F_SETFD);
    expect(openFlags(a) & s.O_CLOEXEC).toBe(0);
    closeAll(a, b, copy);
  });

  it('F_DUPFD: the lowest descriptor that is free and not below the argument', () => {
    const [a, b] = unixPair();
    const plain = s.fcntl(a, s.F_DUPFD, 150);
    const flagged = s.fcntl(a, s.F_DUPFD_CLOEXEC, 150);
    expect([plain, flagged]).toEqual([150, 151]);
    expect([target(plain), target(flagged)]).toEqual([target(a), target(a)]);
    expect([plain, flagged].map((fd) => openFlags(fd) & s.O_CLOEXEC)).toEqual([0, s.O_CLOEXEC]);
    closeAll(a, b, plain, flagged);
  });

  it('F_SETOWN and F_GETOWN: who gets the signals', () => {
    const [a, b] = unixPair();
    s.fcntl(a, s.F_SETOWN, process.pid);
    expect(s.fcntl(a, s.F_GETOWN)).toBe(process.pid);
    s.fcntl(a, s.F_SETOWN, 0);
    expect(s.fcntl(a, s.F_GETOWN)).toBe(0);
    closeAll(a, b);
  });

  it('F_SETPIPE_SZ: what the pipe then holds (Linux)', () => {
    const [reader, writer] = s.pipe();
    expect(s.fcntl(writer, s.F_SETPIPE_SZ, 5000)).toBe(8192);
    s.fcntl(writer, s.F_SETFL, s.O_NONBLOCK);
    expect(s.write(writer, Buffer.alloc(20_000))).toBe(8192);
    closeAll(reader, writer);
  });

  it('hands the kernel no number where it takes a pointer', () => {
    const [a, b] = unixPair();
    for (const command of [s.F_GETLK, s.F_SETLK, s.F_SETLKW]) {
      expectFailure('fcntl', [a, command, 4096], 'EFAULT');
      expectFailure('fcntl', [a, command], 'EFAULT');
    }
    closeAll(a, b);
  });

  it.runIf(process.platform === 'linux')('tells a process group that is the owner as a negative number', () => {
    const [a, b] = unixPair();
    const group = Number(readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ')[2]);
    s.fcntl(a, s.F_SETOWN, -group);
    expect(s.raw.fcntl(a, s.F_GETOWN)).toBe(-group);
    // The kernel itself cannot tell a lower number from an error (fcntl(2), Bugs).
    if (group > 4095) expect(s.fcntl(a, s.F_GETOWN)).toBe(-group);
    closeAll(a, b);
  });

  it('fails as the kernel says', () => {
    const [a, b] = unixPair();
    expectFailure('fcntl', [a, 999], 'EINVAL');
    expectFailure('fcntl', [a, -1, 1], 'EINVAL');
    expectFailure('fcntl', [a, s.F_DUPFD, -1], 'EINVAL');
    expectFailure('fcntl', [a, s.F_DUPFD, 0x7fffffff], 'EINVAL');
    expectFailure('fcntl', [a, s.F_GETPIPE_SZ], 'EBADF');
    expectFailure('fcntl', [notOpen, s.F_GETFD], 'EBADF');
    expectFailure('fcntl', [-1, s.F_GETFL], 'EBADF');
    expectRefusal('fcntl', [a, s.F_SETFL, '2048'], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('fcntl', [a, s.F_SETFL, 2 ** 32], 'ERR_OUT_OF_RANGE');
    expectRefusal('fcntl', [a, undefined], 'ERR_INVALID_ARG_TYPE');
    expect(openFlags(a)).toBe(s.O_RDWR);
    closeAll(a, b);
  });
});
