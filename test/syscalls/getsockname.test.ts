import { join } from 'node:path';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/failure.js';
import { closesWhatItOpens, loopbackColumn, notOpen, procNet } from '../support/kernel.js';
import { bytes, closeAll, inFolder, inet, inet6, tcpPair, unix } from '../support/sockets.js';

describe('getsockname', () => {
  closesWhatItOpens();

  it('returns the address that the kernel lists', () => {
    const { client, server } = tcpPair();
    const name = s.getsockname(client) as s.Inet4Address;
    expect(name).toEqual(inet(name.port));
    expect(procNet('tcp', client)?.[1]).toBe(loopbackColumn(name.port));
    closeAll(client, server);
  });

  it('returns IPv6 addresses with all their fields', () => {
    const fd = s.socket(s.AF_INET6, s.SOCK_DGRAM, 0);
    expect(s.getsockname(fd)).toEqual({ ...inet6(0, '::'), flowinfo: 0, scopeId: 0 });
    s.bind(fd, inet6(0, '::ffff:127.0.0.1'));
    const name = s.getsockname(fd) as s.Inet6Address;
    expect(name).toEqual({ ...inet6(name.port, '::ffff:127.0.0.1'), flowinfo: 0, scopeId: 0 });
    s.close(fd);
  });

  it('returns paths as they were bound, and "" for a socket without a name', () => {
    inFolder((folder) => {
      const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      expect(s.getsockname(fd)).toEqual(unix(''));
      const path = join(folder, 'ünïcode');
      s.bind(fd, unix(path));
      expect(s.getsockname(fd)).toEqual(unix(path));
      s.close(fd);
      const long = join(folder, 'x').padEnd(108, 'x');
      const other = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      s.bind(other, unix(long));
      expect(s.getsockname(other)).toEqual(unix(long));
      s.close(other);
    });
  });

  it('returns the name that Linux chooses for one bound to ""', () => {
    const fd = s.socket(s.AF_UNIX, s.SOCK_DGRAM, 0);
    s.bind(fd, unix(''));
    const { path } = s.getsockname(fd) as s.UnixAddress;
    expect(path).toMatch(/^\0[0-9a-f]{5}$/);
    expect(procNet('unix', fd)?.[7]).toBe(path.replace('\0', '@'));
    s.close(fd);
  });

  it('returns the bytes of a name that is not UTF-8, which bind takes back', () => {
    const name = Uint8Array.from([s.AF_UNIX, 0, 0, ...bytes(`${process.pid}`), 0xff, 0xfe]);
    const fd = s.socket(s.AF_UNIX, s.SOCK_DGRAM, 0);
    s.bind(fd, name);
    expect(s.getsockname(fd)).toEqual(name);
    s.close(fd);
  });

  it('returns the bytes of a family that has no object', () => {
    const fd = s.socket(s.AF_NETLINK, s.SOCK_RAW, 0);
    s.bind(fd, Uint8Array.from([s.AF_NETLINK, ...new Uint8Array(11)]));
    const name = s.getsockname(fd) as Uint8Array;
    expect([name.length, name[0], name[1]]).toEqual([12, s.AF_NETLINK, 0]);
    s.close(fd);
  });

  it('fails as the kernel says', () => {
    const [read, write] = s.pipe();
    expectFailure('getsockname', [notOpen], 'EBADF');
    expectFailure('getsockname', [read], 'ENOTSOCK');
    closeAll(read, write);
  });
});
