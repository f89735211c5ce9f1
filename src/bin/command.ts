/** What subcommands have in common. */

/** A subcommand. */
export interface Command {
  /** What it does, in a line. */
  readonly summary: string;
  /** Returns the exit code. */
  run(args: readonly string[]): number | Promise<number>;
}

/** As other commands on Unix: 1 is a failure of what was asked for, 2 of the question. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

export const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** Tells what is wrong with the arguments, and returns the exit code for it. */
export function usageError(message: string): number {
  process.stderr.write(`berkeley-sockets: ${message.trimEnd()}\n`);
  return exitCodes.usage;
}
