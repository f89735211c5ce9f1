import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { straceCommand } from '../../src/bin/verify.js';
import { parseStraceLine } from '../../src/trace/strace-lines.js';
import { StoryServer } from './reader.js';
import type { Played } from './reader.js';

/** Where a call is interrupted, strace sees the kernel's own code, or not: docs/trace.md. */
const comparable = (text: string): string => text.replace(/ = (\? ERESTARTSYS \(.*|-1 EINTR \(.*)$/, ' = interrupted');

/** Of a file of strace, the lines about sockets: the others are Node's own. The standard streams may be sockets too. */
function aboutSockets(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const streams = new Set(lines.flatMap((line) => /\b[012]<(socket:\[\d+\])>/.exec(line)?.[1] ?? []));
  const isAbout = (line: string): boolean =>
    Array.from(line.matchAll(/\d<(socket:\[\d+\])>/g)).some(([, socket]) => !streams.has(socket!));
  return lines
    .filter((line) => /^(socket|tgkill)\(/.test(line) || isAbout(line))
    .map((line) => comparable(parseStraceLine(line)!.text));
}

/** What the answers said of each thread, in the order of time. */
function told({ steps }: Played): Map<number, string[]> {
  const threads = new Map<number, string[]>();
  for (const { calls, threads: all } of steps) {
    for (const thread of all) if (!threads.has(thread)) threads.set(thread, []);
    for (const { thread, text, end } of calls) if (end !== undefined) threads.get(thread)!.push(comparable(text));
  }
  return threads;
}

it.runIf(process.platform === 'linux')('the calls of all stories are those that strace has recorded', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stories-'));
  try {
    const played: Played[] = [];
    {
      await using server = await StoryServer.start({}, straceCommand(directory));
      const stories = await server.stories();
      // Two at once, so that they could get into each other's way.
      const [some, others] = [stories.slice(0, 4), stories.slice(4)];
      const playAll = async (list: typeof stories): Promise<void> => {
        for (const { id } of list) played.push(await server.play(id));
      };
      await Promise.all([playAll(some), playAll(others)]);
      await server.stop();
    }
    const files = new Set(readdirSync(directory));
    for (const each of played) {
      for (const [thread, lines] of told(each)) {
        expect(files).toContain(`strace.${thread}`);
        expect(aboutSockets(join(directory, `strace.${thread}`))).toEqual(lines);
      }
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});
