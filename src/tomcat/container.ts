import { AccessLog } from './access-log.js';
import { Context } from './context.js';
import type { ContextFacts } from './context.js';
import type { TomcatOptions } from './options.js';
import { Processor } from './processor.js';

/** What a thread is told by the address of its module: each has its own servlets, made of the same facts. */
export interface ThreadFacts extends ContextFacts {
  readonly options: TomcatOptions;
}

/** The address of a module of threads, with the facts. */
export function threadModule(module: string, facts: ThreadFacts): string {
  const url = new URL(module, import.meta.url);
  url.searchParams.set('facts', JSON.stringify(facts));
  return url.href;
}

/** How the threads of a server are set up. */
export const workerOptions = {
  // Descriptors of files go to native code, which closes them.
  trackUnmanagedFds: false,
  // What requests leave behind is garbage at once: a small nursery is enough, and takes 3 MB less in each thread.
  resourceLimits: { maxYoungGenerationSizeMb: 2 },
};

/**
 * Bytes that the kernel holds for a client and has not sent (tcp(7)); accepted sockets inherit it. A slow client's progress is
 * seen as soon as it has read some, and it takes no megabytes of the kernel's memory.
 */
export const notSentLowat = 128 * 1024;

/** What a thread serves with. */
export class Container {
  readonly options: TomcatOptions;
  readonly processor: Processor;
  readonly #context: Context;
  readonly #log: AccessLog | undefined;

  private constructor(options: TomcatOptions, context: Context) {
    this.options = options;
    this.#context = context;
    this.#log = options.accessLog === null ? undefined : new AccessLog(options.accessLog);
    const log = this.#log;
    this.processor = new Processor(context, options, log && ((served) => log.add(served)));
  }

  /** @param url of the module that {@link threadModule} has named. */
  static async load(url: string): Promise<Container> {
    const facts = JSON.parse(new URL(url).searchParams.get('facts')!) as ThreadFacts;
    return new Container(facts.options, await Context.load(facts));
  }

  /** Writes the lines of the access log that are held back: the thread is about to wait. */
  flushLog(): void {
    this.#log?.flush();
  }

  /** Calls destroy() of the servlets. */
  async destroy(): Promise<void> {
    await this.#context.destroy();
    this.#log?.close();
  }
}
