// Clients and a proxy that others wrote.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client as Undici } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectors, Server } from './start.js';
import { compiled, run, startNginx } from './peers.js';
import type { Peer } from './peers.js';

const classes = mkdtempSync(join(tmpdir(), 'berkeley-classes-'));
let classPath: string;
beforeAll(async () => {
  classPath = await compiled(classes, 'PlainClient.java');
});
afterAll(() => { rmSync(classes, { recursive: true }); }); // prettier-ignore

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe.each(connectors)('%s', (connector) => {
  let server: Server;
  let folder: string;
  const page = 'a'.repeat(20_000) + 'b'.repeat(20_000);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'berkeley-root-'));
    mkdirSync(join(folder, 'root/sub'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'SECRET-CANARY');
    writeFileSync(join(folder, 'root/page.html'), page);
    symlinkSync('../secret.txt', join(folder, 'root/link'));
    server = await Server.start({ connector, docBase: join(folder, 'root') }, { '/do/*': 'acts.mjs' });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });

  const curl = (...args: string[]): Promise<string> => run('curl', ['-sS', '--max-time', '60', ...args]);

  it('curl: versions, connections, HEAD', async () => {
    const url = `${server.url}/do/ok`;
    const format = ['-w', ' %{http_code} %{http_version} %{num_connects}\\n'];
    expect(await curl(...format, url, url, url)).toBe('ok 200 1.1 1\nok 200 1.1 0\nok 200 1.1 0\n');
    expect(await curl('--http1.0', ...format, url, url)).toBe('ok 200 1.1 1\nok 200 1.1 1\n');
    expect(await curl('-H', 'Connection: close', ...format, url, url)).toBe('ok 200 1.1 1\nok 200 1.1 1\n');
    const head = await curl('-I', url);
    expect(head).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*Content-Length: 2\r\n[^]*\r\n$/);
    expect(await curl('-X', 'DELETE', '-o', '/dev/null', ...format, url)).toBe(' 405 1.1 1\n');
    expect(await curl('-L', ...format, `${server.url}/do/redirect?to=/do/ok`)).toBe('ok 200 1.1 1\n');
  });

  it('curl: bodies', async () => {
    const bytes = Buffer.from('x'.repeat(3_000_000));
    const digest = { length: bytes.length, sha256: sha256(bytes) };
    const input = join(folder, 'upload');
    writeFileSync(input, bytes);
    const url = `${server.url}/do/digest`;
    expect(JSON.parse(await curl('--data-binary', `@${input}`, url))).toEqual({ ...digest, declared: bytes.length });
    expect(
      JSON.parse(await curl('-X', 'POST', '-H', 'Transfer-Encoding: chunked', '--data-binary', `@${input}`, url)),
    ).toEqual({ ...digest, declared: -1 });
    // Of what it reads from a pipe it does not know the length.
    const fromPipe = await run(
      'curl',
      ['-sS', '-X', 'POST', '-T', '-', '-H', 'Expect: 100-continue', '--expect100-timeout', '60', '-v', url],
      'abc',
    );
    expect(JSON.parse(fromPipe)).toMatchObject({ length: 3, declared: -1 });
    const traced = join(folder, 'trace');
    await curl(
      '--data-binary',
      `@${input}`,
      '-H',
      'Expect: 100-continue',
      '--expect100-timeout',
      '60',
      '--stderr',
      traced,
      '-v',
      url,
    );
    expect(await run('cat', [traced])).toContain('< HTTP/1.1 100 Continue');
  });

  it('curl: files, ranges, conditions, and nothing outside the root', async () => {
    const url = `${server.url}/page.html`;
    expect(await curl(url)).toBe(page);
    expect(await curl('-r', '19999-20000', url)).toBe('ab');
    expect(await curl('-r', '-3', '-w', '%{http_code}', url)).toBe('bbb206');
    expect(await curl('-r', '99999-', '-o', '/dev/null', '-w', '%{http_code}', url)).toBe('416');
    const output = join(folder, 'resumed');
    writeFileSync(output, page.slice(0, 12_345));
    await curl('-C', '-', '-o', output, url);
    expect(await run('cat', [output])).toBe(page);
    const etag = join(folder, 'etag');
    await curl('--etag-save', etag, '-o', '/dev/null', url);
    expect(await curl('--etag-compare', etag, '-w', '%{http_code}', url)).toBe('304');
    expect(await curl('-z', join(folder, 'root/page.html'), '-w', '%{http_code}', url)).toBe('304');
    for (const path of [
      '/../secret.txt',
      '/sub/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/..;/secret.txt',
      '/link',
      '/sub/..\\..\\secret.txt',
      '//secret.txt',
    ]) {
      const answer = await curl('--path-as-is', '-w', '%{http_code}', `${server.url}${path}`);
      expect(answer, path).toMatch(/(400|403|404)$/);
      expect(answer, path).not.toContain('CANARY');
    }
  });

  it('Python: http.client and urllib', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 256));
    const lines = (
      await run('python3', [
        fileURLToPath(new URL('plain_client.py', import.meta.url)),
        '127.0.0.1',
        String(server.port),
      ])
    ).split('\n');
    const digest = (declared: number): string =>
      JSON.stringify({ length: bytes.length, declared, sha256: sha256(bytes) });
    expect(lines.slice(0, 7)).toEqual([
      'GET 200 ok False', 'HEAD 200  False', `POST 200 ${digest(bytes.length)} False`, `POST 200 ${digest(-1)} False`,
      'GET 200 ab False', 'GET 404  False', 'the same connection True',
    ]); // prettier-ignore
    expect(JSON.parse(lines[7]!)).toMatchObject({ map: { a: ['é'], b: ['1 2'] } });
    expect(lines.slice(8)).toEqual(['ok', '1000000', '404 text/html;charset=utf-8', '']);
  });

  it('Java: java.net.http.HttpClient', async () => {
    const bytes = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => i % 256));
    const digest = (declared: number): string =>
      JSON.stringify({ length: bytes.length, declared, sha256: sha256(bytes) });
    const lines = (await run('java', ['-cp', classPath, 'PlainClient', server.url])).split('\n');
    expect(lines).toEqual([
      'GET 200 HTTP_1_1 ok', 'HEAD 200 HTTP_1_1 ', `POST 200 HTTP_1_1 ${digest(bytes.length)}`, `POST 200 HTTP_1_1 ${digest(-1)}`,
      `POST 200 HTTP_1_1 ${digest(bytes.length)}`, 'POST 500 HTTP_1_1 ', '780000', '',
    ]); // prettier-ignore
    await server.complaint('a secret of the server');
  });

  it('Node: fetch, an agent that keeps connections, undici with pipelining', async () => {
    expect(await (await fetch(`${server.url}/do/ok`)).text()).toBe('ok');
    const posted = await fetch(`${server.url}/do/parameters`, {
      method: 'POST',
      body: new URLSearchParams({ a: 'é' }),
    });
    expect(await posted.json()).toMatchObject({ map: { a: ['é'] } });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
    const lengths = await Promise.all(
      Array.from(
        { length: 50 },
        (_, i) =>
          new Promise<number>((resolve, reject) => {
            http
              .get(`${server.url}/do/big?size=${i * 997}`, { agent }, (response) => {
                let length = 0;
                response.on('data', (piece: Buffer) => (length += piece.length)).on('end', () => { resolve(length); }); // prettier-ignore
              })
              .on('error', reject);
          }),
      ),
    );
    expect(lengths).toEqual(Array.from({ length: 50 }, (_, i) => i * 997));
    agent.destroy();
    const undici = new Undici(server.url, { pipelining: 10 });
    const bodies = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const { body } = await undici.request({ method: 'GET', path: `/do/big?size=${i * 300}` });
        return (await body.arrayBuffer()).byteLength;
      }),
    );
    expect(bodies).toEqual(Array.from({ length: 100 }, (_, i) => i * 300));
    await undici.close();
  });

  it('wrk: no errors', async () => {
    for (const fields of [[], ['-H', 'Connection: close']]) {
      const report = await run('wrk', ['-t1', '-c4', '-d1s', ...fields, `${server.url}/do/ok`]);
      expect(report).not.toMatch(/Socket errors|Non-2xx/);
      expect(Number(/(\d+) requests in/.exec(report)![1])).toBeGreaterThan(10);
    }
  });

  describe('behind nginx', () => {
    let nginx: Peer;
    beforeAll(async () => {
      nginx = await startNginx(
        (socket) => `upstream ours { server 127.0.0.1:${server.port}; keepalive 4; }
        server { listen unix:${socket}; client_max_body_size 0; location / { proxy_pass http://ours; proxy_http_version 1.1;
          proxy_set_header Connection ""; proxy_request_buffering off; proxy_buffering off; proxy_set_header Host $host; } }`,
      );
    });
    afterAll(() => nginx.stop());
    const through = (...args: string[]): Promise<string> => curl('--unix-socket', String(nginx.address), ...args);

    it('requests, large bodies in both framings and both directions, errors', async () => {
      const url = 'http://a.test';
      for (let i = 0; i < 20; i++) expect(await through(`${url}/do/ok`)).toBe('ok');
      const bytes = Buffer.from('y'.repeat(20_000_000));
      const input = join(folder, 'large');
      writeFileSync(input, bytes);
      for (const [fields, declared] of [
        [[], bytes.length],
        [['-H', 'Transfer-Encoding: chunked'], -1],
      ] as const) {
        const answer = await through('-X', 'POST', ...fields, '--data-binary', `@${input}`, `${url}/do/digest`);
        expect(JSON.parse(answer)).toEqual({ length: bytes.length, declared, sha256: sha256(bytes) });
      }
      for (const length of ['', '&length']) {
        const size = await through(
          '-o',
          '/dev/null',
          '-w',
          '%{size_download} %{http_code}',
          `${url}/do/big?size=20000000${length}`,
        );
        expect(size).toBe('20000000 200');
      }
      expect(await through('-o', '/dev/null', '-w', '%{http_code}', `${url}/nothing`)).toBe('404');
      expect(
        await through('-o', '/dev/null', '-w', '%{http_code}', '--data-binary', `@${input}`, `${url}/do/throw`),
      ).toBe('500');
      await server.complaint('a secret of the server');
      expect(await through('-r', '0-1', `${url}/page.html`)).toBe('aa');
      expect(await through(`${url}/do/ok`)).toBe('ok');
    });
  });
});
