import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { until } from '../support/worker.js';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const main = path('../../dist/bin/main.js');
const conversation = path('scripts/conversation.ts');
const serve = path('scripts/serve.mjs');
const folder = mkdtempSync(join(tmpdir(), 'bin-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): Result =>
  spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env });
const trace = (...args: readonly string[]): Result => run(['trace', ...args]);

const children: ChildProcess[] = [];
afterEach(() => {
  // Of a test that has failed.
  for (const child of children.splice(0)) child.kill('SIGTERM');
});

describe('berkeley-sockets trace', () => {
  it('leaves the script its arguments, streams and exit code; the trace is on standard error', () => {
    const { status, stdout, stderr } = trace(conversation, '3', '--format', 'none');
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toEqual({ line: 'hello', args: ['3', '--format', 'none'], own: [], names: [] });
    const lines = stderr.split('\n');
    expect(lines.filter((line) => line === 'on standard error')).toHaveLength(1);
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^\[pid \d+\] main$/)]));
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^\[pid \d+\] Thread-0$/)]));
    expect(lines.find((line) => line.startsWith('    read('))).toMatch(
      /^ {4}read\(\d+, "hello\\n", 8192\) +=? ?= 6 {3}# [\d.]+ (µs|ms|ns)$/,
    );
    // No colours in a pipe.
    expect(stderr).not.toContain('\x1b');
  });

  it('writes each format into a file, and nothing else anywhere', () => {
    for (const [format, check] of Object.entries({
      strace: (text: string) => expect(text).toMatch(/^\[pid \d+\] bind\(\d+, .* = 0$/m),
      calls: (text: string) => expect(text).toMatch(/^ServerSocket\.accept\(\)( {3}# [\d.]+ \S+)?$/m),
      ndjson: (text: string) => {
        const lines = text.trimEnd().split('\n');
        expect(lines.map((line) => (JSON.parse(line) as { threadName: string }).threadName)).toContain('Thread-0');
      },
      perfetto: (text: string) => {
        const { traceEvents } = JSON.parse(text) as { traceEvents: { ph: string }[] };
        expect(traceEvents.filter(({ ph }) => ph === 's')).toHaveLength(1);
      },
      mermaid: (text: string) => expect(text).toMatch(/^sequenceDiagram\n {4}participant t\d+ as main\n/),
      summary: (text: string) => expect(text).toMatch(/^ *\d+\.\d+ +\d\.\d{6} +\d+ +2 +accept4?$|accept4?$/m),
    })) {
      const file = join(folder, format);
      const { status, stderr } = trace('--format', format, '--output', file, conversation);
      expect({ status, stderr }).toEqual({ status: 0, stderr: 'on standard error\n' });
      check(readFileSync(file, 'utf8'));
    }
  });

  it('shows calls while they are made, also while the script is blocked', async () => {
    const child = spawn(process.execPath, [main, 'trace', serve], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    const [out, trace] = [linesOf(child.stdout), linesOf(child.stderr)];
    const blocked = (): string[] =>
      trace.filter((line) => /^ {4}accept4?\(\d+, {2}<unfinished \.\.\.> {3}# blocked$/.test(line));
    await until(() => blocked().length === 1);
    const client = connect(Number(out[0]), '127.0.0.1');
    await once(client, 'connect');
    const { localPort } = client;
    await until(() => blocked().length === 2);
    expect(trace.filter((line) => line.includes(`htons(${localPort})`))).toHaveLength(1);
    client.destroy();
    child.kill('SIGTERM');
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect([code, signal]).toEqual([null, 'SIGTERM']);
    expect(out[1]).toBe('served');
  });

  it('the script gets signals; the trace is complete when one ends it', async () => {
    for (const [args, end] of [
      [['handle'], [5, null]],
      [[], [null, 'SIGTERM']],
    ] as const) {
      const options = { stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };
      const child: ChildProcess = spawn(
        process.execPath,
        [main, 'trace', '--format', 'summary', serve, ...args],
        options,
      );
      children.push(child);
      const [out, trace] = [linesOf(child.stdout!), linesOf(child.stderr!)];
      await until(() => out.length === 1);
      const client = connect(Number(out[0]), '127.0.0.1');
      await until(() => out.length === 2);
      client.destroy();
      child.kill('SIGTERM');
      expect(await once(child, 'close')).toEqual(end);
      expect(trace.join('\n')).toMatch(/ 1 +bind$/m);
    }
  });

  it('tells what is wrong with its arguments', () => {
    for (const [args, message] of [
      [[], 'SCRIPT is missing'],
      [
        ['--format', 'xml', conversation],
        "--format must be one of calls | strace | ndjson | perfetto | mermaid | summary, not 'xml'",
      ],
      [['--fromat', 'calls', conversation], "Unknown option '--fromat'"],
      [['--output'], "Option '--output <value>' argument missing"],
      [['nowhere.mjs'], "there is no file 'nowhere.mjs'"],
      [[folder], `there is no file '${folder}'`],
      [['--output', join(folder, 'no/such/file'), conversation], '--output: ENOENT: no such file or directory'],
    ] as const) {
      const { status, stdout, stderr } = trace(...args);
      expect({ args, status, stdout }).toEqual({ args, status: 2, stdout: '' });
      expect(stderr).toMatch(/^berkeley-sockets: /);
      expect(stderr).toContain(message);
      expect(stderr).toContain('Usage: berkeley-sockets trace');
      expect(stderr).not.toMatch(/^ {4}at /m);
    }
  });

  it('helps', () => {
    for (const args of [['trace', '--help'], ['--help'], ['trace', '-h', conversation]]) {
      const { status, stdout } = run(args);
      expect({ args, status }).toEqual({ args, status: 0 });
      expect(stdout).toMatch(/^Usage: berkeley-sockets /);
    }
    expect(run([])).toMatchObject({ status: 2, stderr: expect.stringContaining('a command is missing') as string });
    expect(run(['toString']).stderr).toContain("'toString' is not a command");
  });
});

describe.runIf(process.platform === 'linux')('--verify', () => {
  it('finds that it is what strace recorded, in every thread', () => {
    const { status, stdout, stderr } = trace('--verify', '--format', 'strace', conversation, '0');
    expect(stderr).toMatch(/^verify: \d+ system calls of 2 threads are what strace recorded\n$/m);
    const lines = stderr.match(/^\[pid \d+\] /gm)!;
    expect(stderr).toContain(`verify: ${lines.length} system calls`);
    expect(status).toBe(0);
    expect(stdout).toContain('hello');
  });

  /** A strace that changes what the real one has written. */
  function withStrace(edit: string): Result {
    const bin = mkdtempSync(join(folder, 'bin-'));
    const real = spawnSync('sh', ['-c', 'command -v strace'], { encoding: 'utf8' }).stdout.trim();
    const script = `#!/bin/sh
${real} "$@"
code=$?
while [ $# -gt 0 ] && [ "$1" != -o ]; do shift; done
[ $# -eq 0 ] || sed -i -E '${edit}' "$2".*
exit $code
`;
    writeFileSync(join(bin, 'strace'), script);
    chmodSync(join(bin, 'strace'), 0o755);
    return run(['trace', '--verify', '--format', 'summary', conversation], {
      ...process.env,
      PATH: `${bin}:${process.env.PATH!}`,
    });
  }

  it('tells each line that differs, and exits with 1', () => {
    const { status, stderr } = withStrace('s/^(listen\\(.*, )50\\)/\\151)/');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^verify: 2 lines differ \(- strace, \+ the trace\)$/m);
    expect(stderr).toMatch(/^verify: \+ listen\(\d+, 50\) += 0$/m);
    expect(stderr).toMatch(/^verify: - listen\(\d+, 51\) += 0$/m);
  });

  it('tells a call that only one of the two has', () => {
    const invented = withStrace('/^shutdown\\(/d');
    expect(invented.status).toBe(1);
    expect(invented.stderr).toMatch(/^verify: \+ shutdown\(/m);
    expect(invented.stderr).not.toMatch(/^verify: - /m);
    const lost = withStrace('s/^(listen\\(.*)$/\\1\\n\\1/');
    expect(lost.status).toBe(1);
    expect(lost.stderr).toMatch(/^verify: 1 lines differ/m);
    expect(lost.stderr).toMatch(/^verify: - listen\(/m);
  });

  it('says when strace is missing', () => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    symlinkSync(process.execPath, join(bin, 'node'));
    const { status, stderr, stdout } = run(['trace', '--verify', conversation], { ...process.env, PATH: bin });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--verify needs strace, which is not installed: apt-get install strace');
  });
});

/** The lines as they come. */
function linesOf(stream: NodeJS.ReadableStream): string[] {
  const lines: string[] = [];
  createInterface({ input: stream }).on('line', (line) => lines.push(line));
  return lines;
}
