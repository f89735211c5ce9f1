/** The lines of `strace -f`: each begins with its thread. */
import type { TraceEvent } from '../calls.js';
import { printCall } from '../print/call.js';
import { lostText } from './format.js';
import type { Format } from './format.js';

export class StraceFormat implements Format {
  add(events: readonly TraceEvent[]): string {
    return events.map(lineOf).join('');
  }

  end(): string {
    return '';
  }
}

function lineOf(event: TraceEvent): string {
  const prefix = `[pid ${event.thread.thread}] `;
  if (event.kind === 'systemCall') return `${prefix}${printCall(event.record)}\n`;
  return event.kind === 'lost' && event.calls > 0 ? `${prefix}${lostText(event.calls)}\n` : '';
}
