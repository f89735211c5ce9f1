/** The page in Chromium. Whatever a test does with it: it must not complain, nor ask another host for anything. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { LensServer } from './lens-server.js';

const programs = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const options = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function startBrowser(): Promise<Browser> {
  const executablePath = programs.find((file) => existsSync(file));
  if (executablePath === undefined) throw new Error('chromium is missing: run `apt-get install chromium`');
  return chromium.launch({ executablePath, args: options });
}

export class LensPage {
  readonly page: Page;
  readonly complaints: string[] = [];
  readonly hosts = new Set<string>();
  readonly #server: LensServer;

  private constructor(page: Page, server: LensServer) {
    this.page = page;
    this.#server = server;
    page.on('console', (message) => this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== 'blob:') this.hosts.add(host);
    });
  }

  static async open(browser: Browser, server: LensServer, settings: BrowserContextOptions = {}): Promise<LensPage> {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 1000 }, ...settings });
    const lens = new LensPage(await context.newPage(), server);
    await lens.page.goto(`${server.url}/lens`);
    await lens.page.waitForSelector('.status.live');
    return lens;
  }

  async close(): Promise<void> {
    await this.page.context().close();
    expect(this.complaints).toEqual([]);
    expect([...this.hosts]).toEqual([new URL(this.#server.url).host]);
  }

  get list() {
    return this.page.locator('#calls');
  }

  /** The lines of strace that the list has, of the thread of this name if one is given. */
  async lines(thread?: string): Promise<string[]> {
    const found = await this.page
      .locator('#calls li')
      .evaluateAll((items) =>
        items.map(
          (item) => [item.querySelector('.who')!.textContent, item.querySelector('code')!.textContent] as const,
        ),
      );
    return found.filter(([name]) => thread === undefined || name === thread).map(([, line]) => line);
  }

  /** Waits until a line of the list contains this. */
  async shows(text: string): Promise<void> {
    await this.page.locator('#calls li code', { hasText: text }).first().waitFor();
  }

  /** The line of strace of what is selected. */
  async strace(): Promise<string> {
    return (await this.page.getByTestId('strace').textContent()) ?? '';
  }
}
