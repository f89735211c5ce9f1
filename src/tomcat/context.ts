import { createRequire } from 'node:module';
import { inspect } from 'node:util';
import { workerData } from 'node:worker_threads';
import { thread } from '../syscalls/binding.js';
import type { Assignment } from '../threads/crew.js';
import { HttpServlet } from './http-servlet.js';
import { Mapper } from './mapper.js';
import type { Mapping } from './mapper.js';
import type { ServletConfig, ServletContext } from './servlet-config.js';
import { SessionManager } from './session-manager.js';

type VendorMime = typeof import('./vendor-mime.js');

/** Loaded when a thread needs it first: it takes 2 MB. */
let vendorMime: VendorMime | undefined;

/** A servlet as it was added: what each thread makes an instance of. */
export interface ServletEntry {
  readonly pattern: string;
  /** The href of its module; null for the files of `docBase`. */
  readonly module: string | null;
  readonly initParameters: Readonly<Record<string, string>>;
}

/** What the threads of a server have in common. */
export interface ContextFacts {
  readonly docBase: string | null;
  readonly servlets: readonly ServletEntry[];
  readonly sessionStore: number;
}

/** A servlet, and by which bit of a number threads tell each other of it; those behind the 31st have one bit. */
export interface Registered {
  readonly servlet: HttpServlet;
  readonly bit: number;
}

/** The servlets of a thread, and what maps requests to them. */
export class Context implements ServletContext {
  readonly #docBase: string | null;
  readonly #mapper = new Mapper<Registered>();
  readonly #servlets: HttpServlet[] = [];
  readonly sessions: SessionManager;

  private constructor({ docBase, sessionStore }: ContextFacts) {
    this.#docBase = docBase;
    this.sessions = new SessionManager(sessionStore);
  }

  /** Loads the modules, makes the servlets, and calls init() of each. @throws what one of them throws. */
  static async load(facts: ContextFacts): Promise<Context> {
    const context = new Context(facts);
    for (const entry of facts.servlets) {
      const servlet = await instantiate(entry.module ?? new URL('./default-servlet.js', import.meta.url).href);
      await servlet.init(configOf(servlet, entry, context));
      const bit = 1 << Math.min(context.#servlets.length, 31);
      context.#mapper.add(entry.pattern, { servlet, bit });
      context.#servlets.push(servlet);
    }
    return context;
  }

  /** The servlet for a decoded path. */
  map(path: string): Mapping<Registered> | null {
    return this.#mapper.map(path);
  }

  async destroy(): Promise<void> {
    for (const servlet of this.#servlets.reverse()) {
      try {
        await servlet.destroy();
      } catch (error) {
        this.log(`destroy() of ${servlet.constructor.name} has thrown ${inspect(error)}`);
      }
    }
  }

  getDocBase(): string | null {
    return this.#docBase;
  }

  getMimeType(file: string): string | null {
    vendorMime ??= createRequire(import.meta.url)('./vendor-mime.cjs') as VendorMime;
    return vendorMime.mimeTypeOf(file);
  }

  log(message: string): void {
    process.stderr.write(`${message}\n`);
  }

  isStopping(): boolean {
    // The connector shuts the queue of its threads first.
    return thread.queues.isShut((workerData as Assignment).queue);
  }
}

async function instantiate(module: string): Promise<HttpServlet> {
  const { default: Servlet } = (await import(module)) as { default?: unknown };
  const servlet: unknown = typeof Servlet === 'function' ? Reflect.construct(Servlet, []) : undefined;
  if (servlet instanceof HttpServlet) return servlet;
  throw new TypeError(
    `The default export of ${module} must be a class that extends HttpServlet. Received ${inspect(Servlet)}`,
  );
}

function configOf(servlet: HttpServlet, { initParameters }: ServletEntry, context: ServletContext): ServletConfig {
  return {
    getServletName: () => servlet.constructor.name,
    getInitParameter: (name) => (Object.hasOwn(initParameters, name) ? initParameters[name]! : null),
    getInitParameterNames: () => Object.keys(initParameters),
    getServletContext: () => context,
  };
}
