/**
 * The arguments of a Runnable on their way to its thread. They are structured-cloned; sockets and SharedArrayBuffers,
 * also those behind typed arrays, are shared, at any depth.
 */
import { randomUUID } from 'node:crypto';
import { types } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { adopt, isSocket, share, unshare } from '../net/share.js';
import type { SharedSocket } from '../net/share.js';

export interface Message {
  readonly bytes: Uint8Array;
  /** The sockets in it, which it names. */
  readonly handles: readonly number[];
}

/** Numbers for SharedArrayBuffers, which cannot be written as bytes: threads get them in another way (crew.ts). */
export interface BufferRegistry {
  idOf(buffer: SharedArrayBuffer): number;
}

/** A SharedArrayBuffer, or a view of it. */
interface SharedView {
  readonly type: 'SharedArrayBuffer' | 'DataView' | 'Int32Array';
  readonly buffer: number;
  readonly offset?: number;
  readonly length?: number;
}

type Shared = SharedSocket | SharedView;

/** The key of what stands in the place of something that is shared: no argument has it by chance, or on purpose. */
const placeholder = `shared:${randomUUID()}`;

/** Objects of which structured cloning takes the properties, whatever their class. */
const isRecord = (value: object): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]' && !types.isProxy(value);

/** As the clone has it, also when the key is '__proto__'. */
const define = (object: object, key: string, value: unknown): unknown =>
  Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });

/** What JSON carries as well as structured cloning, at a fifth of its cost; a socket stands for two numbers and a port. */
const isSimple = (value: unknown): boolean =>
  isSocket(value) ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0));

/** The first byte of a list in JSON; structured clones begin with another. */
const isJson = (bytes: Uint8Array): boolean => bytes[0] === 0x5b;

/** Copies what contains shared things, and notes them. */
class Outgoing {
  readonly shared: Shared[] = [];
  readonly #registry: BufferRegistry;
  readonly #seen = new Map<object, unknown>();

  constructor(registry: BufferRegistry) {
    this.#registry = registry;
  }

  get handles(): number[] {
    return this.shared.flatMap((each) => ('handle' in each ? [each.handle] : []));
  }

  /** What stands in the place of a shared thing. */
  note(shared: Shared): object {
    return { [placeholder]: this.shared.push(shared) - 1 };
  }

  plain(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (this.#seen.has(value)) return this.#seen.get(value);
    const shared = this.#share(value);
    if (shared !== undefined) {
      const stand = this.note(shared);
      this.#seen.set(value, stand);
      return stand;
    }
    const copy = Array.isArray(value)
      ? new Array(value.length)
      : types.isMap(value)
        ? new Map()
        : types.isSet(value)
          ? new Set()
          : isRecord(value)
            ? {}
            : value;
    this.#seen.set(value, copy);
    if (copy instanceof Map) {
      for (const [key, element] of value as Map<unknown, unknown>) copy.set(this.plain(key), this.plain(element));
    } else if (copy instanceof Set) {
      for (const element of value as Set<unknown>) copy.add(this.plain(element));
    } else if (copy !== value) {
      for (const [key, element] of Object.entries(value)) define(copy, key, this.plain(element));
    }
    return copy;
  }

  #share(value: object): Shared | undefined {
    if (isSocket(value)) return share(value);
    if (value instanceof SharedArrayBuffer) return { type: 'SharedArrayBuffer', buffer: this.#registry.idOf(value) };
    if (!ArrayBuffer.isView(value) || !(value.buffer instanceof SharedArrayBuffer)) return undefined;
    return {
      // Of a Buffer, the class that every thread has.
      type: (value instanceof Uint8Array ? 'Uint8Array' : value.constructor.name) as SharedView['type'],
      buffer: this.#registry.idOf(value.buffer),
      offset: value.byteOffset,
      length: value instanceof DataView ? value.byteLength : (value as Int32Array).length,
    };
  }
}

/**
 * @throws what structured cloning throws for functions and ports; SocketException for a socket that is closed.
 */
export function encode(args: readonly unknown[], registry: BufferRegistry): Message {
  const outgoing = new Outgoing(registry);
  try {
    if (args.every(isSimple)) {
      const list = args.map((value) => (isSocket(value) ? outgoing.note(share(value)) : value));
      return { bytes: Buffer.from(JSON.stringify([list, outgoing.shared])), handles: outgoing.handles };
    }
    const plain = outgoing.plain(args);
    return { bytes: serialize([plain, outgoing.shared, placeholder]), handles: outgoing.handles };
  } catch (error) {
    outgoing.handles.forEach(unshare);
    throw error;
  }
}

/** Puts what is shared into its places. */
class Incoming {
  readonly #shared: readonly unknown[];
  readonly #placeholder: string;
  readonly #seen = new Set<object>();

  constructor(shared: readonly unknown[], key: string) {
    this.#shared = shared;
    this.#placeholder = key;
  }

  restore(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || this.#seen.has(value)) return value;
    if (isRecord(value) && Object.hasOwn(value, this.#placeholder)) {
      return this.#shared[value[this.#placeholder] as number];
    }
    this.#seen.add(value);
    if (types.isMap(value)) {
      const entries = [...value];
      value.clear();
      for (const [key, element] of entries) value.set(this.restore(key), this.restore(element));
    } else if (types.isSet(value)) {
      const elements = [...value];
      value.clear();
      for (const element of elements) value.add(this.restore(element));
    } else if (Array.isArray(value) || isRecord(value)) {
      for (const [key, element] of Object.entries(value)) define(value, key, this.restore(element));
    }
    return value;
  }
}

/** `bufferOf` returns the SharedArrayBuffer of a number. */
export function decode(bytes: Uint8Array, bufferOf: (id: number) => SharedArrayBuffer): unknown[] {
  if (isJson(bytes)) {
    const [list, sockets] = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()) as [
      unknown[],
      SharedSocket[],
    ];
    let next = 0;
    return list.map((value) => (typeof value === 'object' ? adopt(sockets[next++]!) : value));
  }
  const [args, notes, key] = deserialize(bytes) as [unknown[], Shared[], string];
  if (notes.length === 0) return args;
  const shared = notes.map((each) => {
    if ('handle' in each) return adopt(each);
    const buffer = bufferOf(each.buffer);
    if (each.type === 'SharedArrayBuffer') return buffer;
    const View = globalThis[each.type] as DataViewConstructor;
    return new View(buffer, each.offset, each.length);
  });
  return new Incoming(shared, key).restore(args) as unknown[];
}
