/** What the printer does, on whatever thread it runs: it empties the rings, and writes what was in them. */
import { writeSync } from 'node:fs';
import { thread as native } from '../syscalls/binding.js';
import { EAGAIN } from '../syscalls/generated/constants.js';
import { LiveText } from './live-text.js';

/** What the printer is started with. */
export interface LiveSettings {
  /** {@link states}, and how often something has been written. */
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly fd: number;
  readonly color: boolean;
}

/** Of the printer's thread; the first and the last element of `control` are in these states. */
export const states = { starting: 0, running: 1, ending: 2, ended: 3 } as const;

export class LiveOutput {
  readonly #settings: LiveSettings;
  readonly #text: LiveText;
  #broken = false;

  constructor(settings: LiveSettings) {
    this.#settings = settings;
    this.#text = new LiveText(settings.color);
  }

  turn(): void {
    const now = process.hrtime.bigint();
    const news = native.drain(true);
    this.#write(this.#text.turn(now, news, native.drainPending()));
  }

  /** Ends the recording. */
  end(): void {
    native.setTracing(false, true);
    this.turn();
    this.#write(this.#text.end());
  }

  #write(text: string): void {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length && !this.#broken;) {
      try {
        written += writeSync(this.#settings.fd, bytes, written);
      } catch (error) {
        // Somebody has made it non-blocking, and its reader is slow; or nobody reads any more.
        if ((error as NodeJS.ErrnoException).errno === -EAGAIN) sleep(1);
        else this.#broken = true;
      }
      Atomics.add(this.#settings.control, 1, 1);
    }
  }
}

const sleep = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};
