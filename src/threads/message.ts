/**
 * The arguments of a Runnable on their way to its thread. They are structured-cloned; sockets and SharedArrayBuffers,
 * also those behind typed arrays, are shared, at any depth of arrays and plain objects.
 */
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

/** The key of what stands in the place of something that is shared: its index. */
const placeholder = 'berkeley-sockets:shared';

const isPlain = (value: object): boolean => Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

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

  plain(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (this.#seen.has(value)) return this.#seen.get(value);
    const shared = this.#share(value);
    if (shared !== undefined) {
      const stand = { [placeholder]: this.shared.push(shared) - 1 };
      this.#seen.set(value, stand);
      return stand;
    }
    if (!isPlain(value)) return value;
    const copy = (Array.isArray(value) ? new Array(value.length) : {}) as Record<string, unknown>;
    this.#seen.set(value, copy);
    for (const [key, element] of Object.entries(value)) copy[key] = this.plain(element);
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
    const plain = outgoing.plain(args);
    return { bytes: serialize([plain, outgoing.shared]), handles: outgoing.handles };
  } catch (error) {
    outgoing.handles.forEach(unshare);
    throw error;
  }
}

/** Puts what is shared into its places. */
function restore(value: unknown, shared: readonly unknown[], seen: Set<object>): unknown {
  if (typeof value !== 'object' || value === null || seen.has(value) || !isPlain(value)) return value;
  const container = value as Record<string, unknown>;
  const index = container[placeholder];
  if (typeof index === 'number') return shared[index];
  seen.add(value);
  for (const [key, element] of Object.entries(container)) container[key] = restore(element, shared, seen);
  return value;
}

/** `bufferOf` returns the SharedArrayBuffer of a number. */
export function decode(bytes: Uint8Array, bufferOf: (id: number) => SharedArrayBuffer): unknown[] {
  const [args, notes] = deserialize(bytes) as [unknown[], Shared[]];
  if (notes.length === 0) return args;
  const shared = notes.map((each) => {
    if ('handle' in each) return adopt(each);
    const buffer = bufferOf(each.buffer);
    if (each.type === 'SharedArrayBuffer') return buffer;
    const View = globalThis[each.type] as DataViewConstructor;
    return new View(buffer, each.offset, each.length);
  });
  return restore(args, shared, new Set()) as unknown[];
}
