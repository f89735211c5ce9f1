/**
 * What `berkeley-sockets trace` costs a server: `npm run bench:trace [ROUNDS]`. Requests a second, by wrk, and CPU time a
 * request of the server's process, in short turns of all servers, which run at the same time.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median, shuffled } from './rounds.mjs';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'bench-trace-'));
const connections = 4;
const rounds = Number(process.argv[2] ?? 15);
const seconds = 1;

const traced = (format) => [
  path('../dist/bin/main.js'),
  'trace',
  '--format',
  format,
  '--output',
  join(directory, format),
];
const commands = [
  { name: 'not traced', command: [] },
  ...['calls', 'ndjson', 'perfetto', 'summary'].map((name) => ({ name, command: traced(name) })),
];

async function start({ name, command }) {
  const args = [...command, path('trace-server.mjs'), String(connections)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const [port, pid] = (await lines.next()).value.split(' ');
  return { name, child, pid, url: `http://127.0.0.1:${port}/`, rates: [], cpu: [] };
}

/** utime and stime of proc(5), in ticks of 10 ms. */
function cpuTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function turn(server, time) {
  const before = cpuTime(server.pid);
  const text = execFileSync('wrk', ['-t1', `-c${connections}`, `-d${time}s`, server.url], { encoding: 'utf8' });
  const requests = Number(/(\d+) requests in/.exec(text)[1]);
  return { rate: requests / time, cpu: (cpuTime(server.pid) - before) / requests };
}

const servers = [];
for (const each of commands) servers.push(await start(each));
for (const server of servers) turn(server, 2);
for (let round = 0; round < rounds; round++) {
  for (const server of shuffled(servers)) {
    const { rate, cpu } = turn(server, seconds);
    server.rates.push(rate);
    server.cpu.push(cpu);
  }
}
const ratio = (values, base) => median(values.map((value, i) => value / base[i])).toFixed(2);
console.log('               requests/s   ratio   CPU, µs a request   ratio');
for (const { name, rates, cpu } of servers) {
  const cells = [median(rates).toFixed(0), ratio(rates, servers[0].rates)];
  cells.push((median(cpu) * 1e6).toFixed(1), ratio(cpu, servers[0].cpu));
  console.log(name.padEnd(13) + [12, 8, 20, 8].map((width, i) => cells[i].padStart(width)).join(''));
}
for (const { child } of servers) {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
rmSync(directory, { recursive: true });
