import { readSync, writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, openFlags, procNet, target } from '../support/kernel.js';
import { closeAll } from '../support/sockets.js';

describe('socketpair', () => {
  closesWhatItOpens();

  it('returns two sockets that are connected to each other', () => {
    const [a, b] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
    const buf = Buffer.alloc(8);
    writeSync(a, 'ping');
    expect(buf.toString('latin1', 0, readSync(b, buf))).toBe('ping');
    writeSync(b, 'pong!');
    expect(buf.toString('latin1', 0, readSync(a, buf))).toBe('pong!');
    expect(target(a)).not.toBe(target(b));
    closeAll(a, b);
  });

  it.each([
    [s.SOCK_DGRAM, '0002'],
    [s.SOCK_SEQPACKET, '0005'],
  ])('makes pairs of type %i', (type, listed) => {
    const pair = s.socketpair(s.AF_UNIX, type, 0);
    expect(pair.map((fd) => procNet('unix', fd)?.[4])).toEqual([listed, listed]);
    closeAll(...pair);
  });

  it('gives both ends the flags that are asked for, and no others', () => {
    const plain = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
    const flagged = s.socketpair(s.AF_UNIX, s.SOCK_STREAM | s.SOCK_CLOEXEC | s.SOCK_NONBLOCK, 0);
    const all = s.O_RDWR | s.O_CLOEXEC | s.O_NONBLOCK;
    expect([...plain, ...flagged].map(openFlags)).toEqual([s.O_RDWR, s.O_RDWR, all, all]);
    closeAll(...plain, ...flagged);
  });

  it('has a raw twin that returns the pair', () => {
    const pair = s.raw.socketpair(s.AF_UNIX, s.SOCK_DGRAM, 0);
    expect(pair).toHaveLength(2);
    closeAll(...(pair as [number, number]));
  });

  it('fails as the kernel says', () => {
    expectFailure('socketpair', [s.AF_INET, s.SOCK_STREAM, 0], 'EOPNOTSUPP');
    expectFailure('socketpair', [s.AF_INET, s.SOCK_DGRAM, 0], 'EOPNOTSUPP');
    expectFailure('socketpair', [0, s.SOCK_STREAM, 0], 'EAFNOSUPPORT');
    expectFailure('socketpair', [s.AF_UNIX, 75, 0], 'EINVAL');
    expectFailure('socketpair', [s.AF_INET, s.SOCK_STREAM, s.IPPROTO_UDP], 'EPROTONOSUPPORT');
    expectRefusal('socketpair', [s.AF_UNIX, '1', 0], 'ERR_INVALID_ARG_TYPE');
  });
});
