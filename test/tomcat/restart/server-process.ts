import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as s from 'berkeley-sockets/syscalls';
import { expect } from 'vitest';
import { inet } from '../../support/sockets.js';

const script = fileURLToPath(new URL('server.mjs', import.meta.url));

export interface ServerProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  /** How it ends. */
  readonly end: Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>;
}

const running = new Set<ChildProcess>();

/** Ends what a test that failed has left. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

export interface Start {
  /** What to start it with, in the place of node. */
  readonly launcher?: readonly string[];
  /** Descriptors from 3 on. */
  readonly inherits?: readonly number[];
}

/** Starts a server, and does not wait for it. */
export function spawnServer(
  options: object,
  { launcher = [], inherits = [] }: Start = {},
): Omit<ServerProcess, 'port'> {
  const [file, ...args] = [...launcher, process.execPath, script, JSON.stringify({ minSpareThreads: 1, ...options })];
  const stdio: StdioOptions = ['pipe', 'pipe', 'pipe', ...inherits];
  const child = spawn(file, args, { stdio });
  running.add(child);
  let stderr = '';
  child.stderr!.on('data', (chunk) => (stderr += String(chunk)));
  const end = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, stderr };
  });
  return { child, pid: child.pid!, end };
}

/** Starts a server, and returns when it serves. */
export async function startServer(options: object, start?: Start): Promise<ServerProcess> {
  const spawned = spawnServer(options, start);
  const line = once(createInterface(spawned.child.stdout!), 'line').then(([text]) => Number(text));
  const port = await Promise.race([line, spawned.end]);
  if (typeof port !== 'number') throw new Error(`the server has ended: ${port.stderr}`);
  return { ...spawned, port };
}

/**
 * A port that a server can open and nobody else gets meanwhile: several sockets may bind one with SO_REUSEADDR, as long as
 * none listens (socket(7)).
 */
export function reservePort(): { port: number; close(): void } {
  const fd = s.socket(s.AF_INET, s.SOCK_STREAM | s.SOCK_CLOEXEC, 0);
  s.setsockopt(fd, s.SOL_SOCKET, s.SO_REUSEADDR, true);
  s.bind(fd, inet());
  return {
    port: s.getsockname(fd).port!,
    close: () => {
      s.close(fd);
    },
  };
}

/** What a server answers: '1 ' and its process. On a connection of its own. */
export async function ask(port: number): Promise<string> {
  const [response] = (await once(get({ port, path: '/?n=1', agent: false }), 'response')) as [IncomingMessage];
  return text(response);
}

/** It fails to start: what it says. */
export async function failsToStart(options: object, start?: Start): Promise<string> {
  const { code, stderr } = await spawnServer(options, start).end;
  expect(code).toBe(1);
  return stderr;
}

/** The server ends by itself, and says nothing. */
export async function endsWell(server: Omit<ServerProcess, 'port'>): Promise<void> {
  expect(await server.end).toEqual({ code: 0, signal: null, stderr: '' });
}

/** Stops a server in the ordinary way. */
export async function stopServer(server: Omit<ServerProcess, 'port'>): Promise<void> {
  server.child.stdin!.end();
  await endsWell(server);
}
