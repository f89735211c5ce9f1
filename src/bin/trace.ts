/** `berkeley-sockets trace`: runs a script and shows which system calls its API calls make. */
import { closeSync, existsSync, mkdtempSync, openSync, realpathSync, rmSync, statSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { formats } from '../trace/formats/index.js';
import type { FormatName } from '../trace/formats/index.js';
import { mayColor } from '../trace/live.js';
import { TextSink } from '../trace/sinks.js';
import { exitCodes, text, usageError } from './command.js';
import type { Command } from './command.js';
import { endAs, followed } from './followed.js';
import type { End } from './followed.js';
import { optionsFor } from './typescript.js';
import { straceCommand, Verification, whyNoStrace } from './verify.js';

const names = Object.keys(formats).join(' | ');
const usage = text(
  'Usage: berkeley-sockets trace [--format FORMAT] [--output FILE] [--verify] SCRIPT [ARGUMENTS]',
  '',
  'Runs SCRIPT, JavaScript or TypeScript, and shows the calls that all its threads make of this package, each with its',
  'system calls. SCRIPT has its own standard streams, signals and exit code. The trace goes to standard error.',
  '',
  `  --format FORMAT  ${names}`,
  '                   calls, when left out: while they are made. perfetto: JSON for https://ui.perfetto.dev',
  '  --output FILE    the trace goes there',
  '  --verify         also runs it under strace, compares each line, and exits with 1 when one differs',
  '  --help           shows this',
);

interface Settings {
  readonly format: FormatName;
  readonly output: string | undefined;
  readonly verify: boolean;
  readonly script: string;
  readonly args: readonly string[];
}

const options = {
  format: { type: 'string', default: 'calls' },
  output: { type: 'string' },
  verify: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

class UsageError extends Error {}

/** Undefined: help is wanted. What comes after SCRIPT is its own. */
function parse(args: readonly string[]): Settings | undefined {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const own = tokens.find(({ kind }) => kind === 'positional')?.index ?? args.length;
  let values;
  try {
    ({ values } = parseArgs({ args: args.slice(0, own), options, allowPositionals: false }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return undefined;
  const { format, output, verify } = values;
  if (!Object.hasOwn(formats, format)) throw new UsageError(`--format must be one of ${names}, not '${format}'`);
  const name = args[own];
  if (name === undefined) throw new UsageError('SCRIPT is missing');
  const script = resolve(name);
  if (!existsSync(script) || !statSync(script).isFile()) throw new UsageError(`there is no file '${name}'`);
  return { format: format as FormatName, output, verify, script, args: args.slice(own + 1) };
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where the package is that the script imports, when it is another copy: only that one sees its calls. */
function otherCopy(script: string): string | undefined {
  try {
    const found = dirname(createRequire(script).resolve('berkeley-sockets/package.json'));
    return realpathSync(found) === realpathSync(root) ? undefined : found;
  } catch {
    return undefined;
  }
}

export const command: Command = {
  summary: 'runs a script and shows the system calls of its API calls',

  async run(args) {
    let settings: Settings | undefined;
    try {
      settings = parse(args);
      if (settings === undefined) {
        process.stdout.write(usage);
        return exitCodes.ok;
      }
      const other = otherCopy(settings.script);
      if (other === undefined) return await endAs(await trace(settings));
      const theirs = (await import(pathToFileURL(join(other, 'dist/bin/trace.js')).href)) as { command: Command };
      return await theirs.command.run(args);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return usageError(`${error.message}\n${usage}`);
    }
  },
};

function openOutput(file: string | undefined): number {
  if (file === undefined) return 2;
  try {
    return openSync(file, 'w');
  } catch (error) {
    throw new UsageError(`--output: ${(error as Error).message}`, { cause: error });
  }
}

async function trace({ format, output, verify, script, args }: Settings): Promise<End> {
  const why = verify ? whyNoStrace() : undefined;
  if (why !== undefined) throw new UsageError(why);
  const verification = verify ? new Verification() : undefined;
  const nodeOptions = optionsFor(script);
  if (typeof nodeOptions === 'string') throw new UsageError(nodeOptions);
  const fd = openOutput(output);
  const directory = mkdtempSync(join(tmpdir(), 'berkeley-sockets-'));
  try {
    const preload = new URL('preload.js', import.meta.url);
    preload.searchParams.set('spool', directory);
    const node = [process.execPath, ...nodeOptions, `--import=${preload.href}`, script, ...args];
    const sink = new TextSink(format, mayColor(fd), (part) => {
      writeAll(fd, part);
    });
    const command = verification === undefined ? node : [...straceCommand(directory), ...node];
    const end = await followed(command, directory, verification === undefined ? [sink] : [sink, verification]);
    const differs = verification !== undefined && !verification.report(directory);
    return differs ? { code: exitCodes.failed, signal: null } : end;
  } finally {
    rmSync(directory, { recursive: true, force: true });
    if (output !== undefined) closeSync(fd);
  }
}

function writeAll(fd: number, part: string): void {
  const bytes = Buffer.from(part);
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}
