/** What runs in a worker: takes messages from the queue and calls the module's Runnable with each. */
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import { known, thread } from '../syscalls/binding.js';
import { raw } from '../syscalls/generated/calls.js';
import { attend } from '../net/interrupts.js';
import { codes } from './crew.js';
import type { Assignment, News } from './crew.js';
import { decode } from './message.js';

const { EAGAIN, POLLOUT } = known;

const { queues } = thread;
const { queue, member, module, name, port } = workerData as Assignment;

/** The whole of it, also when somebody has made the descriptor non-blocking. */
function writeAll(fd: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).errno !== -EAGAIN) return;
      raw.poll([{ fd, events: POLLOUT }], -1);
    }
  }
}

/**
 * A worker's console goes through the event loop of the thread that has started it, which may be blocked in accept():
 * here it is written at once.
 */
for (const [stream, fd] of [
  [process.stdout, 1],
  [process.stderr, 2],
] as const) {
  const writable = stream as unknown as Writable;
  writable._write = (chunk: string | Uint8Array, encoding, done) => {
    writeAll(fd, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
    done();
  };
  delete (writable as { _writev?: unknown })._writev;
  Object.defineProperty(writable, '_writev', { value: null, configurable: true });
}

/** As Java tells of an exception that nobody has caught. */
function uncaught(error: unknown): void {
  writeAll(2, Buffer.from(`Exception in thread "${name}" ${inspect(error)}\n`));
}

process.on('uncaughtException', (error) => {
  uncaught(error);
  process.exit(1);
});

const buffers = new Map<number, SharedArrayBuffer>();

function bufferOf(id: number): SharedArrayBuffer {
  while (!buffers.has(id)) {
    const [number, buffer] = receiveMessageOnPort(port)!.message as [number, SharedArrayBuffer];
    buffers.set(number, buffer);
  }
  return buffers.get(id)!;
}

type Runnable = (...args: unknown[]) => unknown;

/**
 * Node 20 does not give threads the loader of `node --import tsx`, which its main thread has; newer versions do, or need
 * none (process.features.typescript).
 */
async function loadTypeScript(): Promise<void> {
  if (!/\.[mc]?tsx?$/.test(module) || (process.features as { typescript?: unknown }).typescript) return;
  let directory: string;
  try {
    directory = dirname(createRequire(module).resolve('tsx/package.json'));
  } catch {
    return;
  }
  const api: unknown = await import(pathToFileURL(join(directory, 'dist/esm/api/index.mjs')).href);
  (api as { register(): void }).register();
}

async function load(): Promise<Runnable> {
  await loadTypeScript();
  const { default: runnable } = (await import(module)) as { default?: unknown };
  if (typeof runnable === 'function') return runnable as Runnable;
  throw new TypeError(`The default export of ${module} must be a function. Received ${inspect(runnable)}`);
}

/** Milliseconds to wait for the next message before the event loop is given a turn. */
const restlessness = 10;

async function run(runnable: Runnable): Promise<void> {
  for (;;) {
    let message = queues.take(queue, restlessness);
    if (message === codes.timedOut) {
      // Before it sleeps for long, what the Runnable has left to the event loop is done, and garbage looked after.
      await nextTurn();
      message = queues.take(queue, -1);
    }
    if (message === codes.interrupted) {
      attend();
    } else if (typeof message === 'number') {
      return;
    } else {
      const args = decode(message, bufferOf);
      try {
        const result = runnable(...args);
        if (result instanceof Promise) await result;
      } catch (error) {
        uncaught(error);
        // Nobody else is going to.
        queues.closeWork();
      }
    }
  }
}

/** What can be cloned of it: an Error without its properties, or its text. */
function tell(error: unknown): void {
  const code = (error as { code?: unknown } | undefined)?.code;
  const news = {
    error: error instanceof Error ? error : inspect(error),
    code: typeof code === 'string' ? code : undefined,
  };
  try {
    port.postMessage(news satisfies News);
  } catch {
    port.postMessage({ ...news, error: inspect(error) } satisfies News);
  }
}

if (!queues.loading(queue, member)) process.exit(0);

let runnable: Runnable | undefined;
try {
  runnable = await load();
} catch (error) {
  uncaught(error);
  tell(error);
}
if (runnable !== undefined && queues.ready(queue, member)) await run(runnable);
process.exit(runnable === undefined ? 1 : 0);
