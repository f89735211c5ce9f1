/**
 * Has the JDK and this package make the same calls under strace, and writes docs/jdk.md and docs/calls.md:
 * `npm run docs:jdk`. `--check` writes nothing and fails when a page on disk differs from what would be written.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { normalised } from './calls.js';
import { here, withJava } from './java.js';
import { page } from './page.js';
import { explained } from './rules.js';
import type { Row } from './rules.js';
import { summary } from './summary.js';
import { windowsOf } from './windows.js';
import type { Window } from './windows.js';

/** What is made of the runs. */
export const pages = [
  { path: join(here, '../../docs/jdk.md'), write: page },
  { path: join(here, '../../docs/calls.md'), write: summary },
];
/** In the first pass, classes and modules are loaded. */
const passes = '2';

/** A call of the API on both sides. */
export interface Comparison {
  readonly section: string;
  readonly name: string;
  readonly rows: readonly Row[];
  /** What this package called, which the rows should say too. */
  readonly actual: readonly string[];
}

export interface SideBySide {
  readonly version: number;
  readonly comparisons: readonly Comparison[];
}

/** Runs both programs. */
export async function sideBySide(): Promise<SideBySide> {
  return withJava(async ({ version, command: [java, ...args] }) => {
    const [theirs, ours] = await Promise.all([
      windowsOf(java, [...args, 'Conversation', passes]),
      windowsOf(process.execPath, [join(here, 'conversation.mjs'), passes]).then(closedInside),
    ]);
    const names = (windows: readonly Window[]): string => windows.map(({ name }) => name).join('\n');
    if (names(theirs) !== names(ours))
      throw new Error(`the programs play different windows:\n${names(theirs)}\n\nand:\n${names(ours)}`);
    const comparisons = theirs.map((window, i) => {
      const { section, name } = window;
      return { section, name, rows: explained(name, callsOf(window, true)), actual: callsOf(ours[i]!, false) };
    });
    return { version, comparisons };
  });
}

/**
 * The last thread to leave closes. In this package that may be the one that closes, where it leaves later than those
 * that it has woken: what is compared is that one of them closes.
 */
function closedInside(windows: readonly Window[]): Window[] {
  const closers = windows.filter(({ name }) => name.includes('close(), a thread is in '));
  for (const { name, passes } of closers) {
    const call = name.replace(/.* a thread is in /, '');
    const inside = windows.find((window) => window.name === `${call}, closed by another thread`)!;
    passes.forEach((lines, pass) => {
      if (lines.at(-1)?.startsWith('close(')) inside.passes[pass]!.push(lines.pop()!);
    });
  }
  return [...windows];
}

/** A window's calls, when it was not the first time. */
const callsOf = ({ name, passes }: Window, jdk: boolean): string[] => normalised(name, passes.at(-1)!, jdk);

/** What the rules make of the JDK's calls: this package's. */
export const expected = ({ rows }: Comparison): string[] => rows.flatMap(({ ours }) => ours ?? []);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await sideBySide();
  for (const comparison of result.comparisons) {
    const { name, actual } = comparison;
    if (actual.join('\n') === expected(comparison).join('\n')) continue;
    console.error(
      `${name}: not explained:\n  ${actual.join('\n  ')}\nwhere the rules say:\n  ${expected(comparison).join('\n  ')}`,
    );
    process.exitCode = 1;
  }
  for (const { path, write } of pages) {
    const text = await write(result);
    if (!process.argv.includes('--check')) {
      writeFileSync(path, text);
    } else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${path} is stale: run \`npm run docs:jdk\``);
      process.exitCode = 1;
    }
  }
}
