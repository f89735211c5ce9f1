/** The bytes of a ring (native/ring.h) as records. */
import { rows } from '../syscalls/generated/rows.js';
import type { Row } from '../syscalls/generated/rows.js';

/** A system call as native code recorded it. */
export interface CallRecord {
  readonly kind: 'call';
  readonly row: Row;
  /** CLOCK_MONOTONIC in nanoseconds, as `process.hrtime.bigint()`. */
  readonly start: bigint;
  /** The six registers: what C passed. */
  readonly args: readonly bigint[];
  /** What the argument kinds wrote before the call, in order. */
  readonly entry: readonly Uint8Array[];
  /** Undefined while the call is in progress. */
  readonly exit?: CallExit;
}

export interface CallExit {
  readonly end: bigint;
  /** −1 when `error` is set. */
  readonly result: number;
  /** errno, or 0. */
  readonly error: number;
  /** What the argument kinds wrote after the call, in order. */
  readonly chunks: readonly Uint8Array[];
}

export type TraceRecord =
  | CallRecord
  | { readonly kind: 'apiEnter'; readonly start: bigint; readonly name: string }
  | { readonly kind: 'apiLeave'; readonly start: bigint }
  /** Here the ring was full: so many system calls are missing, and perhaps more than them. */
  | { readonly kind: 'lost'; readonly start: bigint; readonly calls: number };

const types = { call: 1, apiEnter: 2, apiLeave: 3, lost: 5 };
const sizes = { header: 16, entry: 64, exit: 24 };
const utf8 = new TextDecoder();

export function* readRecords(bytes: Uint8Array): Generator<TraceRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length;) {
    const size = view.getUint32(at, true);
    const type = view.getUint16(at + 4, true);
    const start = view.getBigUint64(at + 8, true);
    if (type === types.apiEnter) {
      const [name] = readChunks(bytes.subarray(at + sizes.header, at + size));
      yield { kind: 'apiEnter', start, name: utf8.decode(name) };
    } else if (type === types.apiLeave) {
      yield { kind: 'apiLeave', start };
    } else if (type === types.lost) {
      yield { kind: 'lost', start, calls: Number(view.getBigUint64(at + sizes.header, true)) };
    } else {
      const entry = readChunks(bytes.subarray(at + sizes.entry, at + size));
      const row = rows[view.getUint16(at + 6, true)]!;
      const args = Array.from({ length: 6 }, (_, i) => view.getBigUint64(at + 16 + 8 * i, true));
      const call = { kind: 'call', row, start, args, entry } as const;
      at += size;
      // A call in progress ends with its entry.
      if (at === bytes.length) {
        yield call;
        return;
      }
      const exitSize = view.getUint32(at, true);
      yield {
        ...call,
        exit: {
          error: view.getInt32(at + 4, true),
          end: view.getBigUint64(at + 8, true),
          result: Number(view.getBigInt64(at + 16, true)),
          chunks: readChunks(bytes.subarray(at + sizes.exit, at + exitSize)),
        },
      };
      at += exitSize;
      continue;
    }
    at += size;
  }
}

function readChunks(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = view.getUint32(at, true);
    chunks.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + ((length + 3) & ~3);
  }
  return chunks;
}
