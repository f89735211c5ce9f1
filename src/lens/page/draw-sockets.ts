/** The kernel's lanes: how full the queues of each socket were, and are. */
import type { Scene } from './draw.js';
import { fonts } from './paint.js';
import { heights } from './rows.js';
import type { SocketRow } from './rows.js';
import type { Sample, Socket } from './sockets.js';

const size = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toPrecision(3)} kB` : `${(bytes / 1e6).toPrecision(3)} MB`;

const addressText = (state: Sample['state']): string => {
  const { localAddress, remoteAddress } = state;
  const { address, port, path } = remoteAddress ?? localAddress ?? {};
  const short = address?.replace(/^::ffff:/, '');
  return path ?? (port === undefined ? '' : `${short ?? ''}:${port}`);
};

/** What a lane says of a socket: 'fd 21  LISTEN 127.0.0.1:8080'. */
export function titleOf(socket: Socket): string {
  const state = socket.samples.at(-1)?.state;
  if (socket.isSelector) return `fd ${socket.fd}  epoll`;
  if (state === undefined) return `fd ${socket.fd}`;
  const arrow = state.remoteAddress === undefined ? '' : '⇄ ';
  return `fd ${socket.fd}  ${state.state ?? state.type}  ${arrow}${addressText(state)}`;
}

/** The state at a moment, if it is known. */
const sampleAt = (socket: Socket, at: number): Sample | undefined => socket.samples.findLast((each) => each.at <= at);

export function drawSockets(scene: Scene): void {
  for (const row of scene.rows.sockets) {
    for (const socket of row.sockets) drawSocket(scene, row, socket);
    drawTitle(scene, row);
  }
}

function drawSocket(scene: Scene, row: SocketRow, socket: Socket): void {
  const { context, paint, x, until, width, gutter } = scene;
  if (socket.opened > until) return;
  const from = Math.max(x(socket.opened), gutter);
  const to = Math.min(x(Math.min(socket.closed ?? until, until)), width);
  if (to < from) return;
  // Its life.
  context.fillStyle = paint.line;
  context.fillRect(from, row.y + heights.socket - 4, to - from, 2);
  fillLevels(scene, row, socket, from, to);
  scene.hits.push({ x: from, y: row.y + 2, width: Math.max(6, to - from), height: 18, what: socket });
}

/** How full it is, as a share. Of an accept queue each connection counts. */
function levels({ state }: Sample): { share: number; below: boolean }[] {
  const { acceptQueue, acceptQueueLimit, receiveQueue, receiveBuffer, sendQueue, sendBuffer } = state;
  if (acceptQueue !== undefined) return [{ share: Math.min(1, acceptQueue / Math.min(8, acceptQueueLimit ?? 8)), below: false }];
  const share = (queue = 0, buffer = 1): number => (queue === 0 ? 0 : Math.min(1, Math.max(0.08, queue / buffer)));
  return [
    { share: share(receiveQueue, receiveBuffer), below: false },
    { share: share(sendQueue, sendBuffer), below: true },
  ];
}

function fillLevels({ context, paint, x, until }: Scene, row: SocketRow, { samples }: Socket, from: number, to: number): void {
  const room = heights.socket / 2 - 4;
  const middle = row.y + heights.socket / 2 + 2;
  context.fillStyle = paint.fill;
  for (let i = samples.length - 1; i >= 0; i--) {
    const sample = samples[i]!;
    if (sample.at > until) continue;
    const left = Math.max(from, x(sample.at));
    const next = samples[i + 1];
    const right = next === undefined || next.at > until ? to : Math.min(to, x(next.at));
    if (right < from) return;
    for (const { share, below } of levels(sample)) {
      if (share > 0) context.fillRect(left, below ? middle : middle - share * room, right - left, share * room);
    }
  }
}

function drawTitle(scene: Scene, row: SocketRow): void {
  const { context, paint, gutter, text, until } = scene;
  const socket = row.sockets.findLast(({ opened }) => opened <= until);
  if (socket === undefined) return;
  context.textBaseline = 'middle';
  const left = Math.max(10, gutter + 6);
  context.font = fonts.strong;
  const title = titleOf(socket);
  const isClosed = socket.closed !== undefined && socket.closed <= until;
  const say = (words: string, at: number, y: number, color: string): number => {
    const wide = context.measureText(words).width;
    context.globalAlpha = 0.85;
    context.fillStyle = paint.kernel;
    context.fillRect(at - 3, y - 8, wide + 6, 16);
    context.globalAlpha = 1;
    context.fillStyle = color;
    context.fillText(words, at, y);
    return at + wide + 12;
  };
  const next = say(isClosed ? `${title}  ✕` : title, left, row.y + 11, isClosed ? paint.soft : paint.ink);
  const state = sampleAt(socket, until)?.state;
  if (state === undefined || isClosed) return;
  context.font = fonts.sans;
  const { acceptQueue, acceptQueueLimit, receiveQueue, sendQueue } = state;
  if (acceptQueue !== undefined) {
    const slots = '■'.repeat(Math.min(8, acceptQueue)) + '□'.repeat(Math.max(0, Math.min(8, acceptQueueLimit ?? 0) - acceptQueue));
    say(`${text.acceptQueue} ${slots} ${acceptQueue}/${acceptQueueLimit ?? '?'}`, next, row.y + 11, paint.ink);
  } else if (receiveQueue !== undefined) {
    say(`↓ ${size(receiveQueue)}  ↑ ${size(sendQueue ?? 0)}`, next, row.y + 11, paint.soft);
  }
}
