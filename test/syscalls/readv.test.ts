import { writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { closeAll, text } from '../support/sockets.js';

describe('readv', () => {
  closesWhatItOpens();

  it('fills one buffer after the other and returns the bytes in all', () => {
    const [fd, writer] = s.pipe();
    writeSync(writer, 'abcdefg');
    const bufs = [Buffer.alloc(2), Buffer.alloc(0), Buffer.alloc(3), Buffer.alloc(9, '.')];
    expect(s.readv(fd, bufs)).toBe(7);
    expect(bufs.map((buf) => text(buf))).toEqual(['ab', '', 'cde', 'fg.......']);
    closeAll(fd, writer);
  });

  it('returns 0 at the end, and for no buffers', () => {
    const [fd, writer] = s.pipe();
    expect(s.readv(fd, [])).toBe(0);
    s.close(writer);
    expect(s.readv(fd, [Buffer.alloc(1)])).toBe(0);
    expect(s.raw.readv(fd, [Buffer.alloc(1)])).toBe(0);
    s.close(fd);
  });

  it('takes IOV_MAX buffers, and fails with one more', () => {
    const [fd, writer] = s.pipe();
    writeSync(writer, Buffer.alloc(s.IOV_MAX, 'x'));
    const buf = Buffer.alloc(s.IOV_MAX);
    const bufs = Array.from(buf, (_, i) => buf.subarray(i, i + 1));
    expectFailure('readv', [fd, [...bufs, Buffer.alloc(1)]], 'EINVAL');
    expect(s.readv(fd, bufs)).toBe(s.IOV_MAX);
    expect(text(buf)).toBe('x'.repeat(s.IOV_MAX));
    closeAll(fd, writer);
  });

  it('fails as the kernel says', () => {
    const [fd, writer] = s.pipe();
    s.fcntl(fd, s.F_SETFL, s.O_NONBLOCK);
    expectFailure('readv', [fd, [Buffer.alloc(1)]], 'EAGAIN');
    expectFailure('readv', [writer, [Buffer.alloc(1)]], 'EBADF');
    expectFailure('readv', [notOpen, []], 'EBADF');
    closeAll(fd, writer);
  });

  it('refuses lists that hold anything but buffers, and reads nothing', () => {
    const [fd, writer] = s.pipe();
    writeSync(writer, 'x');
    for (const bad of [Buffer.alloc(1), null, 'x', { length: 1 }])
      expectRefusal('readv', [fd, bad], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('readv', [fd, [Buffer.alloc(1), 'x']], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('readv', [fd, new Array(1)], 'ERR_INVALID_ARG_TYPE');
    expect(s.ioctl(fd, s.FIONREAD)).toBe(1);
    closeAll(fd, writer);
  });
});
