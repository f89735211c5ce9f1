import { readSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { bytes, closeAll, text, unixPair } from '../support/sockets.js';

describe('writev', () => {
  closesWhatItOpens();

  it('writes the buffers as one', () => {
    const [a, b] = unixPair(s.SOCK_SEQPACKET);
    const buf = Buffer.alloc(32);
    expect(s.writev(a, [bytes('head '), new Uint8Array(0), bytes('body')])).toBe(9);
    expect(text(buf, 0, readSync(b, buf))).toBe('head body');
    closeAll(a, b);
  });

  it('takes IOV_MAX buffers, and fails with one more', () => {
    const [reader, fd] = s.pipe();
    const bufs = Array.from({ length: s.IOV_MAX }, () => bytes('x'));
    expect(s.raw.writev(fd, bufs)).toBe(s.IOV_MAX);
    expectFailure('writev', [fd, [...bufs, bytes('y')]], 'EINVAL');
    expect(readSync(reader, Buffer.alloc(2 * s.IOV_MAX))).toBe(s.IOV_MAX);
    closeAll(reader, fd);
  });

  it('writes nothing for no buffers', () => {
    const [reader, fd] = s.pipe();
    expect(s.writev(fd, [])).toBe(0);
    expect(s.writev(fd, [new Uint8Array(0)])).toBe(0);
    expect(s.poll([{ fd: reader, events: s.POLLIN }], 0)).toBe(0);
    closeAll(reader, fd);
  });

  it('fails as the kernel says', () => {
    const [reader, fd] = s.pipe();
    expectFailure('writev', [reader, [bytes('x')]], 'EBADF');
    expectFailure('writev', [notOpen, [bytes('x')]], 'EBADF');
    s.close(reader);
    expectFailure('writev', [fd, [bytes('x')]], 'EPIPE');
    expectRefusal('writev', [fd, bytes('x')], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('writev', [fd, [bytes('x'), null]], 'ERR_INVALID_ARG_TYPE');
    s.close(fd);
  });
});
