import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import * as s from 'berkeley-sockets/syscalls';
import { callsInProgress, startTracing, trace } from 'berkeley-sockets/trace';
import { newFlag, raised, startWorker, until } from '../support/worker.js';

const open: number[] = [];
const opened = (fd: number): number => {
  open.push(fd);
  return fd;
};
afterEach(() => {
  for (const fd of open.splice(0)) s.close(fd);
});
const listener = (): number => {
  const fd = opened(s.socket(s.AF_INET, s.SOCK_STREAM, 0));
  s.bind(fd, { family: s.AF_INET, address: '127.0.0.1', port: 0 });
  s.listen(fd, 5);
  return fd;
};

describe('trace(fn)', () => {
  it('records what fn does, and nothing before or after it', () => {
    s.raw.close(-1);
    const recorded = trace(() => s.raw.dup(-1));
    s.raw.close(-2);
    expect(recorded.toStrace()).toBe('dup(-1)                                 = -1 EBADF (Bad file descriptor)\n');
    expect(trace(() => undefined).calls).toEqual([]);
  });

  it('tells each call of the API with its system calls, result, error, time and thread', () => {
    const before = process.hrtime.bigint();
    const { calls } = trace(() => s.raw.send(-1, Buffer.from('x'), 0));
    const after = process.hrtime.bigint();
    expect(calls).toHaveLength(1);
    const [{ name, systemCalls }] = calls as [(typeof calls)[0]];
    expect(name).toBe('send');
    expect(systemCalls).toHaveLength(1);
    const [call] = systemCalls as [(typeof systemCalls)[0]];
    expect(call).toMatchObject({ name: 'sendto', result: -1, error: 'EBADF' });
    expect(readdirSync('/proc/self/task')).toContain(String(call.thread));
    expect(call.start).toBeGreaterThan(before);
    expect(call.end).toBeGreaterThan(call.start);
    expect(call.end).toBeLessThan(after);
  });

  it('nests, and ends when fn throws', () => {
    let inner = '';
    const outer = trace(() => {
      s.raw.close(-1);
      inner = trace(() => s.raw.close(-2)).toStrace();
      s.raw.close(-3);
    });
    expect(inner.match(/close\(.*?\)/g)).toEqual(['close(-2)']);
    expect(outer.toStrace().match(/close\(.*?\)/g)).toEqual(['close(-1)', 'close(-2)', 'close(-3)']);
    expect(() => trace(() => s.close(-1))).toThrow('close EBADF');
    s.raw.close(-4);
    expect(
      trace(() => s.raw.close(-5))
        .toStrace()
        .match(/close\(.*?\)/g),
    ).toEqual(['close(-5)']);
  });

  it('counts what a full ring lost, and loses nothing else', () => {
    const made = 50_000;
    const recorded = trace(() => {
      for (let i = 0; i < made; i++) s.raw.close(-1 - i);
    });
    const kept = recorded.calls.length;
    expect(recorded.lost).toBeGreaterThan(0);
    expect(kept + recorded.lost).toBe(made);
    const lines = recorded.toStrace().split('\n');
    expect(lines[kept - 1]).toMatch(`close(-${kept}) `);
    expect(lines[kept]).toBe(`+++ ${recorded.lost} system calls lost: the ring was full +++`);
    expect(trace(() => s.raw.close(-1)).lost).toBe(0);
  });
});

describe('startTracing', () => {
  it('records all threads, also those that start and end meanwhile', async () => {
    const recording = startTracing({ threads: 'all' });
    const workers = Array.from({ length: 3 }, (_, i) =>
      startWorker('for (let i = 0; i < 100; i++) s.raw.close(data)', -100 - i),
    );
    s.raw.close(-99);
    await Promise.all(workers.map((worker) => once(worker, 'exit')));
    const { calls, threads } = recording.stop();
    const count = (fd: number): number =>
      calls.filter(({ systemCalls }) => systemCalls[0]?.text.startsWith(`close(${fd}) `)).length;
    expect([-99, -100, -101, -102].map(count)).toEqual([1, 100, 100, 100]);
    const ofWorkers = threads.filter(({ records }) => records.length === 100);
    expect(new Set(ofWorkers.map(({ thread }) => thread)).size).toBe(3);
  });

  it('take() gives each call once', () => {
    const recording = startTracing();
    s.raw.close(-1);
    expect(recording.take().calls).toHaveLength(1);
    expect(recording.take().calls).toHaveLength(0);
    s.raw.close(-2);
    s.raw.close(-3);
    expect(recording.stop().calls).toHaveLength(2);
  });

  it('gives each of several recordings, on several threads, all that it asks for', async () => {
    const flags = new Int32Array(new SharedArrayBuffer(16));
    const all = startTracing({ threads: 'all' });
    const worker = startWorker(
      `import('berkeley-sockets/trace').then(({ startTracing, trace }) => {
         const own = startTracing();
         const everything = startTracing({ threads: 'all' });
         s.raw.close(-1);
         data[3] = trace(() => s.raw.close(-3)).calls.length;
         raise(data.subarray(0, 1));
         Atomics.wait(data, 1, 0);
         s.raw.close(-2);
         data[2] = own.stop().calls.length;
         data[1] = everything.stop().calls.length;
       })`,
      flags,
    );
    await raised(flags);
    const later = startTracing({ threads: 'all' });
    s.raw.close(-99);
    Atomics.store(flags, 1, 1);
    Atomics.notify(flags, 1);
    await once(worker, 'exit');
    const made = (recording: typeof all): string[] =>
      recording.stop().calls.map(({ systemCalls }) => /^close\(-\d+\)/.exec(systemCalls[0]!.text)![0]);
    expect(made(all)).toEqual(['close(-1)', 'close(-3)', 'close(-99)', 'close(-2)']);
    expect(made(later)).toEqual(['close(-99)', 'close(-2)']);
    expect([...flags.slice(1)]).toEqual([4, 3, 1]);
  });

  it('ends with the thread that records', async () => {
    await once(
      startWorker(`import('berkeley-sockets/trace').then((t) => t.startTracing({ threads: 'all' }))`, 0),
      'exit',
    );
    const [a, b] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0).map(opened) as [number, number];
    const flag = newFlag();
    const worker = startWorker('raise(data.flag); s.read(data.a, new Uint8Array(1))', { a, flag });
    await raised(flag);
    expect(callsInProgress()).toEqual([]);
    s.write(b, new Uint8Array(1));
    await once(worker, 'exit');
    const recording = startTracing({ threads: 'all' });
    s.raw.close(-1);
    expect(recording.stop().calls).toHaveLength(1);
  });

  it('records nothing after stop()', async () => {
    startTracing({ threads: 'all' }).stop();
    await once(startWorker('s.raw.close(-1)', 0), 'exit');
    expect(startTracing({ threads: 'all' }).stop().calls).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('a call in progress', () => {
  it('is seen from another thread, with what it was called with and since when', async () => {
    const fd = listener();
    const recording = startTracing({ threads: 'all' });
    const before = process.hrtime.bigint();
    const worker = startWorker('s.accept(data)', fd);
    await until(() => callsInProgress().length === 1);
    const [call] = callsInProgress() as [ReturnType<typeof callsInProgress>[0]];
    expect(call.text).toBe(`accept(${fd},  <unfinished ...>`);
    expect(call.start).toBeGreaterThan(before);
    expect(call.end).toBeUndefined();
    // The kernel says the same: the number of accept on this architecture, and the descriptor.
    await until(() => readFileSync(`/proc/self/task/${call.thread}/syscall`, 'utf8') !== 'running\n');
    const [number, first] = readFileSync(`/proc/self/task/${call.thread}/syscall`, 'utf8').split(' ');
    expect(number).toBe({ x64: '43', arm64: '202' }[process.arch as 'x64']);
    expect(Number(first)).toBe(fd);

    const client = opened(s.socket(s.AF_INET, s.SOCK_STREAM, 0));
    s.connect(client, s.getsockname(fd));
    await once(worker, 'exit');
    expect(callsInProgress()).toEqual([]);
    const accepted = recording.stop().calls.filter(({ name }) => name === 'accept');
    expect(accepted).toHaveLength(1);
    expect(accepted[0]!.start).toBe(call.start);
    open.push(accepted[0]!.systemCalls[0]!.result!);
  });

  /** A worker that waits for 400 ms in poll and then for ever in read, until `write` ends it. */
  async function disturbed(disturb: (worker: Worker) => void): Promise<{ results: number[]; lines: string[] }> {
    const [a, b] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0).map(opened) as [number, number];
    const flag = newFlag();
    const results = new Float64Array(new SharedArrayBuffer(24));
    const recording = startTracing({ threads: 'all' });
    const worker = startWorker(
      `const start = performance.now();
       raise(data.flag);
       data.results[0] = s.raw.poll([{ fd: data.a, events: s.POLLIN }], 400);
       data.results[1] = performance.now() - start;
       data.results[2] = s.raw.read(data.a, new Uint8Array(4));`,
      { a, flag, results },
    );
    const exit = once(worker, 'exit');
    await raised(flag);
    await until(() => callsInProgress().some(({ text }) => text.startsWith('poll(')));
    disturb(worker);
    await until(() => callsInProgress().some(({ text }) => text.startsWith(`read(${a},`)));
    disturb(worker);
    s.write(b, Buffer.from('done'));
    await exit;
    const { calls } = recording.stop();
    const lines = calls.flatMap(({ systemCalls }) => systemCalls.map(({ text }) => text));
    return { results: [...results], lines: lines.filter((line) => /^(poll|read)\(/.test(line)) };
  }

  it('is not interrupted by a message to the worker', async () => {
    const { results, lines } = await disturbed((worker) => {
      for (let i = 0; i < 10; i++) worker.postMessage(i);
    });
    expect(results[0]).toBe(0);
    expect(results[1]).toBeGreaterThanOrEqual(399);
    expect(results[2]).toBe(4);
    expect(lines).toHaveLength(2);
  });

  it('that is interrupted for nothing is taken up again, with the time that is left', async () => {
    // Posts a task to the worker's event loop in the same way as "stop" is posted.
    const { results, lines } = await disturbed((worker) => void worker.getHeapSnapshot().catch(() => undefined));
    expect(results[0]).toBe(0);
    expect(results[1]).toBeGreaterThanOrEqual(399);
    expect(results[2]).toBe(4);
    const timeouts = lines
      .filter((line) => line.startsWith('poll('))
      .map((line) => Number(/1, (\d+)\)/.exec(line)?.[1]));
    expect(timeouts.length).toBeGreaterThan(1);
    expect(timeouts).toEqual([...timeouts].sort((x, y) => y - x));
    expect(lines.find((line) => line.startsWith('poll('))).toMatch('= ? ERESTART_RESTARTBLOCK (Interrupted by signal)');
  });
});
