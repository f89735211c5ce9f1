/** Prints calls while they happen. */
import { isatty } from 'node:tty';
import { Worker } from 'node:worker_threads';
import { checkInteger, invalidType } from '../syscalls/invalid-argument.js';
import { atExit } from './at-exit.js';
import { LiveOutput, states } from './live-output.js';
import type { LiveSettings } from './live-output.js';
import { lend, takeBack } from './recorder.js';

/** Options of {@link printLive}. */
export interface LiveOptions {
  /** The descriptor to write to; 1, standard output, when left out. */
  readonly fd?: number;
  /** Whether to colour it; when left out, if it is a terminal and the environment has no NO_COLOR. */
  readonly color?: boolean;
}

/** What {@link printLive} has begun. */
export interface LivePrinting {
  /** Prints the rest, and ends. */
  stop(): void;
}

/** Milliseconds that the printer may be without writing anything when it is to end. */
const patience = 2000;

/** See https://no-color.org. */
const mayColor = (fd: number): boolean => isatty(fd) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

/**
 * Prints each API call of every thread, and indented below it the system calls that it made, with their arguments,
 * results and durations; one that blocks is shown while it does. The printer runs in a thread of its own, so that it
 * prints also while all others are blocked. When the process ends, what was recorded before is printed; not when a signal
 * kills it.
 *
 * The printer makes no system calls that the trace shows, and does not keep the process alive.
 *
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; Error while a thread records (see startTracing).
 *
 * @example
 * printLive();
 * new ServerSocket(9000).accept();
 * // [pid 4711] main
 * // new ServerSocket(9000)   # 162 µs
 * //     socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 19   # 9.10 µs
 * // …
 * // ServerSocket.accept()
 * //     accept4(19,  <unfinished ...>   # blocked
 */
export function printLive(options: LiveOptions = {}): LivePrinting {
  if (typeof options !== 'object' || (options as unknown) === null)
    throw invalidType('options', 'of type object', options);
  const { fd = 1, color = mayColor(fd) } = options;
  checkInteger('options', fd, 0, 0x7fffffff, '.fd');
  if (typeof color !== 'boolean') throw invalidType('options.color', 'of type boolean', color);
  lend();
  const control = new Int32Array(new SharedArrayBuffer(8));
  const settings: LiveSettings = { control, fd, color };
  const worker = new Worker(new URL('./live-worker.js', import.meta.url), {
    workerData: settings,
    name: 'printer',
    // Loaders and the like are for the program's own threads.
    execArgv: [],
  });
  worker.unref();
  worker.on('error', (error: Error) => {
    process.emitWarning(`The trace is not printed: ${error.message}`);
  });
  const cancel = atExit(() => {
    end(settings);
  });
  return {
    stop() {
      cancel();
      end(settings);
      takeBack();
    },
  };
}

/** Returns when everything is printed, or nobody reads it. */
function end(settings: LiveSettings): void {
  const { control } = settings;
  // Its thread has not come to life yet, and need not.
  if (Atomics.compareExchange(control, 0, states.starting, states.ended) === states.starting) {
    new LiveOutput(settings).end();
    return;
  }
  if (Atomics.compareExchange(control, 0, states.running, states.ending) !== states.running) return;
  Atomics.notify(control, 0);
  for (let written = -1; Atomics.load(control, 0) === states.ending && written !== Atomics.load(control, 1);) {
    written = Atomics.load(control, 1);
    Atomics.wait(control, 0, states.ending, patience);
  }
}
