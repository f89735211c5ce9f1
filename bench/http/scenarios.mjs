/** What is measured. A scenario has cases, and is measured in rounds: each case with each server, in shuffled order. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomFillSync } from 'node:crypto';
import { load, memoryUnderLoad, wrk } from './load.mjs';
import { maxDescriptors } from './processes.mjs';

const gibibyte = 2 ** 30;
const idleConnections = 10_000;
/** Beside the idle connections a server has listeners, epoll sets, libraries and the busy connections. */
const otherDescriptors = 500;

/** A server that has a thread for each connection serves no more at a time. */
const canServe = (peer, connections) => connections <= (peer.connections ?? Infinity);

const count = (connections) => ({ name: String(connections), connections });

const requestsColumns = [
  { title: 'requests/s', value: ({ rate }) => rate, digits: 0, ratios: true },
  { title: 'p50, ms', value: ({ p50 }) => p50, digits: 2 },
  { title: 'p99, ms', value: ({ p99 }) => p99, digits: 2 },
  { title: 'CPU, µs a request', value: ({ cpu }) => cpu, digits: 1 },
];

/** The file is on a file system in memory if it fits twice; it does not outlive this process. */
export function makeFile() {
  const { bavail, bsize } = fs.existsSync('/dev/shm') ? fs.statfsSync('/dev/shm') : { bavail: 0, bsize: 0 };
  const available = Math.min(bavail * bsize, os.freemem());
  const parent = available > 2 * gibibyte ? '/dev/shm' : os.tmpdir();
  const directory = fs.mkdtempSync(path.join(parent, 'berkeley-sockets-bench-'));
  const remove = () => fs.rmSync(directory, { recursive: true, force: true });
  process.on('exit', remove);
  // Not sparse: pages that were never written are sent in another way.
  const block = randomFillSync(Buffer.alloc(2 ** 20));
  const file = fs.openSync(path.join(directory, 'file.bin'), 'wx');
  for (let length = 0; length < gibibyte; length += block.length) fs.writeSync(file, block);
  fs.closeSync(file);
  return { directory, name: 'file.bin', length: gibibyte, remove };
}

/**
 * `cases(quick)`, `measure(server, case, settings)`; `includes(peer, case)`; `impossible()`: why it cannot be measured
 * here; `file`: servers are started to serve a file; `seconds` of one measurement, and of a quick one;
 * `warmUps`: measurements that do not count, where there are more than elsewhere.
 */
export const scenarios = [
  {
    key: 'keep-alive',
    title: 'Keep-alive, by number of connections',
    cases: (quick) => (quick ? [8, 64] : [1, 8, 32, 64, 256]).map(count),
    includes: (peer, { connections }) => canServe(peer, connections),
    seconds: { normal: 2, quick: 1 },
    measure: (server, { connections }, seconds) => wrk(server, { connections, seconds }),
    columns: requestsColumns,
  },
  {
    key: 'close',
    title: 'Connection: close, by number of connections',
    cases: (quick) => (quick ? [8, 64] : [1, 8, 32, 64, 256]).map(count),
    includes: () => true,
    seconds: { normal: 2, quick: 1 },
    measure: (server, { connections }, seconds) => wrk(server, { connections, seconds, close: true }),
    columns: requestsColumns,
  },
  {
    key: 'memory',
    title: 'Memory under load, all processes of the server',
    cases: () => [{ name: '64', connections: 64 }],
    includes: () => true,
    // Heaps grow while there is load.
    seconds: { normal: 5, quick: 1 },
    measure: (server, { connections }, seconds) => memoryUnderLoad(server, { connections, seconds }),
    columns: [
      { title: 'RSS, MiB', value: ({ rss }) => rss, digits: 0 },
      { title: 'PSS, MiB', value: ({ pss }) => pss, digits: 0 },
    ],
  },
  {
    key: 'sleep',
    title: 'One handler in ten sleeps 10 ms, 64 connections',
    cases: () => [{ name: '64', connections: 64 }],
    includes: (peer) => peer.slow,
    // Each thread of ours compiles the code for itself, and there are 45 by then.
    warmUps: 10,
    seconds: { normal: 3, quick: 1 },
    measure: (server, { connections }, seconds) => load(server, { connections, seconds, slowEvery: 10 }),
    columns: [
      { title: 'requests/s', value: ({ rate }) => rate, digits: 0, ratios: true },
      { title: 'p50 of the quick, ms', value: ({ p50 }) => p50, digits: 2 },
      { title: 'p99 of the quick, ms', value: ({ p99 }) => p99, digits: 2 },
      { title: 'p50 of the slow, ms', value: ({ slowP50 }) => slowP50, digits: 2 },
      { title: 'CPU, µs a request', value: ({ cpu }) => cpu, digits: 1 },
    ],
  },
  {
    key: 'file',
    title: 'A file of 1 GiB, one after the other on one connection',
    file: true,
    cases: () => [{ name: '1 GiB', connections: 1 }],
    includes: (peer) => peer.files,
    seconds: { normal: 3, quick: 1 },
    measure: (server, { connections }, seconds, file) => load(server, { path: `/${file.name}`, connections, seconds }),
    columns: [
      { title: 'GiB/s', value: ({ bytesPerSecond }) => bytesPerSecond / gibibyte, digits: 2, ratios: true },
      { title: 'CPU, ms a GiB', value: ({ cpu }) => cpu / 1e3, digits: 0 },
    ],
  },
  {
    key: 'idle',
    title: 'Idle connections beside 8 that are busy',
    cases: () => [1, idleConnections].map((idle) => ({ name: `${idle} idle`, idle, connections: 8 })),
    includes: (peer) => canServe(peer, idleConnections),
    impossible: () =>
      maxDescriptors < idleConnections + otherDescriptors
        ? `it needs ${idleConnections + otherDescriptors} descriptors a process, ulimit -Hn is ${maxDescriptors}`
        : undefined,
    seconds: { normal: 2, quick: 1 },
    measure: (server, { connections, idle }, seconds) => load(server, { connections, seconds, idle }),
    columns: [
      { title: 'requests/s', value: ({ rate }) => rate, digits: 0, ratios: true },
      { title: 'p99, ms', value: ({ p99 }) => p99, digits: 2 },
      { title: 'CPU, µs a request', value: ({ cpu }) => cpu, digits: 1 },
      { title: 'RSS, MiB', value: ({ rss }) => rss, digits: 0 },
    ],
  },
];
