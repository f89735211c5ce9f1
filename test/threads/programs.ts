import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface Run {
  /** The exit code, or the signal that ended it: SIGKILL, when it did not end by itself. */
  readonly end: number | string;
  readonly stdout: string;
  readonly stderr: string;
  /** What the scene returned: the last line of standard output. */
  readonly result: unknown;
}

export interface RunOptions {
  /** Options of node. */
  readonly node?: readonly string[];
  /** The most descriptors that it may have open. */
  readonly descriptors?: number;
  /** What to do with it while it runs. */
  readonly meanwhile?: (child: ChildProcess) => void;
}

/** A program that takes longer hangs. */
const patience = 60_000;

/** Runs a scene of a program of this folder to its end. */
export async function run(program: string, scene: string, args: readonly unknown[] = [], options: RunOptions = {}) {
  const command = [
    process.execPath,
    ...(options.node ?? []),
    fileURLToPath(new URL(program, import.meta.url)),
    scene,
    ...args.map(String),
  ];
  const limited =
    options.descriptors === undefined
      ? command
      : ['sh', '-c', `ulimit -n ${options.descriptors}; exec "$@"`, 'sh', ...command];
  const child = spawn(limited[0]!, limited.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patience,
    killSignal: 'SIGKILL',
  });
  options.meanwhile?.(child);
  const [[code, signal], stdout, stderr] = (await Promise.all([
    once(child, 'exit'),
    text(child.stdout),
    text(child.stderr),
  ])) as [[number | null, string | null], string, string];
  const last = stdout.trimEnd().split('\n').at(-1)!;
  let result: unknown;
  try {
    result = JSON.parse(last);
  } catch {
    result = undefined;
  }
  return { end: code ?? signal!, stdout, stderr, result } satisfies Run;
}

/** The same for a scene that has to end well, and without a word on standard error. Returns what it returned. */
export async function resultOf(program: string, scene: string, args?: readonly unknown[], options?: RunOptions) {
  const { end, stderr, result } = await run(program, scene, args, options);
  if (end !== 0 || stderr !== '') throw new Error(`${scene} ended with ${end}:\n${stderr}`);
  return result;
}

/** The lines of standard output before the last one, which is the result. */
export const linesOf = ({ stdout }: Run): string[] => stdout.trimEnd().split('\n').slice(0, -1);
