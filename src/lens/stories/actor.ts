/**
 * The Runnable of a thread that plays in a story: runs its program, and tells the conductor how far it has come. What it
 * calls is recorded from its beginning on.
 */
import { workerData } from 'node:worker_threads';
import { thread as native } from '../../syscalls/binding.js';
import { BindException } from '../../net/exceptions.js';
import { ServerSocket } from '../../net/server-socket.js';
import { SocketBase } from '../../net/socket-base.js';
import type { Assignment } from '../../threads/crew.js';
import { openQueue, receive, send } from './mail.js';
import { loopback } from './story.js';
import type { Program, Stage, Story } from './story.js';

/** What the address of this module says. */
interface Part {
  readonly story: string;
  readonly role: string;
  /** The conductor's queue. */
  readonly conductor: number;
  /** For the listener: 9000, or 0 when that is taken. */
  readonly wantedPort: number;
}

/** The address of this module for a part in a story. */
export function moduleOf(part: Part): URL {
  const url = new URL('./actor.js', import.meta.url);
  url.search = new URLSearchParams({ part: JSON.stringify(part) }).toString();
  return url;
}

/** What a thread tells the conductor. */
export type News =
  /** It is there. `queue` is where it waits for steps, `recording` native code's number of what is recorded of it. */
  | {
      readonly thread: number;
      readonly name: string;
      readonly role: string;
      readonly queue: number;
      readonly recording: number;
    }
  /** It waits for this step; 0: it runs; null: its program has ended. */
  | { readonly thread: number; readonly at: number | null }
  | { readonly socket: string; readonly handle: number }
  | { readonly error: string };

/** What the conductor tells a thread. */
export interface Cue {
  readonly port: number;
}

/** Without one, this is not a thread of a story: somebody asks for {@link moduleOf}. */
const part = JSON.parse(new URL(import.meta.url).searchParams.get('part') ?? 'null') as Part | null;

class Actor implements Stage {
  readonly #part: Part;
  readonly #program: Program;
  readonly #queue = openQueue();
  /** What is shown must not become garbage. */
  readonly #shown: SocketBase[] = [];
  port = 0;

  constructor(facts: Part, story: Story) {
    this.#part = facts;
    this.#program = story.programs[facts.role]!;
    const { role } = facts;
    // Those of a pool have the pool's names.
    const ownName = (workerData as Assignment).name;
    const name = ownName.startsWith('pool-') ? ownName : role;
    native.nameThread(name);
    const recording = native.startRecording(false);
    this.#tell({ thread: native.threadId, name, role, queue: this.#queue, recording });
  }

  #tell(news: News): void {
    send(this.#part.conductor, news);
  }

  at(step: number | null): void {
    this.#tell({ thread: native.threadId, at: step });
    const cue = receive(this.#queue, -1) as Cue;
    this.port = cue.port;
  }

  show<T extends SocketBase>(name: string, socket: T): T {
    this.#shown.push(socket);
    this.#tell({ socket: name, handle: SocketBase.existing(socket).impl.handle });
    return socket;
  }

  listen(open = (port: number) => new ServerSocket(port, 50, loopback)): ServerSocket {
    try {
      return open(this.#part.wantedPort);
    } catch (error) {
      // Somebody else has taken it since the conductor has looked.
      if (!(error instanceof BindException)) throw error;
      return open(0);
    }
  }

  module(role: string): URL {
    return moduleOf({ ...this.#part, role });
  }

  /** Comes to no end: the conductor ends the thread when it has read what was recorded of it. */
  run(args: readonly unknown[]): void {
    try {
      this.#tell({ thread: native.threadId, at: 0 });
      this.#program(this, ...(args as never[]));
    } catch (error) {
      this.#tell({ error: String((error as Error).stack) });
    }
    this.at(null);
  }
}

const actor =
  part === null
    ? undefined
    : new Actor(part, ((await import(`./scripts/${part.story}.js`)) as { default: Story }).default);

/** Plays a part. */
export default function play(...args: unknown[]): void {
  actor?.run(args);
}
