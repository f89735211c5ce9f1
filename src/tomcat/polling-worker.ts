/** The Runnable of a thread of the polling connector: takes connections from the poller, and answers their requests. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { apiCall } from '../syscalls/api-call.js';
import { flags, registers, thread } from '../syscalls/binding.js';
import { attend } from '../net/interrupts.js';
import { ErrnoError } from '../syscalls/errno-error.js';
import { Container } from './container.js';
import type { TomcatOptions } from './options.js';
import { PollingChannel } from './polling-channel.js';
import { outcome } from './processor.js';
import type { Outcome, Processor } from './processor.js';

const { pollers } = thread;

/** What `pollers.next()` returns when it has read nothing (native/poller.cc). */
const codes = { interrupted: -1, shut: -2, timedOut: -3, acceptFailed: -4, nothingRead: -5 };

/** What it tells of a connection, in register 1. */
const facts = { late: 1, closing: 2, mustHire: 4, passed: 8, inputShift: 8 };

/** How far a message has come while the connection waits: each stage has its time. */
const stages = { head: 1, body: 2 };

/** Milliseconds without requests after which the event loop has its turn. */
const restlessness = 10;

/** What is to be waited for before the next connection is taken: nothing, most often. */
type Pending = Promise<void> | undefined;

class PollingWorker {
  readonly #options: TomcatOptions;
  readonly #channel: PollingChannel;
  readonly #processor: Processor;
  #patience = restlessness;
  /** The client sends nothing more. */
  #ended = false;
  /** How many requests the connection has had. */
  #requests = 0;
  /** Servlets that sleep: another thread calls them, and this one goes on with the other connections. */
  #others = 0;
  /** The request was passed on to this thread, by one that has found that there is nothing more to wait for. */
  #isPassed = false;

  constructor(options: TomcatOptions, processor: Processor) {
    this.#options = options;
    this.#channel = new PollingChannel(options.connectionTimeout);
    this.#processor = processor;
  }

  async run(): Promise<void> {
    for (;;) {
      const result = this.#next();
      if (result > 0 || result === codes.nothingRead) {
        this.#patience = restlessness;
        this.#requests = registers[0]!;
        const pending = this.#serve(result, registers[1]!);
        if (pending !== undefined) await pending;
      } else if (result === codes.interrupted) {
        attend();
      } else if (result === codes.acceptFailed) {
        process.stderr.write(`${String(new ErrnoError('accept', -registers[0]!))}\n`);
      } else if (result === codes.timedOut) {
        container.flushLog();
        await nextTurn();
        this.#patience = -1;
      } else {
        return;
      }
    }
  }

  /** Gives back the connection that it has, and takes the next. */
  #next(): number {
    const { servlet } = this.#processor;
    if (flags.tracing[0] === 0) return pollers.next(this.#patience, this.#requests, servlet);
    return apiCall('Poller.next', [], () => pollers.next(this.#patience, this.#requests, servlet));
  }

  /** A connection has input, of which `received` bytes were read, or has waited for it for too long. */
  #serve(received: number, told: number): Pending {
    if ((told & facts.mustHire) !== 0) parentPort?.postMessage('hire');
    this.#channel.turnToNext();
    try {
      return this.#read(received, told);
    } catch (error) {
      this.#close(error);
      return undefined;
    }
  }

  /** The client has broken the connection; all else is a bug. */
  #close(error: unknown): void {
    pollers.close(false);
    if (!(error instanceof ErrnoError)) throw error;
  }

  #read(received: number, told: number): Pending {
    const { input } = this.#processor;
    const isClosing = (told & facts.closing) !== 0;
    this.#isPassed = (told & facts.passed) !== 0;
    this.#others = this.#options.maxThreads === 1 || this.#isPassed ? 0 : registers[2]!;
    this.#processor.reset();
    this.#ended = false;
    if (received > 0) {
      input.end = received;
      return this.#answer(isClosing);
    }
    pollers.restore(input.buf);
    input.end = told >> facts.inputShift;
    if ((told & facts.late) !== 0) return this.#late(isClosing);
    // A request of which all has come may be waiting for more room, or for this thread.
    if (!input.isFull && !this.#isPassed) this.#ended = input.fill(this.#channel, 0) === 0;
    return this.#answer(isClosing);
  }

  /** Answers all requests that have come. */
  #answer(isClosing: boolean): Pending {
    const processor = this.#processor;
    for (;;) {
      const { start } = processor.input;
      const head = processor.parseHead();
      if (head < 0) {
        this.#end(processor.refuse(this.#channel, -head));
        return undefined;
      }
      if (head === 0) {
        this.#wait(start, stages.head);
        return undefined;
      }
      // A client that sends slowly has a thread only while there are others.
      const mayWaitHere = this.#isPassed || (processor.isChunked && pollers.standby() > 1);
      this.#isPassed = false;
      if (!mayWaitHere && !processor.bodyIsHere) {
        this.#wait(start, stages.body);
        return undefined;
      }
      const result = this.#service(isClosing);
      if (typeof result !== 'number') return this.#later(result, isClosing);
      if (result === outcome.passed) {
        if (this.#pass(start)) return undefined;
        this.#others = 0;
        continue;
      }
      // With the next request, that a pipelining client has sent, it begins again.
      if (result !== outcome.open || processor.input.length === 0) {
        this.#end(result);
        return undefined;
      }
    }
  }

  #service(isClosing: boolean): Outcome | Promise<Outcome> {
    const { maxKeepAliveRequests } = this.#options;
    this.#requests++;
    const isLast = isClosing || (maxKeepAliveRequests > 0 && this.#requests >= maxKeepAliveRequests);
    return this.#processor.service(this.#channel, isLast, this.#others);
  }

  /**
   * Another thread is to serve the request that starts at `start`, and what has come behind it. False: there is no other, and
   * it is still to be parsed.
   */
  #pass(start: number): boolean {
    const { input } = this.#processor;
    this.#processor.unparse(start);
    this.#requests--;
    const passed = pollers.pass(input.buf, input.start, input.end, this.#requests);
    if (passed < 0) parentPort?.postMessage('hire');
    return passed > 0;
  }

  /** A servlet has returned a promise. Somebody else looks after the other connections meanwhile. */
  async #later(result: Promise<Outcome>, isClosing: boolean): Promise<void> {
    if (!pollers.yieldSet(this.#processor.servlet)) parentPort?.postMessage('hire');
    try {
      await this.#goOn(await result, isClosing);
    } catch (error) {
      this.#close(error);
    }
  }

  #wait(start: number, stage: number): void {
    const { input } = this.#processor;
    const { connectionTimeout } = this.#options;
    this.#processor.unparse(start);
    // The rest of it will not come.
    if (this.#ended) {
      this.#end(outcome.close);
      return;
    }
    // Between two requests it has the time that `next()` gives it.
    if (stage === stages.head && input.length === 0 && this.#requests > 0) return;
    pollers.wait(input.buf, input.start, input.end, connectionTimeout, 2 * this.#requests + stage, this.#requests);
  }

  /** The rest of a message has not come in time. A body may have: it is only too long for this buffer. */
  #late(isClosing: boolean): Pending {
    const { connectionTimeout, minBodyRate } = this.#options;
    const head = this.#processor.parseHead();
    if (head === 0 && !this.#processor.isInHead) {
      this.#end(outcome.close);
      return undefined;
    }
    const isFastEnough = this.#processor.input.length >= (minBodyRate * connectionTimeout) / 1000;
    if (head <= 0 || !isFastEnough) {
      this.#end(this.#processor.refuse(this.#channel, 408));
      return undefined;
    }
    this.#others = 0;
    const result = this.#service(isClosing);
    return typeof result === 'number' ? this.#goOn(result, isClosing) : this.#later(result, isClosing);
  }

  /** A response has been sent. What has come behind its request is answered too. */
  #goOn(result: Outcome, isClosing: boolean): Pending {
    if (result === outcome.open && this.#processor.input.length > 0) return this.#answer(isClosing);
    this.#end(result);
    return undefined;
  }

  /** What becomes of the connection. While it stays open, nothing is to be done: `next()` takes it back. */
  #end(result: Outcome): void {
    const { input, output, rest } = this.#processor;
    if (result === outcome.close) pollers.close(false);
    else if (result === outcome.linger) pollers.close(true);
    else if (result === outcome.sending) {
      const { start, end, file } = rest;
      const { fd = -1, offset = 0, count = 0 } = file ?? {};
      const { keepAlive } = this.#processor;
      pollers.send(
        output.buf,
        start,
        end,
        input.buf,
        input.start,
        input.end,
        fd,
        offset,
        count,
        keepAlive,
        this.#requests,
      );
    }
  }
}

const container = await Container.load(import.meta.url);

/** Serves the connections of a poller until it is shut and none is left. */
export default async function run(poller: number): Promise<void> {
  pollers.join(poller, container.processor.input.buf);
  await new PollingWorker(container.options, container.processor).run();
  await container.destroy();
}
