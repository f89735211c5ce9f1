import { join } from 'node:path';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { expectFailure } from '../support/failure.js';
import { closesWhatItOpens, loopbackColumn, notOpen, procNet } from '../support/kernel.js';
import { boundSocket, closeAll, inFolder, inet, tcpPair, unix, unixPair } from '../support/sockets.js';

describe('getpeername', () => {
  closesWhatItOpens();

  it('returns the address of the other end, as the kernel lists it', () => {
    const { client, server, port } = tcpPair();
    expect(s.getpeername(client)).toEqual(inet(port));
    const peer = s.getpeername(server) as s.Inet4Address;
    expect(procNet('tcp', server)?.[2]).toBe(loopbackColumn(peer.port));
    closeAll(client, server);
  });

  it('returns the path of a UNIX peer, and "" for one without', () => {
    inFolder((folder) => {
      const listener = s.socket(s.AF_UNIX, s.SOCK_SEQPACKET, 0);
      s.bind(listener, unix(join(folder, 'server')));
      s.listen(listener, 1);
      const client = s.socket(s.AF_UNIX, s.SOCK_SEQPACKET, 0);
      s.connect(client, unix(join(folder, 'server')));
      expect(s.getpeername(client)).toEqual(unix(join(folder, 'server')));
      closeAll(listener, client);
    });
    const pair = unixPair();
    expect(s.raw.getpeername(pair[0])).toEqual(unix(''));
    closeAll(...pair);
  });

  it('fails as the kernel says', () => {
    const { fd } = boundSocket(s.SOCK_STREAM);
    const [read, write] = s.pipe();
    expectFailure('getpeername', [fd], 'ENOTCONN');
    expectFailure('getpeername', [read], 'ENOTSOCK');
    expectFailure('getpeername', [notOpen], 'EBADF');
    closeAll(fd, read, write);
  });
});
