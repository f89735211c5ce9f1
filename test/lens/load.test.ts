// 1000 system calls a second: the page goes on drawing, and holds what it can hold.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LensPage, startBrowser } from './support/lens-page.js';
import { LensServer } from './support/lens-server.js';

let browser: Browser;
let server: LensServer;
beforeAll(async () => {
  browser = await startBrowser();
  server = await LensServer.start();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** What the browser does in so many milliseconds: how often it draws, and how long it is busy at a stretch. */
const measure = (milliseconds: number): string => `new Promise((resolve) => {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ entryTypes: ['longtask'] });
  let frames = 0;
  let frame = requestAnimationFrame(function next() {
    frames++;
    frame = requestAnimationFrame(next);
  });
  setTimeout(() => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    resolve({ frames, longest: Math.max(0, ...tasks) });
  }, ${milliseconds});
})`;

interface Measured {
  readonly frames: number;
  readonly longest: number;
}

it('stays smooth', async () => {
  const lens = await LensPage.open(browser, server);
  const { page } = lens;
  const counted = page.locator('.counts tbody tr', { hasText: 'getsockopt' }).locator('.number');
  const idle = await page.evaluate<Measured>(measure(3000));
  await server.load(1000);
  // More than the page holds has come: it forgets as well.
  await expect.poll(async () => Number(await counted.textContent()), { timeout: 60_000 }).toBeGreaterThan(4000);
  const busy = await page.evaluate<Measured>(measure(3000));
  await server.load(0);
  expect(idle.frames).toBeGreaterThan(30);
  expect(busy.frames).toBeGreaterThan(idle.frames / 3);
  expect(busy.longest).toBeLessThan(500);
  expect(await page.locator('.lost').count()).toBe(0);
  await lens.close();
});
