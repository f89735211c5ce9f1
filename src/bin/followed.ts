/** Runs the traced process, and reads what it records meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Sink } from '../trace/sinks.js';
import { isatty as isTerminal } from 'node:tty';
import { SpoolReader } from '../trace/spool.js';

/** Milliseconds between two looks at what was recorded, and for how long one may hold up signals. */
const intervals = { look: 20, turn: 50 };

/** Signals for the script that this process gets in its place. */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const;
/** A terminal sends these to all its processes, also to the script. */
const fromTerminal: readonly string[] = ['SIGINT', 'SIGHUP', 'SIGQUIT'];

const sleep = (milliseconds: number): Promise<undefined> => pause(milliseconds, undefined);

/** Returns its exit code; when a signal kills it, this process too. */
export async function followed(
  [program, ...args]: readonly string[],
  directory: string,
  sinks: readonly Sink[],
): Promise<number> {
  const child = spawn(program!, args, { stdio: 'inherit' });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const reader = new SpoolReader(directory);
  // strace keeps signals to itself: the script gets them as soon as its number is known.
  let target = child.pid!;
  const isOnTerminal = [0, 1, 2].some((fd) => isTerminal(fd));
  const forward = (signal: NodeJS.Signals): void => {
    if (isOnTerminal && fromTerminal.includes(signal)) return;
    try {
      process.kill(target, signal);
    } catch {
      // It has ended.
    }
  };
  for (const signal of forwarded) process.on(signal, forward);
  // What is left to do can wait: the script needs the processors.
  setPriority(constants.priority.PRIORITY_LOW);

  const catchUp = async (): Promise<void> => {
    let since = performance.now();
    for (const reading of reader.read()) {
      target = reading.pid;
      for (const sink of sinks) sink.turn(reading);
      if (performance.now() - since < intervals.turn) continue;
      await nextTurn();
      since = performance.now();
    }
  };
  try {
    let end: [code: number | null, signal: NodeJS.Signals | null] | undefined;
    while (end === undefined) {
      await catchUp();
      end = await Promise.race([ended, sleep(intervals.look)]);
    }
    await catchUp();
    const [code, signal] = end;
    for (const sink of sinks) sink.end();
    if (signal === null) return code!;
    for (const each of forwarded) process.off(each, forward);
    process.kill(process.pid, signal);
    // Until it arrives.
    await sleep(1000);
    return 128 + constants.signals[signal];
  } finally {
    for (const each of forwarded) process.off(each, forward);
    reader.close();
  }
}
