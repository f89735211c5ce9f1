import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { thread } from '../../src/syscalls/binding.js';
import { parseCookies, setCookie } from '../../src/tomcat/cookie.js';
import {
  countSessions,
  createSessionStore,
  destroySessionStore,
  sessionCookie,
  SessionManager,
} from '../../src/tomcat/session-manager.js';
import type { Session } from '../../src/tomcat/session.js';
import type { SessionLimits } from '../../src/tomcat/session-manager.js';

const made: number[] = [];
const newStore = (limits?: SessionLimits): number => {
  const store = createSessionStore(limits);
  made.push(store);
  return store;
};
afterEach(() => {
  for (const store of made.splice(0)) destroySessionStore(store);
});

const newManager = (limits?: SessionLimits): SessionManager => new SessionManager(newStore(limits));
const ended = expect.objectContaining({ name: 'IllegalStateException' }) as Error;

describe('the id', () => {
  it('is 128 bits, of which none is always the same', () => {
    const manager = newManager();
    const ids = Array.from({ length: 1000 }, () => manager.create().getId());
    expect(new Set(ids).size).toBe(ids.length);
    const bits = ids.map((id) => BigInt(`0x${id}`));
    for (let bit = 0n; bit < 128n; bit++) {
      const ones = bits.filter((id) => (id >> bit) & 1n).length;
      // 12 standard deviations
      expect(Math.abs(ones - 500)).toBeLessThan(190);
    }
  });

  it('that the server has not made is not adopted', () => {
    const manager = newManager();
    const chosen = 'A'.repeat(32);
    for (const id of [chosen, '', 'x', `${chosen}\0`, 'ä', 'a'.repeat(1 << 20), null])
      expect(manager.find(id)).toBeNull();
    expect(manager.create().getId()).not.toBe(chosen);
    expect(manager.find(chosen)).toBeNull();
  });

  it('of another server names nothing', () => {
    const [one, other] = [newManager(), newManager()];
    const session = one.create();
    expect(other.find(session.getId())).toBeNull();
    expect(one.find(session.getId())?.getId()).toBe(session.getId());
  });

  it('can be changed: what was kept stays, who knew the old one has nothing', () => {
    const manager = newManager();
    const session = manager.create();
    const before = session.getId();
    session.setAttribute('user', 'ann');
    const seenByAnother = manager.find(before)!;
    const after = session.changeSessionId();
    expect(after).not.toBe(before);
    expect(session.getId()).toBe(after);
    expect(manager.find(before)).toBeNull();
    expect(manager.find(after)!.getAttribute('user')).toBe('ann');
    expect([seenByAnother.getAttribute('user'), seenByAnother.getId()]).toEqual(['ann', after]);
  });

  it('goes to the client in a cookie', () => {
    const session = newManager().create();
    const field = setCookie(sessionCookie(session));
    expect(field).toBe(`JSESSIONID=${session.getId()}; Path=/; HttpOnly; SameSite=Lax`);
    expect(parseCookies(field)[0]!.getValue()).toBe(session.getId());
  });
});

describe('attributes', () => {
  it.each([
    1,
    'text',
    false,
    { a: [1, { b: new Date(5) }] },
    new Map([[{ key: 1 }, new Set([1n])]]),
    new Uint8Array([1, 2, 3]),
    NaN,
    '',
  ])('keep %j', (value) => {
    const manager = newManager();
    const session = manager.create();
    session.setAttribute('name', value);
    expect(manager.find(session.getId())!.getAttribute('name')).toEqual(value);
  });

  it('are copies', () => {
    const session = newManager().create();
    const value = { list: [1] };
    session.setAttribute('name', value);
    value.list.push(2);
    (session.getAttribute('name') as typeof value).list.push(3);
    expect(session.getAttribute('name')).toEqual({ list: [1] });
  });

  it('have names, and go', () => {
    const session = newManager().create();
    for (const name of ['b', 'a', '', 'ä\0ö']) session.setAttribute(name, name);
    expect(session.getAttributeNames().toSorted()).toEqual(['', 'a', 'b', 'ä\0ö']);
    expect(session.getAttribute('ä')).toBeNull();
    expect(session.getAttribute('ä\0ö')).toBe('ä\0ö');
    session.removeAttribute('a');
    session.removeAttribute('a');
    session.setAttribute('b', null);
    session.setAttribute('', undefined);
    expect([session.getAttributeNames(), session.getAttribute('a')]).toEqual([['ä\0ö'], null]);
  });

  it('are what can be cloned: a function is named as what it is', () => {
    const session = newManager().create();
    expect(() => session.setAttribute('name', () => 1)).toThrow(/'value' must be what structured clone can copy/);
    expect(() => session.setAttribute(1 as unknown as string, 1)).toThrow(/"name" argument must be of type string/);
    expect(session.getAttributeNames()).toEqual([]);
  });
});

describe('an end', () => {
  it('by invalidate() is one for all who have the session', () => {
    const manager = newManager();
    const session = manager.create();
    const other = manager.find(session.getId())!;
    session.invalidate();
    expect(manager.find(session.getId())).toBeNull();
    const calls = [
      () => other.getAttribute('a'),
      () => other.setAttribute('a', 1),
      () => other.removeAttribute('a'),
      () => other.getAttributeNames(),
      () => other.getCreationTime(),
      () => other.getLastAccessedTime(),
      () => other.isNew(),
      () => other.getMaxInactiveInterval(),
      () => other.setMaxInactiveInterval(1),
      () => other.changeSessionId(),
      () => other.invalidate(),
    ];
    for (const call of calls) expect(call).toThrow(ended);
    expect(other.getId()).toBe(session.getId());
  });

  it('comes with that of the server', () => {
    const store = newStore();
    const manager = new SessionManager(store);
    const session = manager.create();
    destroySessionStore(store);
    expect(() => session.getAttribute('a')).toThrow(ended);
    expect(() => manager.create()).toThrow(ended);
    expect(manager.find(session.getId())).toBeNull();
  });

  it('comes when nobody has asked for so long, and not before', () => {
    const { stores } = thread;
    const store = newStore();
    const lifetime = 50;
    const before = performance.now();
    const record = stores.add(store, 'key', lifetime);
    while (stores.times(store, record) !== undefined);
    expect(performance.now() - before).toBeGreaterThanOrEqual(lifetime);
    expect([stores.find(store, 'key'), stores.counts(store)]).toEqual([0, [0, 0]]);

    // Asking begins it anew, unless this thread had to wait so long; writing does not.
    stores.add(store, 'key', lifetime);
    const until = performance.now() + 4 * lifetime;
    for (let last = performance.now(); last < until;) {
      const asked = performance.now();
      if (stores.find(store, 'key') === 0) {
        expect(performance.now() - last).toBeGreaterThanOrEqual(lifetime);
        stores.add(store, 'key', lifetime);
      }
      last = asked;
    }
    const found = stores.find(store, 'key');
    while (stores.set(store, found, 'name', new Uint8Array(1)) === 0);
    expect(stores.find(store, 'key')).toBe(0);
  });

  it('comes after half an hour, another time, or never', () => {
    const manager = newManager();
    const session = manager.create();
    expect(session.getMaxInactiveInterval()).toBe(1800);
    session.setMaxInactiveInterval(-1);
    expect(manager.find(session.getId())!.getMaxInactiveInterval()).toBe(-1);
    expect(() => session.setMaxInactiveInterval(1.5)).toThrow(/"seconds"/);
    const brief = manager.create();
    brief.setMaxInactiveInterval(1);
    // It is there for a second: how long that takes is not asked.
    while (thread.stores.counts(made[0]!)[0] === 2);
    expect([manager.find(brief.getId()), manager.find(session.getId()) !== null]).toEqual([null, true]);
  });
});

it('times: when it began, and when the request before came', () => {
  const manager = newManager();
  const before = Date.now();
  const session = manager.create();
  const created = session.getCreationTime();
  expect(created).toBeGreaterThanOrEqual(before);
  expect(created).toBeLessThanOrEqual(Date.now());
  expect([session.getLastAccessedTime(), session.isNew()]).toEqual([created, true]);
  while (Date.now() <= created + 1);
  const second = manager.find(session.getId())!;
  expect([second.getLastAccessedTime(), second.isNew(), second.getCreationTime()]).toEqual([created, false, created]);
  expect(manager.find(session.getId())!.getLastAccessedTime()).toBeGreaterThan(created);
});

describe('when the memory is full', () => {
  it('sessions that nobody came back to go first, the oldest of them first', () => {
    const store = newStore({ maxSessions: 4 });
    const manager = new SessionManager(store);
    const [a, b, c, d] = [manager.create(), manager.create(), manager.create(), manager.create()];
    manager.find(a.getId());
    manager.find(c.getId());
    // Without asking for them by their ids.
    const isAlive = (session: Session): boolean => {
      try {
        return session.getCreationTime() > 0;
      } catch {
        return false;
      }
    };
    const alive = (): boolean[] => [a, b, c, d].map(isAlive);
    manager.create();
    expect(alive()).toEqual([true, false, true, true]);
    manager.create();
    expect(alive()).toEqual([true, false, true, false]);
    for (let i = 0; i < 100; i++) manager.create();
    expect(alive()).toEqual([true, false, true, false]);
    expect(countSessions(store).sessions).toBe(4);
  });

  it('then those that were asked for least recently', () => {
    const manager = newManager({ maxSessions: 3 });
    const sessions = [manager.create(), manager.create(), manager.create()];
    for (const i of [0, 1, 2, 0]) manager.find(sessions[i]!.getId());
    manager.create();
    expect(sessions.map((session) => manager.find(session.getId()) !== null)).toEqual([true, false, true]);
  });

  it('bytes count too; and never does a session push itself out', () => {
    const store = newStore({ maxBytes: 100_000 });
    const manager = new SessionManager(store);
    const [a, b] = [manager.create(), manager.create()];
    a.setAttribute('x', new Uint8Array(60_000));
    expect(countSessions(store).bytes).toBeGreaterThan(60_000);
    b.setAttribute('x', new Uint8Array(60_000));
    expect(() => a.getAttribute('x')).toThrow(ended);
    b.setAttribute('x', new Uint8Array(90_000));
    expect(() => b.setAttribute('y', new Uint8Array(60_000))).toThrow(/must fit into the memory of all sessions/);
    expect(b.getAttribute('x')).toHaveLength(90_000);
    expect(countSessions(store).bytes).toBeLessThanOrEqual(100_000);
  });

  it('nothing stays counted of what has gone', () => {
    const store = newStore();
    const manager = new SessionManager(store);
    const first = manager.create();
    first.changeSessionId();
    const { bytes } = countSessions(store);
    for (const size of [10, 1000, 10]) first.setAttribute('x', new Uint8Array(size));
    first.removeAttribute('x');
    expect(countSessions(store)).toEqual({ sessions: 1, bytes });
    const second = manager.create();
    second.setAttribute('y', 'y'.repeat(100));
    second.invalidate();
    first.invalidate();
    expect(countSessions(store)).toEqual({ sessions: 0, bytes: 0 });
  });

  it.each([{ maxSessions: 0 }, { maxBytes: 100 }, { maxSessions: 1.5 }])('a limit must be one: %j', (limits) => {
    expect(() => createSessionStore(limits)).toThrow(Object.keys(limits)[0]);
  });
});

it('threads share sessions: nothing is lost, and nobody sees another’s', async () => {
  const store = newStore({ maxSessions: 20 });
  const manager = new SessionManager(store);
  const id = manager.create().getId();
  // Someone has come back to it, so that it is not pushed out.
  manager.find(id);
  const rounds = 2000;
  const start = new Int32Array(new SharedArrayBuffer(4));
  const workers = ['a', 'b', 'c', 'd'].map(
    (name) => new Worker(new URL('sessions.mjs', import.meta.url), { workerData: { store, id, name, rounds, start } }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const results = workers.map((worker) => once(worker, 'message'));
  Atomics.store(start, 0, 1);
  Atomics.notify(start, 0);
  await Promise.all(results);
  const session = manager.find(id)!;
  for (const name of ['a', 'b', 'c', 'd']) expect(session.getAttribute(name)).toMatchObject({ count: rounds });
  expect(countSessions(store).sessions).toBeLessThanOrEqual(20);
});
