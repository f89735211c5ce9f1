// Clients that are as slow, as many and as impolite as a test wants.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

const headEnd = Buffer.from('\r\n\r\n');

/** A connection: nothing is sent or read but what the test says. */
export class Client {
  readonly socket: Socket;
  #input: Buffer[] = [];
  #length = 0;
  #ended = false;
  #error: NodeJS.ErrnoException | undefined;
  #wake: (() => void) | undefined;
  /** When the server has closed its side, or the connection is broken. */
  readonly closed: Promise<void>;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      const end = (error?: Error): void => {
        this.#error ??= error;
        this.#ended = true;
        resolve();
        this.#wake?.();
      };
      socket.on('end', () => {
        end();
      });
      socket.on('error', end);
      socket.on('close', () => {
        end();
      });
    });
  }

  /** @param reads whether it takes what the server sends; else not before `read()` is called. */
  static async connect(port: number, { reads = true, from = '127.0.0.1' } = {}): Promise<Client> {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from, allowHalfOpen: true });
    const client = new Client(socket);
    await once(socket, 'connect');
    if (reads) client.read();
    return client;
  }

  read(): void {
    this.socket.on('data', (data: Buffer) => {
      this.#input.push(data);
      this.#length += data.length;
      this.#wake?.();
    });
  }

  /** What has come and was not taken. */
  get received(): Buffer {
    const all = Buffer.concat(this.#input);
    this.#input = [all];
    return all;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  get error(): string | undefined {
    return this.#error?.code;
  }

  send(data: string | Uint8Array): void {
    if (!this.socket.destroyed && this.socket.writable) this.socket.write(data);
  }

  async #more(): Promise<void> {
    if (this.#ended)
      throw this.#error ?? new Error(`The server has closed after ${this.received.toString('latin1').slice(0, 500)}`);
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
  }

  async #until(length: number): Promise<Buffer> {
    while (this.#length < length) await this.#more();
    return this.received;
  }

  async #upTo(mark: Buffer, from = 0): Promise<number> {
    for (let at = -1; ;) {
      const all = this.received;
      at = all.indexOf(mark, from);
      if (at >= 0) return at + mark.length;
      await this.#more();
    }
  }

  #take(length: number): Buffer {
    const all = this.received;
    this.#input = [all.subarray(length)];
    this.#length = all.length - length;
    return all.subarray(0, length);
  }

  /** The next response: by its Content-Length, in chunks, or until the end. */
  async answer(): Promise<Answer> {
    const head = this.#take(await this.#upTo(headEnd)).toString('latin1');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
    if (Number.isNaN(status)) throw new Error(`No status line: ${head}`);
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    if (length !== undefined) {
      await this.#until(Number(length));
      return { status, head, body: this.#take(Number(length)) };
    }
    if (!/^transfer-encoding: *chunked/im.test(head)) throw new Error(`No framing: ${head}`);
    const pieces: Buffer[] = [];
    for (;;) {
      const size = parseInt(this.#take(await this.#upTo(Buffer.from('\r\n'))).toString(), 16);
      await this.#until(size + 2);
      const chunk = this.#take(size + 2);
      if (size === 0) return { status, head, body: Buffer.concat(pieces) };
      pieces.push(chunk.subarray(0, size));
    }
  }

  async get(target: string, fields = ''): Promise<Answer> {
    this.send(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`);
    return this.answer();
  }

  destroy(): void {
    this.socket.destroy();
  }
}

/** One request on a connection of its own. */
export async function get(port: number, target: string): Promise<Answer> {
  const client = await Client.connect(port);
  try {
    return await client.get(target, 'Connection: close\r\n');
  } finally {
    client.destroy();
  }
}

/** So many connections, not all at once. */
export async function connectAll(count: number, open: (i: number) => Promise<Client>): Promise<Client[]> {
  const clients: Client[] = [];
  for (let from = 0; from < count; from += 100) {
    const some = Array.from({ length: Math.min(100, count - from) }, (_, i) => open(from + i));
    clients.push(...(await Promise.all(some)));
  }
  return clients;
}

/** What the servlet sends for `/large`. */
export function isPattern(body: Uint8Array): boolean {
  return body.every((byte, i) => byte === i % 251);
}
