import { closeSync, lstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectRefusal, thrownBy } from '../support/failure.js';
import { closesWhatItOpens, loopbackColumn, notOpen, procNet } from '../support/kernel.js';
import { boundSocket, closeAll, inFolder, inet, inet6, unix } from '../support/sockets.js';

describe('bind', () => {
  closesWhatItOpens();

  it('gives the address to the socket, and port 0 lets the kernel choose', () => {
    const { fd, port } = boundSocket(s.SOCK_DGRAM);
    expect(port).toBeGreaterThan(0);
    expect(procNet('udp', fd)?.[1]).toBe(loopbackColumn(port));
    s.close(fd);
  });

  it('takes IPv6 addresses in every written form', () => {
    const forms = { '::1': '0'.repeat(24) + '01000000', '::': '0'.repeat(32) };
    for (const [address, listed] of Object.entries(forms)) {
      const fd = s.socket(s.AF_INET6, s.SOCK_DGRAM, 0);
      s.bind(fd, inet6(0, address));
      expect(procNet('udp6', fd)?.[1]).toMatch(new RegExp(`^${listed}:`));
      s.close(fd);
    }
    const mapped = s.socket(s.AF_INET6, s.SOCK_DGRAM, 0);
    s.bind(mapped, inet6(0, '::FFFF:127.0.0.1'));
    expect(procNet('udp6', mapped)?.[1]).toMatch(/^0000000000000000FFFF00000100007F:/);
    s.close(mapped);
  });

  it('creates the file of a UNIX address', () => {
    inFolder((folder) => {
      const path = join(folder, 'näme');
      const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      s.bind(fd, unix(path));
      expect(lstatSync(path).isSocket()).toBe(true);
      s.close(fd);
    });
  });

  it('takes a path of 108 bytes, which leaves no room for the terminator, and none longer', () => {
    inFolder((folder) => {
      const path = join(folder, 'x').padEnd(108, 'x');
      const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      expectFailure('bind', [fd, unix(`${path}x`)], 'EINVAL', { path: `${path}x` });
      s.bind(fd, unix(path));
      expect(lstatSync(path).isSocket()).toBe(true);
      s.close(fd);
    });
  });

  it('takes abstract names with null bytes in them (Linux)', () => {
    const name = `\0bind-${process.pid}\0end`;
    const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
    s.bind(fd, unix(name));
    expect(procNet('unix', fd)?.[7]).toBe(name.replaceAll('\0', '@'));
    s.close(fd);
  });

  it('sends the bytes of a sockaddr as they are', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_DGRAM, 0);
    const family = process.platform === 'linux' ? [s.AF_INET, 0] : [16, s.AF_INET];
    s.bind(fd, Uint8Array.from([...family, 0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
    expect(procNet('udp', fd)?.[1]).toMatch(/^0100007F:/);
    s.close(fd);
  });

  it('fails as the kernel says, and the error carries the address', () => {
    const first = boundSocket(s.SOCK_STREAM);
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    const name = { address: '127.0.0.1', port: first.port };
    expectFailure('bind', [fd, inet(first.port)], 'EADDRINUSE', name);
    expectFailure('bind', [first.fd, inet(first.port)], 'EINVAL', name);
    expectFailure('bind', [fd, inet(0, '192.0.2.1')], 'EADDRNOTAVAIL', { address: '192.0.2.1', port: 0 });
    expectFailure('bind', [fd, inet6()], 'EAFNOSUPPORT', { address: '::1', port: 0 });
    expectFailure('bind', [fd, new Uint8Array(3)], 'EINVAL');
    expectFailure('bind', [fd, new Uint8Array(0)], 'EINVAL');
    expectFailure('bind', [fd, new Uint8Array(1000)], 'EINVAL');
    expectFailure('bind', [notOpen, inet()], 'EBADF', { address: '127.0.0.1', port: 0 });
    expectFailure('bind', [-1, inet()], 'EBADF', { address: '127.0.0.1', port: 0 });
    expect((thrownBy(() => s.bind(fd, inet(first.port))) as Error).message).toBe(
      `bind EADDRINUSE: address already in use 127.0.0.1:${first.port}`,
    );
    closeAll(first.fd, fd);
  });

  it('says EAFNOSUPPORT for a UNIX address on an internet socket', () => {
    for (const [domain, path] of [
      [s.AF_INET, '.'],
      [s.AF_INET6, 'a'],
    ] as const) {
      const fd = s.socket(domain, s.SOCK_STREAM, 0);
      expectFailure('bind', [fd, unix(path)], 'EAFNOSUPPORT', { path });
      s.close(fd);
    }
  });

  it('fails on paths as the file system says', () => {
    inFolder((folder) => {
      const fd = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      const file = openSync('/dev/null', 'r');
      const path = join(folder, 'none', 'x');
      expectFailure('bind', [fd, unix(path)], 'ENOENT', { path });
      expectFailure('bind', [fd, unix('/dev/null/x')], 'ENOTDIR', { path: '/dev/null/x' });
      expectFailure('bind', [fd, unix(folder)], 'EADDRINUSE', { path: folder });
      expectFailure('bind', [file, unix(path)], 'ENOTSOCK', { path });
      closeSync(file);
      s.close(fd);
    });
  });

  it('refuses what is no address', () => {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    for (const address of ['127.1', '0x7f.0.0.1', '127.0.0.1 ', '::1', '']) {
      expectRefusal('bind', [fd, inet(0, address)], 'ERR_INVALID_ARG_VALUE');
    }
    for (const port of [-1, 65536, 1.5, NaN]) expectRefusal('bind', [fd, inet(port)], 'ERR_OUT_OF_RANGE');
    expectRefusal('bind', [fd, { family: s.AF_INET, address: '127.0.0.1', port: '80' }], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('bind', [fd, { family: s.AF_INET, port: 80 }], 'ERR_INVALID_ARG_TYPE');
    expectRefusal('bind', [fd, inet6(0, 'fe80::1%lo')], 'ERR_INVALID_ARG_VALUE');
    expectRefusal('bind', [fd, unix('/tmp/a\0b')], 'ERR_INVALID_ARG_VALUE');
    for (const address of [null, undefined, '127.0.0.1', 80, []])
      expect(() => s.bind(fd, address as never)).toThrow(TypeError);
    // Nothing of this has reached the kernel.
    expect(s.getsockname(fd)).toEqual({ family: s.AF_INET, address: '0.0.0.0', port: 0 });
    s.close(fd);
  });
});
