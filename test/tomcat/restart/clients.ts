// Clients that count: each request that was sent is answered, by whatever process, or is written down as lost.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What has become of the requests. */
export class Tally {
  sent = 0;
  answered = 0;
  /** Sent again, because the server had closed the connection between two requests: RFC 9112, 9.3.1. */
  retried = 0;
  readonly lost: string[] = [];
  /** Those who have answered. */
  readonly pids = new Set<number>();
}

/** A connection of a client, and how many answers it has brought. */
export class Connection {
  readonly socket: Socket;
  answers = 0;
  #received = '';
  #isOver = false;
  #error = '';
  /** Called when something has happened. */
  #wake = (): void => undefined;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('error', (error) => (this.#error = error.message));
    this.socket.on('data', (chunk) => {
      this.#received += String(chunk);
      this.#wake();
    });
    this.socket.on('close', () => {
      this.#isOver = true;
      this.#wake();
    });
  }

  get isOpen(): boolean {
    return !this.#isOver && !this.socket.readableEnded;
  }

  /** Sends a request. Its answer: head and body; or what there is of one when the connection ends. */
  async ask(request: string): Promise<{ head: string; body: string } | { rest: string; error: string }> {
    this.#received = '';
    this.socket.write(request);
    for (;;) {
      const match = /^([^]*?\r\n\r\n)([^]*)$/.exec(this.#received);
      const length = /^content-length: (\d+)/im.exec(match?.[1] ?? '')?.[1];
      if (match !== null && match[2]!.length === Number(length)) {
        this.answers++;
        return { head: match[1]!, body: match[2]! };
      }
      if (this.#isOver) return { rest: this.#received, error: this.#error };
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async end(): Promise<void> {
    this.socket.destroy();
    if (!this.#isOver) await once(this.socket, 'close');
  }
}

export interface ClientOptions {
  readonly port: number;
  readonly keepAlive: boolean;
  /** Milliseconds between two requests. */
  readonly pause?: number;
  /** Milliseconds that the servlet takes. */
  readonly sleep?: number;
}

/** Sends requests, one after the other, until it is told to stop. */
export async function runClient(options: ClientOptions, tally: Tally, isOver: () => boolean): Promise<void> {
  let connection: Connection | undefined;
  while (!isOver()) {
    const n = ++tally.sent;
    const request = `GET /?n=${n}&sleep=${options.sleep ?? 0} HTTP/1.1\r\nHost: a\r\n${options.keepAlive ? '' : 'Connection: close\r\n'}\r\n`;
    for (let isDone = false; !isDone;) {
      if (connection?.isOpen !== true) {
        await connection?.end();
        connection = new Connection(options.port);
      }
      const answer = await connection.ask(request);
      isDone = true;
      if ('head' in answer) {
        const [, number, pid] = /^(\d+) (\d+)$/.exec(answer.body) ?? [];
        if (answer.head.startsWith('HTTP/1.1 200 ') && Number(number) === n) tally.answered++;
        else tally.lost.push(`${n}: ${answer.head}${answer.body}`);
        tally.pids.add(Number(pid));
        if (!/^connection: close\r$/im.test(answer.head)) continue;
        await connection.end();
        connection = undefined;
      } else if (answer.rest === '' && connection.answers > 0) {
        tally.retried++;
        isDone = false;
      } else {
        tally.lost.push(`${n}: ${answer.error} ${answer.rest}, after ${connection.answers} answers`);
      }
    }
    if (options.pause !== undefined) await sleep(options.pause);
  }
  await connection?.end();
}

/** Runs clients while `body` runs, and returns what has become of their requests. */
export async function underLoad(clients: readonly ClientOptions[], body: () => Promise<void>): Promise<Tally> {
  const tally = new Tally();
  let isOver = false;
  const all = clients.map((options) => runClient(options, tally, () => isOver));
  try {
    await body();
  } finally {
    isOver = true;
    await Promise.all(all);
  }
  return tally;
}
