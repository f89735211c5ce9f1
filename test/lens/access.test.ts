// Who gets the page, and what a browser is told about it.
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LensServer } from './support/lens-server.js';

const elsewhere = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === 'IPv4' && !each.internal)?.address;

describe('as it is', () => {
  let server: LensServer;
  beforeAll(async () => {
    server = await LensServer.start({ options: { host: '::' } });
  });
  afterAll(async () => void (await server.stop()));

  it('the page may use nothing but what this server has', async () => {
    const { status, headers } = await server.ask('/lens');
    expect(status).toBe(200);
    const policy = new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
    );
    expect(policy.get('default-src')).toBe("'none'");
    for (const name of ['script-src', 'style-src', 'connect-src', 'img-src']) expect(policy.get(name)).toBe("'self'");
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(policy.get(name)).toBe("'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });

  it.each(['/lens/page.js', '/lens/page.css', '/lens/icon.svg', '/lens/stories'])('%s', async (path) => {
    const { status, headers } = await server.ask(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });

  it.each(['127.0.0.1', 'localhost:8080', 'LOCALHOST', '[::1]:80', 'lens.localhost', '127.1.2.3'])(
    'asked for as %s',
    async (host) => {
      expect((await server.ask('/lens', { Host: host })).status).toBe(200);
    },
  );

  it.each(['example.com', 'localhost.example.com', '127.0.0.1.example.com:8080', '192.0.2.1', 'xlocalhost'])(
    'a name that may be of somebody else’s domain: %s',
    async (host) => {
      for (const path of ['/lens', '/lens/events', '/lens/page.js', '/lens/stories'])
        expect({ path, status: (await server.ask(path, { Host: host })).status }).toEqual({ path, status: 403 });
    },
  );

  it('a peer that is not on this machine', async () => {
    expect(elsewhere).toBeDefined();
    const { status, body } = await server.ask('/lens', { Host: 'localhost' }, 'GET', elsewhere);
    expect(status).toBe(403);
    expect(body).toContain('loopback');
    expect((await server.ask('/hello', {}, 'GET', elsewhere)).status).toBe(200);
  });

  it('scripts of other sites', async () => {
    const own = { Origin: `http://127.0.0.1:${server.port}` };
    for (const [method, path] of [
      ['POST', '/lens/export/strace'],
      ['POST', '/lens/stories/server-socket/runs'],
      ['DELETE', '/lens/runs/1'],
      ['GET', '/lens/events'],
    ] as const) {
      const of = async (headers: Record<string, string>): Promise<unknown> => [
        method,
        path,
        (await server.ask(path, headers, method)).status,
      ];
      const refused = [method, path, 403];
      expect(await of({ Origin: 'http://example.com' })).toEqual(refused);
      expect(await of({ Origin: 'null' })).toEqual(refused);
      expect(await of({ Origin: `https://127.0.0.1:${server.port}` })).toEqual(refused);
      expect(await of({ 'Sec-Fetch-Site': 'cross-site' })).toEqual(refused);
      expect(await of({ ...own, 'Sec-Fetch-Site': 'same-site' })).toEqual(refused);
    }
    expect((await server.ask('/lens/export/strace', { ...own, 'Sec-Fetch-Site': 'same-origin' }, 'POST')).status).toBe(
      200,
    );
    // A link on another site leads to the page.
    expect((await server.ask('/lens', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(200);
  });

  it('what is not there, and methods that are not', async () => {
    for (const path of ['/lens/none', '/lens/page', '/lens/../lens/page.ts', '/lens/__proto__', '/lens/export/strace'])
      expect((await server.ask(path)).status).toBeGreaterThanOrEqual(404);
    expect((await server.ask('/lens/export/none', {}, 'POST')).status).toBe(404);
    expect((await server.ask('/lens', {}, 'PUT')).status).toBe(405);
  });
});

it('told otherwise, it answers to a name, and peers elsewhere', async () => {
  const server = await LensServer.start({ options: { host: '::' }, lens: { hosts: ['Lens.example', elsewhere!] } });
  expect((await server.ask('/lens', { Host: 'lens.example:8080' }, 'GET', elsewhere)).status).toBe(200);
  expect((await server.ask('/lens', {}, 'GET', elsewhere)).status).toBe(200);
  expect((await server.ask('/lens', { Host: 'example.com' }, 'GET', elsewhere)).status).toBe(403);
  await server.stop();
});
