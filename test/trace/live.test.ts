import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { printLive } from 'berkeley-sockets/trace';
import { until } from '../support/worker.js';

const script = fileURLToPath(new URL('live-program.mjs', import.meta.url));

/** The lines without durations, which follow '   # '. */
const untimed = (line: string): string => line.replace(/ {3}# [\d.]+ (ns|µs|ms|s)$/, '').replace(/ +(= .*)$/, ' $1');

it('shows a call while it blocks all threads that the program has, and goes on when a client comes', async () => {
  const child = spawn(process.execPath, [script, 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const input = createInterface({ input: child.stdout });
  input.on('line', (line) => lines.push(line));
  const rest = once(input, 'close');
  await until(() => /^ {4}accept4?\(.*<unfinished \.\.\.> {3}# blocked$/.test(lines.at(-1) ?? ''));
  const port = Number(/sin6?_port=htons\(([1-9]\d*)\)/.exec(lines.join('\n'))![1]);
  const client = connect(port, '127.0.0.1');
  await once(client, 'connect');
  const { localPort } = client;
  client.end('one\ntwo\n');
  await Promise.all([rest, once(child, 'exit')]);
  expect(child.exitCode).toBe(0);

  const plain = lines.map(untimed);
  const ofThread = (name: string): string[] => {
    let speaker: string | undefined;
    return plain.filter((line) => {
      speaker = /^\[pid \d+\] (.*)$/.exec(line)?.[1] ?? speaker;
      return speaker === name && !line.startsWith('[pid');
    });
  };
  const main = ofThread('main');
  const accept = main.findIndex((line) => line.startsWith('    accept'));
  expect(main.slice(accept - 1, accept + 1)).toEqual(['ServerSocket.accept()', expect.stringMatching(/# blocked$/)]);
  expect(main.slice(accept + 1, accept + 3)).toEqual([
    'ServerSocket.accept()',
    expect.stringMatching(new RegExp(`^ {4}accept4?\\(.*htons\\(${localPort}\\).* = \\d+$`)),
  ]);
  expect(main.slice(main.indexOf('ServerSocket.getLocalPort()')).slice(0, 2)).toEqual([
    'ServerSocket.getLocalPort()',
    '    no system call',
  ]);
  const worker = ofThread('pool-1-thread-1').join('\n');
  expect(worker).toMatch(/^BufferedReader\.readLine\(\)\n {4}read\(\d+, "one\\ntwo\\n", 8192\) = 8$/m);
  expect(worker).toMatch(/^BufferedReader\.readLine\(\)\n {4}no system call: from the buffer$/m);
  expect(worker).toMatch(/^ {4}read\(\d+, "", 8192\) = 0$/m);
  // stop() has been called before.
  expect(main.join('\n')).not.toContain('close(-7)');
  expect(main.at(-1)).toMatch(/^ {4}close\(\d+\) = 0$/);
});

describe('prints all that was recorded when the process', () => {
  const run = (...args: string[]): { status: number | null; calls: string[]; stderr: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
    return { status, stderr, calls: stdout.match(/\b(?:close|dup)\(-\d+\)/g) ?? [] };
  };

  it.each([
    ['normally', 0, ['close(-1)']],
    ['exit', 3, ['close(-1)']],
    ['throw', 1, ['close(-1)']],
    ['exitTwice', 4, ['close(-1)', 'close(-2)']],
  ])('ends: %s', (how, status, calls) => {
    expect(run(how)).toMatchObject({ status, calls });
  });

  it('has made thousands of calls in a moment', () => {
    const { calls } = run('exit', '3000');
    expect(calls).toEqual([...Array.from({ length: 3000 }, (_, i) => `dup(-${i + 1})`), 'close(-1)']);
  });

  it('has made more than the ring holds: it says how many are missing, and where', () => {
    const { stdout } = spawnSync(process.execPath, [script, 'exit', '200000'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    // The last one is close(-1).
    let next = 1;
    for (const [, number, lost] of stdout.matchAll(/\b(?:dup|close)\(-(\d+)\)|^\+\+\+ (\d+) system calls lost/gm)) {
      if (number === undefined) next += Number(lost);
      else expect(Number(number)).toBe(next++ <= 200_000 ? next - 1 : 1);
    }
    expect(stdout).toContain('+++');
    expect(next - 1).toBe(200_001);
  });
});

it('what is no option is refused', () => {
  expect(() => printLive({ fd: -1 })).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }));
  expect(() => printLive({ color: 'yes' as never })).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }));
  expect(() => printLive(1 as never)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }));
});
