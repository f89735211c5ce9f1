/** Which calls serve this page itself, so that they can be hidden. */
import type { Api, Call, Thread } from './history.js';
import type { Sockets } from './sockets.js';

/** What a servlet of the page calls itself in the trace. */
const servlet = /^(Lens|Stories|Story)\w*Servlet\./;

/** The beginning of a request, as strace prints what was read. */
const request = /^"(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH) (\/[^ ?"\\]*)/;
const ownPath = /^\/lens(?:\/|$)/;

/** What a thread does for one request: from waiting for it, or reading it, to the next. */
interface Turn {
  own: boolean;
  readonly members: (Api | Call)[];
}

export class Ownership {
  readonly #turns = new Map<Thread, Turn>();
  readonly #sockets: Sockets;
  /** How often something turned out to be the page's own that was taken for another's. */
  corrections = 0;

  constructor(sockets: Sockets) {
    this.#sockets = sockets;
  }

  addApi(api: Api): void {
    // The connector waits for the next request.
    if (api.name === 'Poller.next()') this.#turns.delete(api.thread);
    this.#join(api);
    if (servlet.test(api.name)) this.#claim(api.thread);
  }

  /** A call has ended, or is blocked. `isNew`: the page did not know it as blocked. */
  addCall(call: Call, isNew: boolean): void {
    const { socket, event } = call;
    const path = call.category === 'receive' ? request.exec(String(event.args.buf))?.[1] : undefined;
    if (path !== undefined && socket !== undefined) {
      socket.request = ownPath.test(path) ? 'own' : 'other';
      const turn = this.#turns.get(call.thread);
      const hasServed = turn?.members.some((each) => each.kind === 'call' && each.category === 'send') ?? false;
      // The blocking connector reads the next request of a connection without waiting for others.
      if (hasServed) this.#turns.delete(call.thread);
    }
    if (isNew) this.#join(call);
    // A selector is told to watch the page's connection.
    const { fd } = event.args;
    if (call.name === 'epoll_ctl' && typeof fd === 'number' && this.#sockets.open.get(fd)?.request === 'own')
      this.#own(call);
    if (socket === undefined) return;
    if (path !== undefined && socket.request === 'own') this.#claim(call.thread);
    if (path !== undefined && socket.request === 'other' && call.own) this.#release(call);
    if (socket.request === 'own') {
      this.#own(call);
      if (call.api.isRaw || call.api.calls.length === 1) this.#own(call.api);
      socket.own = true;
      // Only with the request was it known whom that connection is for.
      if (socket.opener !== undefined && path !== undefined) this.#ownOpener(socket.opener);
      // The end of a connection that has served the page.
      if (call.category === 'receive' && event.result === 0) this.#claim(call.thread);
    } else if (path !== undefined) {
      socket.own = false;
    }
  }

  #ownOpener(opener: Call): void {
    this.#own(opener);
    if (opener.api.calls.every(({ own }) => own)) this.#own(opener.api);
  }

  /** It was blocked in a read for the page's connection, which has then carried another request. */
  #release(call: Call): void {
    call.own = call.api.own = false;
    this.corrections++;
  }

  #turnOf(thread: Thread): Turn {
    let turn = this.#turns.get(thread);
    if (turn === undefined) this.#turns.set(thread, (turn = { own: false, members: [] }));
    return turn;
  }

  #join(member: Api | Call): void {
    const turn = this.#turnOf(member.thread);
    // A thread that does without requests has one turn for ever.
    if (turn.members.length >= 1000) turn.members.shift();
    turn.members.push(member);
    if (turn.own || (member.kind === 'call' && member.api.own)) member.own = true;
  }

  /** This turn serves the page. */
  #claim(thread: Thread): void {
    const turn = this.#turnOf(thread);
    if (turn.own) return;
    turn.own = true;
    for (const member of turn.members) this.#own(member);
  }

  #own(member: Api | Call): void {
    if (member.own) return;
    member.own = true;
    this.corrections++;
  }
}
