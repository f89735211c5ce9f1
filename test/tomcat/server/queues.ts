/** What the kernel holds of connections of this machine: whether a server has read what a client has sent. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Client } from './client.js';

interface Row {
  readonly local: number;
  readonly remote: number;
  readonly sendQueue: number;
  readonly receiveQueue: number;
}

/** The columns of proc_net_tcp(5); macOS has netstat(1), whose queues are decimal. */
function rows(): Row[] {
  if (process.platform === 'linux') {
    // The server's socket is one of IPv6 that takes clients of IPv4 too, as in Java.
    return ['/proc/net/tcp', '/proc/net/tcp6']
      .flatMap((file) => readFileSync(file, 'latin1').split('\n').slice(1, -1))
      .map((line) => {
        const match = /^ *\d+: [0-9A-F]+:([0-9A-F]+) [0-9A-F]+:([0-9A-F]+) .. ([0-9A-F]+):([0-9A-F]+)/.exec(line)!;
        const [local, remote, sendQueue, receiveQueue] = match.slice(1).map((hex) => parseInt(hex, 16));
        return { local: local!, remote: remote!, sendQueue: sendQueue!, receiveQueue: receiveQueue! };
      });
  }
  return execFileSync('netstat', ['-an', '-p', 'tcp'], { encoding: 'latin1' })
    .split('\n')
    .map((line) => /^tcp\d+ +(\d+) +(\d+) +\S+\.(\d+) +\S+\.(\d+) /.exec(line))
    .filter((match) => match !== null)
    .map((match) => {
      const [receiveQueue, sendQueue, local, remote] = match.slice(1).map(Number);
      return { local: local!, remote: remote!, sendQueue: sendQueue!, receiveQueue: receiveQueue! };
    });
}

/** What the server at `port` has not read of a client: the bytes that either side's kernel holds. */
export function unread(port: number, client: Client): number {
  let count = 0;
  for (const row of rows()) {
    if (row.local === port && row.remote === client.localPort) count += row.receiveQueue;
    if (row.local === client.localPort && row.remote === port) count += row.sendQueue;
  }
  return count;
}

/** Resolves when the server at `port` has read all that these clients have written, or has closed the connection. */
export async function readByServer(port: number, clients: readonly Client[]): Promise<void> {
  const ports = new Set(clients.map(({ localPort }) => localPort));
  const isWaiting = (): boolean =>
    rows().some(
      ({ local, remote, sendQueue, receiveQueue }) =>
        (local === port && ports.has(remote) && receiveQueue > 0) ||
        (remote === port && ports.has(local) && sendQueue > 0),
    );
  while (isWaiting()) await nextTurn();
}
