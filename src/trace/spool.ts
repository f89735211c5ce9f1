/**
 * A trace on disk, as it was recorded: written by the traced process, where decoding would cost it, and read by another
 * one at its own pace. A directory of files, each of which is removed when it is read.
 */
import { closeSync, existsSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Reading, Sink } from './sinks.js';

/** Bytes after which the next file is begun. */
const fileSize = 16 * 1024 * 1024;

/** Nanoseconds after which the time is told although nothing has happened. */
const heartbeat = 200_000_000n;

const fileName = (directory: string, number: number): string => join(directory, `${number}.trace`);
const lengthSize = 4;

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
    const body = serialize(reading);
    const frame = Buffer.alloc(lengthSize + body.length);
    frame.writeUInt32LE(body.length);
    body.copy(frame, lengthSize);
    if (this.#written >= fileSize) this.#next();
    for (let written = 0; written < frame.length;) written += writeSync(this.#fd, frame, written);
    this.#written += frame.length;
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
        const end = available < lengthSize ? Infinity : lengthSize + this.#rest.readUInt32LE();
        if (end > available) break;
        yield deserialize(this.#rest.subarray(lengthSize, end)) as Reading;
        this.#rest = this.#rest.subarray(end);
      }
    }
  }
}
