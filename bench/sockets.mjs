/**
 * Blocking sockets against C, node:net, Java and Python: `npm run bench:sockets`, with `-- --quick` in less than 30
 * seconds. See README.md.
 */
import os from 'node:os';
import { build, c, classes, cores, measure, nodeNet, peers, start, twoThreads } from './sockets/peers.mjs';
import { median, shuffled } from './rounds.mjs';

const quick = process.argv.includes('--quick');
const gibibyte = 2 ** 30;
const bulk = quick ? gibibyte / 8 : gibibyte;

/** One connection at a time. Left alone, the scheduler takes one or two cores by chance, and that decides the time. */
const oneCore = { serverCore: 'first', clientCore: 'first' };
const aCoreEach = { serverCore: 'first', clientCore: 'last' };

/** `count` is what load.c takes. The values are those that it prints, and CPU time an operation. */
const benches = [
  ...[oneCore, aCoreEach].map((placement) => ({
    mode: 'echo',
    ...placement,
    title: `Ping-pong of 64 bytes, client and server on ${placement === oneCore ? 'one core' : 'a core each'}`,
    count: quick ? 2_000 : 3_000,
    seconds: quick ? 3 : 14,
    columns: [
      { title: 'p50, µs', value: ({ p50 }) => p50 / 1e3 },
      { title: 'p99, µs', value: ({ p99 }) => p99 / 1e3 },
      { title: 'CPU, µs', value: ({ cpu, operations }) => cpu / operations / 1e3 },
    ],
    targets: [
      { text: 'p50 at most 1.05 of C', peer: c, met: (ratio) => ratio <= 1.05 },
      ...[nodeNet, 'Java', 'Python'].map((peer) => ({ text: `ahead of ${peer}`, peer, met: (ratio) => ratio < 1 })),
    ],
  })),
  ...['receive', 'send'].map((mode) => ({
    mode,
    ...aCoreEach,
    title: `The server ${mode}s ${bulk / gibibyte} GiB, 64 KiB a call`,
    count: bulk,
    seconds: quick ? 4 : 22,
    columns: [
      { title: 'GiB/s', value: ({ rate }) => rate / gibibyte },
      { title: 'CPU, ms', value: ({ cpu }) => cpu / 1e6 },
    ],
    targets: [{ text: 'throughput at least 0.95 of C', peer: c, met: (ratio) => ratio >= 0.95 }],
  })),
  {
    mode: 'answer',
    title: 'A connection for each request, 8 at a time',
    count: quick ? 150 : 500,
    seconds: quick ? 11 : 45,
    launches: 1,
    // Little of the code runs more than once a connection, and each worker of Node compiles it for itself.
    warmUps: 4,
    columns: [
      { title: 'connections/s', value: ({ rate }) => rate, digits: 0 },
      { title: 'CPU, µs', value: ({ cpu, operations }) => cpu / operations / 1e3, digits: 1 },
    ],
    targets: [classes, twoThreads].map((name) => ({
      text: `connections a second of ${name} at least those of node:net`,
      name,
      peer: nodeNet,
      met: (ratio) => ratio >= 1,
    })),
  },
];

/** Addresses and compiled code fall differently each time a program starts. */
const defaultLaunches = quick ? 1 : 2;

const isThere = ({ missing }) => missing === undefined;

/** Measures every peer once; one that fails is missing from then on. */
async function round(running, bench) {
  const measured = {};
  for (const server of shuffled(running.filter(({ peer }) => isThere(peer)))) {
    try {
      measured[server.peer.name] = await measure(server, bench);
    } catch (error) {
      server.peer.missing = error.message;
    }
  }
  return measured;
}

async function launch(bench, milliseconds) {
  const end = performance.now() + milliseconds;
  const running = [];
  const wanted = peers.filter((peer) => isThere(peer) && (peer.only ?? bench.mode) === bench.mode);
  await Promise.all(
    wanted.map(async (peer) => {
      try {
        running.push(await start(peer, bench, bulk));
      } catch (error) {
        peer.missing = error.message;
      }
    }),
  );
  for (let i = 0; i < (bench.warmUps ?? 1); i++) await round(running, bench);
  const rounds = [];
  do rounds.push(await round(running, bench));
  while (performance.now() < end);
  await Promise.all(running.map((server) => server.stop()));
  return rounds;
}

/** Median over the rounds that measured both of what `a` is to `b`; undefined when there is none. */
function ratio(rounds, value, a, b) {
  return median(rounds.filter((each) => each[a] && each[b]).map((each) => value(each[a]) / value(each[b])));
}

function report({ title, columns, targets }, rounds) {
  const names = peers.map(({ name }) => name).filter((name) => rounds.some((each) => each[name]));
  const cells = (name) =>
    columns.flatMap(({ value, digits = 2 }) => [
      median(rounds.filter((each) => each[name]).map((each) => value(each[name]))).toFixed(digits),
      ratio(rounds, value, name, c)?.toFixed(2) ?? '',
    ]);
  const rows = [
    [title, ...columns.flatMap((column) => [column.title, '× C'])],
    ['---', ...columns.flatMap(() => ['--:', '--:'])],
    ...names.map((name) => [name, ...cells(name)]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  console.log(`\n${rounds.length} round${rounds.length === 1 ? '' : 's'}\n`);
  for (const row of rows) console.log(`| ${row.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`);
  console.log();
  for (const { text, name = classes, peer, met } of targets) {
    const value = ratio(rounds, columns[0].value, name, peer);
    const result = value === undefined ? '- ' : met(value) ? '✓ ' : '✗ ';
    console.log(`- ${result}${text}: ${value === undefined ? 'not measured' : value.toFixed(3)}`);
  }
}

build();
console.log(
  `${os.cpus()[0].model}, ${os.cpus().length} cores, ${os.type()} ${os.release().match(/^\d+\.\d+/)[0]}, Node ${process.versions.node}`,
);
if (!cores) console.log('No taskset: the scheduler chooses where client and server run');
console.log('Medians; × C is the median of the ratios in a round');
for (const bench of benches) {
  const { launches = defaultLaunches } = bench;
  const rounds = [];
  for (let k = 0; k < launches; k++) rounds.push(...(await launch(bench, (bench.seconds * 1000) / launches)));
  report(bench, rounds);
}
for (const { name, missing } of peers.filter((peer) => !isThere(peer))) console.log(`\nMissing: ${name}: ${missing}`);
process.exit(isThere(peers[0]) ? 0 : 1);
