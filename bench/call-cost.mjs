/**
 * What a call costs above the same call in C: `npm run bench`, or `node bench/call-cost.mjs SECONDS` to measure
 * for longer or shorter. See README.md.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cases, targets } from './cases.mjs';
import { median, shuffled } from './rounds.mjs';

const here = import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const scratch = path.join(root, 'build/bench');

const seconds = Number(process.argv[2] ?? 60);
/** Addresses and compiled code fall differently each time a program starts: no conclusion from one start. */
const launches = 3;
const batches = 10;
const calls = 500;
const callsThatClose = 200;
const warmUps = 3;

// What is measured: a column of cases.mjs each, in a process of its own.

function buildBaseline() {
  const code = cases.map(({ c, opens }, i) => `CASE(${i}, ${opens ? 1 : 0}, ${c})\n`);
  fs.writeFileSync(path.join(scratch, 'cases.inc'), code.join(''));
  const program = path.join(scratch, 'contender');
  const options = ['-std=gnu17', '-O2', '-Wall', '-Wno-unused-result', '-pthread', '-I', scratch];
  execFileSync('gcc', [...options, path.join(here, 'c/contender.c'), '-o', program]);
  return program;
}

/** The package once more, from the same sources but for the branch to the recorder. Returns its syscalls module. */
function buildUntraced() {
  const copy = path.join(scratch, 'untraced');
  for (const name of ['native', 'dist', 'binding.gyp', 'package.json']) {
    fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true, preserveTimestamps: true });
  }
  fs.rmSync(path.join(copy, 'node_modules'), { force: true });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  const header = path.join(copy, 'native/thread.h');
  const times = fs.statSync(header);
  const source = fs.readFileSync(header, 'utf8');
  const changed = source.replace(/(bool tracing\(\) const) \{.*\}/, '$1 { return false; }');
  if (changed === source) throw new Error('native/thread.h has changed: no tracing() to take out');
  fs.writeFileSync(header, changed);
  fs.utimesSync(header, times.atime, times.mtime);
  const nodeGyp = path.join(root, 'node_modules/node-gyp/bin/node-gyp.js');
  const command = fs.existsSync(path.join(copy, 'build/Makefile')) ? ['build'] : ['configure', 'build'];
  // Node's own headers, where it was installed with them; node-gyp fetches them otherwise.
  const prefix = path.dirname(path.dirname(process.execPath));
  if (fs.existsSync(path.join(prefix, 'include/node/node_api.h'))) command.push(`--nodedir=${prefix}`);
  execFileSync(process.execPath, [nodeGyp, ...command, '--jobs=max'], { cwd: copy, timeout: 60_000, stdio: 'pipe' });
  return pathToFileURL(path.join(copy, 'dist/syscalls/index.js')).href;
}

const node = (...options) => [process.execPath, path.join(here, 'contender.mjs'), ...options];
const python = () => {
  execFileSync('python3', ['--version']);
  return ['python3', path.join(here, 'contender.py'), JSON.stringify(cases.map((each) => [each.python, !!each.opens]))];
};

/** `column` is the code of cases.mjs that it runs. */
const contenders = [
  { name: 'C', column: 'c', command: () => [buildBaseline(), 'with a second thread'] },
  { name: 'C, one thread', column: 'c', command: () => [buildBaseline()] },
  { name: 'throwing', column: 'throwing', command: () => node('throwing') },
  { name: 'raw', column: 'raw', command: () => node('raw') },
  { name: 'raw, traced', column: 'raw', command: () => node('raw', 'berkeley-sockets/syscalls', 'traced') },
  { name: 'raw, no tracing compiled in', column: 'raw', command: () => node('raw', buildUntraced()) },
  { name: 'raw, a second process', column: 'raw', command: () => node('raw') },
  { name: 'koffi', column: 'koffi', command: () => node('koffi') },
  { name: 'node:fs', column: 'fs', command: () => node('fs') },
  { name: 'Python', column: 'python', command: python },
];

async function start(contender) {
  const [file, ...options] = contender.commandLine;
  const child = spawn(file, options, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  const answers = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let message = '';
  child.stderr.on('data', (data) => (message += data));
  child.stdin.on('error', () => {});
  return {
    contender,
    /** Nanoseconds a call, the median of a short slice. */
    async measure(index) {
      const { opens, systemCalls = 1 } = cases[index];
      child.stdin.write(`${index} ${batches} ${opens ? callsThatClose : calls / systemCalls}\n`);
      const { value, done } = await answers.next();
      if (done)
        throw new Error(
          message
            .trim()
            .split('\n')
            .findLast((line) => /error/i.test(line)) ?? 'it ended',
        );
      return Number(value) / systemCalls;
    },
    async stop() {
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

// Measuring.

const indexes = cases.map((_, i) => i);

/** times[case][contender name]: one number for each round. */
const times = cases.map(() => Object.fromEntries(contenders.map(({ name }) => [name, []])));

async function launch(present, milliseconds) {
  const running = [];
  for (const contender of present) {
    const process = await start(contender);
    running.push(process);
    try {
      for (const i of indexes)
        if (cases[i][contender.column]) for (let k = 0; k < warmUps; k++) await process.measure(i);
    } catch (error) {
      contender.missing = error.message;
      running.pop();
      await process.stop();
    }
  }
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    for (const i of shuffled(indexes)) {
      for (const process of shuffled(running.filter(({ contender }) => cases[i][contender.column]))) {
        times[i][process.contender.name].push(await process.measure(i));
      }
    }
  }
  await Promise.all(running.map((process) => process.stop()));
}

// Contenders end with this process: their input does.
setTimeout(
  () => {
    console.error('A contender does not answer');
    process.exit(1);
  },
  seconds * 1000 + 50_000,
).unref();

fs.mkdirSync(scratch, { recursive: true });
for (const contender of contenders) {
  try {
    contender.commandLine = contender.command();
  } catch (error) {
    contender.missing = error.message.split('\n')[0];
  }
}
const isThere = ({ missing }) => missing === undefined;
for (let k = 0; k < launches; k++) await launch(contenders.filter(isThere), (seconds * 1000) / launches);
for (const { name, missing } of contenders.filter((each) => !isThere(each)))
  console.log(`Missing: ${name}: ${missing}`);
if (!isThere(contenders[0])) process.exit(1);

// Reporting.

/** Median of what `a` costs above `b` in the same round; undefined when either was not measured. */
function above(i, a, b = 'C') {
  const count = Math.min(times[i][a].length, times[i][b].length);
  return count === 0 ? undefined : median(times[i][a].slice(0, count).map((time, k) => time - times[i][b][k]));
}
const mark = (good) => (good ? '✓' : '✗');
const rounded = (value) => (value >= 0 ? '+' : '−') + Math.abs(value).toFixed(0);

function cell(i, { name, column }) {
  if (!cases[i][column] || times[i][name].length === 0) return '';
  const time = median(times[i][name]).toFixed(0);
  if (name === 'C') return time;
  const target = ['raw', 'throwing'].includes(name) && targets[cases[i].kind];
  return `${time} (${rounded(above(i, name))})${target ? ` ${mark(above(i, name) <= target)}` : ''}`;
}

const shown = contenders.filter(isThere);
const rows = [
  ['ns a call (above C)', ...shown.map(({ name }) => name)],
  ['---', ...shown.map(() => '--:')],
  ...indexes.map((i) => [cases[i].name, ...shown.map((contender) => cell(i, contender))]),
];
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
const rounds = times[0].C.length;
console.log(
  `${os.cpus()[0].model}, ${os.cpus().length} cores, ${os.type()} ${os.release().match(/^\d+\.\d+/)[0]}, Node ${process.versions.node}`,
);
console.log(`${rounds} rounds in ${launches} starts, medians\n`);
for (const row of rows) console.log(`| ${row.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`);

/** Prints whether all of `values`, [case, number], are at most `limit`, and which is the largest. */
function target(text, limit, values, unit = ' ns') {
  const measured = values
    .filter(([, value]) => value !== undefined && !Number.isNaN(value))
    .sort((a, b) => a[1] - b[1]);
  if (measured.length === 0) return console.log(`- ${text}: not measured`);
  const [[, least], [i, most]] = [measured[0], measured.at(-1)];
  console.log(`${mark(most <= limit)} ${text}: ${least.toFixed(1)} to ${most.toFixed(1)}${unit} (${cases[i].name})`);
}

console.log();
const timed = indexes.filter((i) => cases[i].kind);
for (const [kind, text] of Object.entries({ buffer: 'with a buffer argument', plain: 'without one' })) {
  const values = timed
    .filter((i) => cases[i].kind === kind)
    .flatMap((i) => ['raw', 'throwing'].map((name) => [i, above(i, name)]));
  target(`above C ${text}, at most ${targets[kind]} ns`, targets[kind], values);
}
// One case says little here: two processes that run the same code differ, too. Their median says more.
const off = median(timed.map((i) => above(i, 'raw', 'raw, no tracing compiled in') ?? NaN));
const same = median(timed.map((i) => above(i, 'raw', 'raw, a second process')));
const text = `tracing compiled in and off: ${off.toFixed(1)} ns; between two processes that run the same: ${same.toFixed(1)} ns`;
console.log(
  Number.isNaN(off) ? '- tracing compiled in and off: not measured' : `${mark(off - Math.abs(same) <= 3)} ${text}`,
);
target(
  'tracing on, at most 60 ns more',
  60,
  timed.map((i) => [i, above(i, 'raw, traced', 'raw')]),
);
target(
  'never dearer than koffi: above it',
  0,
  timed.map((i) => [i, above(i, 'raw', 'koffi')]),
);
target(
  'at most a fifth of what node:fs costs above C',
  1 / 5,
  timed.map((i) => [i, above(i, 'raw') / above(i, 'node:fs')]),
  ' of it',
);
