// Conversations over every kind of socket. The server is a thread that blocks in the kernel.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as s from 'berkeley-sockets/syscalls';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { closesWhatItOpens, target } from './support/kernel.js';
import { bytes, closeAll, inFolder, inet, inet6, text, unix, unixPair, waitReadable } from './support/sockets.js';
import { isInside } from './support/tasks.mjs';

const peerProgram = fileURLToPath(new URL('support/peer-process.mjs', import.meta.url));

interface Kind {
  domain: number;
  type: number;
  addr: (folder: string) => s.SocketAddress;
  /** What the client binds, so that it can be answered. */
  clientAddr?: (folder: string) => s.SocketAddress;
}

const kinds: Record<string, Kind> = {
  'TCP over IPv4': { domain: s.AF_INET, type: s.SOCK_STREAM, addr: () => inet() },
  'TCP over IPv6': { domain: s.AF_INET6, type: s.SOCK_STREAM, addr: () => inet6() },
  'UDP over IPv4': { domain: s.AF_INET, type: s.SOCK_DGRAM, addr: () => inet() },
  'UDP over IPv6': { domain: s.AF_INET6, type: s.SOCK_DGRAM, addr: () => inet6() },
  'UNIX stream': { domain: s.AF_UNIX, type: s.SOCK_STREAM, addr: (folder) => unix(join(folder, 'stream')) },
  'UNIX datagram': {
    domain: s.AF_UNIX,
    type: s.SOCK_DGRAM,
    addr: (folder) => unix(join(folder, 'datagram')),
    clientAddr: (folder) => unix(join(folder, 'client')),
  },
  'UNIX seqpacket': { domain: s.AF_UNIX, type: s.SOCK_SEQPACKET, addr: (folder) => unix(join(folder, 'seqpacket')) },
  'abstract name, stream': { domain: s.AF_UNIX, type: s.SOCK_STREAM, addr: () => unix(`\0stream\0${process.pid}`) },
  'abstract name, datagram': {
    domain: s.AF_UNIX,
    type: s.SOCK_DGRAM,
    addr: () => unix(`\0datagram\0${process.pid}`),
    clientAddr: () => unix(''),
  },
};

/** Waits until a thread sleeps in a system call. */
async function sleepsIn(task: string, call: 'accept' | 'recvfrom'): Promise<void> {
  await vi.waitFor(
    () => {
      expect(isInside(task, call)).toBe(true);
    },
    { timeout: 20_000, interval: 2 },
  );
}

async function converse({ domain, type, addr, clientAddr }: Kind, folder: string): Promise<string[]> {
  const connected = type !== s.SOCK_DGRAM;
  const workerData = { domain, type, addr: addr(folder) };
  const server = new Worker(new URL('support/conversation-server.mjs', import.meta.url), { workerData });
  const ended = once(server, 'exit');
  const [{ name, task }] = (await once(server, 'message')) as [{ name: s.SocketAddress; task: string }];
  await sleepsIn(task, connected ? 'accept' : 'recvfrom');

  const fd = s.socket(domain, type, 0);
  if (clientAddr) s.bind(fd, clientAddr(folder));
  s.connect(fd, name);
  const buf = Buffer.alloc(64);
  const answers = ['hello', 'how are you?'].map((question) => {
    s.send(fd, bytes(question), 0);
    return text(buf, 0, s.recv(fd, buf, 0));
  });
  if (connected) {
    await sleepsIn(task, 'recvfrom');
    s.shutdown(fd, s.SHUT_WR);
    answers.push(text(buf, 0, s.recv(fd, buf, 0)));
  } else {
    s.send(fd, new Uint8Array(0), 0);
  }
  s.close(fd);
  expect(await ended).toEqual([0]);
  return answers;
}

function peerProcess(args: readonly string[], inherited?: number): ChildProcess {
  const fourth = inherited === undefined ? [] : [inherited];
  return spawn(process.execPath, [peerProgram, ...args], { stdio: ['ignore', 'ignore', 'inherit', ...fourth] });
}

// The addon opens an epoll set for good when a second thread loads it (native/waker.cc): that must have
// happened before anything is counted.
beforeAll(async () => {
  await once(new Worker("import('berkeley-sockets/syscalls')", { eval: true }), 'exit');
});

describe('a conversation with a thread that blocks', { timeout: 30_000 }, () => {
  closesWhatItOpens();

  it.each(Object.entries(kinds))('%s', async (_, kind) => {
    const answers = await inFolder((folder) => converse(kind, folder));
    expect(answers).toEqual(['HELLO', 'HOW ARE YOU?', ...(kind.type === s.SOCK_DGRAM ? [] : [''])]);
  });
});

describe('another process', { timeout: 30_000 }, () => {
  closesWhatItOpens();

  it('writes through a descriptor that it is sent (SCM_RIGHTS)', async () => {
    const [here, there] = unixPair();
    const [reader, writer] = s.pipe();
    const child = peerProcess(['write-through'], there);
    s.close(there);
    s.sendmsg(here, { iov: [bytes('x')], control: [{ level: s.SOL_SOCKET, type: s.SCM_RIGHTS, data: [writer] }] }, 0);
    s.close(writer);
    const buf = Buffer.alloc(64);
    expect(text(buf, 0, s.read(reader, buf))).toBe(`from ${child.pid}`);
    // The end: no process has the other descriptor open any more.
    expect(s.read(reader, buf)).toBe(0);
    closeAll(reader, here);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('is known by its pid: SO_PEERCRED and SCM_CREDENTIALS', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'credentials');
      const listener = s.socket(s.AF_UNIX, s.SOCK_STREAM, 0);
      s.bind(listener, unix(path));
      s.listen(listener, 1);
      const child = peerProcess(['connect', path]);
      const { fd } = s.accept(listener);
      const wanted = new Uint8Array(Int32Array.of(child.pid!, process.getuid!(), process.getgid!()).buffer);
      expect(s.getsockopt(fd, s.SOL_SOCKET, s.SO_PEERCRED, 12)).toEqual(wanted);

      s.setsockopt(fd, s.SOL_SOCKET, s.SO_PASSCRED, true);
      s.send(fd, bytes('x'), 0);
      const { control } = s.recvmsg(fd, { iov: [Buffer.alloc(4)], controlLength: 64 }, 0);
      expect(control).toEqual([{ level: s.SOL_SOCKET, type: s.SCM_CREDENTIALS, data: wanted }]);
      closeAll(fd, listener);
      expect(await once(child, 'exit')).toEqual([0, null]);
    });
  });

  it('holds a connection open that it has inherited', async () => {
    const [here, there] = unixPair();
    const child = peerProcess(['write-through'], there);
    s.close(there);
    expect(target(there)).toBeUndefined();
    expect(s.poll([{ fd: here, events: s.POLLIN }], 0)).toBe(0);
    child.kill();
    waitReadable(here);
    expect(s.read(here, Buffer.alloc(1))).toBe(0);
    s.close(here);
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
  });
});
