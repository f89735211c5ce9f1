import { randomBytes } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { thread } from '../syscalls/binding.js';
import { checkInteger, invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import type { HttpSession } from './http-session.js';
import { IllegalStateException } from './illegal-state-exception.js';

const { stores } = thread;

/** 128 bits that nobody can guess. */
export const newSessionId = (): string => randomBytes(16).toString('hex').toUpperCase();

/** Whether the server may have made it. */
export const isSessionId = (id: string): boolean => /^[0-9A-F]{32}$/.test(id);

function checkName(name: unknown): string {
  if (typeof name !== 'string') throw invalidType('name', 'of type string', name);
  return name;
}

/**
 * A session. What belongs to it is in native memory, because each thread has its own JavaScript objects: attributes are copied
 * in and out by structured clone, as between threads. What `getAttribute()` returns is a copy of one's own; a change of it is
 * kept when it is set again. Two requests at once, in two threads, see each other's attributes. No system calls.
 *
 * The session has ended when it was invalidated, when nobody asked for it for so long, or when others needed its memory: then
 * all but `getId()` throws an IllegalStateException.
 *
 * @example
 * const session = request.getSession();
 * session.setAttribute('visits', ((session.getAttribute('visits') as number | null) ?? 0) + 1);
 */
export class Session implements HttpSession {
  readonly #store: number;
  readonly #record: number;
  readonly #isNew: boolean;
  #id: string;

  /** What a store knows by this number. */
  constructor(store: number, record: number, id: string, isNew: boolean) {
    this.#store = store;
    this.#record = record;
    this.#id = id;
    this.#isNew = isNew;
  }

  getId(): string {
    // Another thread may have changed it.
    this.#id = stores.key(this.#store, this.#record) ?? this.#id;
    return this.#id;
  }

  /**
   * Gives it another id, and none other finds it: after a login, so that nobody who knew the id before is logged in. It is
   * what `HttpServletRequest.changeSessionId()` calls.
   */
  changeSessionId(): string {
    const id = newSessionId();
    if (!stores.rename(this.#store, this.#record, id)) throw this.#ended();
    this.#id = id;
    return id;
  }

  #ended(): IllegalStateException {
    return new IllegalStateException(`The session has ended: ${this.#id}`);
  }

  #times(): [created: number, accessedBefore: number, lifetime: number] {
    const times = stores.times(this.#store, this.#record);
    if (times === undefined) throw this.#ended();
    return times;
  }

  getCreationTime(): number {
    return this.#times()[0];
  }

  /** When the request before this one came. */
  getLastAccessedTime(): number {
    return this.#times()[1];
  }

  isNew(): boolean {
    this.#times();
    return this.#isNew;
  }

  getMaxInactiveInterval(): number {
    return this.#times()[2] / 1000;
  }

  /** @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE unless it is an integer of 32 bits. */
  setMaxInactiveInterval(seconds: number): void {
    checkInteger('seconds', seconds, -(2 ** 31), 2 ** 31 - 1);
    if (!stores.setLifetime(this.#store, this.#record, seconds * 1000)) throw this.#ended();
  }

  getAttribute(name: string): unknown {
    const bytes = stores.get(this.#store, this.#record, checkName(name));
    if (bytes === undefined) throw this.#ended();
    return bytes === null ? null : (deserialize(bytes) as unknown);
  }

  /**
   * Keeps a copy; null and undefined remove the attribute.
   *
   * @throws ERR_INVALID_ARG_VALUE: structured clone cannot copy it (a function, a socket), or it alone is larger than what all
   *   sessions together may have.
   */
  setAttribute(name: string, value: unknown): void {
    if (value === null || value === undefined) {
      this.removeAttribute(name);
      return;
    }
    let bytes: Buffer;
    try {
      bytes = serialize(value);
    } catch {
      throw invalidValue('value', 'must be what structured clone can copy', value);
    }
    const result = stores.set(this.#store, this.#record, checkName(name), bytes);
    if (result === 1) throw this.#ended();
    if (result === 2) throw invalidValue('value', 'must fit into the memory of all sessions', `${bytes.length} bytes`);
  }

  removeAttribute(name: string): void {
    if (!stores.unset(this.#store, this.#record, checkName(name))) throw this.#ended();
  }

  getAttributeNames(): string[] {
    const names = stores.names(this.#store, this.#record);
    if (names === undefined) throw this.#ended();
    return names;
  }

  invalidate(): void {
    if (!stores.remove(this.#store, this.#record)) throw this.#ended();
  }
}
