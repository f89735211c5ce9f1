/** Empties the rings of all threads and hands on what was in them, on whatever thread it runs. */
import { thread as native } from '../syscalls/binding.js';
import { openSink } from './sinks.js';
import type { Sink, SinkSettings } from './sinks.js';

/** What the reader's thread is started with. */
export interface ReaderSettings {
  /** One of {@link states}, and how often something has been written. */
  readonly control: Int32Array<SharedArrayBuffer>;
  readonly sink: SinkSettings;
  /** Its number in native code. */
  readonly recording: number;
}

/** Of the reader's thread. */
export const states = { starting: 0, running: 1, ending: 2, ended: 3 } as const;

export class Reader {
  readonly #sink: Sink;
  readonly #recording: number;

  constructor({ control, sink, recording }: ReaderSettings) {
    this.#recording = recording;
    this.#sink = openSink(sink, () => {
      Atomics.add(control, 1, 1);
    });
  }

  turn(): void {
    const now = process.hrtime.bigint();
    const news = native.drain(this.#recording);
    this.#sink.turn({ pid: process.pid, now, news, pending: native.drainPending() });
  }

  /** Ends the recording. */
  end(): void {
    this.turn();
    native.stopRecording(this.#recording);
    this.#sink.end();
  }
}
