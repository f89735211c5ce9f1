/** Servers for tests: each in a process of its own, on a port that nobody else has. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TomcatOptions } from 'berkeley-sockets/tomcat';
import { expect } from 'vitest';

export const connectors = ['polling', 'blocking'] as const;

const program = fileURLToPath(new URL('serve.mjs', import.meta.url));

export class Server {
  readonly port: number;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #complaints = '';

  private constructor(child: ChildProcessWithoutNullStreams, port: number, lines: AsyncIterator<string>) {
    this.#process = child;
    this.#lines = lines;
    this.port = port;
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaints += text));
  }

  /** @param servlets files of the folder servlets/, by pattern. */
  static async start(options: Partial<TomcatOptions>, servlets: Record<string, string>): Promise<Server> {
    const child = spawn(process.execPath, [program, JSON.stringify({ options, servlets })]);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const server = new Server(child, Number((await lines.next()).value), lines);
    if (Number.isNaN(server.port)) {
      await once(child, 'close');
      throw new Error(`The server has not started:\n${server.#complaints}`);
    }
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What its threads have written to the standard error since this was asked last. */
  complaints(): string {
    const text = this.#complaints;
    this.#complaints = '';
    return text;
  }

  /** Waits until it has complained of `what`, which may arrive after the answer, and forgets that and what came before. */
  async complaint(what: string): Promise<void> {
    while (!this.#complaints.includes(what)) await once(this.#process.stderr, 'data');
    this.#complaints = '';
  }

  /** A number of bytes of /proc/<pid>/status, 'VmRSS' or 'VmHWM'. */
  memory(field: 'VmRSS' | 'VmHWM'): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8');
    return 1024 * Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)![1]);
  }

  /** How many descriptors it has open. */
  descriptors(): number {
    return readdirSync(`/proc/${this.#process.pid}/fd`).length;
  }

  /** Stops it: it must end by itself, without an error and without a complaint that nobody has asked for. */
  async stop(): Promise<void> {
    const ended = once(this.#process, 'close');
    this.#process.stdin.end();
    const line = (await this.#lines.next()).value as string | undefined;
    const [code, signal] = (await ended) as [number | null, string | null];
    expect({ line, code, signal, complaints: this.#complaints }).toEqual({
      line: 'stopped',
      code: 0,
      signal: null,
      complaints: '',
    });
  }
}
