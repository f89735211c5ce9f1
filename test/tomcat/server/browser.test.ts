// A browser: a page with images over several connections, a form, cookies and a session, a redirect, and back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser.js';
import { connectors, Server } from './start.js';

let browser: Browser;
beforeAll(async () => {
  browser = await Browser.start();
});
afterAll(() => browser.stop());

describe.each(connectors)('%s', (connector) => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start({ connector }, { '/site/*': 'site.mjs' });
  });
  afterAll(() => server.stop());

  it('a visit', async () => {
    await browser.goto(`${server.url}/site/page`);
    expect(await browser.evaluate('[document.title, document.characterSet]')).toEqual(['Bilder é😀', 'UTF-8']);
    const widths = 'Array.from(document.images, (image) => image.naturalWidth)';
    expect(await browser.evaluate(widths)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));

    await browser.follow("document.querySelector('input').value = 'né & =😀'; document.forms[0].requestSubmit()");
    // Post, redirect, get: the session has what was posted.
    expect(await browser.evaluate('[location.pathname, document.body.innerText]')).toEqual(['/site/said', 'né & =😀']);
    expect(await browser.evaluate('document.cookie')).toBe('seen=yes');

    await browser.back();
    expect(await browser.evaluate('location.pathname')).toBe('/site/page');
    await browser.goto(`${server.url}/site/said`);
    expect(await browser.evaluate('document.body.innerText')).toBe('né & =😀');

    const fetched =
      'fetch("/site/upload", { method: "POST", body: new Blob(["x".repeat(3e6)]) }).then((r) => r.text())';
    expect(await browser.evaluate(fetched)).toBe('3000000');
    const stream = 'fetch("/site/stream").then((r) => r.text()).then((text) => text.length)';
    expect(await browser.evaluate(stream)).toBe(1_000_000);
    expect(await browser.evaluate('fetch("/site/none").then((r) => r.status)')).toBe(404);
    expect(server.complaints()).toBe('');
  });
});
