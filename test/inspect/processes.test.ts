import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { inspectCommand, processSockets } from 'berkeley-sockets/inspect';
import type { ProcessSocket } from 'berkeley-sockets/inspect';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { thrownBy } from '../support/failure.js';

/** What holder.mjs prints. */
interface Held {
  readonly unlisted: number[];
  readonly port: number;
  readonly first: { listener: number; server: number; clients: number[] };
  readonly copy: number;
  readonly udp: number;
  readonly unixListener: number;
  readonly unixClient: number;
  readonly rude: number;
  readonly path: string;
}

/** No process has it: PID_MAX_LIMIT. */
const nobody = 2 ** 22;

function run(...args: string[]): { code: number; out: string; err: string } {
  let [out, err] = ['', ''];
  const code = inspectCommand(
    args,
    (text) => (out += text),
    (text) => (err += text),
  );
  return { code, out, err };
}

describe.runIf(process.platform === 'linux')('the sockets of another process', () => {
  let folder: string;
  let child: ChildProcess;
  let pid: number;
  let output: Interface;
  let held: Held;
  const nextLine = async <T>(): Promise<T> => JSON.parse(((await once(output, 'line')) as [string])[0]) as T;

  /** What we see, and what the process sees itself, at a moment around which nothing changed (a delayed ACK would). */
  async function bothViews(): Promise<{ sockets: ProcessSocket[]; own: ProcessSocket[] }> {
    for (;;) {
      const sockets = processSockets(pid);
      child.stdin!.write('\n');
      const own = await nextLine<ProcessSocket[]>();
      if (isDeepStrictEqual(sockets, processSockets(pid))) return { sockets, own };
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'inspect-'));
    const script = fileURLToPath(new URL('holder.mjs', import.meta.url));
    child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    pid = child.pid!;
    output = createInterface(child.stdout!);
    held = await nextLine<Held>();
  });
  afterAll(async () => {
    child.stdin!.end();
    await once(child, 'exit');
    rmSync(folder, { recursive: true });
  });

  it('are all that /proc shows, by descriptor', () => {
    const expected = readdirSync(`/proc/${pid}/fd`)
      .map((fd): [number, string] => [Number(fd), readlinkSync(`/proc/${pid}/fd/${fd}`)])
      .filter(([, target]) => target.startsWith('socket:'))
      .sort(([a], [b]) => a - b);
    expect(processSockets(pid).map(({ fd, inode }) => [fd, `socket:[${inode!}]`])).toEqual(expected);
    expect(expected.length).toBeGreaterThan(15);
  });

  it('have the state that the process sees itself', async () => {
    const { sockets, own: all } = await bothViews();
    for (const socket of sockets) {
      const own = all.find(({ fd }) => fd === socket.fd)!;
      if (held.unlisted.includes(socket.fd)) {
        expect(Object.keys(socket)).toEqual(['fd', 'inode']);
        continue;
      }
      expect(own).toMatchObject(socket);
      // Nobody else is told the options, of datagrams how long the first is, and whom a UNIX socket waits for.
      const missing = Object.keys(own).filter((name) => !(name in socket));
      const more =
        own.protocol === 'IPPROTO_UDP' ? ['receiveQueue'] : own.fd === held.unixClient ? ['remoteAddress'] : [];
      expect(missing.sort()).toEqual(['options', ...more]);
    }
  });

  it('may have several descriptors each', () => {
    const sockets = processSockets(pid);
    const [server, copy] = [held.first.server, held.copy].map((wanted) => sockets.find(({ fd }) => fd === wanted)!);
    expect(copy!.fd).not.toBe(server!.fd);
    for (const name of ['inode', 'localAddress', 'remoteAddress', 'rcvNxt'] as const) {
      expect(copy![name]).toEqual(server![name]);
    }
  });

  it('are printed by the command, a block for each, with units', () => {
    const { code, out, err } = run(String(pid));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const blocks = new Map(out.split(/\n\n/).map((block) => [Number(/^fd (\d+)/.exec(block)?.[1]), block.trimEnd()]));
    expect([...blocks.keys()]).toEqual(processSockets(pid).map(({ fd }) => fd));
    const { listener, server, clients } = held.first;
    expect(blocks.get(listener)).toMatch(`fd ${listener}  TCP  LISTEN  127.0.0.1:${held.port}  inode `);
    expect(blocks.get(listener)).toMatch('accept  2 of 8 connections waiting');
    expect(blocks.get(server)).toMatch(`TCP  ESTABLISHED  127.0.0.1:${held.port}  <->  127.0.0.1:`);
    expect(blocks.get(server)).toMatch(/receive waiting 78 B, rcvNxt 79, window \d+ B, buffer \d+ B, memory \d+ B/);
    expect(blocks.get(clients[0]!)).toMatch(/send +waiting 0 B, unsent 0 B, sndNxt 79, window \d+ B/);
    expect(blocks.get(clients[0]!)).toMatch(/path +rtt [\d.]+ ± [\d.]+ ms, .*cwnd \d+ segments, .*retransmits 0,/);
    expect(blocks.get(held.unixListener)).toMatch(`UNIX stream  LISTEN  ${held.path}`);
    expect(blocks.get(held.unixListener)).toMatch('accept  1 of 4 connections waiting');
    expect(blocks.get(held.udp)).toMatch(/^fd \d+ {2}UDP {2}CLOSE {2}127\.0\.0\.1:\d+/);
    // What would make the terminal red.
    expect(blocks.get(held.rude)).toMatch(`UNIX dgram  CLOSE  @rude-\\x1b[31m-${pid}`);
    expect(blocks.get(held.unlisted[0]!)).toMatch('not listed by the kernel');
  });

  it('are among those of all processes', () => {
    const { code, out } = run();
    expect(code).toBe(0);
    const section = out.split(/^== /m).find((text) => text.startsWith(`${pid} `))!;
    expect(section).toMatch(/^\d+ .*holder\.mjs/);
    expect(section).toMatch(`TCP  LISTEN  127.0.0.1:${held.port}`);
  });
});

describe('bad input', () => {
  it.each([
    [0, 'ERR_OUT_OF_RANGE'],
    [-1, 'ERR_OUT_OF_RANGE'],
    [1.5, 'ERR_OUT_OF_RANGE'],
    [NaN, 'ERR_OUT_OF_RANGE'],
    [2 ** 22 + 1, 'ERR_OUT_OF_RANGE'],
    ['1', 'ERR_INVALID_ARG_TYPE'],
    [null, 'ERR_INVALID_ARG_TYPE'],
  ])('processSockets(%s)', (pid, code) => {
    const error = thrownBy(() => processSockets(pid as number));
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toMatch('"pid"');
  });

  it('a process that there is not; on macOS, any other', () => {
    const error = thrownBy(() => processSockets(nobody)) as Error;
    if (process.platform === 'linux') {
      expect(error).toMatchObject({ code: 'ENOENT' });
      expect(error.message).toMatch(`/proc/${nobody}/fd`);
      const err = `berkeley-sockets inspect: there is no process ${nobody}\n`;
      expect(run(String(nobody))).toEqual({ code: 1, out: '', err });
    } else {
      expect(error).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
      expect(run(String(nobody))).toMatchObject({ code: 1, out: '' });
    }
  });

  it.each([['x'], ['0'], ['-1'], ['1.5'], ['1', '2'], ['--all'], [''], ['99999999999']])('inspect %s %s', (...args) => {
    const { code, out, err } = run(...args.filter((arg) => typeof arg === 'string'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(`not a process id: ${args.join(' ')}`);
    expect(err).toMatch('usage: berkeley-sockets inspect [PID]');
  });

  it('--help is no bad input', () => {
    expect(run('--help')).toMatchObject({ code: 0, err: '' });
  });
});
