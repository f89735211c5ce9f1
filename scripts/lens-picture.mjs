// node scripts/lens-picture.mjs: takes the pictures of the README, docs/images/lens*.png, of the page that `npm start` serves,
// in headless Chromium: the first story, played to where a line is read; in English and Korean, light and dark.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../', import.meta.url));
const programs = ['/usr/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const pictures = [
  { file: 'lens-light.png', locale: 'en-US', colorScheme: 'light' },
  { file: 'lens-dark.png', locale: 'en-US', colorScheme: 'dark' },
  { file: 'lens-ko-light.png', locale: 'ko-KR', colorScheme: 'light' },
  { file: 'lens-ko-dark.png', locale: 'ko-KR', colorScheme: 'dark' },
];
const steps = 5;

const executablePath = programs.find((file) => existsSync(file));
if (executablePath === undefined) throw new Error('chromium is missing: run `apt-get install chromium`');
mkdirSync(`${root}docs/images`, { recursive: true });

const server = spawn(process.execPath, [`${root}dist/bin/main.js`, 'tomcat', '--port', '0', '--quiet'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
try {
  const url = await addressOf(server);
  for (const { file, ...settings } of pictures) {
    const viewport = { width: 1400, height: 1200 };
    const context = await browser.newContext({
      ...settings,
      viewport,
      deviceScaleFactor: 1.25,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('.status.live').waitFor();
    await page.locator('[data-story="server-socket"]').click();
    for (let step = 1; step < steps; step++) {
      await done(page, step);
      await page.getByTestId('next').click();
    }
    await done(page, steps);
    // The call of this step, with its explanation, and the arrows of those before it.
    await page.getByTestId('step-calls').locator('code').first().click();
    const bottoms = await Promise.all(['.timeline', '.stories'].map((name) => page.locator(name).boundingBox()));
    const height = Math.max(...bottoms.map((box) => box.y + box.height)) + 16;
    await page.screenshot({ path: `${root}docs/images/${file}`, clip: { x: 0, y: 0, width: viewport.width, height } });
    // The next one gets port 9000 again.
    await page.getByTestId('end').click();
    await page.locator('[data-story]').first().waitFor();
    await context.close();
    console.log(`docs/images/${file}`);
  }
} finally {
  await browser.close();
  server.kill();
  await once(server, 'close');
}

/** Where the server says that the page is. */
async function addressOf({ stdout }) {
  for await (const line of createInterface(stdout)) {
    const address = /http:\S+\/lens$/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error('the server has no page');
}

/** Waits until a step has been played, and its calls are in the list. */
async function done(page, step) {
  await page.locator(`.progress progress[value="${step}"]`).waitFor();
  await page.locator('.player .buttons button:not(:disabled)').first().waitFor();
  const told = await page.getByTestId('step-calls').locator('code').allTextContents();
  for (const line of told.filter((text) => !text.includes('<unfinished')))
    await page.locator('#calls li code', { hasText: line }).first().waitFor();
}
