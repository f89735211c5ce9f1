/** The kernel's lanes: how full the queues of each socket were, and are. */
import type { Scene } from './draw.js';
import { fonts } from './paint.js';
import { heights } from './rows.js';
import type { SocketRow } from './rows.js';
import { roomFor } from './shown.js';
import type { Sample, Socket } from './sockets.js';

const size = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} B`
    : bytes < 1e6
      ? `${(bytes / 1e3).toPrecision(3)} kB`
      : `${(bytes / 1e6).toPrecision(3)} MB`;

const addressText = (state: Sample['state']): string => {
  const { localAddress, remoteAddress } = state;
  const { address, port, path } = remoteAddress ?? localAddress ?? {};
  const short = address?.replace(/^::ffff:/, '');
  return path ?? (port === undefined ? '' : `${short ?? ''}:${port}`);
};

function titleParts(socket: Socket): { fd: string; kind: string; address: string } {
  const fd = `fd ${socket.fd}`;
  const state = socket.samples.at(-1)?.state;
  if (socket.isSelector) return { fd, kind: 'epoll', address: '' };
  if (state === undefined) return { fd, kind: '', address: '' };
  const arrow = state.remoteAddress === undefined ? '' : '⇄ ';
  const isUnix = state.family === 'AF_UNIX';
  return {
    fd,
    kind: `${isUnix ? 'UNIX ' : ''}${state.state ?? state.type}`,
    address: `${isUnix ? '' : arrow}${addressText(state)}`,
  };
}

/** What is said of a socket: 'fd 21  LISTEN  127.0.0.1:8080'. */
export function titleOf(socket: Socket): string {
  return Object.values(titleParts(socket))
    .filter((part) => part !== '')
    .join('  ');
}

/** The state at a moment, if it is known. */
const sampleAt = (socket: Socket, at: number): Sample | undefined => socket.samples.findLast((each) => each.at <= at);

export function drawSockets(scene: Scene): void {
  for (const row of scene.rows.sockets) {
    for (const socket of row.sockets) drawSocket(scene, row, socket);
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
function levels({ state }: Sample): { share: number; below: boolean; words: string }[] {
  const { acceptQueue, acceptQueueLimit, receiveQueue, receiveBuffer, sendQueue, sendBuffer } = state;
  if (acceptQueue !== undefined) {
    const share = Math.min(1, acceptQueue / Math.min(5, Math.max(1, acceptQueueLimit ?? 5)));
    return [{ share, below: false, words: String(acceptQueue) }];
  }
  const share = (queue = 0, buffer = 1): number => (queue === 0 ? 0 : Math.min(1, Math.max(0.25, queue / buffer)));
  return [
    { share: share(receiveQueue, receiveBuffer), below: false, words: `↓ ${size(receiveQueue ?? 0)}` },
    { share: share(sendQueue, sendBuffer), below: true, words: `↑ ${size(sendQueue ?? 0)}` },
  ];
}

function fillLevels(scene: Scene, row: SocketRow, { samples }: Socket, from: number, to: number): void {
  const { context, paint, x, until } = scene;
  const room = heights.socket / 2 - 4;
  const middle = row.y + heights.socket / 2 + 2;
  const said = new Map<boolean, string>();
  context.font = fonts.mono;
  context.textBaseline = 'middle';
  const first = samples.findLastIndex(({ at }) => at <= until && x(at) <= from);
  for (let i = Math.max(0, first); i < samples.length && samples[i]!.at <= until; i++) {
    const sample = samples[i]!;
    const left = Math.max(from, x(sample.at));
    const next = samples[i + 1];
    const right = next === undefined || next.at > until ? to : Math.min(to, x(next.at));
    if (left > to) return;
    for (const { share, below, words } of levels(sample)) {
      const before = said.get(below);
      said.set(below, share === 0 ? '' : words);
      if (share === 0) continue;
      context.fillStyle = paint.fill;
      context.fillRect(left, below ? middle : middle - share * room, right - left, share * room);
      // How much it is now, the name of the lane tells.
      if (before === words || right - left < roomFor(words)) continue;
      context.fillStyle = paint.ink;
      context.fillText(words, left + 4, middle + (below ? 1 : -1) * Math.max(8, (share * room) / 2));
    }
  }
}

/** The name and the state of a lane's socket: left of it, or where there is no room, in it. */
export function drawTitle(scene: Scene, row: SocketRow): void {
  const { context, paint, gutter, text, until } = scene;
  const socket = row.sockets.findLast(({ opened }) => opened <= until);
  context.textBaseline = 'middle';
  if (socket === undefined) return;
  const isClosed = socket.closed !== undefined && socket.closed <= until;
  const state = isClosed ? undefined : sampleAt(socket, until)?.state;
  const { fd, kind, address } = titleParts(socket);
  const first = `${fd}  ${isClosed ? '✕' : kind}`;
  const fill = state === undefined ? '' : fillText(state, text.acceptQueue, gutter > 0);
  if (gutter > 0) {
    const say = (words: string, y: number, font: string, color: string): void => {
      context.font = font;
      context.fillStyle = color;
      context.fillText(words, 10, y, gutter - 16);
    };
    say(first, row.y + 10, fonts.strong, isClosed ? paint.soft : paint.ink);
    say(address, row.y + 24, fonts.mono, paint.soft);
    say(fill, row.y + 38, fonts.sans, paint.ink);
    return;
  }
  context.font = fonts.sans;
  const words = `${first}  ${address}  ${fill}`;
  context.globalAlpha = 0.85;
  context.fillStyle = paint.kernel;
  context.fillRect(6, row.y + 2, context.measureText(words).width + 8, 16);
  context.globalAlpha = 1;
  context.fillStyle = isClosed ? paint.soft : paint.ink;
  context.fillText(words, 10, row.y + 10);
}

function fillText(
  { acceptQueue, acceptQueueLimit = 0, receiveQueue, sendQueue }: Sample['state'],
  name: string,
  isLong: boolean,
): string {
  if (acceptQueue !== undefined) {
    const slots =
      '■'.repeat(Math.min(5, acceptQueue)) + '□'.repeat(Math.max(0, Math.min(5, acceptQueueLimit) - acceptQueue));
    return `${isLong ? `${name} ` : ''}${slots} ${acceptQueue}/${acceptQueueLimit}`;
  }
  return receiveQueue === undefined ? '' : `↓ ${size(receiveQueue)}  ↑ ${size(sendQueue ?? 0)}`;
}
