/** `berkeley-sockets inspect`: src/inspect/command.ts. */
import { inspectCommand } from '../inspect/command.js';
import type { Command } from './command.js';

export const command: Command = {
  summary: 'what the kernel keeps for the sockets of a process',
  run: (args) =>
    inspectCommand(
      args,
      (out) => void process.stdout.write(out),
      (err) => void process.stderr.write(err),
    ),
};
