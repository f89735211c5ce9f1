// A connection without a connection: bytes come in pieces, and messages come out.
import type { BodyDecoder } from '../../../src/tomcat/http/index.js';
import { ChunkedDecoder, ContentLengthDecoder, RequestParser } from '../../../src/tomcat/http/index.js';

export interface Message {
  method: string;
  target: string;
  path: string;
  version: string;
  host: string;
  headers: [string, string][];
  body: string;
  trailers: [string, string][];
  keepAlive: boolean;
  expectsContinue: boolean;
}

export interface Outcome {
  messages: Message[];
  /** Where the last of them ends. */
  consumed: number;
  /** The status with which the last message was refused. */
  refused?: number;
  /** What is left to come: nothing, the rest of a head, the rest of a body. After a refusal or a close, nothing is. */
  rest: 'none' | 'head' | 'body';
  /** The message whose body has not ended, or was refused. */
  begun?: Pick<Message, 'method' | 'path'>;
}

const newBody = (parser: RequestParser): BodyDecoder =>
  parser.chunked ? new ChunkedDecoder() : new ContentLengthDecoder(Math.max(0, parser.contentLength));

const headOf = ({ method, path }: Message): Pick<Message, 'method' | 'path'> => ({ method, path });

/** What is read when `pieces` arrive one after the other, in a buffer that moves and is used again. */
export function read(pieces: readonly Buffer[], parser = new RequestParser()): Outcome {
  const messages: Message[] = [];
  let consumed = 0;
  let moved = 0;
  let message: Message | undefined;
  let body: BodyDecoder | undefined;
  let held: Buffer = Buffer.alloc(0);
  const refuse = (status: number, begun?: Outcome['begun']): Outcome => ({
    messages,
    consumed,
    refused: -status,
    rest: 'none',
    ...(begun === undefined ? {} : { begun }),
  });
  parser.reset();

  for (const piece of pieces) {
    // What is kept lies elsewhere than before, and what was there is overwritten.
    const buf = Buffer.concat([Buffer.alloc(3), held, piece, Buffer.alloc(3)]);
    held.fill('#');
    const end = buf.length - 3;
    let start = 3;
    for (;;) {
      if (body === undefined) {
        const length = parser.parse(buf, start, end);
        if (length < 0) return refuse(length);
        if (length === 0) break;
        if (length > end - start) throw new Error(`parse() has consumed ${length} of ${end - start} bytes`);
        start += length;
        body = newBody(parser);
        const { method, target, path, version, host, keepAlive, expectsContinue } = parser;
        const headers = parser.headers();
        message = { method, target, path, version, host, headers, body: '', trailers: [], keepAlive, expectsContinue };
      }
      while (start < end && !body.done) {
        const length = body.decode(buf, start, end);
        if (length < 0) return refuse(length, headOf(message!));
        if (length === 0 || length > end - start) throw new Error(`decode() has consumed ${length} of ${end - start}`);
        if (body.dataStart < start || body.dataEnd > start + length) throw new Error('The payload lies elsewhere');
        message!.body += buf.toString('latin1', body.dataStart, body.dataEnd);
        start += length;
      }
      if (!body.done) break;
      if (body instanceof ChunkedDecoder) message!.trailers = body.trailers();
      messages.push(message!);
      consumed = moved + start - 3;
      body = undefined;
      if (!message!.keepAlive) return { messages, consumed, rest: 'none' };
    }
    held = Buffer.from(buf.subarray(start, end));
    moved += start - 3;
    buf.fill('#');
  }
  if (body !== undefined) return { messages, consumed, rest: 'body', begun: headOf(message!) };
  return { messages, consumed, rest: parser.started ? 'head' : 'none' };
}

export const split = (bytes: Buffer, ...at: number[]): Buffer[] =>
  [0, ...at].map((start, i) => bytes.subarray(start, at[i] ?? bytes.length));

/** A byte at a time. */
export const shred = (bytes: Buffer): Buffer[] => Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));

/** Where to split: everywhere, but of long messages, whose middle is one long run, the ends and some places between. */
export function places(length: number): number[] {
  const all = Array.from({ length }, (_, i) => i);
  return length <= 600 ? all : all.filter((i) => i < 150 || i > length - 150 || i % 4099 === 0);
}

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
