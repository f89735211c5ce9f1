import { describe, expect, it } from 'vitest';
import { BufferedReader, InputStreamReader } from 'berkeley-sockets';
import type { Encoding } from 'berkeley-sockets';
import { bytes, Pieces, random, Sink, streamClosed, utf8 } from './streams.js';

/** What Java's documentation says of lines; the last one counts if it has anything. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function readLines(reader: BufferedReader): string[] {
  return [...reader.lines()];
}

function readUnits(reader: { read(): number }): string {
  let text = '';
  for (let unit = reader.read(); unit !== -1; unit = reader.read()) text += String.fromCharCode(unit);
  return text;
}

/** The bytes in pieces that end at random places. */
function cut(all: Uint8Array, next: (bound: number) => number, longest: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < all.length;) pieces.push(all.subarray(from, (from += 1 + next(longest))));
  return pieces;
}

describe('BufferedReader.readLine', () => {
  it('makes one read for the first line and none for the second', () => {
    const below = new Pieces('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const reader = new BufferedReader(below);
    expect(below.reads).toBe(0);
    expect(reader.readLine()).toBe('GET / HTTP/1.1');
    expect(below.asked).toEqual([8192]);
    expect([reader.readLine(), reader.readLine()]).toEqual(['Host: localhost', '']);
    expect([below.reads, below.availableCalls]).toEqual([1, 0]);
    expect(reader.readLine()).toBeNull();
    expect(below.reads).toBe(2);
  });

  it('makes one read more each time that the line has not ended', () => {
    const below = new Pieces('one', ' two', ' three\nfour');
    const reader = new BufferedReader(below);
    expect(reader.readLine()).toBe('one two three');
    expect(below.asked).toEqual([8192, 8192, 8192]);
    expect(reader.readLine()).toBe('four');
    expect([reader.readLine(), reader.readLine()]).toEqual([null, null]);
    expect([below.reads, below.availableCalls]).toEqual([6, 0]);
  });

  it('does not wait for the \\n that may follow a \\r', () => {
    const below = new Pieces('a\r', '\nb\r\n', 'c\r', 'd\r', '\n');
    const reader = new BufferedReader(below);
    expect([reader.readLine(), below.reads]).toEqual(['a', 1]);
    expect([reader.readLine(), below.reads]).toEqual(['b', 2]);
    expect([reader.readLine(), below.reads]).toEqual(['c', 3]);
    expect([reader.readLine(), below.reads]).toEqual(['d', 4]);
    expect(reader.readLine()).toBeNull();
  });

  it('ends lines with \\n, \\r and \\r\\n, and nothing else', () => {
    const text = '\r\n\n\r\ra\n\rb\u0085c\u2028d\ve\ff\0g\u040a\u0a0d\r\r\n';
    const lines = ['', '', '', '', 'a', '', 'b\u0085c\u2028d\ve\ff\0g\u040a\u0a0d', ''];
    expect(readLines(new BufferedReader(new Pieces(text)))).toEqual(lines);
    expect(linesOf(text)).toEqual(lines);
  });

  it('reads the same lines, cut at every byte', () => {
    const text = 'a\r\n\r\nä€😀\r\r\n\n\n\rend\r';
    const all = utf8(text);
    for (let first = 0; first <= all.length; first++) {
      for (let second = first; second <= all.length; second++) {
        const pieces = [all.subarray(0, first), all.subarray(first, second), all.subarray(second)];
        expect(readLines(new BufferedReader(new Pieces(...pieces)))).toEqual(linesOf(text));
      }
    }
  });

  it('reads the same lines of any text, in any pieces, with any buffer', () => {
    const alphabet = ['a', 'bc', '\n', '\r', '\r\n', 'ü', '€', '😀', 'the quick brown fox', '\0', '\ufeff'];
    const next = random(3);
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: next(60) }, () => alphabet[next(alphabet.length)]!).join('');
      const below = new Pieces(...cut(utf8(text), next, 1 + next(40)));
      expect(readLines(new BufferedReader(below, 1 + next(30)))).toEqual(linesOf(text));
    }
  });

  it('reads malformed bytes as one decoder would that sees them all, in any pieces', () => {
    const alphabet = [0xc2, 0xe0, 0xa0, 0x80, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xbf, 0x61, 0xff, 0xe2, 0xc0, 10, 13];
    const next = random(4);
    for (let round = 0; round < 1000; round++) {
      const all = Uint8Array.from({ length: 1 + next(20) }, () => alphabet[next(alphabet.length)]!);
      const text = Buffer.from(all).toString();
      const pieces = cut(all, next, 4);
      expect(readLines(new BufferedReader(new Pieces(...pieces), 1 + next(6)))).toEqual(linesOf(text));
      expect(readUnits(new BufferedReader(new Pieces(...pieces), 1 + next(6)))).toBe(text);
    }
  });

  it('reads a line of two megabytes, byte by byte, without looking at it again and again', () => {
    const long = 'sixteen letters.'.repeat(1 << 17);
    class Drops extends Pieces {
      protected override readBytes(buf: Uint8Array, off: number): number {
        return super.readBytes(buf, off, 1);
      }
    }
    const reader = new BufferedReader(new Drops(`${long}\r\nshort\n`));
    const start = performance.now();
    expect(reader.readLine() === long).toBe(true);
    // Two million searches of all that is there take a minute; one of each byte takes two seconds.
    expect(performance.now() - start).toBeLessThan(20_000);
    expect([reader.readLine(), reader.readLine()]).toEqual(['short', null]);
  });

  it('asks for the same number of bytes each time, however long the line is', () => {
    const below = new Pieces(`${'x'.repeat(20_000)}\n`);
    new BufferedReader(below).readLine();
    expect(below.asked).toEqual([8192, 8192, 8192]);
  });

  it('goes on in the middle of a line after a failure', () => {
    const timeout = new Error('timeout');
    const reader = new BufferedReader(
      new Pieces('hal', timeout, 'f a line\nmore ', timeout, 'text\r', timeout, '\nend'),
    );
    expect(() => reader.readLine()).toThrow(timeout);
    expect(reader.readLine()).toBe('half a line');
    expect(() => reader.readLine()).toThrow(timeout);
    expect(reader.readLine()).toBe('more text');
    expect(() => reader.readLine()).toThrow(timeout);
    expect(reader.readLine()).toBe('end');
  });

  it('goes on after the end, if the stream below does', () => {
    const below = new (class extends Pieces {
      ended = false;
      protected override readBytes(buf: Uint8Array, off: number, len: number): number {
        this.ended = !this.ended;
        return this.ended ? super.readBytes(buf, off, len) : -1;
      }
    })('a', 'b');
    const reader = new BufferedReader(below);
    expect([reader.readLine(), reader.readLine(), reader.readLine()]).toEqual(['a', 'b', null]);
  });
});

describe('BufferedReader.read', () => {
  it('reads UTF-16 code units, and lines from there', () => {
    const reader = new BufferedReader(new Pieces('a€😀b\r\n\ncd'));
    const units = [0x61, 0x20ac, 0xd83d];
    expect(units.map(() => reader.read())).toEqual(units);
    expect(reader.readLine()).toBe('\ude00b');
    expect([reader.read(), reader.readLine(), reader.read()]).toEqual([10, 'cd', -1]);
  });

  it('returns a \\r\\n unless a line has ended there', () => {
    expect(readUnits(new BufferedReader(new Pieces('a\r', '\nb\r')))).toBe('a\r\nb\r');
    const reader = new BufferedReader(new Pieces('a\r', '\nb'));
    expect([reader.readLine(), reader.read()]).toEqual(['a', 98]);
    const other = new BufferedReader(new Pieces('a\r'));
    expect([other.read(), other.readLine(), other.readLine()]).toEqual([97, '', null]);
  });

  it('waits for the rest of a character, and not longer', () => {
    const below = new Pieces(bytes(0xf0), bytes(0x9f, 0x98), bytes(0x80, 0xe2, 0x82), bytes(0xac), bytes(0xe2, 0x82));
    const reader = new BufferedReader(below);
    expect([reader.read(), below.reads]).toEqual([0xd83d, 3]);
    expect([reader.read(), below.reads]).toEqual([0xde00, 3]);
    expect([reader.read(), below.reads]).toEqual([0x20ac, 4]);
    expect([reader.read(), below.reads]).toEqual([0xfffd, 6]);
    expect(reader.read()).toBe(-1);
  });

  it('does not wait when a byte shows that a character is malformed', () => {
    const below = new Pieces(bytes(0xe0, 0x80), bytes(0xf4, 0x90), bytes(0xed, 0xa0));
    const reader = new BufferedReader(below);
    expect([reader.read(), reader.read(), below.reads]).toEqual([0xfffd, 0xfffd, 1]);
    expect([reader.read(), reader.read(), below.reads]).toEqual([0xfffd, 0xfffd, 2]);
  });

  it('mixes with readLine in any way', () => {
    const alphabet = ['a', '\n', '\r', '\r\n', '€', '😀', 'word'];
    const next = random(5);
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: next(40) }, () => alphabet[next(alphabet.length)]!).join('');
      const reader = new BufferedReader(new Pieces(...cut(utf8(text), next, 6)), 1 + next(8));
      let rest = text;
      while (rest !== '') {
        if (next(2) === 0) {
          expect(reader.read()).toBe(rest.charCodeAt(0));
          rest = rest.slice(1);
        } else {
          const [line] = linesOf(rest);
          expect(reader.readLine()).toBe(line);
          rest = rest.slice(line!.length).replace(/^(\r\n|\r|\n)/, '');
        }
      }
      expect([reader.read(), reader.readLine()]).toEqual([-1, null]);
    }
  });
});

describe('BufferedReader', () => {
  it('is ready when read() will not block', () => {
    const below = new Pieces('a\r\nb', bytes(0xe2), bytes(0x82, 0xac));
    const reader = new BufferedReader(below);
    expect([reader.ready(), below.reads]).toEqual([true, 0]);
    reader.readLine();
    const asked = below.availableCalls;
    expect(reader.ready()).toBe(true);
    expect(below.availableCalls).toBe(asked);
    expect([reader.read(), reader.read()]).toEqual([98, 0x20ac]);
    expect([reader.ready(), reader.read(), reader.ready()]).toEqual([false, -1, false]);
  });

  it('is not ready for the \\n that belongs to the last line', () => {
    const below = new Pieces('a\r', '\n');
    const reader = new BufferedReader(below);
    reader.readLine();
    expect([reader.ready(), below.reads, reader.readLine()]).toEqual([false, 2, null]);
    const more = new BufferedReader(new Pieces('a\r', '\nb'));
    more.readLine();
    expect([more.ready(), more.readLine()]).toEqual([true, 'b']);
  });

  it('gives lines when they are asked for', () => {
    const below = new Pieces('a\n', 'b\n');
    const lines = new BufferedReader(below).lines();
    expect(below.reads).toBe(0);
    expect([lines.next().value, below.reads]).toEqual(['a', 1]);
    expect([...lines]).toEqual(['b']);
  });

  it.each<[Encoding | undefined, string, string]>([
    [undefined, 'ü\ufffd€', 'ü\ufffd€'],
    ['utf-8', 'ü', 'ü'],
    ['UTF-8', 'ü', 'ü'],
    ['iso-8859-1', 'ü', '\xc3\xbc'],
    ['ISO-8859-1', '\u0080', '\xc2\x80'],
    ['latin1', 'ü', '\xc3\xbc'],
    ['us-ascii', 'aü', 'a\ufffd\ufffd'],
    ['US-ASCII', '\x7f\x80', '\x7f\ufffd\ufffd'],
  ])('decodes %s', (encoding, text, decoded) => {
    expect(new BufferedReader(new Pieces(text), 8192, encoding).readLine()).toBe(decoded);
    expect(readUnits(new BufferedReader(new Pieces(text), 1, encoding))).toBe(decoded);
    expect(readUnits(new InputStreamReader(new Pieces(text), encoding))).toBe(decoded);
    expect(new BufferedReader(new InputStreamReader(new Pieces(text), encoding)).readLine()).toBe(decoded);
  });

  it('goes on where an InputStreamReader was, with its size', () => {
    const below = new Pieces('abc\ndef');
    const characters = new InputStreamReader(below);
    expect([characters.ready(), characters.read()]).toEqual([true, 97]);
    const reader = new BufferedReader(characters, 16);
    expect([reader.readLine(), characters.read(), reader.readLine()]).toEqual(['bc', 100, 'ef']);
    expect(below.asked[0]).toBe(8192);
    reader.close();
    expect(() => characters.read()).toThrow(expect.objectContaining(streamClosed));
  });

  it('closes once, and then throws', () => {
    const below = new Pieces('a\nb\n');
    const reader = new BufferedReader(below);
    reader.readLine();
    reader.close();
    reader[Symbol.dispose]();
    expect(below.closes).toBe(1);
    for (const method of [
      () => reader.readLine(),
      () => reader.read(),
      () => reader.ready(),
      () => readLines(reader),
    ]) {
      expect(method).toThrow(expect.objectContaining(streamClosed));
    }
    expect(below.reads).toBe(1);
  });

  it('refuses bad arguments, by name', () => {
    const Class = BufferedReader as unknown as new (...args: unknown[]) => BufferedReader;
    const good = new Pieces('a');
    const cases: [unknown[], string, string][] = [
      [[], 'in', 'ERR_INVALID_ARG_TYPE'],
      [[new Sink()], 'in', 'ERR_INVALID_ARG_TYPE'],
      [[good, 0], 'size', 'ERR_OUT_OF_RANGE'],
      [[good, '1'], 'size', 'ERR_INVALID_ARG_TYPE'],
      [[good, 'utf-8'], 'size', 'ERR_INVALID_ARG_TYPE'],
      [[good, 1, 8], 'encoding', 'ERR_INVALID_ARG_TYPE'],
      [[good, 1, null], 'encoding', 'ERR_INVALID_ARG_TYPE'],
      [[good, 1, 'utf-16le'], 'encoding', 'ERR_INVALID_ARG_VALUE'],
      [[good, 1, 'constructor'], 'encoding', 'ERR_INVALID_ARG_VALUE'],
      [[new InputStreamReader(good), 0], 'size', 'ERR_OUT_OF_RANGE'],
      [[new InputStreamReader(good), 8, 'latin1'], 'encoding', 'ERR_INVALID_ARG_VALUE'],
    ];
    for (const [args, name, code] of cases) {
      const message = expect.stringMatching(new RegExp(`["']${name}["']`)) as string;
      expect(() => new Class(...args), name).toThrow(expect.objectContaining({ code, message }));
    }
    expect(good.reads).toBe(0);
  });
});
