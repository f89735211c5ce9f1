/** The table of `strace -c -w`: how often each system call was made, how often it failed, how long it took. */
import type { TraceEvent } from '../calls.js';
import { lostText } from './format.js';
import type { Format } from './format.js';

const ruler = '------ ----------- ----------- --------- --------- ----------------\n';

export class SummaryFormat implements Format {
  readonly #rows = new Map<string, { time: bigint; calls: number; errors: number }>();
  #lost = 0;

  add(events: readonly TraceEvent[]): string {
    for (const event of events) {
      if (event.kind === 'lost') this.#lost += event.calls;
      if (event.kind !== 'systemCall') continue;
      const { row, start, exit } = event.record;
      const entry = this.#rows.get(row.kernelName) ?? { time: 0n, calls: 0, errors: 0 };
      entry.time += exit!.end - start;
      entry.calls++;
      if (exit!.error !== 0) entry.errors++;
      this.#rows.set(row.kernelName, entry);
    }
    return '';
  }

  end(): string {
    const rows = [...this.#rows].sort(([, a], [, b]) => (a.time > b.time ? -1 : a.time < b.time ? 1 : 0));
    const total = { time: 0n, calls: 0, errors: 0 };
    for (const [, { time, calls, errors }] of rows) {
      total.time += time;
      total.calls += calls;
      total.errors += errors;
    }
    const line = (name: string, { time, calls, errors }: typeof total): string => {
      const share = total.time === 0n ? 0 : (100 * Number(time)) / Number(total.time);
      const cells = [
        share.toFixed(2).padStart(6),
        (Number(time) / 1e9).toFixed(6).padStart(11),
        String(calls === 0 ? 0 : Math.floor(Number(time) / 1e3 / calls)).padStart(11),
        String(calls).padStart(9),
        (errors === 0 ? '' : String(errors)).padStart(9),
      ];
      return `${cells.join(' ')} ${name}\n`;
    };
    return [
      '% time     seconds  usecs/call     calls    errors syscall\n',
      ruler,
      ...rows.map(([name, row]) => line(name, row)),
      ruler,
      line('total', { ...total, ...(total.time === 0n && { time: 0n }) }),
      this.#lost > 0 ? `${lostText(this.#lost)}\n` : '',
    ].join('');
  }
}
