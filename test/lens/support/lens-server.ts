/** Servers with /lens, each in a process of its own on a port that nobody else has. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { LensOptions } from 'berkeley-sockets/lens';
import type { TomcatOptions } from 'berkeley-sockets/tomcat';
import { expect } from 'vitest';

const program = fileURLToPath(new URL('lens-server.mjs', import.meta.url));

export interface Settings {
  readonly options?: Partial<TomcatOptions>;
  readonly lens?: LensOptions;
  /** Whether it records itself what the page is to show. */
  readonly records?: boolean;
}

/** What a thread has called, as the trace has it. */
export interface ThreadLines {
  readonly thread: number;
  readonly name: string;
  readonly lines: readonly string[];
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export class LensServer {
  readonly port: number;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #complaints = '';
  /** What `trace` has told so far. */
  readonly #trace = new Map<number, ThreadLines & { lines: string[] }>();

  private constructor(child: ChildProcessWithoutNullStreams, port: number, lines: AsyncIterator<string>) {
    this.#process = child;
    this.port = port;
    this.#lines = lines;
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (this.#complaints += piece));
  }

  static async start(settings: Settings = {}): Promise<LensServer> {
    const child = spawn(process.execPath, [program, JSON.stringify(settings)]);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    return new LensServer(child, Number((await lines.next()).value), lines);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async #ask(command: string): Promise<unknown> {
    this.#process.stdin.write(`${command}\n`);
    return JSON.parse((await this.#lines.next()).value as string);
  }

  /** What all threads have called since the server began. */
  async trace(): Promise<readonly ThreadLines[]> {
    for (const each of (await this.#ask('trace')) as ThreadLines[]) {
      const known = this.#trace.get(each.thread);
      if (known === undefined) this.#trace.set(each.thread, { ...each, lines: [...each.lines] });
      else known.lines.push(...each.lines);
    }
    return [...this.#trace.values()];
  }

  async isTracing(): Promise<boolean> {
    return (await this.#ask('tracing')) as boolean;
  }

  async load(callsPerSecond: number): Promise<void> {
    await this.#ask(`load ${callsPerSecond}`);
  }

  /** Bytes of its resident memory. */
  async memory(): Promise<number> {
    return (await this.#ask('memory')) as number;
  }

  /** One request, with just these fields. */
  async ask(path: string, headers: Record<string, string> = {}, method = 'GET', host = '127.0.0.1'): Promise<Answer> {
    const outgoing = request({ host, port: this.port, path, method, headers, agent: false });
    outgoing.end(method === 'POST' ? '{"events":[]}' : undefined);
    const [incoming] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
    return { status: incoming.statusCode!, headers: incoming.headers, body: await text(incoming) };
  }

  /** Stops it, which must work without complaints. Returns how many milliseconds that has taken. */
  async stop(): Promise<number> {
    const ended = once(this.#process, 'close');
    this.#process.stdin.end();
    const line = (await this.#lines.next()).value as string | undefined;
    const [code, signal] = (await ended) as [number | null, string | null];
    expect({ code, signal, complaints: this.#complaints }).toEqual({ code: 0, signal: null, complaints: '' });
    return (JSON.parse(line!) as { stoppedAfter: number }).stoppedAfter;
  }
}
