/**
 * A trace on disk, as it was recorded: written by the traced process, where decoding would cost it, and read by another
 * one at its own pace. A directory of files, each of which is removed when it is read.
 */
import { closeSync, existsSync, openSync, readSync, unlinkSync, writevSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ThreadRecords } from '../syscalls/binding.js';
import type { Reading, Sink } from './sinks.js';

/** Bytes after which the next file is begun. */
const fileSize = 16 * 1024 * 1024;

/** Nanoseconds after which the time is told although nothing has happened. */
const heartbeat = 200_000_000n;

const fileName = (directory: string, number: number): string => join(directory, `${number}.trace`);

/** A frame: two sizes, of the head and of all that follows; the head; the records that it tells the lengths of. */
const sizesSize = 8;
type Head = Omit<Reading, 'news' | 'pending'> & {
  readonly news: readonly RecordsHead[];
  readonly pending: readonly RecordsHead[];
};
type RecordsHead = Omit<ThreadRecords, 'records'> & { readonly length: number };

const headOf = ({ thread, name, ended, records }: ThreadRecords): RecordsHead => ({
  ...{ thread, name, ended },
  length: records.length,
});

function writeAll(fd: number, buffers: readonly Uint8Array[]): void {
  const left = [...buffers];
  while (left.length > 0) {
    let written = writevSync(fd, left.slice(0, vectorLimit));
    while (left.length > 0 && written >= left[0]!.length) written -= left.shift()!.length;
    if (written > 0) left[0] = left[0]!.subarray(written);
  }
}

/** IOV_MAX of Linux and macOS. */
const vectorLimit = 1024;

export class SpoolWriter implements Sink {
  readonly #directory: string;
  #number = 0;
  #written = 0;
  #fd: number;
  #last = 0n;

  constructor(directory: string) {
    this.#directory = directory;
    this.#fd = openSync(fileName(directory, 0), 'a');
  }

  turn(reading: Reading): void {
    if (reading.news.length === 0 && reading.now - this.#last < heartbeat) return;
    this.#last = reading.now;
    if (this.#written >= fileSize) this.#next();
    // The records go to the file as they are: copying them would cost more than all else here.
    const all = [...reading.news, ...reading.pending];
    const head = serialize({ ...reading, news: reading.news.map(headOf), pending: reading.pending.map(headOf) });
    const length = all.reduce((sum, { records }) => sum + records.length, head.length);
    const sizes = Buffer.alloc(sizesSize);
    sizes.writeUInt32LE(head.length);
    sizes.writeUInt32LE(length, sizesSize / 2);
    this.#written += sizes.length + length;
    writeAll(this.#fd, [sizes, head, ...all.map(({ records }) => records)]);
  }

  /** The reader goes on to the next file as soon as there is one: nothing is written to this one any more. */
  #next(): void {
    closeSync(this.#fd);
    this.#fd = openSync(fileName(this.#directory, ++this.#number), 'a');
    this.#written = 0;
  }

  end(): void {
    closeSync(this.#fd);
  }
}

export class SpoolReader {
  readonly #directory: string;
  #number = 0;
  #fd: number | undefined;
  #rest: Buffer = Buffer.alloc(0);

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** What has been written since the last time. */
  *read(): Generator<Reading> {
    for (;;) {
      this.#fd ??= this.#open();
      if (this.#fd === undefined) return;
      // Looked at before: what is read then is all of it.
      const isComplete = existsSync(fileName(this.#directory, this.#number + 1));
      yield* this.#frames(this.#fd);
      if (!isComplete) return;
      this.close();
      this.#number++;
    }
  }

  close(): void {
    if (this.#fd === undefined) return;
    closeSync(this.#fd);
    this.#fd = undefined;
    unlinkSync(fileName(this.#directory, this.#number));
  }

  #open(): number | undefined {
    const file = fileName(this.#directory, this.#number);
    return existsSync(file) ? openSync(file, 'r') : undefined;
  }

  *#frames(fd: number): Generator<Reading> {
    const chunk = Buffer.alloc(1024 * 1024);
    for (;;) {
      const length = readSync(fd, chunk, 0, chunk.length, null);
      if (length === 0) return;
      this.#rest = Buffer.concat([this.#rest, chunk.subarray(0, length)]);
      for (;;) {
        const { length: available } = this.#rest;
        const end = available < sizesSize ? Infinity : sizesSize + this.#rest.readUInt32LE(sizesSize / 2);
        if (end > available) break;
        yield readingOf(this.#rest.subarray(0, end));
        this.#rest = this.#rest.subarray(end);
      }
    }
  }
}

function readingOf(frame: Buffer): Reading {
  let at = sizesSize + frame.readUInt32LE();
  const head = deserialize(frame.subarray(sizesSize, at)) as Head;
  const withRecords = ({ length, ...rest }: RecordsHead): ThreadRecords => ({
    ...rest,
    records: frame.subarray(at, (at += length)),
  });
  return { ...head, news: head.news.map(withRecords), pending: head.pending.map(withRecords) };
}
