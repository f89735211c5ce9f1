/** Workers that take messages from one queue and call a Runnable with each: what Thread and ThreadPool are made of. */
import { Worker, MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
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

/** What a worker is started with. */
export interface Assignment {
  readonly queue: number;
  readonly member: number;
  readonly module: string;
  readonly name: string;
  /** SharedArrayBuffers, and news of the worker. */
  readonly port: MessagePort;
}

/** What a worker tells on its port. */
export interface News {
  /** The module has no Runnable: to start another worker is of no use. */
  readonly cannotRun: unknown;
}

interface Member {
  readonly worker: Worker;
  readonly port: MessagePort;
}

/** The href of a module that a caller has given. */
export function moduleHref(module: unknown): string {
  if (module instanceof URL) return module.href;
  if (typeof module !== 'string') throw invalidType('moduleUrl', 'of type string or an instance of URL', module);
  if (isAbsolute(module)) return pathToFileURL(module).href;
  if (URL.canParse(module)) return module;
  throw invalidValue('moduleUrl', 'must be a URL or an absolute path: new URL(…, import.meta.url)', module);
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
  /** Why no worker can run the module. */
  #error: unknown;
  /** Why the last worker could not be started: it is tried again. */
  #startError: Error | undefined;
  readonly #stopListening: () => void;

  constructor(module: string, capacity: number, name: (member: number) => string) {
    this.#module = module;
    this.#name = name;
    this.#queue = queues.create(capacity);
    // A worker has ended while this thread was blocked.
    this.#stopListening = onInterrupt(() => {
      this.#replace();
    });
  }

  /** How many workers have not ended. */
  get alive(): number {
    return queues.members(this.#queue).length;
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
    this.#replace();
    if (this.#startError === undefined) return;
    this.stop();
    throw this.#startError;
  }

  #replace(): void {
    const alive = new Set(queues.members(this.#queue));
    for (const [number, { port }] of this.#members) {
      if (alive.has(number)) continue;
      const news = receiveMessageOnPort(port)?.message as News | undefined;
      port.close();
      this.#members.delete(number);
      if (news !== undefined) {
        this.#error = news.cannotRun;
        this.shut();
      }
    }
    // Called in the middle of whatever this thread was blocked in: it throws nothing.
    this.#startError = undefined;
    for (let count = alive.size; count < this.#size && !this.#shut && this.#startError === undefined; count++) {
      try {
        this.#start();
      } catch (error) {
        this.#startError = error as Error;
      }
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
      const worker = new Worker(new URL('./worker.js', import.meta.url), {
        workerData: assignment,
        transferList: [port2],
        name: assignment.name,
      });
      if (!this.#ref) worker.unref();
      this.#members.set(member, { worker, port: port1 });
      // It prints what it dies of by itself; an error that comes here could not even begin.
      worker.on('error', (error: unknown) => {
        this.#error ??= error;
      });
      worker.on('exit', () => {
        queues.leave(this.#queue, member);
        this.#replace();
        if (this.#shut && this.alive === 0) this.#destroy();
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
    for (;;) {
      if (this.#startError !== undefined) this.#replace();
      const error = this.#startError !== undefined && this.alive === 0 ? this.#startError : undefined;
      const wait = this.#startError === undefined ? -1 : retryInterval;
      const code = this.#shut || error ? codes.shut : queues.put(this.#queue, bytes, handles, wait);
      if (code === codes.done) return true;
      if (code === codes.interrupted) {
        attend();
      } else if (code === codes.shut) {
        handles.forEach(unshare);
        if (error ?? this.#error) throw (error ?? this.#error) as Error;
        return false;
      }
    }
  }

  /** What is in the queue is still taken; then the workers end. */
  shut(): void {
    this.#shut = true;
    queues.shut(this.#queue);
  }

  /** Takes back what nobody has taken, and ends the workers whatever they do. Returns how many messages there were. */
  stop(): number {
    this.shut();
    const count = queues.clear(this.#queue);
    for (const { worker } of this.#members.values()) void worker.terminate();
    return count;
  }

  /** Blocks until all workers have ended; false when `timeout` milliseconds pass before. Below 0: for ever. */
  awaitEnd(timeout: number): boolean {
    const deadline = performance.now() + timeout;
    for (;;) {
      const code = queues.awaitEnd(this.#queue, timeout < 0 ? -1 : Math.max(0, deadline - performance.now()));
      if (code === codes.interrupted) attend();
      else if (code === codes.timedOut) return false;
      else if (this.#shut || this.alive === 0) return true;
    }
  }

  unref(): void {
    this.#ref = false;
    for (const { worker } of this.#members.values()) worker.unref();
  }

  #destroy(): void {
    this.#stopListening();
    queues.destroy(this.#queue);
  }
}
