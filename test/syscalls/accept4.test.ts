import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/failure.js';
import { closesWhatItOpens, notOpen, openFlags } from '../support/kernel.js';
import { boundSocket, closeAll, inet, tcpListener } from '../support/sockets.js';

const linux = process.platform === 'linux';

describe('accept4', () => {
  closesWhatItOpens();

  it('is not there on macOS, as in C', () => {
    const listener = tcpListener();
    s.fcntl(listener.fd, s.F_SETFL, s.O_NONBLOCK);
    expectFailure('accept4', [listener.fd, 0], linux ? 'EAGAIN' : 'ENOSYS');
    s.close(listener.fd);
  });

  describe.runIf(linux)('on Linux', () => {
    it('gives the new descriptor the flags that are asked for', () => {
      const listener = tcpListener();
      for (const [flags, opened] of [
        [0, 0],
        [s.SOCK_CLOEXEC, s.O_CLOEXEC],
        [s.SOCK_NONBLOCK, s.O_NONBLOCK],
        [s.SOCK_CLOEXEC | s.SOCK_NONBLOCK, s.O_CLOEXEC | s.O_NONBLOCK],
      ] as const) {
        const client = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
        s.connect(client, inet(listener.port));
        const { fd, addr } = s.accept4(listener.fd, flags);
        expect(openFlags(fd)).toBe(s.O_RDWR | opened);
        expect(addr).toEqual(s.getsockname(client));
        closeAll(client, fd);
      }
      s.close(listener.fd);
    });

    it('fails as the kernel says', () => {
      const listener = tcpListener();
      const stream = boundSocket(s.SOCK_STREAM).fd;
      expectFailure('accept4', [listener.fd, 7], 'EINVAL');
      expectFailure('accept4', [listener.fd, -1], 'EINVAL');
      expectFailure('accept4', [stream, s.SOCK_CLOEXEC], 'EINVAL');
      expectFailure('accept4', [notOpen, 0], 'EBADF');
      closeAll(listener.fd, stream);
    });
  });
});
