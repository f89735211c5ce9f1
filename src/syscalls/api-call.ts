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

/** Whether this thread is inside of an API call: calls inside it belong to it. */
let isInside = false;

/** Runs `body` as the API call `name(args)`. Calls inside it belong to it. */
export function apiCall<T>(name: string, args: readonly unknown[], body: () => T): T {
  if (flags.tracing[0] === 0 || isInside) return body();
  thread.apiEnter(describe(name, args));
  isInside = true;
  try {
    return body();
  } finally {
    isInside = false;
    thread.apiLeave();
  }
}

const describe = (name: string, args: readonly unknown[]): string =>
  `${name}(${args.slice(0, limits.args).map(brief).join(', ')})`;

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

/** A method that is an API call. */
interface ApiMethod {
  readonly owner: Class;
  readonly key: string;
  readonly method: Method;
  /** Numbers of its name without arguments, by the constructor of the object. */
  readonly names: Map<unknown, number>;
}

/** With the class of the object: a method that `SocketInputStream` inherits is shown as its own. */
function nameOf({ owner, key }: ApiMethod, object: unknown): string {
  if (!Object.prototype.isPrototypeOf.call(owner.prototype, object as object)) return `${owner.name}.${key}`;
  const actual: unknown = (object as object).constructor.name;
  return `${typeof actual === 'string' && actual !== '' ? actual : owner.name}.${key}`;
}

/** What is recorded of its name: without arguments, a number, which costs less. */
function recordedName(api: ApiMethod, object: unknown, args: readonly unknown[]): number | string {
  if (args.length > 0) return describe(nameOf(api, object), args);
  const constructor: unknown = (object as object | undefined)?.constructor;
  let name = api.names.get(constructor);
  if (name === undefined) {
    name = thread.nameApi(describe(nameOf(api, object), args));
    api.names.set(constructor, name);
  }
  return name;
}

/** Apart from the wrapper below, which stays small enough to be inlined without making an array of its arguments. */
function traced(api: ApiMethod, object: unknown, args: unknown[]): unknown {
  if (isInside) return api.method.apply(object, args);
  thread.apiEnter(recordedName(api, object, args));
  isInside = true;
  try {
    return api.method.apply(object, args);
  } finally {
    isInside = false;
    thread.apiLeave();
  }
}

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
    const api: ApiMethod = { owner, key, method, names: new Map() };
    const wrapped: Method = function (...args) {
      return flags.tracing[0] === 0 ? method.apply(this, args) : traced(api, this, args);
    };
    Object.defineProperty(wrapped, 'name', { value: key, configurable: true });
    Object.defineProperty(wrapped, 'length', { value: method.length, configurable: true });
    Object.defineProperty(prototype, key, { ...property, value: wrapped });
  }
}
