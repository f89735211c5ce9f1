import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

interface ExecError {
  code?: number;
  stderr: string;
}

const script = fileURLToPath(new URL('../../examples/http-server-live.mjs', import.meta.url));

it('the example answers curl and shows each call with its system calls, live', async () => {
  const server = spawn(process.execPath, [script, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting: { pattern: RegExp; resolve: (line: string) => void }[] = [];
  createInterface(server.stdout).on('line', (line) => {
    lines.push(line);
    for (const each of waiting) if (each.pattern.test(line)) each.resolve(line);
  });
  const shown = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const line = lines.find((each) => pattern.test(each));
      if (line === undefined) waiting.push({ pattern, resolve });
      else resolve(line);
    });
  try {
    const url = /http:\S*:/.exec(await shown(/^# The server listens/))![0];
    const port = /:(\d+)\//.exec(await shown(/^# The server listens/))![1]!;
    await shown(/^ {4}accept\(\d+, {2}<unfinished \.\.\.> {3}# blocked$/);
    expect(url).toBe('http://127.0.0.1:');
    const { stdout } = await promisify(execFile)('curl', ['-sS', '--local-port', '20000-40000', `${url}${port}/hello`]);
    const [, client] = /^You are 127\.0\.0\.1:(\d+) and said: GET \/hello HTTP\/1\.1\n$/.exec(stdout)!;
    await shown(/^ {4}close/);
    const calls = lines.filter((line) => / = /.test(line)).map((line) => line.trim().replace(/ +# .*/, ''));
    const [listener, connection] = [/\d+/.exec(calls[1]!)![0], /= (\d+)$/.exec(calls[5]!)![1]];
    expect(calls.map((line) => line.replace(/ += /, ' = '))).toEqual([
      `socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = ${listener}`,
      `setsockopt(${listener}, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0`,
      `bind(${listener}, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0`,
      `listen(${listener}, 50) = 0`,
      `getsockname(${listener}, {sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = 0`,
      `accept(${listener}, {sa_family=AF_INET, sin_port=htons(${client}), sin_addr=inet_addr("127.0.0.1")}, [128 => 16]) = ${connection}`,
      expect.stringMatching(`^setsockopt\\(${connection}, SOL_SOCKET, SO_RCVTIMEO_OLD, "\\\\2\\\\0.*", 16\\) = 0$`),
      expect.stringMatching(`^read\\(${connection}, "GET /hello HTTP/1.1.*"..., 8192\\) = \\d+$`),
      expect.stringMatching(`^write\\(${connection}, "HTTP/1.1 200 OK.*"..., \\d+\\) = \\d+$`),
      `shutdown(${connection}, SHUT_WR) = 0`,
      `close(${connection}) = 0`,
    ]);
  } finally {
    server.kill();
  }
});

it('a port that is taken, or is none, is told', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const run = promisify(execFile);
  await expect(run(process.execPath, [script, '--port', String(port)])).rejects.toMatchObject({
    code: 1,
    stderr: `bind EADDRINUSE: address already in use 127.0.0.1:${port}\nTry another port: npm start -- --port 0\n`,
  });
  for (const args of [
    ['--port', 'x'],
    ['--port', ''],
    ['--port', '0x50'],
    ['--port', '70000'],
    ['--prot', '1'],
    ['80'],
  ]) {
    const error = await run(process.execPath, [script, ...args]).then(
      () => undefined,
      (reason: unknown) => reason as ExecError,
    );
    expect({ args, code: error?.code }).toEqual({ args, code: 2 });
    expect(error?.stderr).not.toMatch(/^ {4}at /m);
  }
  taken.close();
});
