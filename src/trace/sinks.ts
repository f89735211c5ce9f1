/** Where the reader of the rings puts what was in them. */
import { writeSync } from 'node:fs';
import type { ThreadRecords } from '../syscalls/binding.js';
import { EAGAIN } from '../syscalls/generated/constants.js';
import { systemCall } from './calls.js';
import { EventStream } from './event-stream.js';
import type { BlockedCall, Format } from './formats/format.js';
import { formats } from './formats/index.js';
import type { FormatName } from './formats/index.js';
import { readRecords } from './records.js';
import { SpoolWriter } from './spool.js';

/** What the rings held, and what was in progress then. */
export interface Reading {
  /** The number of the process. */
  readonly pid: number;
  /** A time before they were read. */
  readonly now: bigint;
  readonly news: readonly ThreadRecords[];
  readonly pending: readonly ThreadRecords[];
}

export interface Sink {
  turn(reading: Reading): void;
  /** Nothing more comes. */
  end(): void;
}

/** A sink as it is told to another thread. */
export type SinkSettings =
  | { readonly kind: 'text'; readonly fd: number; readonly color: boolean }
  | { readonly kind: 'spool'; readonly directory: string };

/** `onWrite` is called after each write, which may have taken long. */
export function openSink(settings: SinkSettings, onWrite: () => void): Sink {
  if (settings.kind === 'spool') return new SpoolWriter(settings.directory);
  const { fd, color } = settings;
  return new TextSink('calls', color, (text) => {
    writeAll(fd, text, onWrite);
  });
}

/** Nanoseconds after which a call is shown as blocked. */
const moment = 50_000_000n;

/** A trace as text of one of the formats. */
export class TextSink implements Sink {
  readonly #events = new EventStream();
  readonly #name: FormatName;
  readonly #color: boolean;
  #format: Format | undefined;
  readonly #write: (text: string) => void;
  /** The starts of the calls that were shown as blocked, and still are. */
  #shown = new Set<bigint>();

  constructor(name: FormatName, color: boolean, write: (text: string) => void) {
    this.#name = name;
    this.#color = color;
    this.#write = write;
  }

  turn({ pid, now, news, pending }: Reading): void {
    this.#format ??= formats[this.#name]({ pid, color: this.#color });
    const events = this.#events.add(now, news);
    this.#write(this.#format.add(events, now, this.#blocked(now, pending)));
  }

  /** Those that have become it since the last time. */
  #blocked(now: bigint, pending: readonly ThreadRecords[]): BlockedCall[] {
    const shown = new Set<bigint>();
    const blocked = pending.flatMap((each) => {
      const [record] = readRecords(each.records);
      if (record?.kind !== 'call' || record.start > now - moment) return [];
      shown.add(record.start);
      if (this.#shown.has(record.start)) return [];
      return [{ thread: this.#events.threadOf(each), call: systemCall(record, each.thread), name: record.row.name }];
    });
    this.#shown = shown;
    return blocked;
  }

  end(): void {
    const format = this.#format ?? formats[this.#name]({ pid: 0 });
    this.#write(format.add(this.#events.end()) + format.end());
  }
}

/** All of it. Nobody may read it any more: then it is dropped. */
function writeAll(fd: number, text: string, onWrite: () => void): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).errno !== -EAGAIN) return;
      // Somebody has made it non-blocking, and its reader is slow.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
    onWrite();
  }
}
