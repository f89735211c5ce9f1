import { describe, expect, it } from 'vitest';
import { InputStream } from 'berkeley-sockets';
import { bytes, Pieces, Sink } from './streams.js';

const big = Uint8Array.from({ length: 300_000 }, (_, i) => i * 7);
const cut = (size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(big.length / size) }, (_, i) => big.subarray(i * size, (i + 1) * size));

describe('InputStream', () => {
  it('reads one byte, 0 to 255, and -1 at the end', () => {
    const input = new Pieces(bytes(0, 255));
    expect([input.read(), input.read(), input.read()]).toEqual([0, 255, -1]);
    expect(input.asked).toEqual([1, 1, 1]);
  });

  it('reads what one piece has, at most len, to off', () => {
    const input = new Pieces('abcdef', 'g');
    const buf = Buffer.alloc(6, '.');
    expect(input.read(buf, 1, 3)).toBe(3);
    expect(buf.toString()).toBe('.abc..');
    expect(input.read(buf, 4)).toBe(2);
    expect(buf.toString()).toBe('.abcde');
    expect(input.read(buf)).toBe(1);
    expect(buf.toString()).toBe('fabcde');
    expect(input.read(buf, 5)).toBe(1);
    expect(buf.toString()).toBe('fabcdg');
    expect(input.read(buf)).toBe(-1);
  });

  it('reads nothing, and asks for nothing, when len is 0', () => {
    const input = new Pieces();
    expect(input.read(new Uint8Array(0))).toBe(0);
    expect(input.read(bytes(1, 2), 2)).toBe(0);
    expect(input.read(bytes(1, 2), 1, 0)).toBe(0);
    expect(input.readNBytes(0)).toEqual(bytes());
    expect(input.readNBytes(bytes(1), 0, 0)).toBe(0);
    expect(input.skip(0)).toBe(0);
    expect(input.skip(-5)).toBe(0);
    expect(input.reads).toBe(0);
  });

  it('refuses bad arguments, by name, and reads nothing', () => {
    const input = new Pieces('abc');
    const buf = new Uint8Array(8);
    const detached = new Uint8Array(4);
    structuredClone(detached, { transfer: [detached.buffer] });
    const wrong = input as unknown as Record<string, (...args: unknown[]) => unknown>;
    const cases: [string, unknown[], string, string][] = [
      ['read', [null], 'buf', 'ERR_INVALID_ARG_TYPE'],
      ['read', ['abc'], 'buf', 'ERR_INVALID_ARG_TYPE'],
      ['read', [[1, 2]], 'buf', 'ERR_INVALID_ARG_TYPE'],
      ['read', [new Uint16Array(2)], 'buf', 'ERR_INVALID_ARG_TYPE'],
      ['read', [detached], 'buf', 'ERR_INVALID_ARG_TYPE'],
      ['read', [buf, -1], 'off', 'ERR_OUT_OF_RANGE'],
      ['read', [buf, 9], 'off', 'ERR_OUT_OF_RANGE'],
      ['read', [buf, NaN], 'off', 'ERR_OUT_OF_RANGE'],
      ['read', [buf, '0'], 'off', 'ERR_INVALID_ARG_TYPE'],
      ['read', [buf, 0, 9], 'len', 'ERR_OUT_OF_RANGE'],
      ['read', [buf, 4, 5], 'len', 'ERR_OUT_OF_RANGE'],
      ['read', [buf, 0, -1], 'len', 'ERR_OUT_OF_RANGE'],
      ['read', [buf, 0, 1.5], 'len', 'ERR_OUT_OF_RANGE'],
      ['read', [buf, 0, 2 ** 32], 'len', 'ERR_OUT_OF_RANGE'],
      ['readNBytes', [-1], 'len', 'ERR_OUT_OF_RANGE'],
      ['readNBytes', [NaN], 'len', 'ERR_OUT_OF_RANGE'],
      ['readNBytes', ['1'], 'buf', 'ERR_INVALID_ARG_TYPE'],
      ['readNBytes', [], 'buf', 'ERR_INVALID_ARG_TYPE'],
      ['readNBytes', [buf, 8, 1], 'len', 'ERR_OUT_OF_RANGE'],
      ['skip', [1.5], 'n', 'ERR_OUT_OF_RANGE'],
      ['skip', ['1'], 'n', 'ERR_INVALID_ARG_TYPE'],
      ['transferTo', [undefined], 'out', 'ERR_INVALID_ARG_TYPE'],
      ['transferTo', [{ write() {} }], 'out', 'ERR_INVALID_ARG_TYPE'],
    ];
    for (const [method, args, name, code] of cases) {
      const message = expect.stringContaining(`"${name}"`) as string;
      expect(() => wrong[method]!(...args), `${method}: ${code} ${name}`).toThrow(
        expect.objectContaining({ code, message }),
      );
    }
    expect(input.reads).toBe(0);
  });

  it.each([1000, 65_536, 300_000])('reads all bytes from pieces of %i', (size) => {
    const input = new Pieces(...cut(size));
    expect(Buffer.compare(input.readAllBytes(), big)).toBe(0);
    expect(input.readAllBytes()).toEqual(bytes());
  });

  it('asks for 64 KiB and more to read everything', () => {
    const input = new Pieces(big);
    input.readAllBytes();
    // The last but one of these fills what is there, to find the end.
    expect(input.asked).toEqual([65_536, 65_536, 131_072, 262_144, 224_288]);
  });

  it('reads exactly len bytes, fewer only at the end', () => {
    const input = new Pieces('ab', 'cd', 'ef');
    expect(Buffer.from(input.readNBytes(3)).toString()).toBe('abc');
    expect(input.reads).toBe(2);
    const buf = Buffer.alloc(4, '.');
    expect(input.readNBytes(buf, 1, 2)).toBe(2);
    expect(buf.toString()).toBe('.de.');
    expect(Buffer.from(input.readNBytes(1000)).toString()).toBe('f');
    expect(input.readNBytes(buf, 0, 4)).toBe(0);
    expect(input.readNBytes(4)).toEqual(bytes());
  });

  it('takes memory for what arrives, not for what was asked for', () => {
    expect(new Pieces('ab').readNBytes(Number.MAX_SAFE_INTEGER)).toEqual(bytes(97, 98));
  });

  it('returns memory that nobody else has', () => {
    const input = new Pieces('abcd');
    const first = input.readNBytes(2);
    input.readNBytes(2);
    expect(first).toEqual(bytes(97, 98));
    expect(first.buffer.byteLength).toBe(2);
  });

  it('skips up to n bytes', () => {
    const input = new Pieces('abc', 'def');
    expect(input.skip(4)).toBe(4);
    expect(input.read()).toBe(101);
    expect(input.skip(100)).toBe(1);
    expect(input.skip(1)).toBe(0);
  });

  it('transfers everything, one write for one read, and leaves the target open', () => {
    const [input, out] = [new Pieces('ab', 'cde', big), new Sink()];
    expect(input.transferTo(out)).toBe(300_005);
    expect(out.writes.map((text) => text.length)).toEqual([2, 3, 65_536, 65_536, 65_536, 65_536, 37_856]);
    expect(Buffer.compare(Buffer.from(out.writes.join(''), 'latin1').subarray(5), big)).toBe(0);
    expect([out.flushes, out.closes]).toEqual([0, 0]);
  });

  it('passes on what fails', () => {
    const error = new Error('gone');
    const methods: ((input: InputStream) => unknown)[] = [
      (input) => input.read(),
      (input) => input.read(bytes(0)),
      (input) => input.readNBytes(3),
      (input) => input.readNBytes(bytes(0, 0), 0, 2),
      (input) => input.readAllBytes(),
      (input) => input.skip(3),
      (input) => input.transferTo(new Sink()),
    ];
    for (const method of methods) expect(() => method(new Pieces(error))).toThrow(error);
  });

  it('has nothing available and nothing to close unless a subclass says so', () => {
    class Nothing extends InputStream {
      protected override readBytes(): number {
        return -1;
      }
    }
    const input = new Nothing();
    input.close();
    expect([input.available(), input.read()]).toEqual([0, -1]);
  });

  it('is closed by using', () => {
    const input = new Pieces();
    input[Symbol.dispose]();
    expect(input.closes).toBe(1);
  });
});
