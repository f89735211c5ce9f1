// The page in a browser: what it shows is what the trace has, and what can be done with it works.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LensPage, startBrowser } from './support/lens-page.js';
import { LensServer } from './support/lens-server.js';
import type { ThreadLines } from './support/lens-server.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

/** Whether these lines are in the trace of one thread, one directly after the other. */
function follow(lines: readonly string[], trace: readonly ThreadLines[]): boolean {
  const text = `\n${lines.join('\n')}\n`;
  return trace.some((thread) => `\n${thread.lines.join('\n')}\n`.includes(text));
}

describe.each(['polling', 'blocking'] as const)('%s', (connector) => {
  let server: LensServer;
  let lens: LensPage;
  beforeAll(async () => {
    server = await LensServer.start({ options: { connector }, records: true });
    lens = await LensPage.open(browser, server);
  });
  afterAll(async () => {
    await lens.close();
    await server.stop();
  });

  it('a request: its calls are those of the trace, and a click on one tells all about it', async () => {
    await server.ask('/hello?name=reader');
    await lens.shows('GET /hello?name=reader');
    await lens.shows('HTTP/1.1 200 OK');
    await lens.shows('close(');
    const lines = (await lens.lines()).filter((line) => !line.includes('<unfinished'));
    const trace = await server.trace();
    const all = trace.flatMap((thread) => thread.lines);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => !all.includes(line))).toEqual([]);

    const read = lens.list.locator('li', { hasText: 'GET /hello?name=reader' });
    await read.click();
    const text = await lens.strace();
    expect(all).toContain(text);
    expect(text).toMatch(/^read\(\d+, "GET \/hello\?name=reader HTTP\/1\.1/);
    expect(await lens.page.getByTestId('man').textContent()).toBe('read(2)');
    expect(await lens.page.getByTestId('java').textContent()).toBe('InputStream.read(bytes)');
    expect(await lens.page.locator('.details .sentence').textContent()).toMatch(/receive buffer/);
  });

  it('a click on the timeline tells the same', async () => {
    await lens.page.getByTestId('pause').click();
    for (let i = 0; i < 2; i++) await lens.page.getByRole('button', { name: 'Narrower' }).click();
    const canvas = lens.page.locator('canvas');
    const { width, height } = (await canvas.boundingBox())!;
    const trace = (await server.trace()).flatMap((thread) => thread.lines);
    const found = new Set<string>();
    for (let y = 30; y < height / 2; y += 14) {
      for (let x = width - 60; x > width / 3; x -= 45) {
        await canvas.click({ position: { x, y } });
        const strace = lens.page.locator('.details .strace');
        if ((await strace.count()) > 0) found.add((await strace.textContent())!);
      }
    }
    for (let i = 0; i < 2; i++) await lens.page.getByRole('button', { name: 'Wider' }).click();
    await lens.page.getByTestId('pause').click();
    const calls = [...found].filter((text) => trace.includes(text));
    // API calls beside them: 'Poller.next()', 'ServerSocket.accept()'.
    const apis = [...found].filter((text) => /^[A-Z]\w+\.\w+\(.*\)$/.test(text));
    expect(calls.length).toBeGreaterThan(0);
    expect(apis.length).toBeGreaterThan(0);
  });

  it('the page’s own traffic is hidden, and can be shown', async () => {
    const isOwn = (line: string): boolean => /LensServlet|\/lens|event: trace/.test(line);
    expect((await lens.lines()).filter(isOwn)).toEqual([]);
    await lens.page.getByTestId('own').check();
    await lens.shows('event: trace');
    expect(follow((await lens.lines()).filter(isOwn).slice(0, 1), await server.trace())).toBe(true);
    await lens.page.getByTestId('own').uncheck();
    await expect.poll(async () => (await lens.lines()).filter(isOwn)).toEqual([]);
  });

  it('pause holds what comes back, a step shows one call more', async () => {
    await lens.page.getByTestId('pause').click();
    const before = (await lens.lines()).filter((line) => !line.includes('<unfinished'));
    await server.ask('/hello?name=later');
    await expect.poll(() => lens.page.locator('.status').textContent()).toMatch(/Paused|more calls/i);
    await expect.poll(() => lens.page.locator('.status').textContent()).toMatch(/[1-9]\d* more calls/);
    const ended = async (): Promise<string[]> => (await lens.lines()).filter((line) => !line.includes('<unfinished'));
    expect(await ended()).toEqual(before);
    for (let steps = 1; steps <= 4; steps++) {
      await lens.page.getByTestId('step').click();
      await expect.poll(async () => (await ended()).length).toBe(Math.min(150, before.length + steps));
      const [last] = (await ended()).slice(-1);
      await expect.poll(() => lens.strace()).toBe(last);
    }
    await lens.page.getByTestId('pause').click();
    await lens.shows('GET /hello?name=later');
  });

  it('only a thread, only a socket', async () => {
    await server.ask('/hello?name=filter');
    const read = lens.list.locator('li', { hasText: 'GET /hello?name=filter' }).first();
    await read.waitFor();
    const [who, line] = [await read.locator('.who').textContent(), await read.locator('code').textContent()];
    const id = (await server.trace()).find(({ name }) => name === who)!.thread;
    await lens.page.getByTestId('thread').selectOption(String(id));
    await expect.poll(async () => (await lens.lines()).length - (await lens.lines(who!)).length).toBe(0);
    await lens.page.getByTestId('thread').selectOption('');
    const fd = /^read\((\d+)/.exec(line!)![1]!;
    await lens.page.getByTestId('socket').selectOption(fd);
    await expect
      .poll(async () => (await lens.lines()).filter((each) => !new RegExp(`[(=] ?${fd}\\b|fd=${fd}\\b`).test(each)))
      .toEqual([]);
    expect(await lens.lines()).toContain(line);
    await lens.page.getByTestId('socket').selectOption('');
  });

  it('the table counts what was seen', async () => {
    await server.ask('/hello?name=count');
    await lens.shows('GET /hello?name=count');
    await lens.page.getByTestId('pause').click();
    const rows = await lens.page
      .locator('.counts tbody tr')
      .evaluateAll((each) => each.map((row) => [...row.querySelectorAll('.count')].map((cell) => cell.textContent)));
    const counted: Record<string, number> = {};
    for (const cell of rows.flat()) {
      const [, name = '', count = ''] = /^(\w+) ×(\d+)$/.exec(cell) ?? [];
      counted[name] = (counted[name] ?? 0) + Number(count);
    }
    const seen: Record<string, number> = {};
    for (const line of await lens.lines()) {
      if (line.includes('<unfinished')) continue;
      const name = /^\w+/.exec(line)![0];
      seen[name] = (seen[name] ?? 0) + 1;
    }
    expect(counted).toEqual(seen);
    await lens.page.getByTestId('pause').click();
  });

  it('the listener, as the kernel has it', async () => {
    const listener = lens.page.locator('.sockets li', { hasText: `LISTEN  127.0.0.1:${server.port}` });
    await expect.poll(() => listener.count()).toBe(1);
    expect(await listener.textContent()).toContain('0 / 100');
  });
});

describe('in two languages, for all', () => {
  let server: LensServer;
  beforeAll(async () => {
    server = await LensServer.start();
  });
  afterAll(async () => void (await server.stop()));

  it('speaks the language of the browser, and the other when it is told to', async () => {
    const lens = await LensPage.open(browser, server, { locale: 'ko-KR' });
    const { page } = lens;
    expect(await page.evaluate('document.documentElement.lang')).toBe('ko');
    expect(await page.locator('h1').textContent()).toBe('실시간 시스템 콜');
    await expect.poll(() => page.locator('[data-story]').first().textContent()).toMatch(/[가-힣]/);
    await page.getByTestId('language').selectOption('en');
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await page.locator('h1').textContent()).toBe('System calls, live');
    expect((await page.locator('main').textContent())!.replaceAll('한국어', '')).not.toMatch(/[가-힣]/);
    await page.reload();
    await page.waitForSelector('.status.live');
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await lens.close();
  });

  it('works without a mouse', async () => {
    const lens = await LensPage.open(browser, server);
    const { page } = lens;
    await server.ask('/hello');
    await lens.shows('GET /hello');
    await page.locator('canvas').focus();
    await page.keyboard.press('Space');
    await page.waitForSelector('.status.paused');
    await page.keyboard.press('ArrowLeft');
    const first = await lens.strace();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => lens.strace()).not.toBe(first);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => lens.strace()).toBe(first);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByTestId('strace').count()).toBe(0);
    await page.keyboard.press('Space');
    await page.waitForSelector('.status.live');
    // The list is the next thing that can be focused.
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('calls');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    const [, second] = await lens.lines();
    await expect.poll(() => lens.strace()).toBe(second);
    const active = await lens.list.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active!}"] code`).textContent()).toBe(second);
    await lens.close();
  });

  it.each(['light', 'dark'] as const)('nothing that axe finds: %s', async (colorScheme) => {
    const lens = await LensPage.open(browser, server, { colorScheme, reducedMotion: 'reduce' });
    const { page } = lens;
    await server.ask('/hello');
    await lens.shows('GET /hello');
    await page.locator('#calls li').first().click();
    await page.locator('[data-story]').first().click();
    await page.waitForSelector('[data-testid=next]:not(:disabled)');
    expect(await violations(page)).toEqual([]);
    await page.getByTestId('end').click();
    await page.waitForSelector('[data-story]');
    await lens.close();
  });

  it.each([360, 768, 1440])('%s pixels wide, nothing is cut off', async (width) => {
    const lens = await LensPage.open(browser, server, { viewport: { width, height: 800 } });
    await server.ask('/hello');
    await lens.shows('GET /hello');
    const sizes = await lens.page.evaluate<number[]>(
      '[document.documentElement.scrollWidth, innerWidth, document.querySelector("canvas").getBoundingClientRect().width]',
    );
    expect(sizes[0]).toBe(width);
    expect(sizes[1]).toBe(width);
    expect(sizes[2]).toBeGreaterThan(width * 0.6);
    await lens.close();
  });
});

/** What axe-core finds. It is run beside the page: the page's policy lets nobody add a script. */
async function violations(page: import('playwright-core').Page): Promise<unknown[]> {
  const { default: axe } = await import('axe-core');
  return page.evaluate<unknown[]>(`(async () => {
    const module = { exports: {} };
    ${axe.source};
    const { violations } = await (module.exports.run ?? axe.run)(document);
    return violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => [target, failureSummary])]);
  })()`);
}
