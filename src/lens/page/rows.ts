/** The lanes of the timeline, from above: threads, the line, what they ask for in the kernel, clients. */
import type { Call, Thread } from './history.js';
import { history, shown } from './state.js';
import type { Socket } from './sockets.js';

export const heights = { thread: 58, boundary: 24, socket: 46, clients: 40, head: 18, ruler: 18 };

export interface ThreadRow {
  readonly thread: Thread;
  readonly y: number;
}

export interface SocketRow {
  /** Undefined: of calls that are about none. */
  readonly fd: number | undefined;
  readonly sockets: Socket[];
  readonly y: number;
}

export interface Rows {
  readonly threads: readonly ThreadRow[];
  readonly boundary: number;
  readonly sockets: readonly SocketRow[];
  readonly clients: number;
  readonly height: number;
}

/** Acceptors first, then the others by their names. */
const rank = ({ name }: Thread): number => (name === 'main' ? 0 : /acceptor/.test(name) ? 1 : 2);
const byName = (a: Thread, b: Thread): number =>
  rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true }) || a.id - b.id;

/** Lanes that are drawn at most: more cannot be told from each other. */
const most = { threads: 12, sockets: 10 };

/** The lanes for these calls, which are those that can be seen, and for the sockets that are open. */
export function rowsFor(calls: readonly Call[], remembered: readonly Thread[]): Rows {
  const threads = new Set<Thread>([...remembered, ...calls.map(({ thread }) => thread)]);
  const sorted = [...threads].sort(byName).slice(0, most.threads);
  let y = heights.ruler + heights.head;
  const threadRows = sorted.map((thread) => {
    const row = { thread, y };
    y += heights.thread;
    return row;
  });
  if (threadRows.length === 0) y += heights.thread;
  const boundary = y;
  y += heights.boundary + heights.head;
  const fds = new Set(calls.map(({ socket }) => socket?.fd));
  const isStory = shown.filter.threads !== undefined;
  // With some threads only, what they have made or are about; all that is open otherwise.
  if (isStory) for (const socket of usedSockets()) fds.add(socket.fd);
  for (const socket of isStory ? [] : history.sockets.open.values()) {
    const isShown = shown.filter.fd === undefined || shown.filter.fd === socket.fd;
    if (isShown && (!socket.own || shown.filter.own) && isTcp(socket)) fds.add(socket.fd);
  }
  const all = history.sockets.all();
  const order = [...fds].sort((a, b) => (a ?? 0) - (b ?? 0)).slice(0, most.sockets);
  const socketRows = order.map((fd) => {
    const row = { fd, sockets: all.filter((socket) => socket.fd === fd), y };
    y += heights.socket;
    return row;
  });
  if (socketRows.length === 0) y += heights.socket;
  const clients = y;
  return { threads: threadRows, boundary, sockets: socketRows, clients, height: y + heights.clients };
}

/** The sockets that are open and that the calls that are shown have made, or are about. */
export function usedSockets(): Set<Socket> {
  const used = new Set<Socket>();
  const calls = new Set(shown.calls);
  for (const { socket } of calls) if (socket !== undefined && socket.closed === undefined) used.add(socket);
  for (const socket of history.sockets.open.values())
    if (socket.opener !== undefined && calls.has(socket.opener)) used.add(socket);
  return used;
}

/** UNIX sockets that Node uses for itself are not worth a lane before a call is about them. */
function isTcp(socket: Socket): boolean {
  return socket.samples.at(-1)?.state.protocol === 'IPPROTO_TCP';
}

/** The lane of what a call is about. */
export function rowOf(rows: Rows, call: Call): SocketRow | undefined {
  return rows.sockets.find(({ fd }) => fd === call.socket?.fd);
}
