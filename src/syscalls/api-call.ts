/**
 * Calls of the object layer as the trace shows them: by name, with the system calls that they made. While nothing is
 * recorded, this costs one look at a number.
 */
import { types } from 'node:util';
import { flags, thread } from './binding.js';

/** How long a string or a list of arguments in a call's name may be. */
const limits = { text: 32, args: 4 };

/** An argument as a reader wants to see it: no contents, no structure. */
function brief(value: unknown): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length > limits.text ? `${value.slice(0, limits.text)}…` : value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? value.name : String(value);
  if (types.isUint8Array(value)) return `byte[${value.length}]`;
  const {
    host,
    address = host ?? '',
    port,
    path,
  } = value as { [Name in 'host' | 'address' | 'path']?: string } & { port?: number };
  if (typeof path === 'string') return path.replace('\0', '@');
  if (typeof port === 'number') return `${address}:${port}`;
  return value.constructor.name;
}

/** Runs `body` as the API call `name(args)`. Calls inside it belong to it. */
export function apiCall<T>(name: string, args: readonly unknown[], body: () => T): T {
  if (flags.tracing[0] === 0) return body();
  thread.apiEnter(`${name}(${args.slice(0, limits.args).map(brief).join(', ')})`);
  try {
    return body();
  } finally {
    thread.apiLeave();
  }
}

type Method = (this: unknown, ...args: unknown[]) => unknown;
interface Class {
  readonly name: string;
  readonly prototype: object;
}

/** The hooks of each class that has any, by its prototype. */
const hooksOf = new WeakMap<object, readonly string[]>();

/** Whether a class or one of those that it extends has declared this method a hook. */
function isHook(prototype: object, key: string): boolean {
  for (let each: object | null = prototype; each !== null; each = Object.getPrototypeOf(each) as object | null) {
    if (hooksOf.get(each)?.includes(key)) return true;
  }
  return false;
}

/** The class of the object: a method that `SocketInputStream` inherits is shown as its own. */
function classOf(object: unknown, { name, prototype }: Class): string {
  if (!Object.prototype.isPrototypeOf.call(prototype, object as object)) return name;
  const actual: unknown = (object as object).constructor.name;
  return typeof actual === 'string' && actual !== '' ? actual : name;
}

/** Apart from the wrapper below, which stays small enough to be inlined without making an array of its arguments. */
const traced = (owner: Class, key: string, method: Method, object: unknown, args: unknown[]): unknown =>
  apiCall(`${classOf(object, owner)}.${key}`, args, () => method.apply(object, args));

/**
 * Makes each method of a class an API call: `Socket.close()`. Getters, constructors and symbols are left alone;
 * a constructor that makes system calls uses {@link apiCall}.
 *
 * @param hooks protected methods that subclasses implement and the class itself calls: no API calls, in no subclass.
 */
export function nameApiCalls(owner: Class, { hooks = [] }: { readonly hooks?: readonly string[] } = {}): void {
  const { prototype } = owner;
  hooksOf.set(prototype, hooks);
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (key === 'constructor' || typeof property.value !== 'function' || isHook(prototype, key)) continue;
    const method = property.value as Method;
    const wrapped: Method = function (...args) {
      return flags.tracing[0] === 0 ? method.apply(this, args) : traced(owner, key, method, this, args);
    };
    Object.defineProperty(wrapped, 'name', { value: key, configurable: true });
    Object.defineProperty(wrapped, 'length', { value: method.length, configurable: true });
    Object.defineProperty(prototype, key, { ...property, value: wrapped });
  }
}
