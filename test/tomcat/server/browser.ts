/** A Chromium without a window, that is told what to do over a pipe: the DevTools protocol, messages that end with NUL. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

type Result = Record<string, unknown>;

const programs = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export class Browser {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #answers = new Map<number, { resolve: (result: Result) => void; reject: (error: Error) => void }>();
  readonly #listeners = new Map<string, (() => void)[]>();
  #count = 0;
  #session: string | undefined;

  private constructor(child: ChildProcess, folder: string) {
    this.#process = child;
    this.#folder = folder;
    let text = '';
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (piece: string) => {
      const messages = (text + piece).split('\0');
      text = messages.pop()!;
      for (const message of messages) this.#receive(JSON.parse(message) as never);
    });
    // It goes away at the end.
    (child.stdio[3] as Writable).on('error', () => undefined);
  }

  #receive({
    id,
    method,
    result,
    error,
  }: {
    id?: number;
    method?: string;
    result?: Result;
    error?: { message: string };
  }): void {
    if (id === undefined) {
      for (const listener of this.#listeners.get(method!)?.splice(0) ?? []) listener();
      return;
    }
    const { resolve, reject } = this.#answers.get(id)!;
    if (error === undefined) resolve(result!);
    else reject(new Error(error.message));
  }

  static async start(): Promise<Browser> {
    const folder = mkdtempSync(join(tmpdir(), 'berkeley-chromium-'));
    const program = programs.find((file) => existsSync(file));
    if (program === undefined) throw new Error('chromium is missing: run `apt-get install chromium`');
    const options = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-features=BackForwardCache',
    ];
    const child = spawn(program, [...options, '--remote-debugging-pipe', `--user-data-dir=${folder}`], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const browser = new Browser(child, folder);
    const { targetId } = await browser.#send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.#send('Target.attachToTarget', { targetId, flatten: true });
    browser.#session = sessionId as string;
    await browser.#send('Page.enable');
    return browser;
  }

  #send(method: string, params: Result = {}): Promise<Result> {
    const id = ++this.#count;
    const session = this.#session === undefined ? {} : { sessionId: this.#session };
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
  }

  /** Does something that loads another page, and waits until that has been loaded, images included. */
  async #load(act: () => Promise<unknown>): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.#listeners.set('Page.loadEventFired', [resolve]);
    });
    await act();
    await loaded;
  }

  goto(url: string): Promise<void> {
    return this.#load(() => this.#send('Page.navigate', { url }));
  }

  /** Goes back in the history. */
  back(): Promise<void> {
    return this.#load(() => this.evaluate('void setTimeout(() => { history.back(); })'));
  }

  /** Runs a script that leads to another page. */
  follow(script: string): Promise<void> {
    return this.#load(() => this.evaluate(`void setTimeout(() => { ${script} })`));
  }

  async evaluate(expression: string): Promise<unknown> {
    const { result } = await this.#send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    return (result as { value?: unknown }).value;
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'close');
    this.#session = undefined;
    void this.#send('Browser.close').catch(() => undefined);
    await ended;
    rmSync(this.#folder, { recursive: true, maxRetries: 5 });
  }
}
