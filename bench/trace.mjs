/**
 * What `berkeley-sockets trace` costs a server: `npm run bench:trace [ROUNDS]`. Requests a second, by wrk, and CPU time a
 * request of the server's process, in interleaved rounds. A server is started for each turn: what is left to decode of the
 * one before would take its processors.
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
const rounds = Number(process.argv[2] ?? 7);
const seconds = 2;

const traced = (format) => [
  path('../dist/bin/main.js'),
  'trace',
  '--format',
  format,
  '--output',
  join(directory, format),
];
const contenders = [
  { name: 'not traced', command: [], rates: [], cpu: [] },
  ...['calls', 'perfetto'].map((name) => ({ name, command: traced(name), rates: [], cpu: [] })),
];

async function start({ command }) {
  const args = [...command, path('trace-server.mjs'), String(connections)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const [port, pid] = (await lines.next()).value.split(' ');
  return { child, pid, url: `http://127.0.0.1:${port}/` };
}

/** utime and stime of proc(5), in ticks of 10 ms. */
function cpuTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function load(server, time) {
  const before = cpuTime(server.pid);
  const text = execFileSync('wrk', ['-t1', `-c${connections}`, `-d${time}s`, server.url], { encoding: 'utf8' });
  const requests = Number(/(\d+) requests in/.exec(text)[1]);
  return { rate: requests / time, cpu: (cpuTime(server.pid) - before) / requests };
}

async function turn(contender) {
  const server = await start(contender);
  load(server, 1);
  const { rate, cpu } = load(server, seconds);
  contender.rates.push(rate);
  contender.cpu.push(cpu);
  const exit = once(server.child, 'exit');
  server.child.kill('SIGTERM');
  await exit;
}

for (let round = 0; round < rounds; round++) for (const each of shuffled(contenders)) await turn(each);
rmSync(directory, { recursive: true });
const [plain] = contenders;
const ratio = (values, base) => median(values.map((value, i) => value / base[i])).toFixed(2);
console.log('               requests/s   ratio   CPU, µs a request   ratio');
for (const { name, rates, cpu } of contenders) {
  const cells = [median(rates).toFixed(0), ratio(rates, plain.rates)];
  cells.push((median(cpu) * 1e6).toFixed(1), ratio(cpu, plain.cpu));
  console.log(name.padEnd(13) + [12, 8, 20, 8].map((width, i) => cells[i].padStart(width)).join(''));
}
