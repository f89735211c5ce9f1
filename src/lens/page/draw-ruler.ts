/** What time it is along the timeline: seconds since the page began, to the microsecond. */
import type { Scene } from './draw.js';
import { fonts } from './paint.js';
import { heights } from './rows.js';
import { duration } from './state.js';

/** Pixels between two marks. */
const distance = 150;

export function drawRuler({ context, paint, gutter, width, time, until, left }: Scene): void {
  context.font = fonts.mono;
  context.textBaseline = 'middle';
  // Marks move with what they are at.
  const first = gutter - (((left % distance) + distance) % distance);
  let before: number | undefined;
  for (let at = first; at < width + distance; at += distance) {
    const moment = time(at);
    if (moment > until) break;
    context.fillStyle = paint.line;
    context.fillRect(at, 0, 1, heights.ruler);
    context.fillStyle = paint.soft;
    const words =
      before === undefined ? `${(moment / 1e9).toFixed(6)} s` : `+${duration(Math.max(0, moment - before))}`;
    context.fillText(words, at + 4, heights.ruler / 2 + 1);
    before = moment;
  }
}
