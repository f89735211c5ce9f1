/**
 * The runs of stories, as every thread of the server reaches them. A run has a thread of its own, the conductor, and the
 * number of the conductor's queue is the number of the run.
 */
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { ErrnoError } from '../../syscalls/errno-error.js';
import { Thread } from '../../threads/thread.js';
import { closeQueue, isClosed, openQueue, receive, send } from './mail.js';

/** How many there may be at once: each takes a thread, and one for each of its programs. */
export const maxRuns = 4;

const key = 'berkeley-sockets: runs of stories';

/** The numbers of the runs, 0 where there is none; of the run that has port 9000; and the {@link idleTimeout}. */
type Registry = Int32Array<SharedArrayBuffer>;

const places = { port: maxRuns, idleTimeout: maxRuns + 1, count: maxRuns + 2 };

/**
 * Called on the main thread before the server starts: threads that are started from now on have the registry. What was set
 * first counts.
 */
export function prepareRuns(idleMilliseconds = 5 * 60_000): void {
  if ((getEnvironmentData(key) as unknown) !== undefined) return;
  const registry = new Int32Array(new SharedArrayBuffer(4 * places.count));
  registry[places.idleTimeout] = idleMilliseconds;
  setEnvironmentData(key, registry);
}

const registry = (): Registry => getEnvironmentData(key) as unknown as Registry;

/** Puts a run into a place where none is. */
function claimPlace(run: number, index: number): boolean {
  const now = Atomics.load(registry(), index);
  // Somebody may have been ended before it could give its place back.
  return (now === 0 || isClosed(now)) && Atomics.compareExchange(registry(), index, now, run) === now;
}

/** Whether there is a place for this run. */
export function claim(run: number): boolean {
  for (let i = 0; i < maxRuns; i++) if (claimPlace(run, i)) return true;
  return false;
}

/** Whether this run is the one that may have port 9000. */
export const claimPort = (run: number): boolean => claimPlace(run, places.port);

/** Milliseconds after which a run ends that nobody goes on with. */
export const idleTimeout = (): number => registry()[places.idleTimeout]!;

export function release(run: number): void {
  for (let i = 0; i <= places.port; i++) Atomics.compareExchange(registry(), i, run, 0);
}

/** What a conductor answers. */
export interface Answer {
  readonly status: number;
  readonly body?: object;
}

/** What a conductor is asked. `reply` is the queue for its answer. */
export interface Command {
  readonly command: 'next' | 'end';
  readonly reply: number;
}

/** Milliseconds after which is looked whether who is to answer is still there. */
const lookInterval = 500;

function waitForAnswer(reply: number, isThere: () => boolean): Answer | undefined {
  for (;;) {
    const wasThere = isThere();
    const answer = receive(reply, wasThere ? lookInterval : 0);
    if (answer !== undefined) return answer as Answer;
    if (!wasThere) return undefined;
  }
}

/** Undefined: there is no such run, or it has ended. */
function ask(run: number, command: Command['command']): Answer | undefined {
  if (run <= 0 || !registry().subarray(0, maxRuns).includes(run)) return undefined;
  const reply = openQueue();
  try {
    if (!send(run, { command, reply } satisfies Command)) return undefined;
    return waitForAnswer(reply, () => !isClosed(run));
  } finally {
    closeQueue(reply);
  }
}

const notFound: Answer = { status: 404, body: { error: 'There is no such run, or it has ended' } };

/** What one thread of the server does with runs. */
export class Runs {
  /** Those that it has started. */
  #conductors: Thread[] = [];
  /** Starts a run, and makes no step. */
  start(story: string): Answer {
    this.#conductors = this.#conductors.filter((each) => each.isAlive());
    const reply = openQueue();
    try {
      const conductor = new Thread(new URL('./conductor.js', import.meta.url), story, reply).unref();
      conductor.start();
      this.#conductors.push(conductor);
      const answer = waitForAnswer(reply, () => conductor.isAlive());
      return answer ?? { status: 500, body: { error: 'The story could not be started' } };
    } catch (error) {
      if (!(error instanceof ErrnoError)) throw error;
      return { status: 503, body: { error: error.message } };
    } finally {
      closeQueue(reply);
    }
  }

  /** Performs the next step of a run. */
  next(run: number): Answer {
    return ask(run, 'next') ?? notFound;
  }

  /** Ends a run: its threads have ended and its sockets are closed. */
  end(run: number): Answer {
    return ask(run, 'end') ?? notFound;
  }

  /** Ends those that this thread has started. */
  endAll(): void {
    for (const conductor of this.#conductors) conductor.terminate();
    for (const conductor of this.#conductors) conductor.join();
    this.#conductors = [];
  }
}
