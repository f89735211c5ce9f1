// What the page exports is what the trace's own methods make.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerSocket, Socket } from 'berkeley-sockets';
import { startTracing, trace } from 'berkeley-sockets/trace';
import type { Trace } from 'berkeley-sockets/trace';
import { describe, expect, it } from 'vitest';
import { ThreadEvents } from '../../dist/trace/calls.js';
import { encodeEvent } from '../../dist/lens/encode.js';
import { exported } from '../../dist/lens/export.js';
import type { LensEvent } from '../../dist/lens/records.js';
import { LensPage, startBrowser } from './support/lens-page.js';
import { LensServer } from './support/lens-server.js';

/** What the page is sent of a trace, and sends back. */
function told({ threads }: Trace): LensEvent[] {
  const events = threads.flatMap(({ thread, name, records }) => [...new ThreadEvents({ thread, name }).of(records)]);
  return JSON.parse(JSON.stringify(events.map(encodeEvent))) as LensEvent[];
}

/** A conversation with a call that fails, one with structures, and API calls without system calls. */
function conversation(): void {
  using server = new ServerSocket(0);
  using client = new Socket('127.0.0.1', server.getLocalPort());
  using socket = server.accept();
  client.getOutputStream().write('héllo\0\xff');
  socket.getInputStream().read(new Uint8Array(100));
  socket.setOption('TCP_NODELAY', true);
  expect(() => new ServerSocket(server.getLocalPort())).toThrow('EADDRINUSE');
}

const formats = {
  strace: (recorded: Trace) => recorded.toStrace(),
  ndjson: (recorded: Trace) => recorded.toNdjson(),
  perfetto: (recorded: Trace) => recorded.toChromeTrace(),
  mermaid: (recorded: Trace) => recorded.toMermaid(),
  summary: (recorded: Trace) => recorded.toSummary(),
} as const;

/** API calls are numbered as they are made of records: each time anew. */
const withoutNumbers = (text: string): string => {
  const numbers = new Map<string, number>();
  return text.replace(/"(apiCall|id)":(\d+)/g, (_, name: string, number: string) => {
    if (!numbers.has(number)) numbers.set(number, numbers.size);
    return `"${name}":${numbers.get(number)!}`;
  });
};

describe.each(Object.keys(formats) as (keyof typeof formats)[])('%s', (format) => {
  it('of one thread', () => {
    const recorded = trace(conversation);
    expect(withoutNumbers(exported(format, told(recorded)))).toBe(withoutNumbers(formats[format](recorded)));
    expect(exported(format, told(recorded))).not.toBe(exported(format, []));
  });

  it('of what was taken in two parts', () => {
    const recording = startTracing();
    conversation();
    const first = recording.take();
    conversation();
    const second = recording.stop();
    expect(withoutNumbers(exported(format, told(first)))).toBe(withoutNumbers(formats[format](first)));
    expect(withoutNumbers(exported(format, told(second)))).toBe(withoutNumbers(formats[format](second)));
  });
});

it('what is no trace is refused', async () => {
  const server = await LensServer.start();
  const url = `${server.url}/lens/export/strace`;
  const [call] = told(trace(conversation)).filter(({ kind }) => kind === 'call');
  for (const body of [
    '',
    '{',
    'null',
    '{}',
    '{"events":[null]}',
    '{"events":[{"kind":"call","thread":"x"}]}',
    JSON.stringify({ events: [{ ...call, start: 'x' }] }),
    JSON.stringify({ events: [{ ...call, record: { row: 'fork' } }] }),
    JSON.stringify({ events: [{ ...call, record: { ...(call as { record: object }).record, chunks: 3 } }] }),
    JSON.stringify({ events: [{ ...call, record: { ...(call as { record: object }).record, args: [] } }] }),
  ]) {
    expect([body, (await fetch(url, { method: 'POST', body })).status]).toEqual([body, 400]);
  }
  expect((await fetch(url, { method: 'POST', body: JSON.stringify({ events: [call] }) })).status).toBe(200);
  await server.stop();
});

it('the page saves what it shows, in each format', async () => {
  const browser = await startBrowser();
  const server = await LensServer.start({ records: true });
  const lens = await LensPage.open(browser, server);
  const directory = mkdtempSync(join(tmpdir(), 'lens-'));
  try {
    await server.ask('/hello?name=export');
    await lens.shows('GET /hello?name=export');
    await lens.shows('close(');
    await lens.page.getByTestId('pause').click();
    const lines = (await lens.lines()).filter((line) => !line.includes('<unfinished'));
    for (const format of [...Object.keys(formats), 'calls']) {
      const download = lens.page.waitForEvent('download');
      await lens.page.getByTestId('export').selectOption(format);
      const file = join(directory, (await download).suggestedFilename());
      await (await download).saveAs(file);
      const text = await readFile(file, 'utf8');
      if (format === 'strace') {
        const saved = text.split('\n').filter((line) => line !== '');
        expect(saved.map((line) => line.replace(/^\[pid \d+\] /, '')).sort()).toEqual([...lines].sort());
      } else if (format === 'ndjson') {
        const objects = text.split('\n').filter((line) => line !== '');
        expect(objects.filter((line) => line.includes('"type":"systemCall"')).length).toBe(lines.length);
      } else if (format === 'perfetto') {
        const { traceEvents } = JSON.parse(text) as { traceEvents: { args?: { strace?: string } }[] };
        expect(traceEvents.flatMap(({ args }) => args?.strace ?? []).sort()).toEqual([...lines].sort());
      } else if (format === 'summary') {
        expect(text).toMatch(new RegExp(`^100\\.00 .* ${lines.length}( +\\d+)? total$`, 'm'));
      } else if (format === 'mermaid') {
        expect(text.startsWith('sequenceDiagram\n')).toBe(true);
      } else {
        for (const line of lines) expect(text).toContain(`    ${line}   # `);
      }
    }
    await lens.close();
  } finally {
    rmSync(directory, { recursive: true });
    await browser.close();
    await server.stop();
  }
});
