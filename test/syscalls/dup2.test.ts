import { readSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/failure.js';
import { closesWhatItOpens, notOpen, target } from '../support/kernel.js';
import { closeAll, unixPair } from '../support/sockets.js';

describe('dup2', () => {
  closesWhatItOpens();

  it('makes the number that it is given a second name for the file', () => {
    const [a, b] = unixPair();
    expect(s.dup2(a, 150)).toBe(150);
    expect(target(150)).toBe(target(a));
    closeAll(a, b, 150);
  });

  it('closes what the number named before', () => {
    const [a, b] = unixPair();
    const [reader, writer] = s.pipe();
    expect(s.raw.dup2(a, writer)).toBe(writer);
    // Nobody can write to the pipe any more.
    expect(readSync(reader, Buffer.alloc(1))).toBe(0);
    s.write(writer, Buffer.from('to b'));
    expect(readSync(b, Buffer.alloc(8))).toBe(4);
    closeAll(a, b, reader, writer);
  });

  it('does nothing for the same number', () => {
    const [a, b] = unixPair();
    s.fcntl(a, s.F_SETFD, s.FD_CLOEXEC);
    expect(s.dup2(a, a)).toBe(a);
    expect(s.fcntl(a, s.F_GETFD)).toBe(s.FD_CLOEXEC);
    closeAll(a, b);
  });

  it('fails as the kernel says, and closes nothing', () => {
    const [a, b] = unixPair();
    const before = target(b);
    expectFailure('dup2', [notOpen, b], 'EBADF');
    expectFailure('dup2', [notOpen, notOpen], 'EBADF');
    expectFailure('dup2', [a, -1], 'EBADF');
    expectFailure('dup2', [a, 0x7fffffff], 'EBADF');
    expect(target(b)).toBe(before);
    closeAll(a, b);
  });
});
