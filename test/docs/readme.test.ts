import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aligned } from '../../src/trace/strace-lines.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const [english, korean] = [read('README.md'), read('README.ko.md')];

const headings = (page: string): string[] =>
  Array.from(page.replace(/^```[^]*?^```$/gm, '').matchAll(/^(#+) /gm), ([, level]) => level!);
/** Blocks of code without their comments, which are translated. */
const blocks = (page: string): string[] =>
  Array.from(page.matchAll(/^```(\w*\n[^]*?)^```$/gm), ([, block]) => block!.replace(/ *(\/\/|#).*$/gm, ''));
const links = (page: string): string[] =>
  Array.from(page.matchAll(/\]\(([^)\s#]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g), (match) => match[1] ?? match[2]!);
/** Without the language. */
const plain = (link: string): string => link.replace(/\.ko(?=\.md$)|-ko(?=-\w+\.png$)/, '');

describe('README.ko.md is README.md in Korean', () => {
  it('has the same sections', () => {
    expect(headings(korean)).toEqual(headings(english));
  });

  it('has the same blocks of code', () => {
    expect(blocks(korean)).toEqual(blocks(english));
    expect(blocks(english).length).toBeGreaterThan(5);
  });

  it('leads to the same pages', () => {
    const others = (page: string): string[] =>
      links(page)
        .map(plain)
        .filter((link) => !/^README/.test(link))
        .sort();
    expect(others(korean)).toEqual(others(english));
  });
});

describe.each(['README.md', 'README.ko.md'])('%s', (file) => {
  const page = read(file);
  const shown = /^```text\n([^]*?)\n```$/m.exec(page)?.[1] ?? '';
  const [server = ''] = /^import \{ BufferedReader, ServerSocket \}[^]*?(?=^```$)/m.exec(page) ?? [];

  it('has a server that answers, and what the command shows of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    // Any port that is free.
    const script = server
      .replace('9000', '0')
      .replace("'berkeley-sockets'", JSON.stringify(join(root, 'dist/index.js')));
    expect(script).toContain('new ServerSocket(0)');
    writeFileSync(join(folder, 'server.mjs'), script);
    const child = spawn(process.execPath, [join(root, 'dist/bin/main.js'), 'trace', 'server.mjs'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit');
    try {
      const seen: string[] = [];
      let answer: Promise<string> | undefined;
      for await (const line of createInterface(child.stderr)) {
        seen.push(line);
        const port = /getsockname\(.*htons\((\d+)\)/.exec(line)?.[1];
        if (port !== undefined && answer === undefined) answer = talk(Number(port));
        if (/^ {4}close\(/.test(line)) break;
      }
      expect(await answer).toBe('You said: hello\n');
      const calls = abridged(seen);
      if (process.env['UPDATE_README'] === undefined) expect(shown).toBe(calls);
      else
        writeFileSync(
          join(root, file),
          page.replace(/(^```text\n)[^]*?(\n```$)/m, (_, before: string, after: string) => `${before}${calls}${after}`),
        );
    } finally {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    }
  });
});

/** What a page has room for: no times, short addresses, and the same numbers in every run. */
function abridged(lines: readonly string[]): string {
  const descriptors = new Map<string, string>();
  const descriptorOf = (fd: string): string => {
    if (!descriptors.has(fd)) descriptors.set(fd, String(20 + descriptors.size));
    return descriptors.get(fd)!;
  };
  const text = lines
    .map((line) =>
      line
        .replace(/ {3}# (?!blocked)[\d.]+ \S+$/, '')
        .replace('ServerSocket(0)', 'ServerSocket(9000)')
        .replace(/sin6_flowinfo=.*?sin6_scope_id=0\}/, '…}'),
    )
    .join('\n')
    // Shown when a call blocks for long; it is shown again when it returns.
    .replace(/^.*\n.*<unfinished \.\.\.> {3}# blocked\n/gm, '')
    .replace(/^\[pid .*\n/gm, '');
  return text
    .replace(
      /^( {4}socket\(.* = |.*\[128 => 28\], SOCK_CLOEXEC\) = )(\d+)$/gm,
      (_, call: string, fd: string) => call + descriptorOf(fd),
    )
    .replace(/^( {4}(?!socket)\w+\()(\d+)\b/gm, (_, call: string, fd: string) => call + descriptorOf(fd))
    .replace(/^( {4}(?:bind|getsockname)\(.*htons\()\d+/gm, '$19000')
    .replace(/^( {4}accept4\(.*htons\()\d+/gm, '$147394')
    .split('\n')
    .map(aligned)
    .join('\n');
}

/** Says hello to a server, as soon as it listens, and returns all that it answers. */
async function talk(port: number): Promise<string> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
    } catch {
      // It has a port, and calls listen(2) next.
      continue;
    }
    socket.end('hello\n');
    return text(socket);
  }
}
