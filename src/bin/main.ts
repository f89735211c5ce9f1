#!/usr/bin/env node
/** The command `berkeley-sockets`: a file of this folder for each subcommand. */
import { text, usageError } from './command.js';
import type { Command } from './command.js';

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  trace: async () => (await import('./trace.js')).command,
  tomcat: async () => (await import('./tomcat.js')).command,
  inspect: async () => (await import('./inspect.js')).command,
};

async function help(): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const width = Math.max(...Object.keys(commands).map(({ length }) => length));
  const lines = Object.keys(commands).map((name, i) => `  ${name.padEnd(width)}  ${loaded[i]!.summary}`);
  return text('Usage: berkeley-sockets COMMAND …', '', ...lines, '', 'berkeley-sockets COMMAND --help tells more.');
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    process.stdout.write(await help());
    return 0;
  }
  const load = Object.hasOwn(commands, name ?? '') ? commands[name!] : undefined;
  if (load === undefined) {
    const what = name === undefined ? 'a command is missing' : `'${name}' is not a command`;
    return usageError(`${what}\n${await help()}`);
  }
  return (await load()).run(args);
}

process.exitCode = await main(process.argv.slice(2));
