/** Prints calls while they happen. */
import { isatty } from 'node:tty';
import { checkInteger, invalidType } from '../syscalls/invalid-argument.js';
import { recordInBackground } from './background.js';

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

/** See https://no-color.org. */
export const mayColor = (fd: number): boolean => isatty(fd) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

/**
 * Prints each API call of every thread, and indented below it the system calls that it made, with their arguments,
 * results and durations; one that blocks is shown while it does. The printer runs in a thread of its own, so that it
 * prints also while all others are blocked. When the process ends, what was recorded before is printed; not when a signal
 * kills it.
 *
 * The printer makes no system calls that the trace shows, and does not keep the process alive.
 *
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE.
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
  return { stop: recordInBackground({ kind: 'text', fd, color }) };
}
