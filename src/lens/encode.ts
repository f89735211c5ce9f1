/** What was recorded, as JSON for the page, and back. */
import { rows } from '../syscalls/generated/rows.js';
import { systemCall } from '../trace/calls.js';
import type { ApiStart, TracedThread, TraceEvent } from '../trace/calls.js';
import type { CallRecord } from '../trace/records.js';
import type { LensApi, LensCall, LensEvent, LensRecord } from './records.js';

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');

const apiOf = ({ name, start, isRaw }: ApiStart): LensApi => ({ name, start: String(start), isRaw });

/** An event of the trace for the page. */
export function encodeEvent(event: TraceEvent): LensEvent {
  const of = { thread: event.thread.thread, threadName: event.thread.name };
  switch (event.kind) {
    case 'systemCall':
      return encodeCall(event.thread, event.record, apiOf(event.api));
    case 'lost':
      return { kind: 'lost', ...of, at: String(event.at), calls: event.calls };
    case 'apiStart':
      return { kind: 'apiStart', ...of, api: apiOf(event.api) };
    case 'apiEnd': {
      const { end } = event;
      return { kind: 'apiEnd', ...of, api: apiOf(event.api), ...(end !== undefined && { end: String(end) }) };
    }
  }
}

/** A call, also one that is blocked, for the page. */
export function encodeCall({ thread, name: threadName }: TracedThread, record: CallRecord, api: LensApi): LensCall {
  const { name, text, args, start, end, result, error } = systemCall(record, thread);
  return {
    kind: 'call',
    thread,
    threadName,
    api,
    name,
    text,
    args,
    start: String(start),
    ...(end !== undefined && result !== undefined && { end: String(end), result, record: encodeRecord(record) }),
    ...(error !== undefined && { error }),
  };
}

function encodeRecord({ row, args, entry, exit }: CallRecord): LensRecord {
  const { end, result, error, chunks } = exit!;
  return {
    row: row.name,
    args: args.map(String),
    entry: entry.map(base64),
    end: String(end),
    result,
    error,
    chunks: chunks.map(base64),
  };
}

const rowsByName = new Map(rows.map((row) => [row.name as string, row]));

/** What comes from elsewhere and has to be of this type. @throws TypeError when it is not. */
export function expected<T extends 'string' | 'number'>(type: T, value: unknown): T extends 'string' ? string : number {
  if (typeof value !== type) throw new TypeError(`A ${type} was expected`);
  return value as T extends 'string' ? string : number;
}

const bytesOf = (list: readonly unknown[]): Uint8Array[] =>
  list.map((text) => new Uint8Array(Buffer.from(expected('string', text), 'base64')));

/** What {@link encodeCall} has encoded. @throws TypeError, SyntaxError, RangeError when it is none. */
export function decodeRecord(start: string, record: LensRecord): CallRecord {
  const { row: name, args, entry, end, result, error, chunks } = record;
  const row = rowsByName.get(name);
  if (row === undefined) throw new TypeError(`There is no system call ${name}`);
  return {
    kind: 'call',
    row,
    start: BigInt(expected('string', start)),
    args: args.map((text) => BigInt.asUintN(64, BigInt(expected('string', text)))),
    entry: bytesOf(entry),
    exit: {
      end: BigInt(expected('string', end)),
      result: expected('number', result),
      error: expected('number', error),
      chunks: bytesOf(chunks),
    },
  };
}
