import { closeSync, openSync, readFileSync } from 'node:fs';
import { ServerSocket, Socket } from 'berkeley-sockets';
import { describe, expect, it } from 'vitest';
import { waitingConnections } from '../../src/inspect/accept-queue.js';

/** Connections of the kernel's table (proc(5)) to this port that have no inode: peer's port, state, bytes to be read. */
function inTable(port: number): { peer: number; state: string; bytes: number }[] {
  const portOf = (address: string): number => parseInt(address.split(':')[1]!, 16);
  return readFileSync('/proc/net/tcp6', 'latin1')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , , , , , , , inode]) => inode === '0' && portOf(local!) === port)
    .map(([, , peer, state, queues]) => {
      return { peer: portOf(peer!), state: state!, bytes: parseInt(queues!.split(':')[1]!, 16) };
    });
}

const portOf = (address: object | undefined): number => (address as { port: number }).port;
const byPeer = (a: { peer: number }, b: { peer: number }): number => a.peer - b.peer;

describe.runIf(process.platform === 'linux')('the connections in an accept queue', () => {
  it('are those that the kernel lists without an inode', () => {
    const server = new ServerSocket(0, 50, '127.0.0.1');
    const other = new ServerSocket(0, 50, '127.0.0.1');
    const port = server.getLocalPort();
    expect(waitingConnections(server.fd)).toEqual([]);
    const clients = [1, 2, 3].map(() => new Socket('127.0.0.1', port));
    const elsewhere = new Socket('127.0.0.1', other.getLocalPort());
    clients[1]!.getOutputStream().write('Hello\n');
    // It has gone before it was accepted: CLOSE_WAIT, 08, for which the table counts the FIN as a byte.
    clients[2]!.close();
    const waiting = waitingConnections(server.fd).map(({ state, remoteAddress, receiveQueue = 0 }) => {
      const isClosing = state === 'CLOSE_WAIT';
      return { peer: portOf(remoteAddress), state: isClosing ? '08' : '01', bytes: receiveQueue + (isClosing ? 1 : 0) };
    });
    expect(waiting).toHaveLength(3);
    expect(waiting.sort(byPeer)).toEqual(inTable(port).sort(byPeer));
    const accepted = server.accept();
    expect(waitingConnections(server.fd)).toHaveLength(2);
    for (const each of [...clients, elsewhere, accepted, server, other]) each.close();
  });

  it('of other sockets there are none', () => {
    const server = new ServerSocket({ path: `\0accept-queue ${process.pid}` });
    const client = new Socket({ path: `\0accept-queue ${process.pid}` });
    expect(waitingConnections(server.fd)).toEqual([]);
    for (const each of [client, server]) each.close();
  });

  it('of a descriptor that is no socket, the error is that of getsockname', () => {
    const file = openSync('/dev/null', 'r');
    expect(() => waitingConnections(file)).toThrow(expect.objectContaining({ code: 'ENOTSOCK' }));
    closeSync(file);
    expect(() => waitingConnections(-1)).toThrow(expect.objectContaining({ code: 'EBADF' }));
  });
});
