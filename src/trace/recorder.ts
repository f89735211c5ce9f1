/** Turns recording on and off and collects what the threads have recorded. */
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { thread as native } from '../syscalls/binding.js';
import { Channels } from './channels.js';
import { systemCall } from './calls.js';
import type { SystemCall } from './calls.js';
import { readRecords } from './records.js';
import type { TraceRecord } from './records.js';
import { Trace } from './trace.js';

/** Milliseconds after which what a recording has in native memory is taken. */
const drainInterval = 20;

/** A recording that goes on. */
export interface Recording {
  /** Returns what has been recorded since it began, or since the last `take()`, and goes on. */
  take(): Trace;
  /** Ends the recording and returns what `take()` has not. */
  stop(): Trace;
}

class Session implements Recording {
  readonly #id: number;
  readonly #channels = new Channels();
  readonly #threads = new Map<number, { name: string; records: TraceRecord[] }>();
  readonly #start = process.hrtime.bigint();
  #timer: NodeJS.Timeout | undefined;

  constructor(all: boolean) {
    this.#id = native.startRecording(all);
  }

  /** Takes what is there now and then, so that it does not become too much. */
  goOn(): this {
    this.#timer = setInterval(() => {
      this.#drain();
    }, drainInterval).unref();
    return this;
  }

  #drain(): void {
    const news = native.drain(this.#id);
    this.#channels.publish(news);
    for (const { thread, name, records } of news) {
      const entry = this.#threads.get(thread) ?? { name, records: [] };
      // Others may have had a call recorded that was in progress when this began.
      for (const record of readRecords(records)) if (record.start >= this.#start) entry.records.push(record);
      if (entry.records.length > 0) this.#threads.set(thread, entry);
    }
  }

  take(): Trace {
    this.#drain();
    const trace = new Trace(Array.from(this.#threads, ([thread, entry]) => ({ thread, ...entry })));
    this.#threads.clear();
    return trace;
  }

  stop(): Trace {
    clearInterval(this.#timer);
    const trace = this.take();
    native.stopRecording(this.#id);
    return trace;
  }
}

/**
 * Records what `fn` does on this thread until it returns.
 *
 * @throws what `fn` throws; ERR_INVALID_ARG_TYPE when it returns a promise.
 *
 * @example
 * console.log(trace(() => socket(AF_INET, SOCK_STREAM, 0)).toStrace());
 * // socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 19
 */
export function trace(fn: () => unknown): Trace {
  if (typeof fn !== 'function') throw invalidType('fn', 'of type function', fn);
  const session = new Session(false);
  let result: unknown;
  try {
    result = fn();
  } catch (error) {
    session.stop();
    throw error;
  }
  const recorded = session.stop();
  if (result instanceof Promise) {
    result.catch(() => undefined);
    throw invalidType('fn', 'a function that is done when it returns (for others there is startTracing)', fn);
  }
  return recorded;
}

/**
 * Records this thread, or all threads of the process that use this package, until `stop()`. Recordings do not disturb
 * each other.
 *
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE.
 *
 * @example
 * const recording = startTracing({ threads: 'all' });
 * // …
 * console.log(recording.stop().toStrace());
 */
export function startTracing(options: { threads?: 'this' | 'all' } = {}): Recording {
  if (typeof options !== 'object' || (options as unknown) === null)
    throw invalidType('options', 'of type object', options);
  const { threads = 'this' } = options;
  if (!['this', 'all'].includes(threads)) throw invalidValue('options.threads', "must be 'this' or 'all'", threads);
  const session = new Session(threads === 'all').goOn();
  return { take: () => session.take(), stop: () => session.stop() };
}

/**
 * The system calls that threads are inside of now, of those that began while they were recorded: `start` tells since
 * when.
 *
 * @example
 * for (const { thread, text } of callsInProgress()) console.log(thread, text);
 * // 4711 accept(19,  <unfinished ...>
 */
export function callsInProgress(): SystemCall[] {
  return native.drainPending().flatMap(({ thread, records }) => {
    const [record] = readRecords(records);
    return record?.kind === 'call' ? [systemCall(record, thread)] : [];
  });
}
