/** The Runnable of a thread of the polling connector: takes connections from the poller, and answers their requests. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { registers, thread } from '../syscalls/binding.js';
import { attend } from '../net/interrupts.js';
import { ErrnoError } from '../syscalls/errno-error.js';
import { timedOut } from './channel.js';
import { Container } from './container.js';
import type { TomcatOptions } from './options.js';
import { PollingChannel } from './polling-channel.js';
import { outcome } from './processor.js';
import type { Outcome, Processor } from './processor.js';

const { pollers } = thread;

/** What `pollers.next()` returns when it is not a connection (native/poller.cc). */
const codes = { interrupted: -1, shut: -2, timedOut: -3 };

/** Why a connection is here, in register 2. */
const reasons = { mask: 3, late: 2, closing: 4, nobodyStandsBy: 8, inputShift: 8 };

/** How far a message has come while the connection waits: each stage has its time. */
const stages = { head: 1, body: 2 };

/** Milliseconds without requests after which the event loop has its turn. */
const restlessness = 10;

class PollingWorker {
  readonly #options: TomcatOptions;
  readonly #channel: PollingChannel;
  readonly #processor: Processor;
  #patience = restlessness;
  /** How many requests the connection has had. */
  #requests = 0;

  constructor(options: TomcatOptions, processor: Processor) {
    this.#options = options;
    this.#channel = new PollingChannel(options.connectionTimeout);
    this.#processor = processor;
  }

  async run(): Promise<void> {
    for (;;) {
      const result = pollers.next(this.#patience, this.#requests);
      if (result >= 0) {
        this.#patience = restlessness;
        this.#requests = result;
        const pending = this.#serve(registers[2]!);
        if (pending !== undefined) await pending;
      } else if (result === codes.interrupted) {
        attend();
      } else if (result === codes.timedOut) {
        await nextTurn();
        this.#patience = -1;
      } else {
        return;
      }
    }
  }

  /** A connection has input, or has waited for it for too long. */
  #serve(flags: number): Promise<void> | undefined {
    if ((flags & reasons.nobodyStandsBy) !== 0) parentPort?.postMessage('hire');
    this.#channel.turnToNext();
    try {
      return this.#read(flags);
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

  #read(flags: number): Promise<void> | undefined {
    const { input } = this.#processor;
    const kept = flags >> reasons.inputShift;
    this.#processor.reset();
    if (kept > 0) {
      pollers.restore(input.buf);
      input.end = kept;
    }
    const isClosing = (flags & reasons.closing) !== 0;
    if ((flags & reasons.mask) === reasons.late) return this.#late(isClosing);
    // A request of which all has come may be waiting for more room.
    const n = input.isFull ? timedOut : input.fill(this.#channel, 0);
    if (n !== 0) return this.#answer(isClosing);
    pollers.close(false);
    return undefined;
  }

  /** Answers all requests that have come. */
  #answer(isClosing: boolean): Promise<void> | undefined {
    const processor = this.#processor;
    for (;;) {
      const { start } = processor.input;
      const head = processor.parseHead();
      if (head < 0) return void this.#end(processor.refuse(this.#channel, -head));
      if (head === 0) return void this.#wait(start, stages.head);
      if (!processor.bodyIsHere) return void this.#wait(start, stages.body);
      const result = this.#service(isClosing);
      if (typeof result !== 'number') return this.#later(result, isClosing);
      // With the next request, that a pipelining client has sent, it begins again.
      if (result !== outcome.open || processor.input.length === 0) return void this.#end(result);
    }
  }

  #service(isClosing: boolean): Outcome | Promise<Outcome> {
    const { maxKeepAliveRequests } = this.#options;
    this.#requests++;
    const isLast = isClosing || (maxKeepAliveRequests > 0 && this.#requests >= maxKeepAliveRequests);
    return this.#processor.service(this.#channel, isLast);
  }

  /** A servlet has returned a promise. Somebody else looks after the other connections meanwhile. */
  async #later(result: Promise<Outcome>, isClosing: boolean): Promise<void> {
    pollers.yieldSet();
    try {
      const end = await result;
      if (end !== outcome.open || this.#processor.input.length === 0) this.#end(end);
      else await this.#answer(isClosing);
    } catch (error) {
      this.#close(error);
    }
  }

  #wait(start: number, stage: number): void {
    const { input } = this.#processor;
    const { connectionTimeout } = this.#options;
    this.#processor.unparse(start);
    // Between two requests it has the time that `next()` gives it.
    if (stage === stages.head && input.length === 0 && this.#requests > 0) return;
    pollers.wait(input.buf, input.start, input.end, connectionTimeout, stage, this.#requests);
  }

  /** The rest of a message has not come in time. A body may have: it is only too long for this buffer. */
  #late(isClosing: boolean): Promise<void> | undefined {
    const { connectionTimeout, minBodyRate } = this.#options;
    const head = this.#processor.parseHead();
    if (head === 0 && !this.#processor.isInHead) return void pollers.close(false);
    const isFastEnough = this.#processor.input.length >= (minBodyRate * connectionTimeout) / 1000;
    if (head <= 0 || !isFastEnough) return void this.#end(this.#processor.refuse(this.#channel, 408));
    const result = this.#service(isClosing);
    return typeof result === 'number' ? void this.#end(result) : this.#later(result, isClosing);
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
  pollers.join(poller);
  await new PollingWorker(container.options, container.processor).run();
  await container.destroy();
}
