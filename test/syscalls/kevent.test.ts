import { writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/failure.js';
import { closesWhatItOpens, notOpen } from '../support/kernel.js';
import { closeAll } from '../support/sockets.js';

describe('kevent', () => {
  closesWhatItOpens();

  if (process.platform === 'darwin') {
    it('adds a filter and returns its events, with the bytes that wait', () => {
      const kq = s.kqueue();
      const [reader, writer] = s.pipe();
      const change = { ident: reader, filter: s.EVFILT_READ, flags: s.EV_ADD | s.EV_CLEAR, udata: 7 };
      expect(s.kevent(kq, [change], 4, 0)).toEqual([]);
      writeSync(writer, 'hello');
      expect(s.kevent(kq, [], 4, -1)).toMatchObject([{ ident: reader, filter: s.EVFILT_READ, data: 5, udata: 7 }]);
      expect(s.raw.kevent(kq, [], 4, 0)).toEqual([]);
      s.close(writer);
      expect(s.kevent(kq, [], 4, -1)[0]!.flags & s.EV_EOF).toBe(s.EV_EOF);
      closeAll(kq, reader);
    });

    it('fails as the kernel says', () => {
      const kq = s.kqueue();
      const [reader, writer] = s.pipe();
      expectFailure('kevent', [notOpen, [], 1, 0], 'EBADF');
      const removal = { ident: reader, filter: s.EVFILT_READ, flags: s.EV_DELETE };
      // With room for events the error is one of them; without, the call fails.
      expect(s.kevent(kq, [removal], 1, 0)).toMatchObject([{ ident: reader, data: s.ENOENT }]);
      expectFailure('kevent', [kq, [removal], 0, 0], 'ENOENT');
      closeAll(kq, reader, writer);
    });
  } else {
    it('is not there on Linux', () => {
      expectFailure('kevent', [notOpen, [], 1, 0], 'ENOSYS');
      expectFailure('kevent', [notOpen, [{ ident: 1, filter: -1, flags: 1 }], 0, -1], 'ENOSYS');
    });
  }
});
