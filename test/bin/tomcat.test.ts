/** `npm start`: what it shows is what strace sees, and what a client gets is right. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const main = file('../../dist/bin/main.js');
const run = promisify(execFile);

/** The lines of a process, and how to wait for one. */
function linesOf(stream: NodeJS.ReadableStream): { lines: string[]; shown: (pattern: RegExp) => Promise<string> } {
  const lines: string[] = [];
  const waiting: { pattern: RegExp; resolve: (line: string) => void }[] = [];
  createInterface(stream).on('line', (line) => {
    lines.push(line);
    for (const each of waiting) if (each.pattern.test(line)) each.resolve(line);
  });
  const shown = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const line = lines.find((each) => pattern.test(each));
      if (line === undefined) waiting.push({ pattern, resolve });
      else resolve(line);
    });
  return { lines, shown };
}

describe.each(['polling', 'blocking'])('%s', (connector) => {
  it('npm start answers curl and shows each call with its system calls, live', async () => {
    const { scripts } = JSON.parse(readFileSync(file('../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts.start).toBe('node dist/bin/main.js tomcat');
    const server = spawn(process.execPath, [main, 'tomcat', '--port', '0', '--connector', connector], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { lines, shown } = linesOf(server.stdout);
    try {
      const url = /http:\S*/.exec(await shown(/^# The server listens/))![0].replace(/hello$/, '');
      await shown(connector === 'polling' ? /epoll_wait\(\d+, {2}<unfinished/ : /accept4\(\d+, {2}<unfinished/);
      expect((await run('curl', ['-sS', `${url}hello?name=you`])).stdout).toBe('Hello, you!\n');
      expect((await run('curl', ['-sS', '-d', 'abc', `${url}echo`])).stdout).toBe('abc');
      expect((await run('curl', ['-sS', url])).stdout).toContain('<h1>It works</h1>');
      await shown(/^ {4}write\(\d+, "HTTP\/1\.1 200 OK\\r\\n/);
      await shown(/^ {4}read\(\d+, "GET \/hello\?name=you HTTP\/1\.1/);
      await shown(/^HttpServletRequest\.getParameter\("name"\)/);
      server.kill('SIGINT');
      const [code] = (await once(server, 'exit')) as [number];
      expect(code).toBe(0);
      expect(lines.find((line) => /^\[pid \d+\] http-\d+-exec-\d+$/.test(line))).toBeDefined();
      expect(lines.join('\n')).toMatch(/^Tomcat\.start\(\).*\n {4}socket\(AF_INET6, .*\n(?: {4}.*\n)* {4}listen\(/m);
    } finally {
      server.kill('SIGKILL');
    }
  });

  it('the trace of a server with a client is what strace records', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tomcat-'));
    try {
      writeFileSync(join(directory, 'small.txt'), 'small\n');
      writeFileSync(join(directory, 'large.txt'), 'large\n'.repeat(100_000));
      const script = [file('scripts/tomcat.mjs'), connector, directory];
      const { stdout, stderr } = await run(process.execPath, [
        main,
        'trace',
        '--verify',
        '--format',
        'strace',
        ...script,
      ]);
      expect(stdout).toBe('/hello 200 14\n/small.txt 200 6\n/large.txt 200 600000\n/none 404 137\n');
      expect(stderr).toMatch(/verify: \d+ system calls of \d+ threads are what strace recorded/);
      expect(stderr).toMatch(/sendfile\(/);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

it('a port that is taken, and bad arguments, are told', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  await expect(run(process.execPath, [main, 'tomcat', '--quiet', '--port', String(port)])).rejects.toMatchObject({
    code: 1,
    stderr: `berkeley-sockets: bind EADDRINUSE: address already in use 127.0.0.1:${port}\nTry another port: --port 0\n`,
  });
  taken.close();
  for (const [args, told] of [
    [['--port', 'x'], '--port must be a number, not x'],
    [['--port', '0x50'], '--port must be a number, not 0x50'],
    [['--port', '70000'], 'options.port'],
    [['--connector', 'nio'], "must be 'polling' or 'blocking'"],
    [['--root', '/nowhere'], 'must be a directory'],
    [['--prot', '1'], "'--prot'"],
    [['80'], "'80'"],
  ] as const) {
    const error = await run(process.execPath, [main, 'tomcat', ...args]).then(
      () => undefined,
      (reason: unknown) => reason as { code: number; stderr: string },
    );
    expect({ args, code: error?.code }).toEqual({ args, code: 2 });
    expect(error?.stderr).toContain(told);
    expect(error?.stderr).not.toMatch(/^ {4}at /m);
  }
});
