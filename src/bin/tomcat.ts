/** `berkeley-sockets tomcat`: a web server that shows what it asks the kernel for. */
import { parseArgs } from 'node:util';
import { ErrnoError } from '../syscalls/errno-error.js';
import { addLens } from '../lens/index.js';
import { Tomcat } from '../tomcat/index.js';
import { printLive } from '../trace/live.js';
import { exitCodes, text, usageError } from './command.js';
import type { Command } from './command.js';

const usage = text(
  'Usage: berkeley-sockets tomcat [--port N] [--host ADDRESS] [--connector polling | blocking] [--threads N]',
  '                               [--root DIRECTORY] [--access-log FILE] [--lens-host NAME] [--quiet]',
  '',
  'Serves HTTP on 127.0.0.1:8080, and shows each call of the API, thread by thread, with the system calls that it',
  'makes, while requests come in; /lens shows the same as a picture, to this machine only. Ctrl-C stops it, when the',
  'requests that have begun are answered.',
  '',
  '  --port N            0: any that is free',
  '  --host ADDRESS      127.0.0.1 when left out: only this machine reaches it',
  '  --connector NAME    polling, when left out: connections wait in epoll or kqueue and cost no thread.',
  '                      blocking: one thread accepts, and each connection has a thread of its own',
  '  --threads N         how many threads there may be',
  '  --root DIRECTORY    whose files are served; a small demonstration when left out',
  '  --access-log FILE   gets a line for each request',
  '  --lens-host NAME    /lens answers those who ask for it by this name, on whatever machine they are',
  '  --quiet             shows no calls',
  '  --help              shows this',
);

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  connector: { type: 'string' },
  threads: { type: 'string' },
  root: { type: 'string' },
  'access-log': { type: 'string' },
  'lens-host': { type: 'string', multiple: true },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Where the demonstration's files and servlets are: examples/webapp. */
const demonstration = new URL('../../examples/webapp/', import.meta.url);
const servlets = ['hello', 'echo', 'slow', 'session'];

const number = (name: string, value: string | undefined): number | undefined => {
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new RangeError(`--${name} must be a number, not ${value}`);
  return Number(value);
};

interface Settings {
  readonly tomcat: Tomcat;
  readonly quiet: boolean;
  readonly isDemonstration: boolean;
}

/** Undefined: help is wanted. */
function parse(args: readonly string[]): Settings | undefined {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return undefined;
  const { host, connector, root } = values;
  const port = number('port', values.port);
  const maxThreads = number('threads', values.threads);
  const tomcat = new Tomcat({
    docBase: root ?? new URL('files/', demonstration).pathname,
    accessLog: values['access-log'] ?? null,
    ...(host !== undefined && { host }),
    ...(connector !== undefined && { connector: connector as 'polling' }),
    ...(port !== undefined && { port }),
    ...(maxThreads !== undefined && { maxThreads }),
  });
  if (root === undefined) {
    for (const name of servlets) tomcat.addServlet(`/${name}`, new URL(`servlets/${name}-servlet.mjs`, demonstration));
  }
  addLens(tomcat, { hosts: values['lens-host'] ?? [] });
  return { tomcat, quiet: values.quiet, isDemonstration: root === undefined };
}

/** Why it could not start, to somebody who has typed a command. */
function explain(error: unknown): string {
  if (!(error instanceof ErrnoError)) return (error as Error).message;
  const hint = error.code === 'EADDRINUSE' ? '\nTry another port: --port 0' : '';
  return `${error.message}${hint}`;
}

function run(args: readonly string[]): number {
  let settings: Settings | undefined;
  try {
    settings = parse(args);
  } catch (error) {
    return usageError(`${(error as Error).message}\n${usage}`);
  }
  if (settings === undefined) {
    process.stdout.write(usage);
    return exitCodes.ok;
  }
  const { tomcat, quiet, isDemonstration } = settings;
  const live = quiet ? undefined : printLive();
  try {
    tomcat.start();
  } catch (error) {
    live?.stop();
    process.stderr.write(`berkeley-sockets: ${explain(error)}\n`);
    return exitCodes.failed;
  }
  const path = isDemonstration ? '/hello' : '/';
  process.stdout.write(
    `# The server listens. In another terminal: curl http://127.0.0.1:${tomcat.getLocalPort()}${path}\n` +
      `# What it asks the kernel for, as a picture: http://127.0.0.1:${tomcat.getLocalPort()}/lens\n`,
  );
  const stop = (): void => {
    tomcat.stop();
    live?.stop();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return exitCodes.ok;
}

export const command: Command = { summary: 'a web server that shows what it asks the kernel for', run };
