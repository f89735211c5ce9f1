// accept(2) and the other calls between two requests fail as the kernel may have them fail: the server goes on.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Client, connectAll, get } from './support/client.js';
import { serve, until } from './support/serving.js';
import type { ServerProcess } from './support/serving.js';

const connectors = ['polling', 'blocking'] as const;
const folder = mkdtempSync(join(tmpdir(), 'accept-'));
const file = join(folder, 'file');
writeFileSync(file, '');
truncateSync(file, 4 * 1024 * 1024);
let logs = 0;
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Log extends AsyncDisposable {
  /** The lines that strace has written about this call. */
  lines(call: string): string[];
}

/** strace(1) on all threads of a server, or one. @param inject as `-e inject=`. */
async function tamper(server: ServerProcess, calls: string, inject: readonly string[], tid?: string): Promise<Log> {
  const path = join(folder, `log-${logs++}`);
  const strace = spawn('strace', [
    ...(tid === undefined ? ['-f', '-p', String(server.child.pid)] : ['-p', tid]),
    ...['-e', `trace=${calls}`, '-e', 'signal=none', '-o', path],
    ...inject.flatMap((each) => ['-e', `inject=${each}`]),
  ]);
  const end = once(strace, 'exit').catch((cause: unknown) => {
    throw new Error('strace is missing: run `apt-get install strace`', { cause });
  });
  let said = '';
  strace.stderr.on('data', (data: Buffer) => (said += data.toString()));
  await Promise.race([until(() => said.includes(' attached')), end]);
  if (!said.includes(' attached')) throw new Error(`strace has not attached:\n${said}`);
  return {
    lines: (call) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line.includes(`${call}(`) || line.includes(`${call} resumed`)),
    async [Symbol.asyncDispose]() {
      strace.kill('SIGINT');
      await end;
    },
  };
}

const passing =
  'ECONNABORTED EPROTO ENETDOWN ENOPROTOOPT EHOSTDOWN ENONET EHOSTUNREACH EOPNOTSUPP ENETUNREACH ETIMEDOUT';

describe.runIf(process.platform === 'linux').each(connectors)('%s: accept4 fails', (connector) => {
  it.each([
    ...[...passing.split(' '), 'EINTR', 'EAGAIN'].map((errno) => [errno, 'when=1+2'] as const),
    ['EPERM', 'when=1..5'],
    ['EMFILE', 'when=1..3'],
    ['ENFILE', 'when=1..3'],
    ['ENOBUFS', 'when=1..3'],
    ['ENOMEM', 'when=1..3'],
  ] as const)('%s (%s): clients are answered', async (errno, when) => {
    await using server = await serve({ options: { connector, minSpareThreads: 1 } });
    await using log = await tamper(server, 'accept4', [`accept4:error=${errno}:${when}`]);
    // A thread that is blocked in accept4 when strace comes is not tampered with. Those that are refused for want of descriptors ask again.
    for (let answered = 0; answered < 5;) {
      try {
        expect((await get(server.port, '/hello')).body.toString()).toBe('hello');
        answered++;
      } catch (error) {
        if (errno !== 'EMFILE' && errno !== 'ENFILE') throw error;
      }
    }
    // Else nothing was tested.
    await until(() => log.lines('accept4').some((line) => line.includes('INJECTED')));
  });

  it.each(['EMFILE', 'ENOBUFS', 'EINVAL'])('%s for ever: it does not spin', async (errno) => {
    await using server = await serve({ options: { connector, minSpareThreads: 1 } });
    await using log = await tamper(server, 'accept4', [`accept4:error=${errno}`]);
    const clients = await connectAll(3, () => Client.connect(server.port));
    const begin = performance.now();
    const cpu = server.cpu;
    await until(() => performance.now() - begin > 2000);
    expect(log.lines('accept4').length).toBeLessThanOrEqual(30);
    expect(server.cpu - cpu).toBeLessThan(1);
    for (const client of clients) client.destroy();
  });

  it('all descriptors are in use: it does not spin, serves those that it has, and recovers', async () => {
    await using server = await serve({ options: { connector, minSpareThreads: 2, maxThreads: 2 } });
    const first = await Client.connect(server.port);
    expect((await first.get('/hello')).status).toBe(200);
    server.limitDescriptors(8);
    const clients = await connectAll(60, () => Client.connect(server.port));
    // Those that get no descriptor are told so. With the blocking connector they wait as others do for whom there is no thread.
    if (connector === 'polling') await until(() => clients.filter(({ hasEnded }) => hasEnded).length >= 50);
    expect((await first.get('/hello')).status).toBe(200);
    {
      await using log = await tamper(server, 'accept4', []);
      const begin = performance.now();
      await until(() => performance.now() - begin > 2000);
      expect(log.lines('accept4').length).toBeLessThanOrEqual(30);
    }
    expect(server.stderr).toMatch(/EMFILE/);
    for (const client of [first, ...clients]) client.destroy();
    for (let answered = 0; answered < 5;) {
      const client = await Client.connect(server.port);
      // It may be refused until the others are closed.
      const { status } = await client.get('/hello', 'Connection: close\r\n').catch(() => ({ status: 0 }));
      if (status === 200) answered++;
      client.destroy();
    }
  });
});

/** What a response to /file?bytes=4194304 and the head take. */
const size = 4 * 1024 * 1024;

describe.runIf(process.platform === 'linux')('polling: a call fails in the thread that serves', () => {
  const rows: [call: string, errno: string, when: string, survives: boolean][] = [
    ['epoll_wait', 'EINTR', 'when=1+2', true],
    ['epoll_ctl', 'ENOMEM', 'when=2', false],
    ['epoll_ctl', 'ENOSPC', 'when=2', false],
    ['read', 'EINTR', 'when=2+3', true],
    ['read', 'EAGAIN', 'when=2+3', true],
    ['sendfile', 'EINTR', 'when=1+2', true],
    ['sendfile', 'EAGAIN', 'when=1+2', true],
    ['sendfile', 'EINVAL', 'when=1', true],
    ['sendfile', 'ENOSYS', 'when=1', true],
    ['sendfile', 'EOVERFLOW', 'when=2', true],
    ['sendfile', 'EIO', 'when=2', false],
    ['close', 'EIO', 'when=1..2', true],
    ['close', 'EINTR', 'when=1..2', true],
  ];

  it.each(rows)('%s %s %s', async (call, errno, when, survives) => {
    await using server = await serve({ file, options: { minSpareThreads: 1, maxThreads: 1 } });
    const [, tid] = (await get(server.port, '/thread')).body.toString().split(' ');
    await using log = await tamper(server, `${call},accept4`, [`${call}:error=${errno}:${when}`], tid);
    const one = async (): Promise<void> => {
      const client = await Client.connect(server.port);
      try {
        for (let i = 0; i < 3; i++) expect((await client.get(`/echo?tag=${i}`)).body.toString()).toBe(`${i}`);
        expect((await client.get(`/file?bytes=${size}`)).body.length).toBe(size);
      } finally {
        client.destroy();
      }
    };
    let failures = 0;
    for (let i = 0; i < 4; i++) {
      try {
        await one();
      } catch (error) {
        if (survives) throw error;
        // The connection has ended, and nothing else.
        failures++;
      }
    }
    expect(failures).toBeLessThanOrEqual(survives ? 0 : 1);
    await until(() => log.lines(call).some((line) => line.includes('INJECTED')));
    expect((await get(server.port, '/hello')).status).toBe(200);
  });

  it.each([
    ['read', 'ECONNRESET'],
    ['read', 'ETIMEDOUT'],
    ['read', 'EHOSTUNREACH'],
    ['write', 'EPIPE'],
    ['write', 'ECONNRESET'],
    ['sendfile', 'EPIPE'],
  ])('%s %s of one connection: it ends, and the others live', async (call, errno) => {
    await using server = await serve({ file, options: { minSpareThreads: 1, maxThreads: 1 } });
    const other = await Client.connect(server.port);
    const [, tid] = (await other.get('/thread')).body.toString().split(' ');
    const client = await Client.connect(server.port);
    expect((await client.get('/hello')).status).toBe(200);
    await using log = await tamper(server, call, [`${call}:error=${errno}:when=1`], tid);
    client.send(`GET ${call === 'sendfile' ? `/file?bytes=${size}` : '/hello'} HTTP/1.1\r\nHost: a\r\n\r\n`);
    await client.closed;
    expect(log.lines(call).some((line) => line.includes('INJECTED'))).toBe(true);
    expect((await other.get('/hello')).status).toBe(200);
    expect(server.stderr).toBe('');
    client.destroy();
    other.destroy();
  });
});
