import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect } from 'node:net';
import mermaid from 'mermaid';
import { BufferedReader, ServerSocket, Socket, Thread } from 'berkeley-sockets';
import { raw } from 'berkeley-sockets/syscalls';
import { channels, startTracing } from 'berkeley-sockets/trace';
import type { ApiCall, SystemCall, Trace } from 'berkeley-sockets/trace';
import { beforeAll, describe, expect, it } from 'vitest';

/** Text that means something to each of the formats. */
const awkward = '<b>1</b>; # "%% "\n';

let trace: Trace;
/** The port of a client in another process' place: it makes no calls of this package. */
let foreignPort = 0;

beforeAll(async () => {
  const recording = startTracing({ threads: 'all' });
  const server = new ServerSocket(0, 50, '127.0.0.1');
  const thread = new Thread(new URL('formats-client.mjs', import.meta.url), server.getLocalPort(), awkward);
  thread.start();
  const inside = server.accept();
  const reader = new BufferedReader(inside.getInputStream());
  while (reader.readLine() !== null);
  inside.close();
  thread.join();

  const foreign = connect(server.getLocalPort(), '127.0.0.1');
  await once(foreign, 'connect');
  foreignPort = foreign.localPort!;
  const accepted = server.accept();
  accepted.getOutputStream().write('x');
  await once(foreign, 'data');
  accepted.close();
  foreign.destroy();
  server.close();
  raw.close(-1);
  trace = recording.stop();
});

const threadNames = (): Map<number, string> => new Map(trace.threads.map(({ thread, name }) => [thread, name]));

it('threads have names, also when they have ended', () => {
  expect([...threadNames().values()]).toEqual([expect.any(String), expect.stringMatching(/^Thread-\d+$/)]);
});

it('NDJSON: system calls name their API call, which comes when it is over', () => {
  interface Line extends Record<string, unknown> {
    readonly type: string;
  }
  const lines = trace
    .toNdjson()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const calls = lines.filter(({ type }) => type === 'apiCall');
  const systemCalls = lines.filter(({ type }) => type === 'systemCall');
  expect(calls).toHaveLength(trace.calls.length);
  for (const call of calls) {
    const own = systemCalls.filter(({ apiCall }) => apiCall === call.id);
    expect(own).toHaveLength(call.systemCalls as number);
    expect(own.every((each) => lines.indexOf(each) < lines.indexOf(call) && each.thread === call.thread)).toBe(true);
    expect(call.threadName).toBe(threadNames().get(call.thread as number));
  }
  expect(calls.find(({ systemCalls: count }) => count === 0)).toMatchObject({ name: 'ServerSocket.getLocalPort()' });
  const write = systemCalls.find(({ name }) => name === 'write')!;
  expect(write.args).toEqual({
    fd: expect.any(Number) as number,
    buf: JSON.stringify(awkward),
    len: awkward.length,
  });
  expect(lines.at(-2)).toMatchObject({
    type: 'systemCall',
    name: 'close',
    args: { fd: -1 },
    result: -1,
    error: 'EBADF',
  });
});

/** An event of "Trace Event Format", as far as it is used. */
interface ChromeEvent {
  readonly name: string;
  readonly ph: string;
  readonly cat: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly id?: number;
  readonly bp?: string;
  readonly args?: { readonly name?: string; readonly strace?: string };
}

describe("Chrome's trace events", () => {
  let events: ChromeEvent[];
  beforeAll(() => {
    ({ traceEvents: events } = JSON.parse(trace.toChromeTrace()) as { traceEvents: ChromeEvent[] });
  });
  const slices = (): ChromeEvent[] => events.filter(({ ph }) => ph === 'X');
  const end = ({ ts, dur }: ChromeEvent): number => ts + dur;
  const tolerance = 0.002;

  it('are of this process, and each thread is named before its first event', () => {
    const named = new Map<number, string>();
    for (const { ph, name, pid, tid, args } of events) {
      expect(pid).toBe(process.pid);
      if (ph !== 'M') expect(named.has(tid)).toBe(true);
      else if (name === 'thread_name') named.set(tid, args!.name!);
    }
    expect(named).toEqual(threadNames());
  });

  it('have all that they need, by their phase', () => {
    expect(new Set(events.map(({ ph }) => ph))).toEqual(new Set(['M', 'X', 's', 'f']));
    for (const { ph, ts, dur, name } of events) {
      expect(name).not.toBe('');
      if (ph !== 'M') expect(ts).toBeGreaterThan(0);
      if (ph === 'X') expect(dur).toBeGreaterThanOrEqual(0);
    }
  });

  it('nest: each system call lies in one API call of its thread, and none overlap otherwise', () => {
    const sorted = slices().sort((a, b) => a.ts - b.ts || b.dur - a.dur);
    for (const tid of threadNames().keys()) {
      const open: ChromeEvent[] = [];
      for (const slice of sorted.filter((each) => each.tid === tid)) {
        while (open.length > 0 && end(open.at(-1)!) <= slice.ts) open.pop();
        if (open.length > 0) expect(end(slice)).toBeLessThanOrEqual(end(open.at(-1)!) + tolerance);
        expect(open.map(({ cat }) => cat)).toEqual(
          slice.cat === 'api' || (slice.name === 'close' && open.length === 0) ? [] : ['api'],
        );
        open.push(slice);
      }
    }
    const lines = slices().flatMap(({ args }) => args?.strace ?? []);
    expect(lines.sort()).toEqual(trace.calls.flatMap(({ systemCalls }) => systemCalls.map(({ text }) => text)).sort());
  });

  it('have an arrow from the connect that is in the trace to its accept, and none to the other accept', () => {
    const around = ({ tid, ts }: ChromeEvent): string | undefined =>
      slices()
        .filter((slice) => slice.tid === tid && slice.ts <= ts && ts < end(slice))
        .sort((a, b) => a.dur - b.dur)[0]?.name;
    const starts = events.filter(({ ph }) => ph === 's');
    const ends = events.filter(({ ph }) => ph === 'f');
    expect(starts.map(around)).toEqual(['connect']);
    expect(ends.map(around)).toEqual([expect.stringMatching(/^accept/)]);
    expect([starts[0]!.id, starts[0]!.name, starts[0]!.cat]).toEqual([ends[0]!.id, ends[0]!.name, ends[0]!.cat]);
    expect(starts[0]!.tid).not.toBe(ends[0]!.tid);
    expect(ends[0]!.bp).toBe('e');
    expect(starts[0]!.ts).toBeLessThan(ends[0]!.ts);
  });
});

it('Mermaid draws it: who talks to whom, in the words of strace', async () => {
  const text = trace.toMermaid();
  await expect(mermaid.parse(text)).resolves.toMatchObject({ diagramType: 'sequence' });
  // parse() tells only whether it has understood, not what.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const diagram = db as unknown as {
    getActors(): Map<string, { description: string }>;
    getMessages(): { from?: string; to?: string; message: string; type: number }[];
  };
  const names = [...diagram.getActors().values()].map(({ description }) => description);
  expect(names).toEqual([...threadNames().values(), 'kernel', 'client']);
  // Mermaid's own way to keep characters that it was given by number.
  const plain = (message: string): string =>
    message.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCharCode(Number(code)));
  const messages = diagram.getMessages().map(({ from, to, message }) => ({ from, to, text: plain(message) }));
  const calls = messages.filter(({ from, to }) => from !== to && to === 'kernel' && from !== 'client');
  expect(calls.map(({ text }) => text)).toEqual(
    trace.calls
      .flatMap(({ systemCalls }) => systemCalls)
      .sort((a, b) => Number(a.start - b.start))
      .map((call) => call.text.replace(/ += (?:-?\d+|-1 E.*)$/, '')),
  );
  const foreign = messages.filter(({ from, to }) => from === 'client' || to === 'client');
  expect(foreign.map(({ text }) => text)).toEqual([
    `connects from 127.0.0.1:${foreignPort}`,
    '1 byte',
    'end of the stream',
  ]);
  expect(messages.some(({ text }) => text.includes('getLocalPort()<br/>no system call'))).toBe(true);
});

it('diagnostics_channel: what all threads do, to whoever has subscribed', async () => {
  const seen: { systemCalls: SystemCall[]; calls: ApiCall[] } = { systemCalls: [], calls: [] };
  const onSystemCall = (call: unknown): void => void seen.systemCalls.push(call as SystemCall);
  const onCall = (call: unknown): void => void seen.calls.push(call as ApiCall);
  subscribe(channels.systemCall, onSystemCall);
  subscribe(channels.apiCall, onCall);
  const recording = startTracing({ threads: 'all' });
  const server = new ServerSocket(0, 50, '127.0.0.1');
  new Thread(new URL('formats-client.mjs', import.meta.url), server.getLocalPort(), awkward).start();
  server.accept().close();
  server.close();
  const recorded = recording.take();
  expect(seen.calls.map(({ name }) => name)).toEqual(
    [...recorded.calls]
      .filter(({ end }) => end !== undefined)
      .sort((a, b) => Number(a.end! - b.end!))
      .map(({ name }) => name),
  );
  expect(new Set(seen.systemCalls.map(({ text }) => text))).toEqual(
    new Set(recorded.calls.flatMap(({ systemCalls }) => systemCalls.map(({ text }) => text))),
  );
  unsubscribe(channels.systemCall, onSystemCall);
  unsubscribe(channels.apiCall, onCall);
  const count = seen.calls.length;
  raw.close(-1);
  expect(recording.stop().calls.length).toBeGreaterThan(0);
  expect(seen.calls).toHaveLength(count);
  await Promise.resolve();
});

it('an empty trace is one in every format', async () => {
  const empty = startTracing().stop();
  expect(empty.toNdjson()).toBe('');
  expect(JSON.parse(empty.toChromeTrace())).toMatchObject({ traceEvents: [] });
  await expect(mermaid.parse(empty.toMermaid())).resolves.toBeTruthy();
  expect(empty.toSummary()).toMatch(/^100\.00 +0\.000000 +0 +0 +total$|^ +0\.00 +0\.000000 +0 +0 +total$/m);
  expect(new Socket().isConnected()).toBe(false);
});
