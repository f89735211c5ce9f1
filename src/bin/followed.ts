/** Runs the traced process, and reads what it records meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { isatty as isTerminal } from 'node:tty';
import type { Sink } from '../trace/sinks.js';
import { SpoolReader } from '../trace/spool.js';

/** Milliseconds between two looks at what was recorded, and for how long one may hold up signals. */
const intervals = { look: 20, turn: 50 };

/** Signals for the script that this process gets in its place. */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const;
/** A terminal sends these to all its processes, also to the script. */
const fromTerminal: readonly string[] = ['SIGINT', 'SIGHUP', 'SIGQUIT'];

/** How a process has ended. */
export interface End {
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
}

/** Returns when the process has ended, and the sinks have everything. */
export async function followed(
  [program, ...args]: readonly string[],
  directory: string,
  sinks: readonly Sink[],
): Promise<End> {
  const child = spawn(program!, args, { stdio: 'inherit' });
  const ended = once(child, 'exit') as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  // strace keeps signals to itself: the script gets them as soon as its number is known.
  let target = child.pid!;
  const isOnTerminal = [0, 1, 2].some(isTerminal);
  const forward = (signal: NodeJS.Signals): void => {
    if (isOnTerminal && fromTerminal.includes(signal)) return;
    try {
      process.kill(target, signal);
    } catch {
      // It has ended.
    }
  };
  for (const signal of forwarded) process.on(signal, forward);
  // While the script runs, the processors are for it: what is left to do here can wait.
  const before = getPriority();
  setPriorities(constants.priority.PRIORITY_LOW);

  const reader = new SpoolReader(directory);
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
    let end: Awaited<typeof ended> | undefined;
    while (end === undefined) {
      await catchUp();
      end = await Promise.race([ended, pause(intervals.look, undefined)]);
    }
    setPriorities(before);
    await catchUp();
    for (const sink of sinks) sink.end();
    const [code, signal] = end;
    return { code: code ?? 1, signal };
  } finally {
    for (const each of forwarded) process.off(each, forward);
    reader.close();
  }
}

/** On Linux each thread has a priority of its own. */
function setPriorities(priority: number): void {
  const threads = process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [0];
  for (const thread of threads) {
    try {
      setPriority(thread, priority);
    } catch {
      // It may be lowered, but only privileged processes may raise it again.
      return;
    }
  }
}

/** Ends this process as the other one has ended. Returns the exit code. */
export async function endAs({ code, signal }: End): Promise<number> {
  if (signal === null) return code;
  process.kill(process.pid, signal);
  // Until it arrives; a core dump of the other one need not be of this one.
  await pause(1000);
  return 128 + constants.signals[signal];
}
