/** The formats by their names. */
import { CallsFormat } from './calls.js';
import { ChromeFormat } from './chrome.js';
import type { Format, FormatOptions } from './format.js';
import { MermaidFormat } from './mermaid.js';
import { NdjsonFormat } from './ndjson.js';
import { StraceFormat } from './strace.js';
import { SummaryFormat } from './summary.js';

export const formats = {
  calls: (options: FormatOptions): Format => new CallsFormat(options),
  strace: (): Format => new StraceFormat(),
  ndjson: (): Format => new NdjsonFormat(),
  perfetto: (options: FormatOptions): Format => new ChromeFormat(options),
  mermaid: (): Format => new MermaidFormat(),
  summary: (): Format => new SummaryFormat(),
} as const;

export type FormatName = keyof typeof formats;
