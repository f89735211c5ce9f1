import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AF_UNIX, close, raw, read, recv, send, SOCK_STREAM, socketpair, write } from 'berkeley-sockets/syscalls';

interface WebMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

let a = -1;
let b = -1;
beforeEach(() => {
  [a, b] = socketpair(AF_UNIX, SOCK_STREAM, 0);
});
afterEach(() => {
  close(a);
  close(b);
});

const text = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
const code = (call: () => unknown): unknown => {
  try {
    call();
    return 'no error';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a buffer that is used again', () => {
  it('is the one that is filled, whatever was used in between', () => {
    const [one, two] = [Buffer.alloc(4, '.'), Buffer.alloc(4, '.')];
    write(a, Buffer.from('abcdefghijklmnop'));
    expect(read(b, one, 0, 1)).toBe(1);
    expect(read(b, one, 1, 1)).toBe(1);
    expect(read(b, two, 0, 2)).toBe(2);
    expect(recv(b, two, 0, 2)).toBe(2);
    expect(raw.read(b, one, 2)).toBe(2);
    expect([text(one), text(two)]).toEqual(['abgh', 'cdef']);
    expect(read(b, one)).toBe(4);
    expect(raw.recv(b, one, 0, 0, 3)).toBe(3);
    expect(text(one)).toBe('mnol');
    expect(text(two)).toBe('cdef');
  });

  it('stays the same when calls with others fail on the way', () => {
    const [one, two] = [Buffer.from('one!'), Buffer.from('two!')];
    write(a, one);
    expect(code(() => write(a, two, 5))).toBe('ERR_OUT_OF_RANGE');
    write(a, one, 0, 1);
    expect(code(() => write(NaN, two))).toBe('ERR_OUT_OF_RANGE');
    write(a, one, 0, 2);
    expect(code(() => send(a, two, NaN))).toBe('ERR_OUT_OF_RANGE');
    write(a, one, 0, 3);
    expect(code(() => write(-1, two))).toBe('EBADF');
    write(a, one);
    write(a, two, 0, 1);
    const got = Buffer.alloc(40);
    expect(text(got.subarray(0, read(b, got)))).toBe('one!oononeone!t');
  });

  it('is looked at again when it is gone, shorter or longer', () => {
    const gone = new Uint8Array(8);
    expect(write(a, gone)).toBe(8);
    structuredClone(gone, { transfer: [gone.buffer] });
    expect(code(() => write(a, gone))).toBe('ERR_INVALID_ARG_TYPE');

    const buffer = new ArrayBuffer(8, { maxByteLength: 64 }) as ArrayBuffer & { resize(length: number): void };
    const tracking = new Uint8Array(buffer);
    expect(write(a, tracking)).toBe(8);
    buffer.resize(3);
    expect(write(a, tracking)).toBe(3);
    buffer.resize(64);
    expect(write(a, tracking)).toBe(64);
    const fixed = new Uint8Array(buffer, 16, 16);
    expect(write(a, fixed)).toBe(16);
    buffer.resize(20);
    expect(code(() => write(a, fixed))).toBe('ERR_INVALID_ARG_TYPE');
    buffer.resize(40);
    expect(write(a, fixed)).toBe(16);
  });

  it('cannot lie about its length', () => {
    const liar = new Uint8Array(8);
    expect(write(a, liar)).toBe(8);
    Object.defineProperty(liar, 'length', { value: 8 });
    Object.defineProperty(liar, 'byteLength', { value: 8 });
    structuredClone(liar, { transfer: [liar.buffer] });
    expect(code(() => write(a, liar))).toBe('ERR_INVALID_ARG_TYPE');
  });

  it('may be in memory that threads share, or that WebAssembly grows', () => {
    // lib.dom.d.ts, which has its types, is not among ours.
    const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: new (pages: object) => WebMemory } })
      .WebAssembly;
    const memory = new Memory({ initial: 1, maximum: 4 });
    const view = new Uint8Array(memory.buffer, 0, 16);
    expect(write(a, view)).toBe(16);
    memory.grow(1);
    expect(code(() => write(a, view))).toBe('ERR_INVALID_ARG_TYPE');
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    expect(read(b, shared)).toBe(4);
    expect(read(b, shared)).toBe(4);
  });
});
