import { writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, fdInfo, notOpen } from '../support/kernel.js';
import { bytes, closeAll, tcpPair, text, waitReadable, withFile } from '../support/sockets.js';

describe('read', () => {
  closesWhatItOpens();

  it('reads what is there, and 0 at the end of the stream', () => {
    const [fd, writer] = s.pipe();
    const buf = Buffer.alloc(16);
    writeSync(writer, 'hello');
    expect(s.read(fd, buf)).toBe(5);
    expect(text(buf, 0, 6)).toBe('hello\0');
    s.close(writer);
    expect(s.read(fd, buf)).toBe(0);
    expect(s.raw.read(fd, buf)).toBe(0);
    s.close(fd);
  });

  it('writes only into the part of the buffer that is named', () => {
    const [fd, writer] = s.pipe();
    writeSync(writer, 'abcdefghij');
    const buf = Buffer.alloc(8, '.');
    expect(s.read(fd, buf, 6)).toBe(2);
    expect(text(buf)).toBe('......ab');
    expect(s.read(fd, buf, 2, 3)).toBe(3);
    expect(text(buf)).toBe('..cde.ab');
    expect(s.read(fd, buf, undefined, 1)).toBe(1);
    expect(text(buf)).toBe('f.cde.ab');
    expect(s.read(fd, buf, 8)).toBe(0);
    expect(s.read(fd, buf, 3, 0)).toBe(0);
    closeAll(fd, writer);
  });

  it('writes only into the view that it is given', () => {
    const [fd, writer] = s.pipe();
    writeSync(writer, 'abcdefghij');
    const whole = Buffer.alloc(8, '.');
    expect(s.read(fd, new Uint8Array(whole.buffer, whole.byteOffset + 3, 2))).toBe(2);
    expect(text(whole)).toBe('...ab...');
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    expect(s.read(fd, shared)).toBe(4);
    expect([...shared]).toEqual([...bytes('cdef')]);
    closeAll(fd, writer);
  });

  it('moves the position of a file', () => {
    withFile('abcdef', (fd) => {
      expect(s.read(fd, Buffer.alloc(4))).toBe(4);
      expect(fdInfo(fd, 'pos')).toBe('4');
    });
  });

  it('tells a reset once; after that the stream has ended', () => {
    const { client, server } = tcpPair();
    s.setsockopt(server, s.SOL_SOCKET, s.SO_LINGER, new Uint8Array(Int32Array.from([1, 0]).buffer));
    s.close(server);
    waitReadable(client);
    expect(() => s.read(client, Buffer.alloc(1))).toThrow('read ECONNRESET');
    expect(s.read(client, Buffer.alloc(1))).toBe(0);
    s.close(client);
  });

  it('fails as the kernel says', () => {
    const [fd, writer] = s.pipe();
    s.fcntl(fd, s.F_SETFL, s.O_NONBLOCK);
    expectFailure('read', [fd, Buffer.alloc(1)], 'EAGAIN');
    expectFailure('read', [writer, Buffer.alloc(1)], 'EBADF');
    expectFailure('read', [notOpen, Buffer.alloc(1)], 'EBADF');
    expectFailure('read', [-1, Buffer.alloc(0)], 'EBADF');
    const unconnected = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    expectFailure('read', [unconnected, Buffer.alloc(1)], 'ENOTCONN');
    closeAll(fd, writer, unconnected);
  });

  it('refuses a range outside the buffer, and takes nothing from the stream', () => {
    const [fd, writer] = s.pipe();
    writeSync(writer, 'kept');
    const buf = Buffer.alloc(4);
    for (const [offset, length] of [[5], [-1], [1, 4], [0, 5], [0, -1], [NaN], [0.5], [0, 2 ** 32]]) {
      expectRefusal('read', [fd, buf, offset, length], 'ERR_OUT_OF_RANGE');
    }
    const gone = new Uint8Array(4);
    structuredClone(gone.buffer, { transfer: [gone.buffer] });
    for (const bad of [gone, 'text', new ArrayBuffer(4), new Uint16Array(2), [1, 2], null, undefined]) {
      expectRefusal('read', [fd, bad], 'ERR_INVALID_ARG_TYPE');
    }
    expectRefusal('read', [fd, buf, '0'], 'ERR_INVALID_ARG_TYPE');
    expect(s.read(fd, buf)).toBe(4);
    expect(text(buf)).toBe('kept');
    closeAll(fd, writer);
  });
});
