/** What of the history is shown: the calls that the filters leave, and where they lie. */
import type { Api, Call, History, Thread } from './history.js';
import { Scale } from './scale.js';
import type { Socket } from './sockets.js';

export interface Filter {
  /** Whether the page's own traffic is shown. */
  readonly own: boolean;
  /** Only these threads. */
  readonly threads: ReadonlySet<number> | undefined;
  /** Only calls about sockets under this descriptor. */
  readonly fd: number | undefined;
}

/** Questions about what is in memory are left out, unless they make a system call: there are many of them. */
const quiet = /^HttpServlet(Request|Response)\.|\.is[A-Z]\w*\(/;

/** Pixels of a character of a label, and around it. */
export const label = { character: 6.7, around: 14 };

export const roomFor = (text: string): number => text.length * label.character + label.around;

export class Shown {
  readonly #history: History;
  readonly scale = new Scale();
  filter: Filter = { own: false, threads: undefined, fd: undefined };
  #filter: Filter | undefined;
  #revision = -1;
  #calls = 0;
  #apis = 0;
  /** In the order in which they ended. */
  calls: Call[] = [];
  apis: Api[] = [];
  readonly #placed = new Set<Call | Api>();
  /** Changes whenever something is shown that was not. */
  version = 0;

  constructor(history: History) {
    this.#history = history;
  }

  accepts({ own, thread, socket }: { own: boolean; thread: Thread; socket?: Socket | undefined }): boolean {
    const { filter } = this;
    if (own && !filter.own) return false;
    if (filter.threads !== undefined && !filter.threads.has(thread.id)) return false;
    return filter.fd === undefined || socket?.fd === filter.fd;
  }

  acceptsApi(api: Api): boolean {
    if (this.filter.fd !== undefined || (api.calls.length > 0 && !api.isRaw))
      return api.calls.some((call) => this.accepts(call));
    return !api.isRaw && !quiet.test(api.name) && this.accepts(api);
  }

  /** Those that go on. */
  get blocked(): Call[] {
    return [...this.#history.blocked.values()].filter((call) => this.accepts(call));
  }

  get open(): Api[] {
    return [...this.#history.open.values()].filter((api) => !api.isRaw && this.acceptsApi(api));
  }

  /** Takes in what is new. */
  update(): void {
    const history = this.#history;
    if (history.revision !== this.#revision || this.filter !== this.#filter) {
      this.#revision = history.revision;
      this.#filter = this.filter;
      this.#calls = this.#apis = 0;
      this.calls = [];
      this.apis = [];
      this.#placed.clear();
      this.scale.clear();
      this.version++;
    }
    const calls = history.calls.slice(this.#calls).filter((call) => this.accepts(call));
    const apis = history.apis.slice(this.#apis).filter((api) => this.acceptsApi(api));
    const begun: (Call | Api)[] = [...calls, ...this.blocked, ...apis.filter(({ isRaw }) => !isRaw), ...this.open];
    for (const each of begun.filter((one) => !this.#placed.has(one)).sort((a, b) => a.start - b.start)) {
      this.#placed.add(each);
      this.scale.add(each.start, 8);
      this.version++;
    }
    for (const call of calls) this.scale.add(call.end!, roomFor(call.name));
    for (const api of apis) {
      if (api.isRaw) continue;
      this.scale.add(api.end!, api.calls.length === 0 ? Math.min(150, roomFor(shortName(api.name))) : 8);
    }
    if (calls.length > 0 || apis.length > 0) this.version++;
    this.calls.push(...calls);
    this.apis.push(...apis);
    this.#calls = history.calls.length;
    this.#apis = history.apis.length;
  }

  /** The call that ended next after a moment, or last before it. */
  neighbour(at: number, forward: boolean): Call | undefined {
    return forward ? this.calls.find(({ end }) => end! > at) : this.calls.findLast(({ end }) => end! < at);
  }
}

/** An API call without its arguments, where they are long. */
export const shortName = (name: string): string => (name.length <= 30 ? name : name.replace(/\(.*$/s, '(…)'));
