/** The clients: wrk, and load.c for what wrk cannot do. Each measures the CPU time of the server as well. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compiled, debian, onPath } from './obtain.mjs';
import { cpuSeconds, memory, output, quiet, run } from './processes.mjs';

let wrkCommand;
let wrkEnvironment;
let loadProgram;

export async function prepareWrk() {
  wrkCommand = onPath('wrk');
  if (wrkCommand) return;
  const directory = await debian('wrk', 'libluajit-5.1-2');
  wrkCommand = path.join(directory, 'usr/bin/wrk');
  const library = `usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
  wrkEnvironment = { LD_LIBRARY_PATH: path.join(directory, library) };
}

export async function prepareLoad() {
  loadProgram = await compiled('load.c');
}

const script = path.join(import.meta.dirname, 'report.lua');

/** Times in milliseconds, CPU in microseconds a request. */
const values = ({ requests, seconds, p50, p99, errors }, cpu) => ({
  rate: requests / seconds,
  p50: p50 / 1e3,
  p99: p99 / 1e3,
  cpu: (cpu * 1e6) / requests,
  errors,
  requests,
});

/** wrk takes whole seconds. */
export async function wrk(server, { connections, close = false, seconds }) {
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '5s', '-s', script];
  if (close) options.push('-H', 'Connection: close');
  const command = [wrkCommand, ...options, `http://127.0.0.1:${server.port}/`];
  const before = cpuSeconds(server.pids);
  const lines = await output(command, { seconds: seconds + 15, env: wrkEnvironment });
  const cpu = cpuSeconds(server.pids) - before;
  const report = JSON.parse(lines.find((line) => line.startsWith('report ')).slice('report '.length));
  if (report.requests === 0) throw new Error('no request was answered');
  return values(report, cpu);
}

/** Memory in the middle of a run. */
export async function memoryUnderLoad(server, { connections, seconds }) {
  const running = wrk(server, { connections, seconds });
  // A failure is reported below, when it is awaited.
  running.catch(() => {});
  await sleep(seconds * 700);
  const { rss, pss } = memory(server.pids);
  await running;
  return { rss, pss };
}

/** See load.c. Memory is taken when all connections are open. */
export async function load(server, { path: target = '/', connections, seconds, slowEvery = 0, idle = 0 }) {
  const numbers = [connections, seconds * 1000, slowEvery, idle].map(String);
  const command = [loadProgram, String(server.port), target, ...numbers];
  const client = run(command, { seconds: seconds + 60, input: true });
  try {
    const next = async () => {
      const { value } = await client.lines.next();
      if (value !== undefined) return value;
      await client.ended;
      throw new Error(client.reason() || 'the client ended without a word');
    };
    await next();
    await quiet(server.pids);
    const { rss } = memory(server.pids);
    const before = cpuSeconds(server.pids);
    client.stdin.write('\n');
    const report = JSON.parse(await next());
    const cpu = cpuSeconds(server.pids) - before;
    client.stdin.end();
    await client.ended;
    const { quick, slow, bytes } = report;
    const measured = values({ ...report, p50: quick.p50, p99: quick.p99 }, cpu);
    return { ...measured, slowP50: slow.p50 / 1e3, bytesPerSecond: bytes / report.seconds, rss };
  } finally {
    await client.stop();
    await quiet(server.pids);
  }
}
