// A server in a process of its own, and what the kernel says about that process.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TomcatOptions } from '../../../src/tomcat/options.js';

const program = fileURLToPath(new URL('server.mjs', import.meta.url));

export interface ServerFacts {
  readonly options?: Partial<TomcatOptions>;
  /** What Node takes for the number of processors. */
  readonly processors?: number;
  /** Patterns and modules of this folder, besides stage.mjs. */
  readonly servlets?: readonly (readonly [pattern: string, module: string])[];
  /** The most descriptors that it may have open. */
  readonly descriptors?: number;
  /** A file for `/file`. */
  readonly file?: string;
}

export class ServerProcess implements AsyncDisposable {
  readonly child: ChildProcess;
  readonly ended: Promise<number | string>;
  stderr = '';
  port = 0;

  constructor({ descriptors, file, ...facts }: ServerFacts) {
    const limited = descriptors === undefined ? [] : ['sh', '-c', `ulimit -n ${descriptors}; exec "$@"`, 'sh'];
    const [command, ...args] = [...limited, process.execPath, program, JSON.stringify(facts)];
    this.child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ...(file === undefined ? {} : { FILE: file }) },
      killSignal: 'SIGKILL',
    });
    this.child.stderr!.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.ended = once(this.child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  }

  async #result(): Promise<unknown> {
    const message = once(this.child, 'message').then(([answer]) => answer as { result: unknown });
    const end = this.ended.then((code) => {
      throw new Error(`The server has ended with ${code}:\n${this.stderr}`);
    });
    end.catch(() => undefined);
    return (await Promise.race([message, end])).result;
  }

  /** It is there, and has not started. */
  async ready(): Promise<this> {
    await this.#result();
    return this;
  }

  async call(command: string, ...args: unknown[]): Promise<unknown> {
    const result = this.#result();
    // A test that fails does not wait for it.
    result.catch(() => undefined);
    this.child.send([command, ...args]);
    return result;
  }

  async start(): Promise<this> {
    this.port = (await this.call('start')) as number;
    return this;
  }

  /** Milliseconds that stop() took. */
  stop(): Promise<number> {
    return this.call('stop') as Promise<number>;
  }

  #status(field: string): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  }

  /** Bytes. */
  get rss(): number {
    return this.#status('VmRSS') * 1024;
  }

  get threads(): number {
    return this.#status('Threads');
  }

  /** What its descriptors name, without numbers. */
  get descriptors(): string[] {
    const directory = `/proc/${this.child.pid}/fd`;
    const names = readdirSync(directory).flatMap((fd) => {
      try {
        return [readlinkSync(`${directory}/${fd}`).replace(/\[\d+\]/, '')];
      } catch {
        return [];
      }
    });
    return names.sort();
  }

  /** From now on it may open so many more. */
  limitDescriptors(more: number): void {
    const open = new Set(readdirSync(`/proc/${this.child.pid}/fd`).map(Number));
    let limit = 0;
    for (let free = 0; free < more; limit++) if (!open.has(limit)) free++;
    const { status, stderr } = spawnSync('prlimit', ['--pid', String(this.child.pid), `--nofile=${limit}`]);
    if (status !== 0) throw new Error(`prlimit: ${String(stderr)}`);
  }

  /** Whether it still holds its end of this connection: the kernel goes on by itself with what was closed. */
  holds(client: { readonly socket: { readonly localPort?: number | undefined } }): boolean {
    const ends = [this.port, client.socket.localPort!].map((port) => port.toString(16).toUpperCase().padStart(4, '0'));
    return readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .some(
        ([, local, remote, , , , , , , inode]) =>
          local?.endsWith(`:${ends[0]}`) && remote?.endsWith(`:${ends[1]}`) && inode !== '0',
      );
  }

  get sockets(): number {
    return this.descriptors.filter((name) => name.startsWith('socket')).length;
  }

  /** Seconds of CPU that all its threads have used. */
  get cpu(): number {
    const stat = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) / 100;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

/** A server that answers requests. */
export async function serve(facts: ServerFacts = {}): Promise<ServerProcess> {
  const server = await new ServerProcess(facts).ready();
  return server.start();
}

/** Waits until it holds; the test's time limit ends what never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await nextTurn();
}
