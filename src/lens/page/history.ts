/**
 * What the page holds: calls, API calls, threads and sockets, of the messages that came last. Times are nanoseconds since the
 * page began, as numbers.
 */
import type { LensApi, LensBatch, LensCall, LensEvent, LensSocket, LensSockets } from '../records.js';
import { categoryOf } from './categories.js';
import type { Category } from './categories.js';
import { Ownership } from './ownership.js';
import { Sockets } from './sockets.js';
import type { Socket } from './sockets.js';

/** A thread that has made calls. */
export interface Thread {
  readonly id: number;
  readonly name: string;
}

export interface Api {
  readonly kind: 'api';
  readonly key: string;
  readonly thread: Thread;
  readonly name: string;
  readonly isRaw: boolean;
  readonly start: number;
  end: number | undefined;
  readonly calls: Call[];
  /** It serves this page. */
  own: boolean;
}

export interface Call {
  readonly kind: 'call';
  readonly key: string;
  readonly thread: Thread;
  readonly api: Api;
  readonly name: string;
  readonly category: Category;
  readonly start: number;
  /** Undefined while it is blocked. */
  end: number | undefined;
  /** As the server told it last. */
  event: LensCall;
  /** What it is about. */
  socket: Socket | undefined;
  own: boolean;
}

/** System calls that were lost, or dropped, before what follows. */
export interface Gap {
  readonly at: number;
  readonly calls: number;
}

/** How many system calls the page holds; when there are more, so many of the oldest are forgotten at once. */
export const limits = { calls: 5000, forget: 500 };

export class History {
  #epoch = 0n;
  readonly threads = new Map<number, Thread>();
  /** In the order in which they ended. */
  calls: Call[] = [];
  /** Those that go on, by thread. */
  readonly blocked = new Map<number, Call>();
  /** In the order in which they ended. */
  apis: Api[] = [];
  readonly open = new Map<number, Api>();
  readonly sockets = new Sockets();
  readonly #byKey = new Map<string, Call>();
  /** Those that were blocked, and are not any more. */
  readonly #absent = new Set<Call>();
  readonly #ownership = new Ownership(this.sockets);
  gaps: Gap[] = [];
  /** The time until which everything is known. */
  now = 0;
  lost = 0;
  forgotten = 0;
  /** Counts what cannot be added to what was drawn: something was forgotten, or turned out to be the page's own. */
  revision = 0;

  /** A server begins to tell. It may be another one than before. */
  begin(now: string): void {
    if (this.#epoch === 0n) this.#epoch = BigInt(now);
    this.now = this.time(now);
    for (const thread of [...this.open.keys()]) this.#closeApi(thread, undefined);
    for (const call of this.blocked.values()) this.#byKey.delete(call.key);
    this.blocked.clear();
    this.revision++;
  }

  time(text: string): number {
    return Number(BigInt(text) - this.#epoch);
  }

  /** The opposite of {@link time}. */
  text(time: number): string {
    return String(this.#epoch + BigInt(Math.round(time)));
  }

  call(key: string): Call | undefined {
    return this.#byKey.get(key);
  }

  /** Returns the calls that have ended with it. */
  add(batch: LensBatch): Call[] {
    const before = this.#ownership.corrections;
    const ended: Call[] = [];
    this.now = Math.max(this.now, this.time(batch.now));
    for (const event of batch.events) {
      const call = this.#event(event);
      if (call !== undefined) ended.push(call);
    }
    if (batch.dropped > 0) {
      this.#miss(this.now, batch.dropped);
      for (const thread of [...this.open.keys()]) this.#closeApi(thread, undefined);
    }
    this.#setBlocked(batch.blocked);
    if (this.#ownership.corrections !== before) this.revision++;
    this.#forget();
    return ended;
  }

  addSockets({ now, sockets, more }: LensSockets): void {
    this.sockets.look(this.time(now), sockets, more === 0);
  }

  /** What a story has told of its sockets, at this moment. */
  addStates(now: number, states: readonly LensSocket[]): void {
    this.sockets.look(now, states, false);
  }

  #thread({ thread, threadName }: LensEvent): Thread {
    const known = this.threads.get(thread);
    if (known?.name === threadName) return known;
    const made = { id: thread, name: threadName };
    this.threads.set(thread, made);
    return made;
  }

  #event(event: LensEvent): Call | undefined {
    const thread = this.#thread(event);
    switch (event.kind) {
      case 'apiStart':
        this.#openApi(thread, event.api);
        return undefined;
      case 'apiEnd':
        this.#closeApi(thread.id, event.end);
        return undefined;
      case 'lost':
        this.#miss(this.time(event.at), event.calls);
        this.#closeApi(thread.id, undefined);
        return undefined;
      case 'call':
        return this.#ended(thread, event);
    }
  }

  #miss(at: number, calls: number): void {
    this.lost += calls;
    this.gaps.push({ at, calls });
    if (this.gaps.length > limits.forget) this.gaps.shift();
  }

  #openApi(thread: Thread, { name, start, isRaw }: LensApi): Api {
    this.#closeApi(thread.id, undefined);
    const api: Api = {
      kind: 'api',
      key: `${thread.id}:${start}:api`,
      thread,
      name,
      isRaw,
      start: this.time(start),
      end: undefined,
      calls: [],
      own: false,
    };
    this.open.set(thread.id, api);
    this.#ownership.addApi(api);
    return api;
  }

  #closeApi(thread: number, end: string | undefined): void {
    const api = this.open.get(thread);
    if (api === undefined) return;
    this.open.delete(thread);
    api.end = end === undefined ? Math.max(api.start, api.calls.at(-1)?.end ?? api.start) : this.time(end);
    this.apis.push(api);
  }

  #make(thread: Thread, event: LensCall): Call {
    const open = this.open.get(thread.id);
    // What is blocked is told without its API call.
    const start = this.time(event.start);
    const isInside = open !== undefined && open.start <= start;
    const api = isInside ? open : this.#openApi(thread, event.api);
    const call: Call = {
      kind: 'call',
      key: `${thread.id}:${event.start}`,
      thread,
      api,
      name: event.name,
      category: categoryOf(event.name),
      start,
      end: undefined,
      event,
      socket: undefined,
      own: false,
    };
    call.socket = this.sockets.of(call);
    api.calls.push(call);
    this.#byKey.set(call.key, call);
    return call;
  }

  #ended(thread: Thread, event: LensCall): Call {
    const key = `${thread.id}:${event.start}`;
    let call = this.#byKey.get(key);
    if (call?.end !== undefined) return call;
    const isNew = call === undefined;
    call ??= this.#make(thread, event);
    call.event = event;
    call.end = this.time(event.end!);
    if (this.blocked.get(thread.id) === call) this.blocked.delete(thread.id);
    this.#absent.delete(call);
    this.sockets.add(call);
    this.#ownership.addCall(call, isNew);
    this.calls.push(call);
    return call;
  }

  #setBlocked(calls: readonly LensCall[]): void {
    const keys = new Set(calls.map(({ thread, start }) => `${thread}:${start}`));
    for (const [thread, call] of this.blocked) {
      if (keys.has(call.key)) continue;
      // That it has returned is told with the next batch, unless that was dropped, or its thread has ended.
      if (this.#absent.delete(call)) {
        this.blocked.delete(thread);
        this.#byKey.delete(call.key);
        this.revision++;
      } else this.#absent.add(call);
    }
    for (const event of calls) {
      const thread = this.#thread(event);
      const key = `${thread.id}:${event.start}`;
      if (this.#byKey.has(key)) continue;
      const call = this.#make(thread, event);
      this.blocked.set(thread.id, call);
      this.#ownership.addCall(call, true);
    }
  }

  #forget(): void {
    if (this.calls.length <= limits.calls) return;
    const gone = this.calls.splice(0, limits.forget);
    for (const call of gone) this.#byKey.delete(call.key);
    this.forgotten += gone.length;
    const oldest = this.calls[0]!.end!;
    this.apis = this.apis.filter(({ end }) => end! >= oldest);
    this.gaps = this.gaps.filter(({ at }) => at >= oldest);
    const inUse = new Set([...this.calls, ...this.blocked.values()].map(({ thread }) => thread));
    for (const [id, thread] of this.threads) if (!inUse.has(thread) && !this.open.has(id)) this.threads.delete(id);
    this.sockets.forget(oldest);
    this.revision++;
  }
}
