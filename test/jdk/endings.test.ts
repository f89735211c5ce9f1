import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { inet } from '../support/sockets.js';
import { here, withJava } from './java.js';

/** How a server ends a connection, and what its peer sees: of a read, of a write and of the next write. */
const endings = {
  'nothing unread': [0, 5, 'EPIPE'],
  // FIN first and then the reset: the peer has the end of the stream, and not ECONNRESET.
  'unread input': [0, 'EPIPE', 'EPIPE'],
  'SO_LINGER 0': ['ECONNRESET', 'EPIPE', 'EPIPE'],
} as const;

describe.runIf(process.platform === 'linux')('what the peer sees when a connection is closed', () => {
  it('by the JDK', async () => {
    await withJava(async ({ command: [java, ...args] }) => {
      expect(await seenByPeer(java, [...args, 'Endings'])).toEqual(endings);
    });
  });

  it('by this package: the same', async () => {
    expect(await seenByPeer(process.execPath, [join(here, 'endings.mjs')])).toEqual(endings);
  });
});

/** Has a server end one connection in each way, and returns what a peer that makes plain system calls sees. */
async function seenByPeer(program: string, args: readonly string[]): Promise<Record<string, unknown[]>> {
  const server = spawn(program, [...args, ...Object.keys(endings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(server, 'exit');
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
  const port = Number((await lines.next()).value);
  const seen: Record<string, unknown[]> = {};
  for (const way of Object.keys(endings)) {
    const fd = s.socket(s.AF_INET, s.SOCK_STREAM, 0);
    s.connect(fd, inet(port));
    if (way === 'unread input') s.write(fd, Buffer.from('hello'));
    expect((await lines.next()).value).toBe('closed');
    seen[way] = [
      result(() => s.read(fd, Buffer.alloc(16))),
      result(() => s.write(fd, Buffer.from('hello'))),
      // The answer to data that nobody will read is a reset; poll(2) tells when it is here.
      (s.poll([{ fd, events: 0 }], -1), result(() => s.write(fd, Buffer.from('hello')))),
    ];
    s.close(fd);
  }
  expect(await exit).toEqual([0, null]);
  return seen;
}

function result(call: () => number): number | string {
  try {
    return call();
  } catch (error) {
    return (error as s.ErrnoError).code;
  }
}
