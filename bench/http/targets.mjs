/** What is to be reached: each a ratio to another server in the same round, or a figure of its own. */
import { bun, blocking, c, nginx, nodeHttp, polling, tomcat } from './peers.mjs';
import { median } from '../rounds.mjs';

const rate = ({ rate }) => rate;
const cpu = ({ cpu }) => cpu;
const p99 = ({ p99 }) => p99;
const rss = ({ rss }) => rss;

const atLeast = (bound) => ({ bound: `≥ ${bound}`, met: (value) => value >= bound });
const atMost = (bound) => ({ bound: `≤ ${bound}`, met: (value) => value <= bound });
const above = (bound) => ({ bound: `> ${bound}`, met: (value) => value > bound });
const below = (bound, text = bound) => ({ bound: `< ${text}`, met: (value) => value < bound });

const keepAlive = (connections) => ({ scenario: 'keep-alive', of: String(connections) });
const close = (connections) => ({ scenario: 'close', of: String(connections) });

/** `of`: the case; `to`: the server that is 1, or `toCase`: the case of the same server that is 1. */
export const targets = [
  { ...keepAlive(64), what: 'requests/s', value: rate, name: polling, to: nginx, ...atLeast(1) },
  { ...keepAlive(64), what: 'requests/s', value: rate, name: polling, to: bun, ...above(1) },
  { ...keepAlive(64), what: 'requests/s', value: rate, name: polling, to: nodeHttp, ...atLeast(2) },
  { ...keepAlive(64), what: 'requests/s', value: rate, name: polling, to: tomcat, ...atLeast(1.5) },
  { ...keepAlive(64), what: 'requests/s', value: rate, name: polling, to: c, ...atLeast(1.15) },
  { ...keepAlive(64), what: 'p99', value: p99, name: polling, to: nginx, ...atMost(1) },
  { scenario: 'memory', of: '64', what: 'RSS', value: rss, name: polling, to: tomcat, ...below(1 / 3, '⅓') },
  { ...keepAlive(8), what: 'requests/s', value: rate, name: blocking, to: c, ...atLeast(0.95) },
  ...[8, 32, 64].flatMap((connections) => [
    { ...close(connections), what: 'requests/s', value: rate, name: polling, to: nginx, ...atLeast(1) },
    { ...close(connections), what: 'requests/s', value: rate, name: polling, to: nodeHttp, ...atLeast(1.8) },
  ]),
  { scenario: 'sleep', of: '64', what: 'p99 of the quick, ms', value: p99, name: polling, ...below(5) },
  { scenario: 'sleep', of: '64', what: 'requests/s', value: rate, name: polling, to: tomcat, ...atLeast(0.9) },
  { scenario: 'file', of: '1 GiB', what: 'throughput', value: rate, name: polling, to: nginx, ...atLeast(0.95) },
  { scenario: 'file', of: '1 GiB', what: 'CPU', value: cpu, name: polling, to: nginx, ...atMost(1.05) },
  { scenario: 'idle', of: '10000 idle', what: 'CPU', value: cpu, name: polling, toCase: '1 idle', ...atMost(1.1) },
];

/** Median over the rounds that measured both of what `name` is to `to`; undefined when there is none. */
export function ratio(rounds, value, [ofCase, name], [toCase, to]) {
  const both = rounds.filter((round) => round[ofCase]?.[name] && round[toCase]?.[to]);
  return median(both.map((round) => value(round[ofCase][name]) / value(round[toCase][to])));
}

export function measured(rounds, { of, value, name, to, toCase }) {
  if (to) return ratio(rounds, value, [of, name], [of, to]);
  if (toCase) return ratio(rounds, value, [of, name], [toCase, name]);
  return median(rounds.filter((round) => round[of]?.[name]).map((round) => value(round[of][name])));
}
