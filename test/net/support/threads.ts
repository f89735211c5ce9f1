// Threads that run functions of a test, on sockets that the test has too.
import { readFileSync } from 'node:fs';
import type * as net from 'berkeley-sockets';
import { ThreadPool } from 'berkeley-sockets';
import type * as s from 'berkeley-sockets/syscalls';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { isInside } from '../../support/tasks.mjs';
import type { WatchedCall } from '../../support/tasks.mjs';

/** Milliseconds of a clock that all threads share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** A test that waits longer has failed. */
const patience = 20_000;

/** What a body is given first: it has no variables but its arguments, as only its text travels. */
export interface Scope {
  readonly net: typeof net;
  readonly s: typeof s;
}
export type Body<Args extends unknown[], Result> = (scope: Scope, ...args: Args) => Result;

/** An exception of another thread. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly errno?: number;
  readonly syscall?: string;
  readonly bytesWritten?: number;
}

interface Outcome<Result> {
  readonly value?: Result;
  readonly error?: Failure;
  /** When it ended, as now(). */
  readonly at: number;
}

/** Pauses this thread between two looks at something that cannot be waited for. */
export function pause(milliseconds = 0.2): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Returns when `condition` holds. */
export function waitUntil(what: string, condition: () => boolean, limit = patience): void {
  const end = now() + limit;
  while (!condition()) {
    if (now() > end) throw new Error(`waited in vain: ${what}`);
    pause();
  }
}

/** A function that runs, or has run, in another thread. */
export class Task<Result> {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;
  #thread: string | undefined;

  constructor(size: number) {
    this.memory = new SharedArrayBuffer(size);
    this.#words = new Int32Array(this.memory, 0, 3);
  }

  #read(): unknown {
    return JSON.parse(Buffer.from(new Uint8Array(this.memory, 12, this.#words[2])).toString());
  }

  #await(word: number): void {
    if (Atomics.wait(this.#words, word, 0, patience) === 'timed-out') throw new Error(this.#hanging());
  }

  /** What the kernel knows of a thread that does not end. */
  #hanging(): string {
    if (Atomics.load(this.#words, 0) === 0) return 'a thread does not begin';
    const tell = (file: string): string => readFileSync(`/proc/${this.#read() as string}/${file}`, 'utf8').trim();
    return `a thread does not end: ${tell('syscall')}, ${tell('wchan')}`;
  }

  get ended(): boolean {
    return Atomics.load(this.#words, 1) !== 0;
  }

  /** Waits until the thread sleeps in one of these system calls. */
  blocked(...calls: readonly WatchedCall[]): this {
    this.#await(0);
    waitUntil(`a thread in ${calls.join(' or ')}`, () => {
      if (this.ended) throw new Error(`it was not blocked, but ended: ${JSON.stringify(this.#read())}`);
      this.#thread ??= this.#read() as string;
      return calls.some((call) => isInside(this.#thread!, call));
    });
    return this;
  }

  /** Waits until it has ended. */
  outcome(): Outcome<Result> {
    this.#await(1);
    return this.#read() as Outcome<Result>;
  }

  /** The same, while the event loop of this thread turns. */
  async outcomeLater(): Promise<Outcome<Result>> {
    const waiting = Atomics.waitAsync(this.#words, 1, 0, patience);
    if ((await waiting.value) === 'timed-out') throw new Error(this.#hanging());
    return this.#read() as Outcome<Result>;
  }

  /** What it returned. */
  value(): Result {
    return valueOf(this.outcome());
  }

  async valueLater(): Promise<Result> {
    return valueOf(await this.outcomeLater());
  }

  /** What it threw, which must be an exception of this class, and when. */
  failure(name: string): Failure & { at: number } {
    const { value, error, at } = this.outcome();
    if (error === undefined) throw new Error(`nothing was thrown, but returned: ${JSON.stringify(value)}`);
    expect(error.name, error.stack).toBe(name);
    return { ...error, at };
  }
}

function valueOf<Result>({ value, error }: Outcome<Result>): Result {
  if (error !== undefined) throw new Error(`a thread threw ${error.stack ?? error.message}`);
  return value as Result;
}

/** Threads for the tests of a file. */
export class Threads {
  readonly #count: number;
  #pool: ThreadPool | undefined;
  #tasks: Task<unknown>[] = [];

  constructor(count: number) {
    this.#count = count;
  }

  /** Has a thread call `body`, whose text alone travels, with arguments: sockets and shared memory are shared. */
  run<Args extends unknown[], Result>(body: Body<Args, Result>, ...args: Args): Task<Result> {
    return this.runWith({ size: 4096 }, body, ...args);
  }

  /** The same, with room for a result of `size` bytes. */
  runWith<Args extends unknown[], Result>(
    { size }: { size: number },
    body: Body<Args, Result>,
    ...args: Args
  ): Task<Result> {
    const task = new Task<Result>(size);
    this.#tasks.push(task);
    this.#pool!.execute(body.toString(), task.memory, ...args);
    return task;
  }

  start(): void {
    this.#pool = new ThreadPool(new URL('./runner.mjs', import.meta.url), { threads: this.#count });
    // All of them have started, and opened whatever they do.
    const arrived = new Int32Array(new SharedArrayBuffer(4));
    const meeting = (_: Scope, all: Int32Array, count: number): void => {
      if (Atomics.add(all, 0, 1) + 1 === count) Atomics.notify(all, 0);
      for (let seen; (seen = Atomics.load(all, 0)) < count;) Atomics.wait(all, 0, seen);
      Atomics.notify(all, 0);
    };
    const tasks = Array.from({ length: this.#count }, () => this.run(meeting, arrived, this.#count));
    for (const task of tasks) task.value();
    this.#tasks = [];
  }

  /** False: a task had not ended, and all threads are new. */
  renew(): boolean {
    const ended = this.#tasks.every((task) => task.ended);
    this.#tasks = [];
    if (!ended) {
      this.stop();
      this.start();
    }
    return ended;
  }

  stop(): void {
    this.#pool?.shutdownNow();
    this.#pool?.awaitTermination(patience);
  }
}

/** Threads for each test of a file; a test fails that leaves one of them at work. */
export function useThreads(count: number): Threads {
  const threads = new Threads(count);
  beforeAll(() => {
    threads.start();
  });
  afterEach(({ task }) => {
    const allEnded = threads.renew();
    if (task.result?.state !== 'fail') expect(allEnded).toBe(true);
  });
  afterAll(() => {
    threads.stop();
  });
  return threads;
}
