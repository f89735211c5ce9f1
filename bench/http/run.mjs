/**
 * The mini Tomcat beside C, nginx, Bun.serve, node:http and Tomcat:
 *   node bench/http/run.mjs [--quick] [--rounds N] [--only SCENARIO,…] [--peers NAME,…] [--write]
 * See ../README.md; --write puts the result there.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { shuffled } from '../rounds.mjs';
import { prepareLoad, prepareWrk } from './load.mjs';
import { blocking, peers, polling, prepare } from './peers.mjs';
import { machine } from './processes.mjs';
import { makeFile, scenarios } from './scenarios.mjs';
import { start } from './servers.mjs';
import { scenarioReport, targetTable } from './table.mjs';

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** Those of `all` that are named; `polling` is enough for `berkeley-sockets polling`, and `C` is both of that name. */
function select(option, text, all, nameOf) {
  if (text === undefined) return all;
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  const matches = (item, name) => nameOf(item).toLowerCase().split(', ').includes(name);
  const unknown = names.find((name) => !all.some((item) => matches(item, name)));
  if (unknown !== undefined) fail(`--${option}: ${unknown} is none of: ${all.map(nameOf).join('; ')}`);
  return all.filter((item) => names.some((name) => matches(item, name)));
}

function settings() {
  const options = {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
    peers: { type: 'string' },
    write: { type: 'boolean', default: false },
  };
  try {
    const { values } = parseArgs({ options });
    const rounds = Number(values.rounds ?? (values.quick ? 1 : 6));
    if (!Number.isInteger(rounds) || rounds < 1) fail(`--rounds: ${values.rounds} is not a whole number above 0`);
    if (values.write && (values.only ?? values.peers))
      fail('--write wants all scenarios and servers: not with --only or --peers');
    return { ...values, rounds };
  } catch (error) {
    return fail(error.message);
  }
}

const { quick, rounds: wantedRounds, only, peers: onlyPeers, write } = settings();
const wantedScenarios = select('only', only, scenarios, ({ key }) => key);
const wantedPeers = select('peers', onlyPeers, peers, ({ name }) => name);

/** What is missing or failed; nothing that did is left out in silence. */
const notes = new Set();
let oursFailed = false;

function note(peer, text) {
  notes.add(text);
  oursFailed ||= [polling, blocking].includes(peer.name);
}

/** Measures each case with each server; one that fails is missing from this scenario from then on. */
async function round(scenario, cases, servers, seconds, file) {
  const measured = {};
  for (const each of shuffled(cases)) {
    measured[each.name] = {};
    for (const server of shuffled(servers.filter(({ peer }) => scenario.includes(peer, each)))) {
      if (server.failed) continue;
      try {
        measured[each.name][server.peer.name] = await scenario.measure(server, each, seconds, file);
      } catch (error) {
        server.failed = true;
        const said = server.reason();
        const where = `${scenario.key}, ${each.name}: ${server.peer.name}`;
        note(server.peer, `${where}: ${error.message}${said && `; it said: ${said}`}`);
      }
    }
  }
  return measured;
}

/** Addresses and compiled code fall differently each time a program starts. */
const launches = quick ? 1 : 2;
const warmUps = quick ? 1 : 2;

async function launch(scenario, cases, count, file) {
  const seconds = scenario.seconds[quick ? 'quick' : 'normal'];
  const included = wantedPeers.filter((peer) => peer.command && cases.some((each) => scenario.includes(peer, each)));
  const servers = [];
  const rounds = [];
  try {
    await Promise.all(
      included.map(async (peer) => {
        try {
          servers.push(await start(peer, file));
        } catch (error) {
          note(peer, `${scenario.key}: ${peer.name} does not serve: ${error.message}`);
        }
      }),
    );
    // Compilers want to have seen the code run.
    const most = cases.reduce((a, b) => (b.connections > a.connections && b.connections <= 64 ? b : a));
    for (let i = scenario.warmUps ?? warmUps; i > 0; i--) await round(scenario, [most], servers, seconds, file);
    for (let i = 0; i < count; i++) rounds.push(await round(scenario, cases, servers, seconds, file));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  return rounds;
}

async function measure(scenario) {
  const why = scenario.impossible?.();
  if (why) {
    notes.add(`${scenario.key} is not measured: ${why}`);
    return { rounds: [], cases: [] };
  }
  const cases = scenario.cases(quick);
  const rounds = [];
  const file = scenario.file && makeFile();
  try {
    for (let left = Math.min(launches, wantedRounds); left > 0; left--) {
      rounds.push(...(await launch(scenario, cases, Math.ceil((wantedRounds - rounds.length) / left), file)));
    }
  } finally {
    file?.remove();
  }
  return { rounds, cases };
}

/** Replaces what is between the two marks. */
function update(readme, text) {
  const [begin, end] = ['<!-- bench/http: begin -->', '<!-- bench/http: end -->'];
  const old = fs.readFileSync(readme, 'utf8');
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${readme} has no ${begin} … ${end}`);
  fs.writeFileSync(readme, `${old.slice(0, from + begin.length)}\n\n${text}\n\n${old.slice(to)}`);
}

await Promise.all([prepareWrk(), prepareLoad()]).catch((error) => fail(`The client is missing: ${error.message}`));
await prepare(wantedPeers);
for (const peer of wantedPeers) if (peer.missing) note(peer, `${peer.name} is missing: ${peer.missing}`);

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date());
const parts = [];
const say = (text) => {
  console.log(`${text}\n`);
  parts.push(text);
};
say(
  `${date}; ${machine()}${quick ? '; quick: few and short measurements' : ''}. Medians; × is the median of the ratios in a round.`,
);
const results = {};
for (const scenario of wantedScenarios) {
  const result = await measure(scenario);
  results[scenario.key] = result;
  if (result.rounds.length > 0) say(scenarioReport(scenario, result));
}
say(targetTable(results));
if (notes.size > 0) say([...notes].map((note) => `- ${note}`).join('\n'));
if (write) update(path.join(import.meta.dirname, '../README.md'), parts.join('\n\n'));
process.exit(oursFailed ? 1 : 0);
