// Descriptors: after the JDK's AcceptCauseFileDescriptorLeak, SelectFdsLimit, AcceptInheritHandle and Restart.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { BufferedReader, InputStreamReader, ServerSocket, Socket } from 'berkeley-sockets';
import { describe, expect, it } from 'vitest';
import { closesWhatItOpens } from '../support/kernel.js';
import { closeSockets } from './support/pairs.js';

const script = fileURLToPath(new URL('./support/limits.mjs', import.meta.url));

/** What the program prints, as JSON, with so many descriptors. */
const withLimit = (limit: number, program: string): unknown =>
  JSON.parse(
    execFileSync('sh', ['-c', `ulimit -n ${limit} && exec "$0" "$@"`, process.execPath, script, program], {
      encoding: 'utf8',
    }),
  );

describe.runIf(process.platform === 'linux')('descriptors', () => {
  it('5,000 connections are accepted and closed where 256 can be open', () => {
    expect(withLimit(256, 'leak')).toBe(0);
  });

  it('where there are none, accept() throws, slower and slower, and the connection is kept', () => {
    const { failures, byte, closed } = withLimit(128, 'exhausted') as {
      failures: [string, string, string, number][];
      byte: number;
      closed: boolean;
    };
    expect(failures.map(([name, code, syscall]) => [name, code, syscall])).toEqual(
      Array(3).fill(['SocketException', 'EMFILE', 'accept']),
    );
    expect(failures[1]![3]).toBeGreaterThanOrEqual(50);
    expect(failures[2]![3]).toBeGreaterThanOrEqual(100);
    expect([byte, closed]).toEqual([120, false]);
  });

  it('above 1024 can be waited for', () => {
    expect(withLimit(4096, 'many')).toEqual({ timedOut: true, byte: 120, above: true });
  });

  it('no child inherits them: when the process is killed, its client reads the end, and its port is free', async () => {
    const child = spawn(process.execPath, [script, 'inherit'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const port = Number(line);
    const client = new Socket('127.0.0.1', port);
    client.setSoTimeout(20_000);
    const input = new BufferedReader(new InputStreamReader(client.getInputStream()));
    const sleeper = Number(input.readLine());
    try {
      // Another second, and it would be the sleeping child that holds the connection open.
      expect(input.readLine()).toBe(null);
      expect(process.kill(sleeper, 0)).toBe(true);
      client.close();
      // A process that is killed has its descriptors closed one after the other.
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const again = new ServerSocket(port, 50, '127.0.0.1');
      const second = new Socket('127.0.0.1', port);
      closeSockets(again.accept(), second, again);
    } finally {
      process.kill(sleeper);
    }
  });
});

describe('a port', () => {
  closesWhatItOpens();

  it('can be bound again while an old connection is in TIME_WAIT', () => {
    const server = new ServerSocket(0, 50, '127.0.0.1');
    const port = server.getLocalPort();
    const client = new Socket('127.0.0.1', port);
    const peer = server.accept();
    // The side that closes first waits.
    peer.close();
    expect(client.getInputStream().read()).toBe(-1);
    closeSockets(client, server);
    const again = new ServerSocket(port, 50, '127.0.0.1');
    again.close();
  });

  it('is free as soon as close() returns, a hundred times', () => {
    const first = new ServerSocket(0, 50, '127.0.0.1');
    const port = first.getLocalPort();
    first.close();
    for (let i = 0; i < 100; i++) {
      const server = new ServerSocket(port, 50, '127.0.0.1');
      const client = new Socket('127.0.0.1', port);
      closeSockets(server.accept(), client, server);
      expect(() => new Socket('127.0.0.1', port)).toThrow(expect.objectContaining({ code: 'ECONNREFUSED' }) as Error);
    }
  });
});
