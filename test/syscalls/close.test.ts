import { fstatSync, readSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, notOpen, target } from '../support/kernel.js';
import { tcpPair, unixPair } from '../support/sockets.js';

describe('close', () => {
  closesWhatItOpens();

  it('gives the descriptor back, and returns nothing', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    const close: (fd: number) => unknown = s.close;
    expect(close(fd)).toBeUndefined();
    expect(target(fd)).toBeUndefined();
    expect(() => fstatSync(fd)).toThrow('EBADF');
  });

  it('tells the peer that this is the end, once no descriptor is left', () => {
    const [a, b] = unixPair();
    const copy = s.dup(a);
    s.close(a);
    expect(s.poll([{ fd: b, events: s.POLLIN }], 0)).toBe(0);
    s.close(copy);
    expect(readSync(b, Buffer.alloc(1))).toBe(0);
    s.close(b);
  });

  it('resets a TCP connection whose input was not read', () => {
    const { client, server } = tcpPair();
    s.write(client, Buffer.from('unread'));
    s.poll([{ fd: server, events: s.POLLIN }], -1);
    s.close(server);
    s.poll([{ fd: client, events: 0 }], -1);
    expect(() => readSync(client, Buffer.alloc(1))).toThrow('ECONNRESET');
    s.close(client);
  });

  it('fails as the kernel says', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    expect(s.raw.close(fd)).toBe(0);
    expectFailure('close', [fd], 'EBADF');
    expectFailure('close', [notOpen], 'EBADF');
    expectFailure('close', [-1], 'EBADF');
    expectFailure('close', [0x7fffffff], 'EBADF');
    for (const bad of [null, undefined, '3', true]) expectRefusal('close', [bad], 'ERR_INVALID_ARG_TYPE');
    for (const bad of [NaN, 0.5, 2 ** 32 + 1]) expectRefusal('close', [bad], 'ERR_OUT_OF_RANGE');
  });
});
