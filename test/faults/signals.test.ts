// Real signals, and none that strace makes up.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ServerSocket } from 'berkeley-sockets';
import { describe, expect, it } from 'vitest';

const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);
const limits = { timeout: 60_000, killSignal: 'SIGKILL' } as const;
const undisturbed = { intact: 6, onTime: 6, joined: true, terminated: true, made: 500, stormed: true };

describe.runIf(process.platform === 'linux')('EINTR is invisible', () => {
  it('in a storm of signals with a listener, sent to both threads of a conversation', async () => {
    const { stdout, stderr } = await run(process.execPath, [program('interrupted.mjs'), 'storm'], limits);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(undisturbed);
  });

  it('under --cpu-prof, which interrupts every thread all the time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-'));
    try {
      const profile = ['--cpu-prof', '--cpu-prof-interval', '200', '--cpu-prof-dir', folder];
      const { stdout } = await run(process.execPath, [...profile, program('interrupted.mjs')], limits);
      expect(JSON.parse(stdout)).toEqual(undisturbed);
      expect(readdirSync(folder).length).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe.runIf(process.platform === 'linux')('a server that is killed with a connection open', () => {
  it('leaves its port to the next one at once', async () => {
    const server = spawn(process.execPath, [program('killed.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const end = once(server, 'exit');
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
    const port = Number(line);
    const client = connect(port, '127.0.0.1');
    client.on('error', () => undefined);
    client.write('x');
    await once(client, 'data');
    server.kill('SIGKILL');
    expect(await end).toEqual([null, 'SIGKILL']);
    const next = new ServerSocket(port, 50, '127.0.0.1');
    expect(next.getLocalPort()).toBe(port);
    next.close();
    client.destroy();
  });
});
