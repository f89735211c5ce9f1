import { readSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal } from '../support/failure.js';
import { closesWhatItOpens, fdInfo, notOpen } from '../support/kernel.js';
import { closeAll, tcpPair, text, unixPair, withFile } from '../support/sockets.js';

const alphabet = 'abcdefghijklmnopqrstuvwxyz';

describe('sendfile', () => {
  closesWhatItOpens();

  it('sends from the offset, and leaves the position of the file', () => {
    withFile(alphabet, (file) => {
      const { client, server } = tcpPair();
      const buf = Buffer.alloc(32);
      expect(s.sendfile(client, file, 3, 5)).toBe(5);
      expect(text(buf, 0, readSync(server, buf))).toBe('defgh');
      expect(s.sendfile(client, file, 20, 1000)).toBe(6);
      expect(text(buf, 0, readSync(server, buf))).toBe('uvwxyz');
      expect(fdInfo(file, 'pos')).toBe('0');
      closeAll(client, server);
    });
  });

  it('null sends from the position of the file, and moves it (Linux)', () => {
    withFile(alphabet, (file) => {
      const [a, b] = unixPair();
      const buf = Buffer.alloc(32);
      expect(s.sendfile(a, file, null, 4)).toBe(4);
      expect(s.raw.sendfile(a, file, null, 2)).toBe(2);
      expect(text(buf, 0, readSync(b, buf))).toBe('abcdef');
      expect(fdInfo(file, 'pos')).toBe('6');
      closeAll(a, b);
    });
  });

  it('returns 0 at the end of the file, behind it, and for no bytes', () => {
    withFile(alphabet, (file) => {
      const [a, b] = unixPair();
      expect(s.sendfile(a, file, 26, 5)).toBe(0);
      expect(s.sendfile(a, file, 2 ** 40, 5)).toBe(0);
      expect(s.sendfile(a, file, 0, 0)).toBe(0);
      expect(s.poll([{ fd: b, events: s.POLLIN }], 0)).toBe(0);
      closeAll(a, b);
    });
  });

  it('returns what the socket took, and EAGAIN when it takes nothing', () => {
    withFile(Buffer.alloc(8 << 20), (file) => {
      const { client, server } = tcpPair();
      s.fcntl(client, s.F_SETFL, s.O_NONBLOCK);
      const sent = s.sendfile(client, file, 0, 8 << 20);
      expect(sent).toBeGreaterThan(0);
      expect(sent).toBeLessThan(8 << 20);
      while (s.raw.sendfile(client, file, 0, 1 << 20) > 0);
      expectFailure('sendfile', [client, file, 0, 1], 'EAGAIN');
      closeAll(client, server);
    });
  });

  it('fails as the kernel says', () => {
    withFile(alphabet, (file) => {
      const [a, b] = unixPair();
      const [reader, writer] = s.pipe();
      expectFailure('sendfile', [a, file, -1, 1], 'EINVAL');
      expectFailure('sendfile', [notOpen, file, 0, 1], 'EBADF');
      expectFailure('sendfile', [a, notOpen, 0, 1], 'EBADF');
      expectFailure('sendfile', [a, writer, null, 1], 'EBADF');
      expectFailure('sendfile', [a, reader, 0, 1], 'ESPIPE');
      s.close(b);
      expectFailure('sendfile', [a, file, 0, 1], 'EPIPE');
      closeAll(a, reader, writer);
    });
  });

  it('refuses what is no offset or no count', () => {
    withFile(alphabet, (file) => {
      const [a, b] = unixPair();
      for (const count of [-1, 0.5, NaN, 2 ** 53]) expectRefusal('sendfile', [a, file, 0, count], 'ERR_OUT_OF_RANGE');
      for (const offset of [0.5, NaN, 2 ** 60]) expectRefusal('sendfile', [a, file, offset, 1], 'ERR_OUT_OF_RANGE');
      expectRefusal('sendfile', [a, file, '0', 1], 'ERR_INVALID_ARG_TYPE');
      expectRefusal('sendfile', [a, file, undefined, 1], 'ERR_INVALID_ARG_TYPE');
      expectRefusal('sendfile', [a, file, 0, '1'], 'ERR_INVALID_ARG_TYPE');
      expect(s.poll([{ fd: b, events: s.POLLIN }], 0)).toBe(0);
      closeAll(a, b);
    });
  });
});
