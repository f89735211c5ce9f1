import { beforeAll, describe, expect, it } from 'vitest';
import { explanations } from '../../src/lens/explanations.js';
import { withJava } from './java.js';
import { windowsOf } from './windows.js';

/** What the JDK calls on Linux in the place of another call: without flags, or by the C library's choice. */
const others: Readonly<Record<string, string>> = { accept4: 'accept', dup3: 'dup2', pipe: 'pipe2' };
/** Those of macOS. */
const elsewhere = ['kqueue', 'kevent'];

const explained = Object.entries(explanations).flatMap(([name, { java }]) =>
  java === null || elsewhere.includes(name) ? [] : [[name, java] as const],
);

describe.runIf(process.platform === 'linux')('the Java calls of the explanations make the system calls', () => {
  let calls: Map<string, string[]>;
  beforeAll(async () => {
    const windows = await withJava(({ command: [java, ...args] }) => windowsOf(java, [...args, 'Explained']));
    calls = new Map(
      windows.map(({ name, passes }) => [name, passes.flat().map((line) => line.slice(0, line.indexOf('(')))]),
    );
  });

  it.each(explained)('%s: %s', (name, java) => {
    expect(calls.get(java), `make it in a window of test/jdk/Explained.java`).toContain(others[name] ?? name);
  });

  it('each window is of an explanation', () => {
    expect([...calls.keys()].sort()).toEqual([...new Set(explained.map(([, java]) => java))].sort());
  });
});
