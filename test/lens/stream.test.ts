// The stream of events: who looks costs little, who does not look costs nothing.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LensBatch, LensHello } from '../../dist/lens/records.js';
import { maxPages } from '../../dist/lens/seats.js';
import { LensServer } from './support/lens-server.js';

/** A client of the stream that reads when it wants to. */
class Listener {
  readonly socket: Socket;
  #text = '';
  readonly #messages: [event: string, data: unknown][] = [];
  #wake: () => void = () => undefined;

  constructor({ port }: LensServer) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.setEncoding('utf8');
    this.socket.on('error', () => undefined);
    this.socket.on('data', (piece: string) => {
      this.#text += piece;
      this.#read();
    });
    this.socket.write('GET /lens/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  }

  #read(): void {
    // Chunks of HTTP end with CRLF, of which events have none.
    const parts = this.#text
      .split(/\r\n[0-9a-f]*\r\n|\r\n/)
      .join('')
      .split('\n\n');
    const last = this.#text.lastIndexOf('\n\n');
    if (last < 0) return;
    this.#text = this.#text.slice(last + 2);
    for (const part of parts.slice(0, -1)) {
      const [, event, data] = /event: (\w+)\ndata: (.*)$/s.exec(part) ?? [];
      if (event !== undefined) this.#messages.push([event, JSON.parse(data!)]);
    }
    this.#wake();
  }

  /** The first message from now on for which this holds. */
  async message<T>(event: string, holds: (data: T) => boolean = () => true): Promise<T> {
    for (;;) {
      for (let next = this.#messages.shift(); next !== undefined; next = this.#messages.shift())
        if (next[0] === event && holds(next[1] as T)) return next[1] as T;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  call(text: string): Promise<LensBatch> {
    return this.message<LensBatch>('trace', ({ events }) =>
      events.some((each) => each.kind === 'call' && each.text.includes(text)),
    );
  }
}

describe.each(['polling', 'blocking'] as const)('%s', (connector) => {
  let server: LensServer;
  beforeEach(async () => {
    server = await LensServer.start({ options: { connector } });
  });

  describe('while it runs', () => {
    afterEach(async () => void (await server.stop()));

    it('threads are recorded only while somebody looks', async () => {
      expect(await server.isTracing()).toBe(false);
      const [first, second] = [new Listener(server), new Listener(server)];
      const hellos = await Promise.all([first.message<LensHello>('hello'), second.message<LensHello>('hello')]);
      expect(hellos[0].thread).not.toBe(hellos[1].thread);
      expect(await server.isTracing()).toBe(true);
      await server.ask('/hello?name=both');
      await Promise.all([first.call('GET /hello?name=both'), second.call('GET /hello?name=both')]);
      first.socket.destroy();
      await server.ask('/hello?name=one');
      await second.call('GET /hello?name=one');
      expect(await server.isTracing()).toBe(true);
      second.socket.destroy();
      await expect.poll(() => server.isTracing(), { timeout: 10_000 }).toBe(false);
    });

    it('threads of pages that were closed serve others again', async () => {
      for (let i = 0; i < 100; i++) {
        const listener = new Listener(server);
        await listener.message('hello');
        listener.socket.destroy();
      }
      await expect.poll(() => server.isTracing(), { timeout: 10_000 }).toBe(false);
      expect((await server.ask('/hello')).status).toBe(200);
    });

    it('so many pages at once that threads are left for others', async () => {
      const listeners = Array.from({ length: maxPages }, () => new Listener(server));
      await Promise.all(listeners.map((each) => each.message('hello')));
      expect((await server.ask('/lens/events')).status).toBe(503);
      expect((await server.ask('/hello')).status).toBe(200);
      listeners.pop()!.socket.destroy();
      const next = async (): Promise<boolean> => {
        const listener = new Listener(server);
        const isIn = await Promise.race([
          listener.message('hello').then(() => true),
          once(listener.socket, 'close').then(() => false),
        ]);
        listener.socket.destroy();
        return isIn;
      };
      await expect.poll(next, { timeout: 10_000 }).toBe(true);
      for (const each of listeners) each.socket.destroy();
    });

    it('who does not read gets less, and is told how much; others get all', async () => {
      const [slow, quick] = [new Listener(server), new Listener(server)];
      await Promise.all([slow.message('hello'), quick.message('hello')]);
      slow.socket.pause();
      const before = await server.memory();
      await server.load(4000);
      const got = { calls: 0, dropped: 0 };
      while (got.calls < 40_000) {
        const { events, dropped } = await quick.message<LensBatch>('trace');
        got.calls += events.filter(({ kind }) => kind === 'call').length;
        got.dropped += dropped;
      }
      await server.load(0);
      // 40000 calls are some 30 MB of events.
      expect((await server.memory()) - before).toBeLessThan(60e6);
      slow.socket.resume();
      const { dropped } = await slow.message<LensBatch>('trace', (batch) => batch.dropped > 0);
      expect(dropped).toBeGreaterThan(10_000);
      expect(got.dropped).toBeLessThan(dropped / 4);
      await server.ask('/hello?name=again');
      await slow.call('GET /hello?name=again');
      slow.socket.destroy();
      quick.socket.destroy();
      await expect.poll(() => server.isTracing(), { timeout: 10_000 }).toBe(false);
    });
  });

  it('a server stops although pages look at it', async () => {
    const [reads, sleeps] = [new Listener(server), new Listener(server)];
    await Promise.all([reads.message('hello'), sleeps.message('hello')]);
    sleeps.socket.pause();
    const ended = once(reads.socket, 'close');
    // Much less than the 10 seconds that requests have to be answered.
    expect(await server.stop()).toBeLessThan(5000);
    await ended;
    sleeps.socket.destroy();
  });
});
