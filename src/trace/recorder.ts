/** Turns recording on and off and collects what the threads have recorded. */
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { thread as native } from '../syscalls/binding.js';
import { readRecords } from './records.js';
import type { TraceRecord } from './records.js';
import { systemCall } from './calls.js';
import type { SystemCall } from './calls.js';
import { Trace } from './trace.js';

/** The running recordings of this thread. Each record goes to all of them that it belongs to. */
const sessions = new Set<Session>();

/** Rings are emptied this often while something is recorded, and when a recording stops. */
const drainInterval = 20;
let timer: NodeJS.Timeout | undefined;

class Session {
  readonly all: boolean;
  readonly #threads = new Map<number, { name: string; records: TraceRecord[] }>();
  readonly #start = process.hrtime.bigint();

  constructor(all: boolean) {
    this.all = all;
  }

  add(thread: number, name: string, records: readonly TraceRecord[]): void {
    if (!this.all && thread !== native.threadId) return;
    const entry = this.#threads.get(thread) ?? { name, records: [] };
    for (const record of records) if (record.start >= this.#start) entry.records.push(record);
    if (entry.records.length > 0) this.#threads.set(thread, entry);
  }

  /** What was added since the last time. */
  take(): Trace {
    const trace = new Trace(Array.from(this.#threads, ([thread, entry]) => ({ thread, ...entry })));
    this.#threads.clear();
    return trace;
  }
}

function drain(): void {
  const all = [...sessions].some((session) => session.all);
  for (const { thread, name, records: bytes } of native.drain(all)) {
    const records = [...readRecords(bytes)];
    for (const session of sessions) session.add(thread, name, records);
  }
}

/** Whether what all threads record goes to another thread than this one, which has begun it: see live.ts. */
let lent = false;

function begin(all: boolean): void {
  if (lent || !native.setTracing(true, all)) {
    throw new Error(
      'Another thread is recording: one at a time can record all threads, and not while another records itself',
    );
  }
}

/** Begins to record all threads, for another thread to read. */
export function lend(): void {
  if (sessions.size > 0) throw new Error('This thread is recording: its calls cannot go elsewhere at the same time');
  begin(true);
  lent = true;
}

/** The other thread has ended it. */
export function takeBack(): void {
  lent = false;
}

function open(all: boolean): Session {
  begin(all);
  // What lies in the rings from before belongs to the recordings that run already, or to nobody.
  drain();
  const session = new Session(all);
  sessions.add(session);
  return session;
}

function close(session: Session): Trace {
  drain();
  sessions.delete(session);
  if (session.all && ![...sessions].some(({ all }) => all)) native.setTracing(false, true);
  if (sessions.size === 0) {
    clearInterval(timer);
    timer = undefined;
    native.setTracing(false, false);
  } else {
    native.setTracing(true, false);
  }
  return session.take();
}

/**
 * Records what `fn` does on this thread until it returns.
 *
 * @throws what `fn` throws; ERR_INVALID_ARG_TYPE when it returns a promise; Error while another thread records all.
 *
 * @example
 * console.log(trace(() => socket(AF_INET, SOCK_STREAM, 0)).toStrace());
 * // socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 19
 */
export function trace(fn: () => unknown): Trace {
  if (typeof fn !== 'function') throw invalidType('fn', 'of type function', fn);
  const session = open(false);
  let result: unknown;
  try {
    result = fn();
  } catch (error) {
    close(session);
    throw error;
  }
  const recorded = close(session);
  if (result instanceof Promise) {
    result.catch(() => undefined);
    throw invalidType('fn', 'a function that is done when it returns (for others there is startTracing)', fn);
  }
  return recorded;
}

/** A recording that goes on. */
export interface Recording {
  /** Returns what has been recorded since it began, or since the last `take()`, and goes on. */
  take(): Trace;
  /** Ends the recording and returns what `take()` has not. */
  stop(): Trace;
}

/**
 * Records this thread, or all threads of the process that use this package, until `stop()`.
 *
 * @throws ERR_INVALID_ARG_VALUE; Error while another thread records all, or itself when all are asked for.
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
  const session = open(threads === 'all');
  timer ??= setInterval(drain, drainInterval).unref();
  return {
    take: () => {
      drain();
      return session.take();
    },
    stop: () => close(session),
  };
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
