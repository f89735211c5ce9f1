/**
 * The Runnable of a run: starts the threads of a story, has them play one step after the other as the reader wants, and tells
 * what they have called and what the kernel has of it. It ends them when the story is over, or the reader is gone.
 */
import { readFileSync } from 'node:fs';
import { thread as native } from '../../syscalls/binding.js';
import { ErrnoError } from '../../syscalls/errno-error.js';
import { BindException } from '../../net/exceptions.js';
import type { InetSocketAddress } from '../../net/inet-address.js';
import { ServerSocket } from '../../net/server-socket.js';
import { waitingConnections } from '../../inspect/accept-queue.js';
import { socketState } from '../../inspect/socket-state.js';
import type { SocketState } from '../../inspect/state.js';
import { Thread } from '../../threads/thread.js';
import type { LensSocket } from '../records.js';
import { unrecorded } from '../unrecorded.js';
import { moduleOf } from './actor.js';
import type { Cue, News } from './actor.js';
import { stories } from './catalogue.js';
import { closeQueue, openQueue, receive, send } from './mail.js';
import { callsPending, ThreadRecording } from './recording.js';
import type { StepCalls } from './recording.js';
import { claim, claimPort, idleTimeout, release } from './runs.js';
import type { Answer, Command } from './runs.js';
import { loopback } from './story.js';
import type { Step, Story } from './story.js';

const { handles } = native;

/** Milliseconds: for a step; between two looks at what the kernel does. */
const times = { step: 20_000, look: 1 };

const storyPort = 9000;

/** A socket of a story. */
export interface StorySocket extends LensSocket {
  /** What the code calls it. */
  readonly name: string;
}

/** The answer to a step. */
export interface StepAnswer extends StepCalls {
  readonly run: string;
  readonly step: number;
  readonly done: boolean;
  readonly sockets: readonly StorySocket[];
  /** Connections in the accept queues of these sockets, which no descriptor names. */
  readonly waiting: readonly SocketState[];
  readonly threads: readonly number[];
}

/** The answer to the beginning of a run. */
export interface RunAnswer {
  readonly run: string;
  readonly step: 0;
  readonly steps: number;
  /** What `new ServerSocket()` is called with: 9000, or 0 because that is taken. */
  readonly port: number;
  readonly sockets: readonly StorySocket[];
  readonly threads: readonly number[];
}

/** A thread that plays. */
interface Player {
  readonly thread: number;
  readonly role: string;
  readonly queue: number;
  readonly recording: ThreadRecording;
  /** The step that it waits for: 0 while it runs, Infinity when it waits for nothing more. */
  at: number;
}

/** The run is to end now. */
class Ended extends Error {}

class Conductor {
  readonly #story: Story;
  readonly #inbox = openQueue();
  readonly #threads: Thread[] = [];
  readonly #players: Player[] = [];
  /** Handles by name. */
  readonly #sockets = new Map<string, number>();
  /** Who wants to know that it has ended. */
  readonly #mourners: number[] = [];
  #wantedPort = 0;
  /** The listener's. */
  #port = 0;
  #step = 0;
  #expected: number;

  constructor(story: Story) {
    this.#story = story;
    this.#expected = story.cast.length;
  }

  /** Until the story is over. @param reply the queue for the answer to its beginning. */
  run(reply: number): void {
    const answer = (to: number, status: number, body?: object): void => {
      send(to, { status, ...(body && { body }) } satisfies Answer);
    };
    let asked = reply;
    try {
      if (!claim(this.#inbox)) {
        answer(asked, 503, { error: 'There are too many runs: end another one first' });
        return;
      }
      this.#start();
      answer(asked, 201, this.#beginning());
      while (this.#step < this.#story.steps.length) {
        asked = this.#waitForNext();
        const body = this.#play();
        // When the reader knows that it is over, nothing is left of it.
        if (body.done) this.#end();
        answer(asked, 200, body);
      }
    } catch (error) {
      this.#end();
      if (error instanceof Ended) answer(asked, 404, { error: 'The run has ended' });
      else answer(asked, error instanceof ErrnoError ? 503 : 500, { error: (error as Error).message });
    } finally {
      this.#end();
      for (const each of this.#mourners) answer(each, 204);
      closeQueue(this.#inbox);
    }
  }

  #start(): void {
    this.#wantedPort = claimPort(this.#inbox) && isFree(storyPort) ? storyPort : 0;
    const facts = { story: this.#story.id, conductor: this.#inbox, wantedPort: this.#wantedPort };
    for (const role of this.#story.cast) {
      const thread = new Thread(moduleOf({ ...facts, role })).unref();
      unrecorded(() => {
        thread.start();
      });
      this.#threads.push(thread);
    }
    this.#await(() => this.#players.length === this.#expected && this.#players.every(({ at }) => at > 0));
  }

  /** Whoever asks from now on is not answered. */
  #end(): void {
    unrecorded(() => {
      for (const thread of this.#threads) thread.terminate();
      for (const thread of this.#threads) thread.join();
    });
    this.#threads.length = 0;
    release(this.#inbox);
  }

  /** The reader has gone on, within a time. Returns the queue for the answer. */
  #waitForNext(): number {
    const deadline = performance.now() + idleTimeout();
    for (;;) {
      if (this.#mourners.length > 0) throw new Ended();
      const message = receive(this.#inbox, Math.max(0, deadline - performance.now()));
      if (message === undefined) throw new Ended();
      if ('command' in message && (message as Command).command === 'next') return (message as Command).reply;
      this.#hear(message as News | Command);
    }
  }

  /** Listens to the threads until this holds. */
  #await(holds: () => boolean): void {
    const deadline = performance.now() + times.step;
    // A thread that is ended while it loads loses descriptors (Node's): it is waited for.
    const isToEnd = (): boolean => this.#mourners.length > 0 && this.#players.length === this.#expected;
    while (!holds()) {
      if (isToEnd()) throw new Ended();
      const message = receive(this.#inbox, times.look);
      if (message !== undefined) {
        this.#hear(message as News | Command);
        continue;
      }
      // They do not end before they are told to.
      if (this.#threads.some((thread) => !unrecorded(() => thread.isAlive())))
        throw new Error('A thread of the story has died');
      if (performance.now() > deadline) throw new Error(`Step ${this.#step} does not come to its end`);
    }
  }

  #hear(message: News | Command): void {
    if ('command' in message) {
      if (message.command === 'next') {
        send(message.reply, { status: 409, body: { error: 'A step is being performed' } } satisfies Answer);
        return;
      }
      this.#mourners.push(message.reply);
      return;
    }
    if ('error' in message) throw new Error(message.error);
    if ('socket' in message) this.#sockets.set(message.socket, message.handle);
    else if ('at' in message) this.#player(message.thread).at = message.at ?? Infinity;
    else {
      const { thread, name, role, queue } = message;
      const recording = new ThreadRecording({ thread, name }, message.recording);
      // One of a pool waits until it is called: then it says so.
      this.#players.push({ thread, role, queue, recording, at: this.#story.cast.includes(role) ? 0 : Infinity });
    }
  }

  #player(thread: number): Player {
    return this.#players.find((each) => each.thread === thread)!;
  }

  #beginning(): RunAnswer {
    return {
      run: String(this.#inbox),
      step: 0,
      steps: this.#story.steps.length,
      port: this.#wantedPort,
      sockets: [],
      threads: this.#players.map(({ thread }) => thread),
    };
  }

  #play(): StepAnswer {
    const { steps } = this.#story;
    const step = steps[this.#step++]!;
    this.#expected = step.threads ?? this.#expected;
    const port = (this.#port = this.#listeningPort() ?? this.#port);
    for (const player of this.#players) {
      if (player.at !== this.#step) continue;
      player.at = 0;
      send(player.queue, { port } satisfies Cue);
    }
    let sockets: StorySocket[] = [];
    this.#await(() => {
      if (!this.#isPlayed(step)) return false;
      sockets = this.#states();
      return step.until?.(Object.fromEntries(sockets.map((each) => [each.name, each]))) ?? true;
    });
    return {
      run: String(this.#inbox),
      step: this.#step,
      done: this.#step === steps.length,
      ...this.#calls(),
      sockets,
      waiting: sockets.flatMap(({ fd, acceptQueue = 0 }) =>
        acceptQueue > 0 ? unrecorded(() => waitingConnections(fd)) : [],
      ),
      threads: this.#players.map(({ thread }) => thread),
    };
  }

  #listeningPort(): number | undefined {
    const listener = this.#states().find(({ state }) => state === 'LISTEN');
    return (listener?.localAddress as InetSocketAddress | undefined)?.port;
  }

  /** Whether all wait for another step, but those that are to be blocked, which are. */
  #isPlayed({ blocked = [] }: Step): boolean {
    if (this.#players.length !== this.#expected) return false;
    const running = this.#players.filter(({ at }) => at === 0);
    if (running.length !== blocked.length) return false;
    if (running.length === 0) return true;
    const pending = callsPending();
    const inside = running.map(({ role, thread }) => `${role} ${pending.get(thread)?.row.kernelName}`).sort();
    const wanted = blocked.map((each) => each.join(' ')).sort();
    return inside.every((each, i) => each === wanted[i]) && running.every(({ thread }) => isAsleep(thread));
  }

  #calls(): StepCalls {
    const pending = callsPending();
    const parts = this.#players.map(({ thread, recording }) => recording.take(pending.get(thread)));
    const byStart = (a: { start: string }, b: { start: string }): number => Number(BigInt(a.start) - BigInt(b.start));
    return {
      calls: parts.flatMap(({ calls }) => calls).sort(byStart),
      apiCalls: parts.flatMap(({ apiCalls }) => apiCalls).sort((a, b) => byStart(a.api, b.api)),
    };
  }

  /** Of the sockets that are open. */
  #states(): StorySocket[] {
    return [...this.#sockets].flatMap(([name, handle]): StorySocket[] => {
      const fd = handles.fd(handle);
      const state = fd < 0 ? undefined : stateOf(fd);
      // A thread may have closed it meanwhile, and another have the number.
      return state === undefined || handles.fd(handle) !== fd ? [] : [{ name, fd, ...state }];
    });
  }
}

function stateOf(fd: number): SocketState | undefined {
  try {
    return unrecorded(() => socketState(fd));
  } catch (error) {
    if (error instanceof ErrnoError) return undefined;
    throw error;
  }
}

function isFree(port: number): boolean {
  try {
    unrecorded(() => {
      new ServerSocket(port, 50, loopback).close();
    });
    return true;
  } catch (error) {
    if (error instanceof BindException) return false;
    throw error;
  }
}

/** Whether the kernel has put it to sleep: a thread is about to enter a call for a moment before it is inside. */
function isAsleep(thread: number): boolean {
  if (process.platform !== 'linux') return true;
  const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('S');
}

/** Conducts a run of a story. */
export default function conduct(story: string, reply: number): void {
  native.nameThread('lens-conductor');
  new Conductor(stories.find(({ id }) => id === story)!).run(reply);
}
