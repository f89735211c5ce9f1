import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { differences } from './macos.js';
import { rules } from './rules.js';
import { expected, pages, sideBySide } from './side-by-side.js';

const linux = process.platform === 'linux';
const { version, comparisons } = linux ? await sideBySide() : { version: 0, comparisons: [] };

describe.runIf(linux)('the same system calls as the JDK, except where docs/jdk.md says why not', () => {
  it.each(comparisons.map((comparison) => [comparison.name, comparison] as const))('%s', (_, comparison) => {
    expect(comparison.actual).toEqual(expected(comparison));
  });

  it('each reason explains something', () => {
    const given = new Set(comparisons.flatMap(({ rows }) => rows.flatMap(({ reasons }) => reasons)));
    expect(rules.map(({ title }) => title).filter((title) => !given.has(title))).toEqual([]);
  });

  it('each difference of macOS is one of a call that is made', () => {
    const made = comparisons.flatMap(({ actual }) => actual);
    expect(differences.filter(({ line }) => !made.some((call) => line.test(call)))).toEqual([]);
  });

  it.each(pages)('$path shows this run', async ({ path, write }) => {
    expect(readFileSync(path, 'utf8'), 'run `npm run docs:jdk`').toBe(await write({ version, comparisons }));
  });

  it('the pages were written for this JDK', () => {
    expect(version, 'run `apt-get install openjdk-17-jdk-headless`').toBeGreaterThanOrEqual(17);
  });
});
