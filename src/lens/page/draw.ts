/** Draws the timeline: what can be seen of it, once a frame. */
import type { Api, Call } from './history.js';
import { drawSockets, drawTitle } from './draw-sockets.js';
import { drawRuler } from './draw-ruler.js';
import { fonts } from './paint.js';
import type { Paint } from './paint.js';
import { heights, rowOf } from './rows.js';
import type { Rows, ThreadRow } from './rows.js';
import { label, shortName } from './shown.js';
import type { Socket } from './sockets.js';
import { history } from './state.js';
import type { Selection } from './state.js';
import type { Text } from './text.js';

/** What a click at a place is about. */
export interface Hit {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly what: Call | Api | Socket;
}

export interface Scene {
  readonly context: CanvasRenderingContext2D;
  readonly paint: Paint;
  readonly text: Text;
  readonly width: number;
  /** Where the lanes begin: left of it are their names, where there is room for them. */
  readonly gutter: number;
  readonly rows: Rows;
  /** By end; those that go on come last. */
  readonly calls: readonly Call[];
  readonly apis: readonly Api[];
  /** Pixels from the left of the canvas. */
  readonly x: (at: number) => number;
  /** The opposite. */
  readonly time: (x: number) => number;
  /** Pixels that have been scrolled. */
  readonly left: number;
  /** Where the present, or the cursor, is. */
  readonly until: number;
  readonly selection: Selection;
  readonly hits: Hit[];
  readonly isLive: boolean;
}

const bar = { top: 36, height: 16 };
const box = { top: 17, height: 39 };

export function draw(scene: Scene): void {
  const { context, width, rows } = scene;
  context.clearRect(0, 0, width, rows.height);
  grounds(scene);
  context.save();
  context.beginPath();
  context.rect(scene.gutter, 0, width - scene.gutter, rows.height);
  context.clip();
  drawRuler(scene);
  drawSockets(scene);
  for (const api of scene.apis) drawApi(scene, api);
  for (const call of scene.calls) drawArrows(scene, call);
  for (const call of scene.calls) drawBar(scene, call);
  drawNow(scene);
  context.restore();
  names(scene);
}

function grounds({ context, paint, width, rows, text }: Scene): void {
  const { boundary, clients, height } = rows;
  const fill = (color: string, y: number, to: number): void => {
    context.fillStyle = color;
    context.fillRect(0, y, width, to - y);
  };
  fill(paint.user, heights.ruler, boundary);
  fill(paint.boundary, boundary, boundary + heights.boundary);
  fill(paint.kernel, boundary + heights.boundary, clients);
  fill(paint.clients, clients, height);
  context.fillStyle = paint.line;
  for (const { y } of rows.threads.slice(1)) context.fillRect(0, y, width, 1);
  for (const { y } of rows.sockets.slice(1)) context.fillRect(0, y, width, 1);
  context.fillRect(0, clients, width, 1);
  context.fillStyle = paint.boundaryText;
  context.font = fonts.strong;
  context.textBaseline = 'middle';
  const caption = `▲  ${text.boundary}  ▼`;
  const wide = context.measureText(caption).width;
  context.fillText(caption, Math.max(10, (width - wide) / 2), boundary + heights.boundary / 2);
}

/** What stands left of the lanes, or in them where there is no room. */
function names(scene: Scene): void {
  const { context, paint, gutter, rows, text } = scene;
  context.textBaseline = 'middle';
  const say = (value: string, y: number, font: string, color: string): void => {
    context.font = font;
    context.fillStyle = color;
    context.fillText(value, 10, y);
  };
  const user = heights.ruler + heights.head / 2 + 1;
  say(text.userSpace, user, fonts.caption, paint.soft);
  say(text.kernel, rows.boundary + heights.boundary + heights.head / 2 + 1, fonts.caption, paint.soft);
  for (const { thread, y } of rows.threads) {
    say(thread.name, y + (gutter === 0 ? 9 : heights.thread / 2 - 6), fonts.strong, paint.ink);
    if (gutter > 0) say(String(thread.id), y + heights.thread / 2 + 10, fonts.mono, paint.soft);
  }
  for (const row of rows.sockets) drawTitle(scene, row);
  say(text.clients, rows.clients + (gutter === 0 ? 9 : heights.clients / 2), fonts.caption, paint.soft);
  if (gutter > 0) {
    context.fillStyle = paint.line;
    context.fillRect(gutter - 1, heights.ruler, 1, rows.height - heights.ruler);
  }
}

const threadRow = ({ rows }: Scene, { thread }: Call | Api): ThreadRow | undefined =>
  rows.threads.find((row) => row.thread === thread);

function drawApi(scene: Scene, api: Api): void {
  const { context, paint, x, until, selection, width } = scene;
  const row = threadRow(scene, api);
  if (row === undefined || api.isRaw || api.start > until) return;
  const isOpen = api.end === undefined || api.end > until;
  const left = x(api.start);
  const right = x(isOpen ? until : api.end!);
  const y = row.y + box.top;
  if (right < 0 || left > width) return;
  context.fillStyle = paint.box;
  context.strokeStyle = selection === api ? paint.accent : paint.boxLine;
  context.lineWidth = selection === api ? 2 : 1;
  context.beginPath();
  context.roundRect(left, y, Math.max(3, right - left), box.height, 4);
  context.fill();
  context.stroke();
  // Its name stays in sight while the box does.
  const from = Math.max(left + 5, scene.gutter + 5);
  const room = right - from - 4;
  if (room > 14) {
    context.font = fonts.sans;
    context.fillStyle = paint.ink;
    context.textBaseline = 'middle';
    context.fillText(fitted(shortName(api.name), Math.floor(room / 6.2)), from, y + 10);
    if (api.calls.length === 0 && !isOpen && room > 60) {
      context.fillStyle = paint.soft;
      context.fillText(fitted(scene.text.noSystemCall, Math.floor(room / 6.2)), from, y + 27);
    }
  }
  scene.hits.push({ x: left, y, width: Math.max(6, right - left), height: box.height, what: api });
}

const fitted = (text: string, characters: number): string =>
  text.length <= characters ? text : `${text.slice(0, Math.max(1, characters - 1))}…`;

/** From the thread down into the kernel where a call begins, and up again where it returns. */
function drawArrows(scene: Scene, call: Call): void {
  const { context, paint, x, until, selection, rows, width } = scene;
  const row = threadRow(scene, call);
  if (row === undefined || call.start > until) return;
  const isBlocked = call.end === undefined || call.end > until;
  const left = x(call.start);
  const right = x(isBlocked ? until : call.end!);
  if (right < -20 || left > width + 20) return;
  const socket = rowOf(rows, call);
  const from = row.y + bar.top + bar.height;
  const to = (socket?.y ?? rows.boundary + heights.boundary) + heights.socket / 2 + 8;
  const isSelected = selection === call;
  const color = call.event.error === undefined || isBlocked ? paint.category[call.category] : paint.error;
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = isSelected ? 2.5 : 1.25;
  context.globalAlpha = isSelected ? 1 : 0.75;
  context.beginPath();
  context.moveTo(left + 0.5, from);
  context.lineTo(left + 0.5, to - 4);
  context.stroke();
  head(context, left + 0.5, to, 1);
  if (!isBlocked) {
    context.setLineDash([3, 2]);
    context.beginPath();
    context.moveTo(right - 0.5, to);
    context.lineTo(right - 0.5, from + 5);
    context.stroke();
    context.setLineDash([]);
    head(context, right - 0.5, from + 1, -1);
  }
  // The time in the kernel.
  context.globalAlpha = isSelected ? 1 : 0.9;
  context.fillRect(left, to - 1.5, Math.max(2, right - left), 3);
  context.globalAlpha = 1;
  scene.hits.push({ x: left - 4, y: from, width: Math.max(8, right - left + 8), height: to - from + 6, what: call });
  if (!isBlocked) drawTraffic(scene, call, right, to);
}

function head(context: CanvasRenderingContext2D, x: number, y: number, direction: 1 | -1): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - 3.5, y - 6 * direction);
  context.lineTo(x + 3.5, y - 6 * direction);
  context.fill();
}

/** What a call tells of the other end: bytes that came or went, a client that has connected. */
function drawTraffic(scene: Scene, call: Call, x: number, y: number): void {
  const { context, paint, rows } = scene;
  const { result = -1, error } = call.event;
  const isAccept = /^accept/.test(call.name);
  const comes = isAccept || call.category === 'receive';
  if (error !== undefined || !(comes || call.category === 'send') || (!isAccept && result <= 0)) return;
  const peer = call.socket && peerOf(isAccept ? acceptedBy(call) : call.socket);
  const peerRow = peer && rows.sockets.find(({ fd }) => fd === peer.fd);
  // Between two sockets of this process, bytes go when they are sent, and are read where they have come to.
  if (call.socket === undefined || (peer !== undefined && (comes || peerRow === undefined))) return;
  const out = peerRow === undefined ? rows.clients + 10 : peerRow.y + heights.socket / 2 + 2;
  const [from, to] = comes ? [out, y + 4] : [y, out];
  const direction = to > from ? 1 : -1;
  context.strokeStyle = context.fillStyle = paint.category[call.category];
  context.lineWidth = 1.25;
  context.beginPath();
  context.moveTo(x - 4, from);
  context.lineTo(x - 4, to - 5 * direction);
  context.stroke();
  head(context, x - 4, to, direction);
  if (peer !== undefined) return;
  context.font = fonts.mono;
  context.textBaseline = 'middle';
  context.fillStyle = paint.ink;
  const words = isAccept ? scene.text.client : `${result} B`;
  context.fillText(words, x - words.length * label.character - 8, rows.clients + heights.clients / 2 + 8);
}

/** What accept has made. */
const acceptedBy = (call: Call): Socket | undefined => history.sockets.all().find(({ opener }) => opener === call);

/** The other end, where that is in this process. */
function peerOf(socket: Socket | undefined): Socket | undefined {
  const { localAddress, remoteAddress, peerInode } = socket?.samples.at(-1)?.state ?? {};
  const isPeer = ({ samples }: Socket): boolean => {
    const state = samples.at(-1)?.state;
    if (state === undefined || remoteAddress === undefined) return false;
    if (peerInode !== undefined) return state.inode === peerInode;
    return (
      remoteAddress.port !== undefined &&
      state.localAddress?.port === remoteAddress.port &&
      state.remoteAddress?.port === localAddress?.port
    );
  };
  return history.sockets.all().findLast(isPeer);
}

function drawBar(scene: Scene, call: Call): void {
  const { context, paint, x, until, selection, width } = scene;
  const row = threadRow(scene, call);
  if (row === undefined || call.start > until) return;
  const isBlocked = call.end === undefined || call.end > until;
  const left = x(call.start);
  const right = x(isBlocked ? until : call.end!);
  if (right < -20 || left > width + 20) return;
  const wide = Math.max(3, right - left);
  const y = row.y + bar.top;
  const failed = !isBlocked && call.event.error !== undefined;
  const color = failed ? paint.error : paint.category[call.category];
  const isLong = isBlocked || call.end! - call.start > 10e6;
  context.fillStyle = paint.user;
  context.fillRect(left, y, wide, bar.height);
  context.fillStyle = isLong ? paint.hatch[call.category] : color;
  context.globalAlpha = isLong ? 0.8 : 0.22;
  context.fillRect(left, y, wide, bar.height);
  context.globalAlpha = 1;
  context.strokeStyle = selection === call ? paint.accent : color;
  context.lineWidth = selection === call ? 2.5 : 1;
  context.strokeRect(left + 0.5, y + 0.5, wide - 1, bar.height - 1);
  const words = failed ? `${call.name} ✕` : call.name;
  const length = words.length * label.character;
  const from = Math.max(left, scene.gutter) + 4;
  if (right - from > length) {
    context.font = fonts.mono;
    context.textBaseline = 'middle';
    if (isLong) {
      context.fillStyle = paint.user;
      context.fillRect(from - 2, y + 2, length + 4, bar.height - 4);
    }
    context.fillStyle = failed ? paint.error : paint.ink;
    context.fillText(words, from, y + bar.height / 2 + 0.5);
  }
  scene.hits.push({ x: left, y: y - 2, width: Math.max(8, wide), height: bar.height + 4, what: call });
}

function drawNow({ context, paint, x, until, rows, isLive }: Scene): void {
  const at = x(until);
  context.strokeStyle = paint.accent;
  context.lineWidth = isLive ? 1 : 2;
  context.setLineDash(isLive ? [2, 3] : []);
  context.beginPath();
  context.moveTo(at + 0.5, 0);
  context.lineTo(at + 0.5, rows.height);
  context.stroke();
  context.setLineDash([]);
}
