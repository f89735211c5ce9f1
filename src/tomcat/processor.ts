import { inspect } from 'node:util';
import { ErrnoError } from '../syscalls/errno-error.js';
import type { LogEntry } from './access-log.js';
import type { Channel, FilePart } from './channel.js';
import type { Context } from './context.js';
import { errorPage } from './error-page.js';
import { BadRequestException, ClientAbortException } from './exceptions.js';
import { ChunkedDecoder, decodePath, RequestParser, ResponseHead, unreadable } from './http/index.js';
import type { RequestFacts } from './http/index.js';
import type { HttpServlet } from './http-servlet.js';
import { InputBuffer } from './input-buffer.js';
import type { TomcatOptions } from './options.js';
import { RequestBody } from './request-body.js';
import { Request } from './request.js';
import { ResponseOutput } from './response-output.js';
import { Response } from './response.js';

/** What becomes of a connection after a response. */
export const outcome = {
  /** It waits for the next request. */
  open: 0,
  /** It is closed: nothing of the client is left to read. */
  close: 1,
  /** It is closed, but so that the client gets the response although the server has not read all that it sent. */
  linger: 2,
  /** Something is left that the client has not taken: {@link Processor.rest}. */
  sending: 3,
  /** Nothing has been done: the servlet is one of those that another thread is to call. */
  passed: 4,
} as const;
export type Outcome = (typeof outcome)[keyof typeof outcome];

/** Room for the rest of a request that does not need to be waited for by a thread. */
const bodyRoom = 8192;

const nobody = { servlet: undefined, bit: 0 };

/** A request that a servlet answers. */
interface Exchange {
  readonly channel: Channel;
  readonly body: RequestBody;
  readonly response: Response;
  /** None where no servlet answers. */
  readonly request?: Request;
  readonly servlet?: HttpServlet;
}

/**
 * Turns bytes into requests, has servlets answer them, and turns the answers into bytes, as Tomcat's Http11Processor. One
 * object serves all connections of a thread, one after the other.
 */
export class Processor {
  readonly input: InputBuffer;
  readonly output: ResponseOutput;
  readonly #parser: RequestParser;
  readonly #head: ResponseHead;
  readonly #context: Context;
  readonly #options: TomcatOptions;
  #headStart = 0;
  readonly #served: ((served: LogEntry) => void) | undefined;
  /** What is left of the response: bytes of `output.buf`, then a part of a file. */
  readonly rest = { start: 0, end: 0, file: undefined as FilePart | undefined };

  constructor(context: Context, options: TomcatOptions, served?: (served: LogEntry) => void) {
    this.#context = context;
    this.#options = options;
    this.#served = served;
    this.#parser = new RequestParser(options);
    this.#head = new ResponseHead(options.server);
    this.input = new InputBuffer(options.maxHttpHeaderSize + bodyRoom);
    this.output = new ResponseOutput(this.#head);
  }

  /** Begins with another connection: what was read of the last one is forgotten. */
  reset(): void {
    this.input.clear();
    this.#parser.reset();
  }

  /** Whether a request has begun, of which more must come. */
  get isInHead(): boolean {
    return this.#parser.started;
  }

  /** Looks for a request head in the input: 1 there is one, 0 more is needed; below 0 the status to refuse it with. */
  parseHead(): number {
    const { input } = this;
    const length = this.#parser.parse(input.buf, input.start, input.end);
    if (length <= 0) return length;
    this.#headStart = input.start;
    input.start += length;
    return 1;
  }

  /** The head has to be parsed again: the connection waits, and another thread may go on with it. */
  unparse(start: number): void {
    this.input.start = start;
    this.#parser.reset();
  }

  /**
   * Whether there is nothing to wait for before the servlet is called: the body is there, or as much of it as the buffer has
   * room for.
   */
  get bodyIsHere(): boolean {
    const { contentLength, chunked, expectsContinue } = this.#parser;
    if (contentLength <= 0 && !chunked) return true;
    if (expectsContinue || this.#isTooLarge) return true;
    if (this.input.end - this.#headStart === this.input.buf.length) return true;
    if (!chunked) return this.input.length >= contentLength;
    const { buf, start, end } = this.input;
    const decoder = new ChunkedDecoder();
    for (let at = start; at < end && !decoder.done;) {
      const consumed = decoder.decode(buf, at, end);
      // It is refused when it is read.
      if (consumed < 0) return true;
      at += consumed;
    }
    return decoder.done;
  }

  /** Whether the client may wait for an answer before it sends the rest. */
  get isChunked(): boolean {
    return this.#parser.chunked;
  }

  /** Whether the client has said that the body is larger than it may be. */
  get #isTooLarge(): boolean {
    const { maxPostSize } = this.#options;
    return maxPostSize >= 0 && this.#parser.contentLength > maxPostSize;
  }

  /** The bit of the servlet that was called last. */
  servlet = 0;

  /**
   * Has the servlet answer the request whose head was parsed.
   *
   * @param isLast the connection ends with it.
   * @param others the bits of servlets that are not to be called here.
   */
  service(channel: Channel, isLast: boolean, others = 0): Outcome | Promise<Outcome> {
    const parser = this.#parser;
    this.#head.begin(parser);
    if (isLast) this.#head.close();
    this.output.begin(channel);
    if (this.#isTooLarge) return this.refuse(channel, 413, parser);
    const path = parser.path === '*' ? '*' : decodePath(parser.path);
    if (path === null) return this.refuse(channel, 400, parser);
    const mapping = this.#context.map(path);
    const { servlet, bit } = mapping?.value ?? nobody;
    if ((bit & others) !== 0) return outcome.passed;
    this.servlet = bit;
    const body = new RequestBody(channel, this.input, parser, this.#options, this.output);
    const response = new Response(this.#head, this.output);
    if (path === '*' || mapping === null || servlet === undefined)
      return this.#withoutServlet(path, { channel, body, response });
    const request = new Request(parser, channel, body, response, this.#context.sessions, mapping);
    const exchange = { channel, body, response, request, servlet };
    try {
      const promise: unknown = servlet.service(request, response);
      if (promise instanceof Promise) return this.#later(promise, exchange);
    } catch (error) {
      return this.#finish(exchange, this.#failed(error, exchange));
    }
    return this.#finish(exchange);
  }

  async #later(promise: Promise<unknown>, exchange: Exchange): Promise<Outcome> {
    try {
      await promise;
    } catch (error) {
      return this.#finish(exchange, this.#failed(error, exchange));
    }
    return this.#finish(exchange);
  }

  /** OPTIONS * is about the server (RFC 9110, 9.3.7); else nothing answers for this path. */
  #withoutServlet(path: string, exchange: Exchange): Outcome {
    if (path === '*') this.#head.setHeader('Allow', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS');
    else exchange.response.sendError(404);
    return this.#finish(exchange);
  }

  /** A servlet has thrown. Returns whether nothing more can be sent. */
  #failed(error: unknown, { response, servlet }: Exchange): boolean {
    // The connection is of no use any more when the client has broken it, or half of an answer was sent.
    if (this.output.hasFailed || error instanceof ClientAbortException) return true;
    const refused = error instanceof BadRequestException;
    if (!refused && !isReset(error)) this.#context.log(`${servlet!.constructor.name} has thrown ${inspect(error)}`);
    if (this.output.isCommitted) return true;
    response.reset();
    this.#head.close();
    response.sendError(refused ? error.status : 500, refused ? error.message : undefined);
    return false;
  }

  /** Sends what is left of the response, as far as the client takes it at once. */
  #finish(exchange: Exchange, isAborted = false): Outcome {
    const { channel, response } = exchange;
    let result: Outcome = outcome.close;
    try {
      if (!isAborted) result = this.#send(exchange);
    } catch (error) {
      if (!(error instanceof ErrnoError || error instanceof ClientAbortException)) throw error;
    } finally {
      this.#served?.({ parser: this.#parser, channel, status: this.#head.status, bytes: this.output.written });
      if (result !== outcome.sending) response.forgetFile(true);
      exchange.request?.end();
    }
    return result;
  }

  #send({ channel, response, body }: Exchange): Outcome {
    response.end();
    const swallowed = body.isDone || body.swallow();
    if (!swallowed) this.#head.close();
    const file = this.#head.status === 304 ? undefined : response.file;
    const rest = this.output.finish(file === undefined ? -1 : file.count);
    const sendsFile = file !== undefined && this.#head.framing !== 'none';
    if (this.output.isShort && !sendsFile) return outcome.linger;
    this.#setRest(rest.start, rest.end);
    if (sendsFile) return this.#sendFile(channel, response, file, swallowed);
    const kept = channel.takeRest();
    if (kept !== undefined) this.#setRest(0, 0, kept);
    if (kept !== undefined || rest.end > rest.start) return outcome.sending;
    return this.#after(swallowed);
  }

  #setRest(start: number, end: number, file?: FilePart): void {
    this.rest.start = start;
    this.rest.end = end;
    this.rest.file = file;
  }

  /** The file follows the head; what the client does not take at once is left to the connector. */
  #sendFile(channel: Channel, response: Response, file: FilePart, swallowed: boolean): Outcome {
    const { start, end } = this.rest;
    const sent = end > start ? 0 : channel.sendFile(file.fd, file.offset, file.count);
    this.output.sentElsewhere(sent);
    if (sent === file.count) return this.#after(swallowed);
    // The file was shorter than its size.
    if (channel.blocks) return outcome.close;
    this.rest.file = { fd: file.fd, offset: file.offset + sent, count: file.count - sent };
    response.forgetFile(false);
    return outcome.sending;
  }

  #after(swallowed: boolean): Outcome {
    if (this.#head.keepAlive) return outcome.open;
    // The client knows that nothing follows: what it asked for.
    return swallowed && this.input.length === 0 && !this.#parser.keepAlive ? outcome.close : outcome.linger;
  }

  /** Whether the connection stays open after what is being sent. */
  get keepAlive(): boolean {
    return this.#head.keepAlive;
  }

  /** Answers what cannot be read, or came too slowly: the connection ends. */
  refuse(channel: Channel, status: number, request: RequestFacts = unreadable): Outcome {
    this.#head.begin(request);
    this.#head.close();
    this.#head.status = status;
    this.output.begin(channel);
    this.#head.setHeader('Content-Type', 'text/html;charset=utf-8');
    this.output.writeText(errorPage(status));
    try {
      const { start, end } = this.output.finish();
      this.#setRest(start, end);
      return end > start ? outcome.sending : outcome.linger;
    } catch (error) {
      if (!(error instanceof ErrnoError)) throw error;
      return outcome.close;
    } finally {
      this.#served?.({
        parser: request === unreadable ? null : this.#parser,
        channel,
        status,
        bytes: this.output.written,
      });
    }
  }
}

/** The client has broken the connection: no error of the servlet. */
const isReset = (error: unknown): boolean =>
  error instanceof ErrnoError && ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_SOCKET_CLOSED'].includes(error.code);
