/** The sockets that calls are about: descriptors are used again, each time for another socket. */
import type { LensSocket } from '../records.js';
import type { Call } from './history.js';

/** What the kernel kept for a socket at a moment. */
export interface Sample {
  readonly at: number;
  readonly state: LensSocket;
}

/** One of this process, from when the page first knew of it until it was closed. */
export interface Socket {
  readonly key: string;
  readonly fd: number;
  readonly opened: number;
  closed: number | undefined;
  readonly samples: Sample[];
  /** It serves this page. */
  own: boolean;
  /** What has made it, where the page has seen that. */
  opener: Call | undefined;
  /** No socket: what epoll_create1 or kqueue has made. */
  isSelector: boolean;
  /** The state before {@link isOwnRequest} knows. */
  request: 'none' | 'own' | 'other';
}

/** How many samples of a socket are kept. */
const maxSamples = 600;

const makers = /^(socket|accept4?|dup|epoll_create1|kqueue)$/;

export class Sockets {
  /** Those that are open, by descriptor. */
  readonly open = new Map<number, Socket>();
  readonly #closed: Socket[] = [];
  #count = 0;

  /** All that the page remembers. */
  all(): Socket[] {
    return [...this.#closed, ...this.open.values()];
  }

  #make(fd: number, opened: number, opener?: Call): Socket {
    const socket: Socket = {
      key: `${fd}#${++this.#count}`,
      fd,
      opened,
      closed: undefined,
      samples: [],
      own: false,
      opener,
      isSelector: opener !== undefined && /^(epoll_create1|kqueue)$/.test(opener.name),
      request: 'none',
    };
    this.open.set(fd, socket);
    return socket;
  }

  #close(socket: Socket, at: number): void {
    socket.closed = at;
    this.open.delete(socket.fd);
    this.#closed.push(socket);
  }

  /** What a call that begins is about. */
  of(call: Call): Socket | undefined {
    const fd = descriptorOf(call);
    if (fd === undefined) return undefined;
    const socket = this.open.get(fd) ?? this.#make(fd, call.start);
    if (/^(epoll_|kevent)/.test(call.name)) socket.isSelector = true;
    return socket;
  }

  /** A call has ended. */
  add(call: Call): void {
    const { result, error } = call.event;
    const { end } = call;
    if (end === undefined || error !== undefined) return;
    if (makers.test(call.name) && result !== undefined && result >= 0) {
      const before = this.open.get(result);
      if (before !== undefined && before.opened < call.start) this.#close(before, call.start);
      else if (before !== undefined) this.open.delete(result);
      const made = this.#make(result, end, call);
      // Which of the two it is about: the one that it was made of, if there is one.
      call.socket ??= made;
    }
    if (call.name === 'close' && call.socket !== undefined && this.open.get(call.socket.fd) === call.socket)
      this.#close(call.socket, end);
  }

  /** The states at a moment. Where they are all, what is missing has been closed. */
  look(at: number, states: readonly LensSocket[], isAll: boolean): void {
    for (const state of states) {
      let socket = this.open.get(state.fd);
      const last = socket?.samples.at(-1);
      if (last !== undefined && last.at > at) continue;
      if (socket !== undefined && last !== undefined && last.state.inode !== state.inode) {
        this.#close(socket, at);
        socket = undefined;
      }
      socket ??= this.#make(state.fd, at);
      socket.samples.push({ at, state });
      if (socket.samples.length > maxSamples) socket.samples.splice(0, maxSamples / 2);
    }
    if (!isAll) return;
    const there = new Set(states.map(({ fd }) => fd));
    for (const socket of [...this.open.values()]) {
      if (!there.has(socket.fd) && !socket.isSelector && socket.opened < at) this.#close(socket, at);
    }
  }

  /** Forgets those that were closed before. */
  forget(time: number): void {
    const kept = this.#closed.filter(({ closed }) => closed! >= time);
    this.#closed.splice(0, this.#closed.length, ...kept);
  }
}

/** The descriptor that a call is about. */
function descriptorOf({ name, event: { args } }: Call): number | undefined {
  const { fd, epfd, kq, outFd } = args;
  // Of poll, the first.
  const polled = name === 'poll' ? /\{fd=(\d+)/.exec(String(args.fds))?.[1] : undefined;
  const found = name.startsWith('epoll_') ? epfd : (fd ?? outFd ?? kq ?? (polled && Number(polled)));
  return typeof found === 'number' && found >= 0 ? found : undefined;
}
