/** A client that sends bytes as they are, and is strict about what it gets. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

export interface Response {
  readonly status: number;
  /** Statuses of the interim responses before it. */
  readonly interim: readonly number[];
  readonly version: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The first field of this name, in small letters; undefined if there is none. */
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
  readonly text: string;
  readonly trailers: readonly (readonly [name: string, value: string])[];
  readonly chunks: number;
  readonly framing: 'none' | 'length' | 'chunked' | 'close';
  /** The connection has ended before the body has. */
  readonly isCut: boolean;
}

/** What is no HTTP; the bytes are in the message. */
export class NoHttp extends Error {}

type Fields = readonly (readonly [name: string, value: string])[];

function fieldsOf(lines: readonly string[]): Fields {
  return lines.map((line) => {
    const match = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*$/.exec(line);
    if (match === null) throw new NoHttp(`No field line: ${JSON.stringify(line)}`);
    return [match[1]!, match[2]!] as const;
  });
}

interface Part {
  readonly body: Buffer;
  readonly next: number;
  readonly chunks?: number;
  readonly trailers?: Fields;
}

function chunkedPart(buf: Buffer, from: number): Part | undefined {
  const parts: Buffer[] = [];
  for (let at = from; ;) {
    const lineEnd = buf.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const line = buf.toString('latin1', at, lineEnd);
    if (!/^[0-9a-fA-F]{1,8}$/.test(line)) throw new NoHttp(`No chunk size: ${JSON.stringify(line.slice(0, 80))}`);
    const size = parseInt(line, 16);
    at = lineEnd + 2;
    if (size === 0) {
      const end = buf.indexOf('\r\n', at) === at ? at : buf.indexOf('\r\n\r\n', at) + 2;
      if (end === 1 || (end === at && buf.length < at + 2)) return undefined;
      const trailers = end === at ? [] : fieldsOf(buf.toString('latin1', at, end - 2).split('\r\n'));
      return { body: Buffer.concat(parts), next: end + 2, chunks: parts.length, trailers };
    }
    if (buf.length < at + size + 2) return undefined;
    if (buf.toString('latin1', at + size, at + size + 2) !== '\r\n') throw new NoHttp('No CRLF after a chunk');
    parts.push(buf.subarray(at, at + size));
    at += size + 2;
  }
}

/** The response at the beginning of the bytes and how many it has; undefined when it is not complete. */
export function parseResponse(
  buf: Buffer,
  isHead: boolean,
  ended: boolean,
): { response: Response; length: number } | undefined {
  const interim: number[] = [];
  for (let start = 0; ;) {
    const headEnd = buf.indexOf('\r\n\r\n', start);
    if (headEnd < 0) {
      const text = buf.toString('latin1', start, start + 200);
      if (ended && buf.length > start) throw new NoHttp(`Bytes at the end: ${JSON.stringify(text)}`);
      if (!'HTTP/1.'.startsWith(text.slice(0, 7))) throw new NoHttp(`No response: ${JSON.stringify(text)}`);
      return undefined;
    }
    const [statusLine, ...lines] = buf.toString('latin1', start, headEnd).split('\r\n');
    const match = /^(HTTP\/1\.1) ([1-9]\d\d) [\t\x20-\x7e]*$/.exec(statusLine!);
    if (match === null) throw new NoHttp(`No status line: ${JSON.stringify(statusLine!.slice(0, 200))}`);
    const [version, status] = [match[1]!, Number(match[2])];
    const headers = fieldsOf(lines);
    if (status < 200) {
      interim.push(status);
      start = headEnd + 4;
      continue;
    }
    const all = (name: string): string[] =>
      headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
    const header = (name: string): string | undefined => all(name)[0];
    const [lengths, codings] = [all('content-length'), all('transfer-encoding')];
    if (lengths.length + codings.length > 1) throw new NoHttp(`Two framings: ${lines.join(' | ')}`);
    if (codings.length === 1 && codings[0] !== 'chunked') throw new NoHttp(`Transfer-Encoding: ${codings[0]}`);
    if (lengths.length === 1 && !/^\d+$/.test(lengths[0]!)) throw new NoHttp(`Content-Length: ${lengths[0]}`);
    const from = headEnd + 4;
    let framing: Response['framing'] = 'close';
    let part: Part | undefined;
    if (isHead || status === 204 || status === 304) {
      framing = 'none';
      part = { body: Buffer.alloc(0), next: from };
    } else if (codings.length === 1) {
      framing = 'chunked';
      part = chunkedPart(buf, from);
    } else if (lengths.length === 1) {
      framing = 'length';
      const next = from + Number(lengths[0]);
      if (buf.length >= next) part = { body: buf.subarray(from, next), next };
    } else if (ended) {
      part = { body: buf.subarray(from), next: buf.length };
    }
    const isCut = part === undefined;
    if (isCut && !ended) return undefined;
    const { body, next, chunks = 0, trailers = [] } = part ?? { body: buf.subarray(from), next: buf.length };
    const response: Response = {
      status, interim, version, headers, header, body, text: body.toString(), trailers, chunks, framing, isCut,
    }; // prettier-ignore
    return { response, length: next };
  }
}

export class Client {
  readonly socket: Socket;
  readonly #pieces: Buffer[] = [];
  #size = 0;
  #ended = false;
  #reset = false;
  #wake = (): void => undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (piece: Buffer) => {
      this.#pieces.push(piece);
      this.#size += piece.length;
      this.#wake();
    });
    socket.on('end', () => {
      this.#ended = true;
      this.#wake();
    });
    // ECONNRESET or EPIPE; both directions have ended.
    socket.on('error', () => {
      this.#ended = this.#reset = true;
      this.#wake();
    });
  }

  /** @param address a port of 127.0.0.1, or the path of a socket. */
  static async open(address: number | string): Promise<Client> {
    const to = typeof address === 'string' ? { path: address } : { port: address, host: '127.0.0.1', noDelay: true };
    const socket = connect({ ...to, allowHalfOpen: true });
    await once(socket, 'connect');
    return new Client(socket);
  }

  get localPort(): number {
    return this.socket.localPort!;
  }

  /** The server has ended its side. */
  get ended(): boolean {
    return this.#ended;
  }

  /** The server has thrown away what it was sent: perhaps also what it has answered. */
  get wasReset(): boolean {
    return this.#reset;
  }

  get received(): Buffer {
    if (this.#pieces.length !== 1) this.#keep(Buffer.concat(this.#pieces));
    return this.#pieces[0]!;
  }

  #keep(buf: Buffer): void {
    this.#pieces.splice(0, Infinity, buf);
    this.#size = buf.length;
  }

  /** Resolves when the kernel has the bytes. */
  async write(bytes: Buffer | string): Promise<void> {
    const data = typeof bytes === 'string' ? bytesOf(bytes) : bytes;
    if (data.length > 0 && this.socket.writable) await new Promise((resolve) => this.socket.write(data, resolve));
  }

  /** shutdown(SHUT_WR). */
  endOutput(): void {
    this.socket.end();
  }

  /** RST: neither side keeps anything of the connection. */
  abort(): void {
    this.socket.resetAndDestroy();
  }

  async #more(): Promise<void> {
    await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  /** The next response; undefined if the connection ends before one begins. @throws NoHttp */
  async response({ head = false } = {}): Promise<Response | undefined> {
    for (;;) {
      const buf = this.received;
      const found = parseResponse(buf, head, this.#ended);
      if (found !== undefined) {
        this.#keep(buf.subarray(found.length));
        return found.response;
      }
      if (this.#ended) return undefined;
      await this.#more();
    }
  }

  /** Waits for so many bytes beyond what was consumed, or for the end. */
  async receive(count: number): Promise<Buffer> {
    while (!this.#ended && this.#size < count) await this.#more();
    return this.received;
  }

  /** Waits for the end of the server's side: everything that comes until then. */
  async end(): Promise<Buffer> {
    while (!this.#ended) await this.#more();
    return this.received;
  }
}

/** Sends bytes over a connection of their own, and reads responses until it ends. */
export async function exchange(port: number, bytes: Buffer | string, head = false): Promise<Response[]> {
  const client = await Client.open(port);
  await client.write(bytes);
  const responses: Response[] = [];
  for (;;) {
    const response = await client.response({ head: head && responses.length === 0 });
    if (response === undefined) break;
    responses.push(response);
  }
  client.abort();
  return responses;
}

/** One request that ends its connection, and its response. */
export async function ask(port: number, target: string, fields = '', method = 'GET', body = ''): Promise<Response> {
  const head = `${method} ${target} HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n${fields}\r\n`;
  const responses = await exchange(port, head + body, method === 'HEAD');
  if (responses.length !== 1) throw new Error(`${responses.length} responses to ${method} ${target}`);
  return responses[0]!;
}
