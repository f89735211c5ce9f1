import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const scenarios = fileURLToPath(new URL('scenarios.mjs', import.meta.url));

/** One system call of the thread, as strace has recorded it. */
export interface Call {
  readonly name: string;
  readonly args: string;
  /** The number, or −errno's name. */
  readonly result: string;
  /** Whether strace made the result up. */
  readonly injected: boolean;
  /** Seconds. */
  readonly at: number;
}

export interface Played {
  /** What the scenario printed. */
  readonly result: Record<string, unknown>;
  /** What its thread called between "go" and "played". */
  readonly calls: readonly Call[];
}

const line = /^(\d+\.\d+) (\w+)\((.*)\) += (-?\d+|\?)(?: ([A-Z]+) \(.*?\))?.*?( \(INJECTED\)| \(DELAYED\))?$/;

function parse(log: string): Call[] {
  return log.split('\n').flatMap((each) => {
    const [, at, name, args, result, errno] = line.exec(each) ?? [];
    if (name === undefined || name === 'futex') return [];
    return [
      {
        at: Number(at),
        name,
        args: args!,
        result: errno === undefined ? result! : `-${errno}`,
        injected: each.includes('(INJECTED)'),
      },
    ];
  });
}

/**
 * Plays a scenario of scenarios.mjs while strace tampers with the system calls of its thread, and of no other: errors in the calls of
 * Node's own threads end the process. `inject` is as strace(1) has it; none only records.
 */
export async function play(
  scenario: string,
  inject: readonly string[],
  options: { descriptors?: number } = {},
): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const log = join(folder, 'log');
  const limit = options.descriptors === undefined ? '' : `ulimit -n ${options.descriptors}; `;
  const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', process.execPath, scenarios, scenario], {
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  const stderr = text(child.stderr);
  try {
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const next = async (): Promise<string> => {
      const { done, value } = await lines.next();
      if (done) throw new Error(`${scenario} ended early:\n${await stderr}`);
      return value;
    };
    const [tid = '', path = ''] = (await next()).split(' ');
    const strace = spawn('strace', [
      ...['-ttt', '-e', 'signal=none', '-o', log, '-p', tid, ...(path === '' ? [] : ['-P', path])],
      ...inject.flatMap((each) => ['-e', `inject=${each}`]),
    ]);
    const straceEnd = once(strace, 'exit').catch((cause: unknown) => {
      throw new Error('strace is missing: run `apt-get install strace`', { cause });
    });
    straceEnd.catch(() => undefined);
    await attached(strace.stderr, straceEnd);
    child.stdin.write('go\n');
    if ((await next()) !== 'played') throw new Error('not played');
    strace.kill('SIGINT');
    await straceEnd;
    child.stdin.write('over\n');
    const result = JSON.parse(await next()) as Record<string, unknown>;
    return { result, calls: parse(readFileSync(log, 'utf8')) };
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

/** strace says on standard error when it has attached. */
async function attached(stderr: NodeJS.ReadableStream, end: Promise<unknown>): Promise<void> {
  let said = '';
  for await (const chunk of stderr) {
    said += String(chunk);
    if (said.includes(' attached')) return;
  }
  await end;
  throw new Error(`strace has not attached:\n${said}`);
}
