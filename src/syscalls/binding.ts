/** Loads the addon and names what it exports. Everything native reaches TypeScript through this file. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as threads from 'node:worker_threads';
import { invalidArgument } from './invalid-argument.js';
import type { SyscallName } from './generated/rows.js';

type Calls = Readonly<Record<SyscallName, (...args: unknown[]) => number>>;

/** The process's table of sockets: native/handles.cc tells what each function does. */
interface Handles {
  prepare(): number;
  origin(text: string): number;
  open(object: object, origin: number): number;
  adopt(handle: number, object: object): void;
  attach(handle: number, fd: number, state: number): number;
  replace(handle: number, fd: number): boolean;
  change(handle: number, unless: number, set: number, clear: number): number;
  owns(fd: number): boolean;
  fd(handle: number): number;
  soTimeout(handle: number): number;
  setSoTimeout(handle: number, milliseconds: number): void;
  error(handle: number): number;
  setError(handle: number, errno: number): void;
  close(handle: number): boolean;
  forget(slot: number): void;
  retain(handle: number): boolean;
  release(handle: number): void;
  sweep(count: number): string[];
}

/** Queues between threads: native/queue.cc tells what each function does. */
interface Queues {
  create(capacity: number): number;
  destroy(id: number): void;
  put(id: number, bytes: Uint8Array, handles: readonly number[], timeout: number, anyway?: boolean): number;
  take(id: number, timeout: number): Uint8Array | number;
  shut(id: number): void;
  clear(id: number): number;
  enroll(id: number): number;
  join(id: number, member: number): boolean;
  loading(id: number, member: number): boolean;
  ready(id: number, member: number): boolean;
  pending(id: number): number;
  stop(id: number): void;
  leave(id: number, member: number): void;
  members(id: number): number[];
  takeEnded(id: number): number[];
  closeWork(): void;
  setFull(id: number): void;
  isFull(id: number): boolean;
  isShut(id: number): boolean;
  shortage(id: number): number;
  wake(id: number): void;
  awaitReady(id: number, timeout: number): number;
  awaitEnd(id: number, timeout: number): number;
}

/** Connections between threads and events: native/poller.cc tells what each function does. */
interface Pollers {
  create(
    listener: number,
    sets: number,
    maxConnections: number,
    maxThreads: number,
    keepAliveTimeout: number,
    connectionTimeout: number,
    shared: boolean,
  ): number;
  join(id: number, input: Uint8Array): void;
  next(patience: number, requests: number, servlet: number): number;
  write(buf: Uint8Array, offset: number, length: number): number;
  handle(): number;
  restore(buf: Uint8Array): void;
  pass(buf: Uint8Array, start: number, end: number, requests: number): number;
  wait(buf: Uint8Array, start: number, end: number, milliseconds: number, stage: number, requests: number): void;
  send(
    output: Uint8Array,
    outputStart: number,
    outputEnd: number,
    input: Uint8Array,
    inputStart: number,
    inputEnd: number,
    file: number,
    offset: number,
    count: number,
    keep: boolean,
    requests: number,
  ): void;
  close(linger: boolean): void;
  yieldSet(servlet: number): boolean;
  isPressed(): boolean;
  standby(): number;
  peer(): number;
  shut(id: number): void;
  closeAll(id: number): void;
  destroy(id: number): void;
  stats(id: number): number[];
}

/** Records that threads share: native/store.cc tells what each function does. */
interface Stores {
  create(records: number, size: number): number;
  destroy(id: number): void;
  add(id: number, key: string, lifetime: number): number;
  find(id: number, key: string): number;
  times(id: number, record: number): [created: number, accessedBefore: number, lifetime: number] | undefined;
  key(id: number, record: number): string | undefined;
  rename(id: number, record: number, key: string): boolean;
  setLifetime(id: number, record: number, lifetime: number): boolean;
  remove(id: number, record: number): boolean;
  get(id: number, record: number, name: string): Uint8Array | null | undefined;
  set(id: number, record: number, name: string, bytes: Uint8Array): number;
  unset(id: number, record: number, name: string): boolean;
  names(id: number, record: number): string[] | undefined;
  counts(id: number): [records: number, size: number];
}

interface Addon {
  readonly constants: Readonly<Record<string, number>>;
  structures(): Readonly<Record<string, Structure>>;
  strerror(errno: number): string;
  ifIndexToName(index: number): string | undefined;
  initialize(
    makeError: typeof invalidArgument,
    main: boolean,
    atNextTurn: () => void,
  ): {
    readonly calls: Calls;
    readonly rememberedCalls: Calls;
    readonly guardedCalls: Calls;
    readonly handles: Handles;
    readonly refused: number;
    readonly queues: Queues;
    readonly pollers: Pollers;
    readonly stores: Stores;
    /** native/files.cc */
    openBeneath(root: string, path: string, facts: Float64Array): number;
    resolve(host: string): Uint8Array[] | string | false;
    catchSignal(signal: number, deliver: () => void): void;
    readonly shared: ArrayBuffer;
    readonly layout: Readonly<Record<string, number>>;
    readonly threadId: number;
    startRecording(all: boolean): number;
    stopRecording(id: number): void;
    takeRecording(id: number): void;
    nameThread(name: string): void;
    drain(id: number): ThreadRecords[];
    drainPending(): ThreadRecords[];
    nameApi(name: string): number;
    apiEnter(name: number | string): void;
    apiLeave(): void;
    returnTask(): void;
  };
}

/** A C structure: where its members lie, and of a bit field, where in its byte. */
export interface Structure {
  readonly size: number;
  readonly fields: Readonly<Record<string, readonly [offset: number, size: number, shift?: number, mask?: number]>>;
}

/** What one thread has recorded. */
export interface ThreadRecords {
  /** The kernel's number. */
  readonly thread: number;
  readonly name: string;
  /** There is nothing to come. */
  readonly ended: boolean;
  /** Records (native/ring.h), one after the other. */
  readonly records: Uint8Array;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const addon = (createRequire(import.meta.url)('node-gyp-build') as (root: string) => Addon)(root);

/** C constants by name; what this system lacks is absent. */
export const constants = addon.constants;

/**
 * The same as generated/constants.ts exports them: those of every system are numbers. The layers above take them from here;
 * eight hundred exports take a megabyte in every thread.
 */
export const known = addon.constants as unknown as typeof import('./generated/constants.js');

/** The structures that only TypeScript reads, by name: made when it is called, for few ask. */
export const structures = addon.structures;

/** strerror(3). */
export const strerror = addon.strerror;

/** if_indextoname(3). */
export const ifIndexToName = addon.ifIndexToName;

/** Later patches of the global do not reach it. */
const nextTurn = setImmediate;

/** The addon's exports for this thread. */
export const thread = addon.initialize(invalidArgument, threads.isMainThread, () => {
  // A task was taken off this thread's event loop (native/thread.cc).
  nextTurn(() => {
    thread.returnTask();
  });
});

/** As Node calls a worker (from 22.20), until the worker itself says more. */
const { threadName } = threads as { threadName?: string };
thread.nameThread(threads.isMainThread ? 'main' : threadName || `worker-${threads.threadId}`);

/** The system calls: numbers and bytes in, the kernel's result or −errno out. */
export const native = thread.calls;

/** Those with a buffer, for the buffer of the call before: structures/remembered-buffer.ts. */
export const remembered = thread.rememberedCalls;

/** Those for the socket of a handle: generated/guarded.ts. */
export const guardedNative = thread.guardedCalls;

/** Sizes and offsets of C structures. */
export const layout = thread.layout;

/** `struct Shared` of native/thread.h: what the kernel wrote through pointers to int, and addresses. */
export const registers = new Int32Array(thread.shared, 0, 4);
export const addressBytes = new Uint8Array(thread.shared, 16, 128);
export const destinationBytes = new Uint8Array(thread.shared, 144, 256);
/** What changes from outside: whether this thread is recorded, and which signals wait for their listeners. */
export const flags = {
  tracing: new Int32Array(thread.shared, 400, 1),
  signals: new Int32Array(thread.shared, 404, 1),
  /** Where native code has put the name of an object: native/handles.cc. */
  slot: registers,
};
