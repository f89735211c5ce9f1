/** The servers that are compared, and how each is built, started and ended. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const root = path.join(here, '../..');
const scratch = path.join(root, 'build/bench/sockets');
fs.mkdirSync(scratch, { recursive: true });

function compiled(source) {
  const program = path.join(scratch, path.parse(source).name);
  execFileSync('cc', ['-O2', '-Wall', '-pthread', path.join(here, source), '-o', program], { stdio: 'pipe' });
  return program;
}

function java() {
  execFileSync('javac', ['-d', scratch, path.join(here, 'Server.java')], { stdio: 'pipe' });
  return ['java', '-cp', scratch, 'Server'];
}

const node = (source) => () => [process.execPath, path.join(here, source)];

export const [c, classes, nodeNet] = ['C', 'berkeley-sockets', 'node:net'];
export const twoThreads = `${classes}, 2 threads`;
/** As many as the client has connections, for all that have a pool. */
const threads = 8;

/** `only`: the mode in which it differs from another. */
export const peers = [
  { name: c, command: () => [compiled('server.c')] },
  // How far apart are two that run the same?
  { name: 'C, a second process', command: () => [compiled('server.c')] },
  { name: classes, command: node('server-classes.mjs'), threads },
  { name: twoThreads, command: node('server-classes.mjs'), threads: 2, only: 'answer' },
  { name: `${classes}/syscalls`, command: node('server-raw.mjs'), threads },
  { name: `${classes}/syscalls, 2 threads`, command: node('server-raw.mjs'), threads: 2, only: 'answer' },
  { name: nodeNet, command: node('server-net.mjs') },
  { name: 'Java', command: java, threads },
  { name: 'Python', command: () => ['python3', path.join(here, 'server.py')] },
];

const client = compiled('load.c');

/** Gives each peer its `commandLine`, or the reason why it is `missing`. */
export function build() {
  for (const peer of peers) {
    try {
      peer.commandLine = peer.command();
    } catch (error) {
      peer.missing = error.message.split('\n')[0];
    }
  }
}

/** The first and the last core that this process may use; undefined where there is no taskset. */
export const cores = (() => {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'pipe' });
    const allowed = fs
      .readFileSync('/proc/self/status', 'latin1')
      .match(/^Cpus_allowed_list:(.*)$/m)[1]
      .match(/\d+/g);
    return { first: allowed.at(0), last: allowed.at(-1) };
  } catch {
    return undefined;
  }
})();

/** The command with its process, whose number stays the same, on one core. */
const on = (core, command) => (cores && core ? ['taskset', '-c', cores[core], ...command] : command);

/** Servers that block do not see that this process ends: whatever ends it, they end first. */
const children = new Set();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

function end(child) {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return undefined;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  return ended;
}

const timeToStart = 20_000;

/** Starts a server; rejects with what it said when it ends without a port. */
export async function start(peer, { mode, serverCore }, total) {
  // One connection at a time needs no more than one thread.
  const pool = mode === 'answer' ? peer.threads : 1;
  const [file, ...options] = on(serverCore, [...peer.commandLine, mode, String(total), String(pool)]);
  const child = spawn(file, options, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let message = '';
  child.stderr.on('data', (data) => (message += data));
  child.on('error', (error) => (message += error));
  const ports = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const timer = setTimeout(() => child.kill('SIGKILL'), timeToStart);
  const { value: port } = await ports.next();
  clearTimeout(timer);
  /** Why it does not answer, if it said so. */
  const reason = () => message.split('\n').find((line) => /error|failed/i.test(line));
  const server = { peer, pid: child.pid, port, reason, stop: () => end(child) };
  if (port !== undefined) return server;
  await server.stop();
  throw new Error(reason() ?? 'it ended without a word');
}

/** What the client measures with this server: the line that load.c prints. */
export async function measure(server, { mode, clientCore, count }) {
  const [file, ...options] = on(clientCore, [client, mode, server.port, String(server.pid), String(count)]);
  const running = promisify(execFile)(file, options);
  children.add(running.child);
  try {
    return JSON.parse((await running).stdout);
  } catch (error) {
    const why = error.signal === 'SIGALRM' ? `no end of ${mode}` : error.stderr.trim() || error.message;
    throw new Error(server.reason() ?? why, { cause: error });
  } finally {
    children.delete(running.child);
  }
}
