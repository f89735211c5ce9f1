/** Child processes: started with a limit of time, watched through /proc, and never left behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** Each child leads a group of its own, so that nginx's workers end with their master. */
const children = new Set();

function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

process.on('exit', () => children.forEach(killGroup));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/** How many descriptors a process may have when it asks for all it can get. */
export const maxDescriptors = Number(
  fs.readFileSync('/proc/self/limits', 'latin1').match(/^Max open files +\S+ +(\S+)/m)[1],
);

/**
 * Starts a program that is killed after `seconds`; 0: with this process. `lines` are those of its standard output,
 * `reason()` is what it said on standard error.
 */
export function run(command, { seconds, env, cwd, input = false }) {
  const raised = ['sh', '-c', 'ulimit -n "$(ulimit -Hn)"; exec "$0" "$@"', ...command];
  const child = spawn(raised[0], raised.slice(1), {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let message = '';
  child.stderr.on('data', (data) => (message = (message + data).slice(-4096)));
  child.on('error', (error) => (message += error.message));
  // It may end before it is sent anything; the exit status says so.
  child.stdin?.on('error', () => {});
  const timer = seconds && setTimeout(() => killGroup(child), seconds * 1000);
  const ended = once(child, 'close').then(([status, signal]) => {
    clearTimeout(timer);
    children.delete(child);
    return { status, signal };
  });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const reason = () => message.split('\n').find((line) => /error|failed|cannot|emerg/i.test(line)) ?? message.trim();
  /** Asks first: nginx's master then waits for its workers, which nobody else may do. */
  const stop = async () => {
    if (children.has(child)) child.kill('SIGTERM');
    const asked = setTimeout(() => killGroup(child), 1000);
    await ended;
    clearTimeout(asked);
  };
  return { pid: child.pid, stdin: child.stdin, lines, ended, reason, stop };
}

/** All that a program prints; rejects with what it said when it fails. */
export async function output(command, options) {
  const child = run(command, options);
  const printed = [];
  for await (const line of child.lines) printed.push(line);
  const { status, signal } = await child.ended;
  if (status === 0) return printed;
  throw new Error(`${command[0]}: ${child.reason() || (signal ?? `status ${status}`)}`);
}

function proc(pid, file) {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch (error) {
    throw new Error(`process ${pid} of the server has ended`, { cause: error });
  }
}

/** A process and those that it has started. */
export function tree(pid) {
  const threads = fs.readdirSync(`/proc/${pid}/task`);
  const started = threads.flatMap((thread) => proc(pid, `task/${thread}/children`).split(' ').filter(Boolean));
  return [pid, ...started.flatMap((child) => tree(Number(child)))];
}

const ticksPerSecond = 100;

/** Seconds of CPU time, user and system, that the processes took since they were started; steps of 10 ms. */
export function cpuSeconds(pids) {
  const ticks = (pid) => {
    // The second field, a name in parentheses, may have spaces; utime and stime are the 14th and 15th.
    const fields = proc(pid, 'stat')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  };
  return pids.reduce((sum, pid) => sum + ticks(pid), 0) / ticksPerSecond;
}

/** MiB resident; in `pss` a page that n processes share counts as the nth part. */
export function memory(pids) {
  const sum = (field) =>
    pids.reduce((total, pid) => {
      const text = proc(pid, 'smaps_rollup');
      return total + Number(text.match(new RegExp(`^${field}: +(\\d+) kB`, 'm'))[1]) / 1024;
    }, 0);
  return { rss: sum('Rss'), pss: sum('Pss') };
}

/** Waits, 3 seconds at most, until the processes have nothing to do: closing 10,000 connections takes time. */
export async function quiet(pids) {
  for (let i = 0, last = -1; i < 30; i++) {
    const now = cpuSeconds(pids);
    if (now === last) return;
    last = now;
    await sleep(100);
  }
}

export const machine = () =>
  `${os.cpus()[0].model}, ${os.cpus().length} cores, ${os.type()} ${os.release().match(/^\d+\.\d+/)[0]}, ` +
  `Node ${process.versions.node}`;
