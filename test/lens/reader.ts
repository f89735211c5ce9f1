/** A server that tells stories, in a process of its own, and a reader who has them played over HTTP. */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TomcatOptions } from 'berkeley-sockets/tomcat';
import { expect } from 'vitest';
import type { RunAnswer, StepAnswer, StorySocket } from '../../src/lens/stories/conductor.js';
import type { Step, Story } from '../../src/lens/stories/story.js';

export type ListedStory = Pick<Story, 'id' | 'title'> & { readonly steps: readonly Pick<Step, 'text' | 'code'>[] };

/** A story that was played: the answers to its steps. */
export interface Played {
  readonly beginning: RunAnswer;
  readonly steps: readonly StepAnswer[];
}

export interface Belongings {
  readonly threads: number;
  readonly descriptors: number;
}

/** How many threads the server has for requests, always. */
const threads = 8;

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export class StoryServer implements AsyncDisposable {
  readonly port: number;
  readonly process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #complaints = '';

  private constructor(child: ChildProcessWithoutNullStreams, port: number, lines: AsyncIterator<string>) {
    this.process = child;
    this.port = port;
    this.#lines = lines;
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaints += text));
  }

  /** @param under a program that runs it: strace. */
  static async start(
    options: Partial<TomcatOptions> & { readonly idleTimeout?: number } = {},
    under: readonly string[] = [],
  ): Promise<StoryServer> {
    const program = fileURLToPath(new URL('stories-server.mjs', import.meta.url));
    const [command, ...args] = [
      ...under,
      process.execPath,
      program,
      JSON.stringify({ minSpareThreads: threads, maxThreads: threads, ...options }),
    ];
    const child = spawn(command, args);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    return new StoryServer(child, Number((await lines.next()).value), lines);
  }

  /** Each on a connection of its own, of which nothing is left. */
  async ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Reply> {
    const sent = request({ host: '127.0.0.1', port: this.port, method, path, headers, agent: false }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const text = (await response.setEncoding('utf8').toArray()).join('');
    const { statusCode: status = 0, headers: fields } = response;
    const isJson = text !== '' && fields['content-type']?.startsWith('application/json');
    return { status, headers: fields, body: isJson ? JSON.parse(text) : text };
  }

  async stories(): Promise<ListedStory[]> {
    return (await this.ask('GET', '/lens/stories')).body as ListedStory[];
  }

  async begin(story: string): Promise<RunAnswer> {
    const { status, body } = await this.ask('POST', `/lens/stories/${story}/runs`);
    expect({ status, body }).toMatchObject({ status: 201 });
    return body as RunAnswer;
  }

  async next(run: string): Promise<StepAnswer> {
    const { status, body } = await this.ask('POST', `/lens/runs/${run}/next`);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body as StepAnswer;
  }

  /** From the beginning to the end. */
  async play(story: string): Promise<Played> {
    const beginning = await this.begin(story);
    const steps: StepAnswer[] = [];
    while (steps.at(-1)?.done !== true) steps.push(await this.next(beginning.run));
    return { beginning, steps };
  }

  /** How many threads and descriptors it has. */
  get belongings(): Belongings {
    const count = (what: string): number => readdirSync(`/proc/${this.process.pid}/${what}`).length;
    return { threads: count('task'), descriptors: count('fd') };
  }

  /** What it has when it has answered requests, and nobody is connected. */
  async atRest(): Promise<Belongings> {
    await Promise.all(Array.from({ length: threads }, () => this.stories()));
    await until(() => this.#connections === 0);
    return this.belongings;
  }

  /** How many connections it has, by the kernel's table. */
  get #connections(): number {
    const end = `:${this.port.toString(16).toUpperCase().padStart(4, '0')}`;
    const rows = ['tcp', 'tcp6'].flatMap((file) => readFileSync(`/proc/net/${file}`, 'latin1').split('\n'));
    return rows
      .map((row) => row.trim().split(/\s+/))
      .filter(([, local, , state, , , , , , inode]) => local?.endsWith(end) && state !== '0A' && inode !== '0').length;
  }

  /** From now on it may open so many descriptors more. */
  limitDescriptors(more: number): void {
    const open = new Set(readdirSync(`/proc/${this.process.pid}/fd`).map(Number));
    let limit = 0;
    for (let free = 0; free < more; limit++) if (!open.has(limit)) free++;
    execFileSync('prlimit', ['--pid', String(this.process.pid), `--nofile=${limit}`]);
  }

  /** It must end by itself, without an error and without a complaint. */
  async stop(): Promise<void> {
    const ended = once(this.process, 'close');
    this.process.stdin.end();
    const line = (await this.#lines.next()).value as string | undefined;
    const [code, signal] = (await ended) as [number | null, string | null];
    expect({ line, code, signal, complaints: this.#complaints }).toEqual({
      line: 'stopped',
      code: 0,
      signal: null,
      complaints: '',
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGKILL');
    await once(this.process, 'close');
  }
}

/** Waits until it holds; the test's time limit ends what never does. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await nextTurn();
}

/** The names of the calls of a step by thread: 'read', and of one that goes on, 'read …'. */
export function callsOf({ calls }: StepAnswer): Record<string, string[]> {
  const byThread: Record<string, string[]> = {};
  for (const { threadName, name, end } of calls) (byThread[threadName] ??= []).push(end ? name : `${name} …`);
  return byThread;
}

/** The names of the API calls of a step by thread, without arguments. */
export function apiCallsOf({ apiCalls }: StepAnswer): Record<string, string[]> {
  const byThread: Record<string, string[]> = {};
  for (const { threadName, api, end } of apiCalls) {
    const name = api.name.replace(/\(.*$/s, '');
    (byThread[threadName] ??= []).push(end ? name : `${name} …`);
  }
  return byThread;
}

/** The lines of the calls of this name. */
export const linesOf = (step: StepAnswer, name: string): string[] =>
  step.calls.filter((call) => call.name === name).map(({ text }) => text);

/** The socket that the story calls so; undefined when it is closed. */
export const socketOf = (step: StepAnswer, name: string): StorySocket | undefined =>
  step.sockets.find((socket) => socket.name === name);
