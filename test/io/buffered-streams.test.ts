import { describe, expect, it } from 'vitest';
import { BufferedInputStream, BufferedOutputStream, IOException } from 'berkeley-sockets';
import type { InputStream, OutputStream } from 'berkeley-sockets';
import { bytes, Pieces, random, Sink, streamClosed, utf8 } from './streams.js';

const text = (buf: Uint8Array): string => Buffer.from(buf).toString();

describe('BufferedInputStream', () => {
  it('reads 8192 bytes at once, and then none until they are gone', () => {
    const below = new Pieces('abc', 'd');
    const input = new BufferedInputStream(below);
    expect(below.reads).toBe(0);
    expect([input.read(), input.read(), text(input.readNBytes(1))]).toEqual([97, 98, 'c']);
    expect(below.asked).toEqual([8192]);
    expect(input.read()).toBe(100);
    expect([input.read(), input.read()]).toEqual([-1, -1]);
    expect(below.asked).toEqual([8192, 8192, 8192, 8192]);
  });

  it('makes at most one read below, and asks not what is available', () => {
    const below = new Pieces('abcd', 'efgh');
    const input = new BufferedInputStream(below, 4);
    const buf = Buffer.alloc(8, '.');
    expect(input.read()).toBe(97);
    expect(input.read(buf, 2, 3)).toBe(3);
    expect(buf.toString()).toBe('..bcd...');
    expect(below.reads).toBe(1);
    expect(input.read(buf, 0, 3)).toBe(3);
    expect(input.read(buf)).toBe(1);
    expect([below.reads, below.availableCalls]).toEqual([2, 0]);
  });

  it('reads straight into memory as large as the buffer, if the buffer is empty', () => {
    const below = new Pieces('abcdefghij');
    const input = new BufferedInputStream(below, 4);
    const buf = new Uint8Array(6);
    expect(input.read(buf, 0, 3)).toBe(3);
    expect(input.read(buf)).toBe(1);
    expect(input.read(buf, 1, 4)).toBe(4);
    expect(text(buf.subarray(1, 5))).toBe('efgh');
    expect(input.read(buf)).toBe(2);
    expect(below.asked).toEqual([4, 4, 6]);
  });

  it('skips what is buffered, and lets the stream below skip when nothing is', () => {
    const below = new Pieces('abcd', 'efgh');
    const input = new BufferedInputStream(below, 4);
    input.read();
    expect([input.skip(-1), input.skip(0), input.skip(1), input.skip(10)]).toEqual([0, 0, 1, 2]);
    expect(below.reads).toBe(1);
    expect(input.skip(3)).toBe(3);
    expect(below.asked).toEqual([4, 3]);
    expect(input.read()).toBe(104);
  });

  it('has available what is buffered and what is available below', () => {
    const input = new BufferedInputStream(new Pieces('abcd', 'efgh'));
    expect(input.available()).toBe(4);
    input.read();
    expect(input.available()).toBe(7);
  });

  it('transfers what is buffered, then lets the stream below transfer', () => {
    const [below, out] = [new Pieces('abcd', 'ef'), new Sink()];
    const input = new BufferedInputStream(below, 4);
    input.read();
    expect(input.transferTo(out)).toBe(5);
    expect(out.writes).toEqual(['bcd', 'ef']);
    expect(input.read()).toBe(-1);
  });

  it('loses nothing when a read fails', () => {
    const input = new BufferedInputStream(new Pieces('ab', new Error('timeout'), 'cd'));
    expect(input.read()).toBe(97);
    const buf = Buffer.alloc(8);
    expect(input.read(buf)).toBe(1);
    expect(() => input.read(buf)).toThrow('timeout');
    expect(text(input.readAllBytes())).toBe('cd');
  });

  it('closes once, and then throws', () => {
    const below = new Pieces('abcd');
    const input = new BufferedInputStream(below);
    input.read();
    input.close();
    input.close();
    expect([below.closes, below.reads]).toEqual([1, 1]);
    const methods: ((input: InputStream) => unknown)[] = [
      () => input.read(),
      () => input.read(bytes(0)),
      () => input.read(new Uint8Array(10_000)),
      () => input.readAllBytes(),
      () => input.skip(0),
      () => input.available(),
      () => input.transferTo(new Sink()),
    ];
    for (const method of methods) expect(method).toThrow(expect.objectContaining(streamClosed));
    expect(() => input.read()).toThrow(IOException);
    expect(below.reads).toBe(1);
  });

  it('refuses bad arguments', () => {
    const Class = BufferedInputStream as unknown as new (...args: unknown[]) => InputStream;
    for (const bad of [undefined, null, {}, new Sink()]) {
      expect(() => new Class(bad)).toThrow(
        expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE', message: expect.stringContaining('"in"') as string }),
      );
    }
    for (const size of [0, -1, 1.5, NaN, 2 ** 31]) {
      expect(() => new Class(new Pieces(), size)).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }));
    }
    expect(() => new Class(new Pieces(), '8192')).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }));
    expect(() => new BufferedInputStream(new Pieces()).read(bytes(1), 2)).toThrow(RangeError);
  });

  it('delivers the same bytes, however they come and are asked for', () => {
    const next = random(1);
    for (let round = 0; round < 200; round++) {
      const all = Uint8Array.from({ length: next(200) }, () => next(256));
      const pieces: Uint8Array[] = [];
      for (let from = 0; from < all.length;) pieces.push(all.subarray(from, (from += 1 + next(30))));
      const input = new BufferedInputStream(new Pieces(...pieces), 1 + next(20));
      const got: number[] = [];
      const buf = new Uint8Array(25);
      while (got.length < all.length) {
        if (next(2) === 0) got.push(input.read());
        else got.push(...buf.subarray(0, input.read(buf, 0, 1 + next(25))));
      }
      expect(got).toEqual([...all]);
      expect(input.read()).toBe(-1);
    }
  });
});

describe('BufferedOutputStream', () => {
  it('writes nothing until it is flushed, then everything at once', () => {
    const below = new Sink();
    const out = new BufferedOutputStream(below);
    out.write('ab');
    out.write(99);
    out.write(utf8('_de_'), 1, 2);
    expect(below.writes).toEqual([]);
    out.flush();
    expect([below.writes, below.flushes]).toEqual([['abcde'], 1]);
    out.flush();
    expect([below.writes, below.flushes]).toEqual([['abcde'], 2]);
  });

  // The writes are those of Java 17.
  it('writes when a byte more does not fit, and what is as large as the buffer directly', () => {
    const below = new Sink();
    const out = new BufferedOutputStream(below, 8);
    out.write('abc');
    out.write('defgh');
    expect(below.writes).toEqual([]);
    out.write(105);
    expect(below.writes).toEqual(['abcdefgh']);
    out.write('12345678');
    expect(below.writes).toEqual(['abcdefgh', 'i', '12345678']);
    out.write('123456');
    out.write('789');
    expect(below.writes.slice(3)).toEqual(['123456']);
    out.close();
    expect(below.writes.slice(4)).toEqual(['789']);
  });

  it('passes on memory that is as large as the buffer without a copy', () => {
    const seen: Uint8Array[] = [];
    class Seeing extends Sink {
      protected override writeBytes(buf: Uint8Array): void {
        seen.push(buf);
      }
    }
    const buf = new Uint8Array(8192);
    new BufferedOutputStream(new Seeing()).write(buf);
    expect(seen[0]).toBe(buf);
  });

  it('keeps what could not be written', () => {
    const below = new Sink();
    const out = new BufferedOutputStream(below);
    out.write('abc');
    below.error = new Error('full');
    expect(() => out.flush()).toThrow('full');
    below.error = undefined;
    out.flush();
    expect(below.writes).toEqual(['abc']);
  });

  it('flushes and closes once, and then throws', () => {
    const below = new Sink();
    const out = new BufferedOutputStream(below, 4);
    out.write('ab');
    out.close();
    out.close();
    expect([below.writes, below.flushes, below.closes]).toEqual([['ab'], 1, 1]);
    const methods = [
      () => out.write(1),
      () => out.write('a'),
      () => out.write(bytes(1, 2, 3, 4, 5)),
      () => out.flush(),
    ];
    for (const method of methods) expect(method).toThrow(expect.objectContaining(streamClosed));
    expect(below.writes).toEqual(['ab']);
  });

  it('closes the stream below even if it cannot be flushed', () => {
    const below = new Sink();
    const out = new BufferedOutputStream(below);
    out.write('ab');
    below.error = new Error('gone');
    expect(() => out.close()).toThrow('gone');
    expect(below.closes).toBe(1);
    out.close();
    expect(below.closes).toBe(1);
  });

  it('refuses bad arguments', () => {
    const Class = BufferedOutputStream as unknown as new (...args: unknown[]) => OutputStream;
    expect(() => new Class(new Pieces())).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }));
    expect(() => new Class(new Sink(), 0)).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }));
  });

  it('writes the same bytes, however large the buffer is', () => {
    const next = random(2);
    for (let round = 0; round < 200; round++) {
      const below = new Sink();
      const out = new BufferedOutputStream(below, 1 + next(20));
      let expected = '';
      for (let i = next(30); i > 0; i--) {
        const part = 'x'.repeat(next(25)) + String(i);
        if (next(3) === 0) for (const byte of utf8(part)) out.write(byte);
        else if (next(2) === 0) out.write(part);
        else out.write(utf8(`<${part}>`), 1, part.length);
        expected += part;
      }
      out.close();
      expect(below.writes.every((each) => each !== '')).toBe(true);
      expect(below.text).toBe(expected);
    }
  });
});
