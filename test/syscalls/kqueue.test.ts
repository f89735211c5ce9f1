import { fstatSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/failure.js';
import { closesWhatItOpens } from '../support/kernel.js';

describe('kqueue', () => {
  closesWhatItOpens();

  if (process.platform === 'darwin') {
    it('creates a queue', () => {
      const kq = s.kqueue();
      expect(s.raw.kevent(kq, [], 1, 0)).toEqual([]);
      s.close(kq);
      expect(() => fstatSync(kq)).toThrow('EBADF');
    });
  } else {
    it('is not there on Linux', () => {
      expectFailure('kqueue', [], 'ENOSYS');
    });
  }
});
