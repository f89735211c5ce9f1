/** Results that strace prints with more than their number, by the kernel's name of the call. */
import type { Decoder } from './call.js';
import { fcntlResult } from './control.js';
import { flags, int32, list } from './text.js';

export const results: Partial<Record<string, (decoder: Decoder) => string>> = {
  poll(decoder) {
    if (decoder.result === 0) return '0 (Timeout)';
    const ready = decoder.call.exit!.chunks[0]!;
    const entries = Array.from({ length: ready.length / 8 }, (_, i) => {
      const revents = flags('pollEvents', int32(ready, 8 * i + 4) >>> 16, 'POLL???');
      return `{fd=${int32(ready, 8 * i)}, revents=${revents}}`;
    });
    return `${decoder.result} (${list(entries)})`;
  },
  fcntl: fcntlResult,
};
