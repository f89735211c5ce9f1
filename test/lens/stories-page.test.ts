// The page plays each story to its end, and shows of it what the trace has.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stories } from '../../dist/lens/stories/catalogue.js';
import { LensPage, startBrowser } from './support/lens-page.js';
import { LensServer } from './support/lens-server.js';

let browser: Browser;
let server: LensServer;
beforeAll(async () => {
  browser = await startBrowser();
  server = await LensServer.start({ records: true });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const isComplete = (line: string): boolean => !line.includes('<unfinished');

describe.each(stories.map(({ id, steps }) => ({ id, count: steps.length })))('$id', ({ id, count }) => {
  it('is played to its end', async () => {
    const lens = await LensPage.open(browser, server);
    const { page } = lens;
    await server.trace();
    await page.locator(`[data-story="${id}"]`).click();
    for (let step = 1; step <= count; step++) {
      await page.locator('.progress', { hasText: `Step ${step} of ${count}` }).waitFor();
      await page.locator('.player .buttons button:not(:disabled)').first().waitFor();
      // What the step has told is what the list shows, as soon as the stream has brought it.
      const told = await page.getByTestId('step-calls').locator('code').allTextContents();
      await expect
        .poll(async () => {
          const lines = await lens.lines();
          return told.filter(isComplete).filter((line) => !lines.includes(line));
        })
        .toEqual([]);
      if (step < count) await page.getByTestId('next').click();
    }
    await page.locator('.done').waitFor();
    const trace = await server.trace();
    const shown = await page
      .locator('#calls li .who')
      .evaluateAll((names) => [...new Set(names.map((name) => name.textContent))]);
    expect(shown.length).toBeGreaterThan(0);
    for (const name of shown) {
      const lines = (await lens.lines(name)).filter(isComplete);
      // The last of this name: earlier stories have had threads of the same names.
      const thread = trace.findLast((each) => each.name === name)!;
      expect({ name, lines }).toEqual({ name, lines: thread.lines });
    }
    await lens.close();
  });
});
