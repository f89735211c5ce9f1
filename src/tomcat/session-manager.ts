import { thread } from '../syscalls/binding.js';
import { checkInteger } from '../syscalls/invalid-argument.js';
import { Cookie } from './cookie.js';
import { IllegalStateException } from './illegal-state-exception.js';
import { isSessionId, newSessionId, Session } from './session.js';

const { stores } = thread;

/** The cookie that names the session: Tomcat's. */
export const sessionCookieName = 'JSESSIONID';

/** How much memory clients may take by having sessions. */
export interface SessionLimits {
  readonly maxSessions?: number;
  /** Of ids and attributes together, with what it takes to keep them. */
  readonly maxBytes?: number;
}

/**
 * Makes the memory for the sessions of one server, that its threads' managers share. When it is full, what has been used least
 * recently is dropped: first sessions whose client has never come back with the cookie (crawlers and floods make those), then
 * others. An error instead would let anybody keep everybody else from having a session.
 *
 * @returns its number, for {@link SessionManager} in every thread, until {@link destroySessionStore}.
 */
export function createSessionStore({ maxSessions = 100_000, maxBytes = 64 * 1024 * 1024 }: SessionLimits = {}): number {
  checkInteger('maxSessions', maxSessions, 1, 2 ** 31 - 1);
  checkInteger('maxBytes', maxBytes, 4096, Number.MAX_SAFE_INTEGER);
  return stores.create(maxSessions, maxBytes);
}

/** All its sessions end. */
export function destroySessionStore(store: number): void {
  stores.destroy(store);
}

/** How many sessions there are, and how many bytes they take. */
export function countSessions(store: number): { sessions: number; bytes: number } {
  const [sessions, bytes] = stores.counts(store);
  return { sessions, bytes };
}

/**
 * Finds and makes the sessions of a server. Each thread has one.
 *
 * @example
 * const store = createSessionStore(); // once
 * const manager = new SessionManager(store); // in each thread
 * const session = manager.find(id) ?? manager.create();
 */
export class SessionManager {
  readonly #store: number;
  readonly #maxInactiveInterval: number;

  /** @param maxInactiveInterval seconds; 0 or less: sessions do not end by themselves. */
  constructor(store: number, maxInactiveInterval = 30 * 60) {
    this.#store = store;
    this.#maxInactiveInterval = checkInteger('maxInactiveInterval', maxInactiveInterval, -1, 2 ** 31 - 1);
  }

  /**
   * The session that a client names, whose time begins anew. Null if there is none: an id that the server has not made names
   * nothing, and is never given to a new session either (session fixation).
   */
  find(id: string | null): Session | null {
    if (id === null || !isSessionId(id)) return null;
    const record = stores.find(this.#store, id);
    return record === 0 ? null : new Session(this.#store, record, id, false);
  }

  /** @throws IllegalStateException when the server has stopped. */
  create(): Session {
    const id = newSessionId();
    const record = stores.add(this.#store, id, this.#maxInactiveInterval * 1000);
    if (record === 0) throw new IllegalStateException('The server has stopped');
    return new Session(this.#store, record, id, true);
  }
}

/** What tells the client the id: not to scripts in a page, and not to a page of another site that posts a form. */
export function sessionCookie(session: Session): Cookie {
  const cookie = new Cookie(sessionCookieName, session.getId());
  cookie.setPath('/');
  cookie.setHttpOnly(true);
  cookie.setAttribute('SameSite', 'Lax');
  return cookie;
}
