/** The stream of events of one page: `text/event-stream` of the HTML standard, 9.2. */
import { setTimeout as pause } from 'node:timers/promises';
import { thread as native } from '../syscalls/binding.js';
import { apiCall } from '../syscalls/api-call.js';
import { ownSockets } from '../inspect/process-sockets.js';
import { ClientAbortException } from '../tomcat/exceptions.js';
import type { HttpServletRequest } from '../tomcat/http-servlet-request.js';
import type { HttpServletResponse } from '../tomcat/http-servlet-response.js';
import { findConnection, unacknowledged } from './connection.js';
import { LiveTrace } from './live-trace.js';
import type { LensHello, LensSocket, LensSockets } from './records.js';
import { unrecorded } from './unrecorded.js';

/**
 * Milliseconds: between two looks at what was recorded, at the sockets; after which a page is told that nothing has happened;
 * that it may take nothing at all.
 */
const intervals = { look: 25, sockets: 250, quiet: 2000, patience: 20_000 };

/** How many sockets a page is told of. */
const maxSockets = 100;

/** Bytes that a page may be behind. What happens while it is further behind is dropped. */
const maxBehind = 256 * 1024;

export class PageStream {
  readonly #response: HttpServletResponse;
  readonly #isStopping: () => boolean;
  readonly #local: number;
  readonly #remote: number;
  readonly #trace = new LiveTrace();
  #fd: number | undefined;
  /** What the page knows of the sockets. */
  #sockets = '';
  #nextSockets = 0;
  #nextSign = 0;
  /** Since when the page takes nothing, as performance.now(). */
  #behindSince = Infinity;

  constructor(request: HttpServletRequest, response: HttpServletResponse, isStopping: () => boolean) {
    this.#response = response;
    this.#isStopping = isStopping;
    this.#local = request.getLocalPort();
    this.#remote = request.getRemotePort();
  }

  /** Returns when the server stops. @throws ClientAbortException when the page has been closed, or hangs. */
  async run(): Promise<void> {
    try {
      this.#response.setContentType('text/event-stream;charset=utf-8');
      const hello: LensHello = {
        pid: process.pid,
        now: String(this.#trace.start),
        thread: native.threadId,
        port: this.#local,
      };
      this.#send([['hello', hello]]);
      while (!this.#isStopping()) {
        this.#turn();
        await pause(intervals.look);
      }
    } finally {
      this.#trace.stop();
      // Other pages learn whom this thread has served, and what is about to be closed.
      apiCall('LensServlet.end', [], () => undefined);
    }
  }

  #turn(): void {
    const now = performance.now();
    const messages: [string, unknown][] = [];
    if (now >= this.#nextSockets) {
      this.#nextSockets = now + intervals.sockets;
      messages.push(...unrecorded(() => this.#look()));
    }
    const batch = this.#trace.take(messages.length > 0 || now >= this.#nextSign);
    if (batch === undefined) return;
    this.#nextSign = now + intervals.quiet;
    if (this.#isBehind(now)) {
      // Nor does it get the sockets: they are looked at again.
      this.#sockets = '';
      this.#trace.drop(batch);
      return;
    }
    this.#send([['trace', batch], ...messages]);
  }

  /** What has become of the sockets. */
  #look(): [string, LensSockets][] {
    const { sockets, more } = ownSockets(maxSockets) as { sockets: LensSocket[]; more: number };
    const own = findConnection(sockets, this.#local, this.#remote);
    if (own !== undefined) {
      this.#fd = own.fd;
      if (own.state !== 'ESTABLISHED') throw new ClientAbortException('The page has been closed');
    }
    // What belongs to this page changes each time it is told so.
    const told = JSON.stringify(sockets.filter(({ fd }) => fd !== this.#fd));
    if (told === this.#sockets) return [];
    this.#sockets = told;
    return [['sockets', { now: String(process.hrtime.bigint()), sockets, more }]];
  }

  #isBehind(now: number): boolean {
    const { patience } = intervals;
    const behind = this.#fd === undefined ? 0 : unrecorded(() => unacknowledged(this.#fd!));
    if (behind <= maxBehind) {
      this.#behindSince = Infinity;
      return false;
    }
    this.#behindSince = Math.min(this.#behindSince, now);
    if (now - this.#behindSince > patience) throw new ClientAbortException('The page takes nothing');
    return true;
  }

  #send(messages: readonly [string, unknown][]): void {
    apiCall('LensServlet.send', [], () => {
      // A writer would keep to itself that the page has gone.
      const output = this.#response.getOutputStream();
      const text = messages.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('');
      output.write(Buffer.from(text));
      this.#response.flushBuffer();
    });
  }
}
