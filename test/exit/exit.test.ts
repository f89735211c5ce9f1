import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The exit code of a process that must end by itself; a hang is ended from here. */
async function exitCodeOf(name: string, ...args: string[]): Promise<number | string> {
  const child = spawn(process.execPath, [script(name), ...args], {
    stdio: 'ignore',
    timeout: 15_000,
    killSignal: 'SIGKILL',
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return code ?? signal!;
}

const exitCode = (...args: string[]): Promise<number | string> => exitCodeOf('main.mjs', ...args);

const calls = [
  'accept',
  'read',
  'readv',
  'recv',
  'recvfrom',
  'recvmsg',
  'poll',
  'pollForLong',
  'write',
  'sendmsg',
  'connect',
  'close',
];
if (process.platform === 'linux') calls.push('epoll_wait');
const ends = [
  ['exit', 7],
  ['reallyExit', 8],
  ['uncaught', 1],
  ['rejection', 1],
  ['unref', 0],
  ['terminate', 5],
  ['message', 6],
] as const;

describe.each(calls)('a process with a thread blocked in %s ends, with its exit code', (call) => {
  it.concurrent.each(ends)('by %s', async (end, code) => {
    expect(await exitCode(end, call, 'not loaded')).toBe(code);
  });
});

describe('the same where the main thread uses the package too', () => {
  it.concurrent.each(ends)('by %s', async (end, code) => {
    expect(await exitCode(end, 'accept', 'loaded')).toBe(code);
  });
});

describe.runIf(process.platform === 'linux').each(['before', 'during'])(
  'the same where another task waits in the event loop of the thread since %s the call',
  (task) => {
    it.concurrent.each(ends)('by %s', async (end, code) => {
      expect(await exitCode(end, 'accept', 'not loaded', task)).toBe(code);
    });
  },
);

describe('a process that ends while workers load the package ends well', () => {
  it.concurrent.each(Array.from({ length: 24 }, (_, i) => 3 * i))('after %i turns', async (turns) => {
    expect(await exitCodeOf('loading.mjs', String(turns))).toBe(9);
  });
});
