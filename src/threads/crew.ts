/** Workers that take messages from one queue and call a Runnable with each: what Thread and ThreadPool are made of. */
import { Worker, MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort, WorkerOptions } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { isAbsolute } from 'node:path';
import { thread } from '../syscalls/binding.js';
import { ErrnoError } from '../syscalls/errno-error.js';
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { attend, onInterrupt } from '../net/interrupts.js';
import { unshare } from '../net/share.js';
import { encode } from './message.js';

const { queues } = thread;

/** What the functions of native/queue.cc return. */
export const codes = { done: 0, interrupted: 1, timedOut: 2, shut: 3 } as const;

/** Milliseconds after which a worker that could not be started is tried again, while somebody waits. */
const retryInterval = 100;

/**
 * Milliseconds that a worker has to end by itself when it is still loading. Node loses the descriptors of the files that a
 * worker is loading when it is terminated.
 */
const grace = 1000;

/** Milliseconds after which a thread that waits looks whether the workers have come to life. */
const lookInterval = 1000;

/** What a worker is started with. */
export interface Assignment {
  readonly queue: number;
  readonly member: number;
  readonly module: string;
  readonly name: string;
  /** SharedArrayBuffers, and news of the worker. */
  readonly port: MessagePort;
}

/** What a worker tells on its port before it ends: why it cannot run the module. */
export interface News {
  readonly error: unknown;
  /** Structured cloning loses it. */
  readonly code: unknown;
}

interface Member {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** When it was started, as performance.now(). */
  readonly since: number;
}

/** `Member::State` of native/queue.cc. */
const states = { started: 0, joined: 1, loading: 2, ready: 3 };

/** Milliseconds after which a worker that is not heard of is taken for dead. */
const patience = 30_000;

/** Numbers and states, as native code lists them. */
function* pairs(list: readonly number[]): Generator<[number: number, state: number]> {
  for (let i = 0; i < list.length; i += 2) yield [list[i]!, list[i + 1]!];
}

/** Of the options that this process was started with, workers do not take those that say what to run. */
function optionsOfWorkers(): { execArgv?: string[] } {
  const says = /^(-e|-p|-pe|--eval|--print|--input-type)(=|$)/;
  if (!process.execArgv.some((option) => says.test(option))) return {};
  // Of `--eval code` the second is no option.
  return {
    execArgv: process.execArgv.filter(
      (option, i) =>
        !says.test(option) && !/^(-e|-p|-pe|--eval|--print|--input-type)$/.test(process.execArgv[i - 1] ?? ''),
    ),
  };
}

const execOptions = optionsOfWorkers();

/** The href of a module that a caller has given. */
export function moduleHref(module: unknown): string {
  if (module instanceof URL) return module.href;
  if (typeof module !== 'string') throw invalidType('moduleUrl', 'of type string or an instance of URL', module);
  if (isAbsolute(module)) return pathToFileURL(module).href;
  if (URL.canParse(module)) return module;
  throw invalidValue('moduleUrl', 'must be a URL or an absolute path: new URL(…, import.meta.url)', module);
}

/** The error that a worker has told of, as far as it could be cloned. */
function errorOf(news: News | undefined): Error | undefined {
  if (news === undefined) return undefined;
  const error = news.error instanceof Error ? news.error : new Error(String(news.error));
  return news.code === undefined ? error : Object.assign(error, { code: news.code });
}

export class Crew {
  readonly #queue: number;
  readonly #module: string;
  readonly #name: (member: number) => string;
  readonly #members = new Map<number, Member>();
  /** By number, and the number of each. */
  readonly #buffers: SharedArrayBuffer[] = [];
  readonly #bufferIds = new Map<SharedArrayBuffer, number>();
  /** How many workers there should be. */
  #size = 0;
  #shut = false;
  #ref = true;
  /** When it was stopped, as performance.now(). */
  #stopped = Infinity;
  /** Whether a worker has ever been ready. */
  #hasRun = false;
  /** Why no worker can run the module. */
  #error: Error | undefined;
  /** Why the last worker could not be started: it is tried again. */
  #startError: Error | undefined;
  #mayRetry = true;
  readonly #stopListening: () => void;
  readonly #first: readonly unknown[] | undefined;

  /** @param first what each worker is called with as soon as it is there; the capacity must do for all of them. */
  constructor(module: string, capacity: number, name: (member: number) => string, first?: readonly unknown[]) {
    this.#module = module;
    this.#name = name;
    this.#first = first;
    this.#queue = queues.create(capacity);
    // A worker has ended while this thread was blocked.
    this.#stopListening = onInterrupt(() => {
      this.#replace();
    });
  }

  /** How many workers have not ended. */
  get alive(): number {
    return queues.members(this.#queue).length / 2;
  }

  /** Whether a worker is in one of these states. */
  #has(...wanted: readonly number[]): boolean {
    return [...pairs(queues.members(this.#queue))].some(([, state]) => wanted.includes(state));
  }

  /** The number of its queue, for other threads that put messages there. */
  get queue(): number {
    return this.#queue;
  }

  /** Interrupts the workers in whatever they are blocked. */
  wake(): void {
    queues.wake(this.#queue);
  }

  get isShut(): boolean {
    return this.#shut;
  }

  /**
   * Starts workers up to this number, and new ones when they die, until the queue is shut.
   *
   * @throws ErrnoError when there are not enough descriptors; those that were started are ended.
   */
  hire(size: number): void {
    this.#size = size;
    if (size >= this.maxSize) queues.setFull(this.#queue);
    this.#replace();
    if (this.#startError === undefined) return;
    this.stop();
    throw this.#startError;
  }

  /** More of Worker's options. */
  workerOptions: WorkerOptions = {};

  /** How many workers it may have once they ask for more. */
  maxSize = 0;

  /** What is done when a worker posts a message: it says that all are busy. */
  onMessage = (): void => {
    this.grow();
  };

  /** Starts one more worker, unless there are enough, or one is starting. */
  grow(): void {
    if (this.#shut || this.#size >= this.maxSize || this.alive < this.#size || this.#has(states.started)) return;
    this.#size++;
    if (this.#size >= this.maxSize) queues.setFull(this.#queue);
    this.#replace();
  }

  /** Blocks until all workers have loaded the module. @throws what it failed with. */
  awaitReady(): void {
    for (;;) {
      const code = queues.awaitReady(this.#queue, this.#slice);
      if (code === codes.interrupted) attend();
      else if (code === codes.timedOut) this.#giveUp();
      this.#replace();
      if (this.#error !== undefined) throw this.#error;
      if (code === codes.done && this.#has(states.ready)) return;
    }
  }

  /** Called in the middle of whatever this thread was blocked in: it throws nothing. */
  #replace(retry = false): void {
    if (retry) this.#startError = undefined;
    for (const [number, state] of pairs(queues.takeEnded(this.#queue))) this.#bury(number, state);
    // When it is shut, one is enough for what is left, unless it was stopped, or cannot be.
    const isOver = this.#stopped !== Infinity || this.#error !== undefined;
    const left = isOver ? 0 : queues.pending(this.#queue);
    const size = this.#shut ? Math.min(this.#size, left) : this.#size;
    for (let count = this.alive; count < size && this.#startError === undefined; count++) {
      try {
        this.#start();
      } catch (error) {
        this.#startError = error as Error;
        this.#mayRetry = true;
      }
    }
    // Nobody is going to take what is left.
    if (this.#shut && this.alive === 0) queues.clear(this.#queue);
  }

  /** A worker has ended. One that was never ready is not replaced at once: the next might do no better. */
  #bury(number: number, state: number): void {
    const member = this.#members.get(number);
    if (member === undefined) return;
    this.#members.delete(number);
    const news = receiveMessageOnPort(member.port)?.message as News | undefined;
    member.port.close();
    if (state === states.ready) {
      this.#hasRun = true;
    } else {
      this.#startError = errorOf(news) ?? new Error(`The thread ended while it was loading ${this.#module}`);
      this.#hasRun ||= this.#has(states.ready);
      this.#mayRetry = this.#hasRun;
      // It has said that it cannot be loaded, or none is left that could: no other will do better.
      if (this.#hasRun || (news === undefined && this.alive > 0)) return;
      this.#error = this.#startError;
      this.shut();
    }
  }

  /** Ends workers that never came to life, and could not tell; and those that go on loading when they should end. */
  #giveUp(): void {
    const now = performance.now();
    for (const [number, state] of pairs(queues.members(this.#queue))) {
      const member = this.#members.get(number);
      const isLate = state === states.started && now - (member?.since ?? 0) > patience;
      if (isLate || now - this.#stopped >= grace) void member?.worker.terminate();
      if (isLate) queues.leave(this.#queue, number);
    }
  }

  #start(): void {
    const member = queues.enroll(this.#queue);
    if (member < 0) throw new ErrnoError('Worker', member);
    const { port1, port2 } = new MessageChannel();
    const assignment: Assignment = {
      queue: this.#queue,
      member,
      module: this.#module,
      name: this.#name(member),
      port: port2,
    };
    for (const [id, buffer] of this.#buffers.entries()) port1.postMessage([id, buffer]);
    port1.unref();
    try {
      const worker = new Worker(new URL('./start.js', import.meta.url), {
        workerData: assignment,
        transferList: [port2],
        name: assignment.name,
        ...this.workerOptions,
        ...execOptions,
      });
      this.#members.set(member, { worker, port: port1, since: performance.now() });
      if (this.#first !== undefined) queues.put(this.#queue, encode(this.#first, this).bytes, [], 0);
      worker.on('message', () => {
        this.onMessage();
      });
      // After the listener, which keeps the process alive.
      if (!this.#ref) worker.unref();
      // It prints what it dies of by itself.
      worker.on('error', () => undefined);
      worker.on('exit', () => {
        queues.leave(this.#queue, member);
        this.#replace();
        if (this.#shut && this.alive === 0) this.destroy();
      });
    } catch (error) {
      queues.leave(this.#queue, member);
      port1.close();
      throw error;
    }
  }

  idOf(buffer: SharedArrayBuffer): number {
    let id = this.#bufferIds.get(buffer);
    if (id === undefined) {
      id = this.#buffers.push(buffer) - 1;
      this.#bufferIds.set(buffer, id);
      for (const { port } of this.#members.values()) port.postMessage([id, buffer]);
    }
    return id;
  }

  /**
   * Hands arguments to the workers; waits while the queue is full. False: it is shut.
   *
   * @throws what the module failed with; ErrnoError when there is no worker, and none can be started.
   */
  put(args: readonly unknown[]): boolean {
    const { bytes, handles } = encode(args, this);
    let isPut = false;
    try {
      isPut = this.#put(bytes, handles);
    } finally {
      // Also when the listener of a signal throws, in the middle of it.
      if (!isPut) handles.forEach(unshare);
    }
    return isPut;
  }

  #put(bytes: Uint8Array, handles: readonly number[]): boolean {
    // At first without waiting: only who has to wait need know how the workers do.
    for (let wait = 0; ; wait = this.#slice) {
      if (this.#startError !== undefined && this.#mayRetry && !this.#shut) this.#replace(true);
      const error = this.#error ?? (this.#startError !== undefined && this.alive === 0 ? this.#startError : undefined);
      const code = this.#shut || error ? codes.shut : queues.put(this.#queue, bytes, handles, wait);
      if (code === codes.done) return true;
      if (code === codes.interrupted) {
        attend();
      } else if (code === codes.timedOut) {
        this.#giveUp();
      } else {
        const reason = error ?? this.#error;
        if (reason !== undefined) throw reason;
        return false;
      }
    }
  }

  /** How long to sleep before looking again: for ever, while all workers do well. */
  get #slice(): number {
    if (this.#startError !== undefined) return retryInterval;
    const asleep = this.#stopped === Infinity ? [states.started] : [states.started, states.joined, states.loading];
    return this.#has(...asleep) ? lookInterval : -1;
  }

  /** What is in the queue is still taken; then the workers end. */
  shut(): void {
    this.#shut = true;
    queues.shut(this.#queue);
  }

  /** Takes back what nobody has taken, and ends the workers whatever they do. Returns how many messages there were. */
  stop(): number {
    this.#shut = true;
    queues.stop(this.#queue);
    const count = queues.clear(this.#queue);
    this.#stopped = performance.now();
    for (const [number, state] of pairs(queues.members(this.#queue))) {
      if (state === states.ready) void this.#members.get(number)?.worker.terminate();
      else if (state === states.started) queues.leave(this.#queue, number);
    }
    // The others end by themselves before they run anything; unless it is the module that does not come to an end.
    setTimeout(() => {
      this.#giveUp();
    }, grace).unref();
    return count;
  }

  /** Blocks until all workers have ended; false when `timeout` milliseconds pass before. Below 0: for ever. */
  awaitEnd(timeout: number): boolean {
    const deadline = timeout < 0 ? Infinity : performance.now() + timeout;
    for (;;) {
      const left = Math.max(0, deadline - performance.now());
      const slice = this.#slice < 0 ? left : Math.min(left, this.#slice);
      const code = queues.awaitEnd(this.#queue, slice === Infinity ? -1 : slice);
      if (code === codes.interrupted) attend();
      else if (code === codes.timedOut && left === 0) return false;
      else if (code === codes.timedOut) this.#giveUp();
      else {
        this.#replace();
        if (this.alive === 0) return true;
      }
    }
  }

  unref(): void {
    this.#ref = false;
    for (const { worker } of this.#members.values()) worker.unref();
  }

  /** Leaves nothing behind: when all workers have ended, or none was started. */
  destroy(): void {
    this.#stopListening();
    queues.destroy(this.#queue);
  }
}
