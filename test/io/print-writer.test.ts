import { describe, expect, it } from 'vitest';
import { BufferedOutputStream, IOException, PrintWriter } from 'berkeley-sockets';
import { ErrnoError, write } from 'berkeley-sockets/syscalls';
import { Pieces, Sink } from './streams.js';

describe('PrintWriter', () => {
  it('holds text back until it is flushed', () => {
    const sink = new Sink();
    const out = new PrintWriter(sink);
    out.print('a');
    out.println(1);
    out.println();
    out.println(null);
    out.println(undefined);
    out.write('bcd', 1);
    out.write('efg', 1, 1);
    out.write(0x10041);
    expect(out.append('x').append(2n)).toBe(out);
    expect(out.format('%d', 3).printf('%s', true)).toBe(out);
    expect(sink.writes).toEqual([]);
    out.flush();
    expect(sink.writes).toEqual(['a1\n\nnull\nundefined\ncdfAx23true']);
    expect(sink.flushes).toBe(1);
    out.flush();
    expect([sink.writes.length, sink.flushes]).toEqual([1, 2]);
  });

  it('makes one write for each println with autoFlush, of all that was held back', () => {
    const sink = new Sink();
    const out = new PrintWriter(sink, true);
    out.print('a');
    out.write('b\n');
    out.append('c');
    expect(sink.writes).toEqual([]);
    out.println('d');
    out.println('ü'.repeat(50_000));
    out.println();
    expect(sink.writes.map((text) => text.length)).toEqual([6, 100_001, 1]);
    out.printf('%s', 'e');
    out.format('f');
    expect(sink.writes.slice(3)).toEqual(['e', 'f']);
    expect(sink.flushes).toBe(5);
  });

  it('writes when 8192 characters are there', () => {
    const sink = new Sink();
    const out = new PrintWriter(sink);
    out.print('x'.repeat(8191));
    expect(sink.writes).toEqual([]);
    out.print('yz');
    expect(sink.writes).toEqual([`${'x'.repeat(8191)}yz`]);
    expect(sink.flushes).toBe(0);
  });

  it('writes both halves of a character together', () => {
    const sink = new Sink();
    const out = new PrintWriter(sink);
    out.print('a\ud83d');
    out.flush();
    expect(sink.text).toBe('a');
    out.print('\ude00');
    out.flush();
    expect(sink.text).toBe('a😀');
    out.print('x'.repeat(8191) + '\ud83d');
    out.print('\ude00\ud83d');
    out.close();
    expect(sink.text).toBe(`a😀${'x'.repeat(8191)}😀\ufffd`);
  });

  it('flushes what is below, too', () => {
    const sink = new Sink();
    const out = new PrintWriter(new BufferedOutputStream(sink), true);
    out.println('a');
    expect(sink.writes).toEqual(['a\n']);
  });

  it.each<[string, Error]>([
    ['an IOException', new IOException('gone')],
    ['a failed system call', new ErrnoError('write', -32)],
    ['a system error of Node', Object.assign(new Error('EPIPE'), { code: 'EPIPE', syscall: 'write' })],
  ])('does not throw, and tells, when the stream below fails: %s', (_, error) => {
    const sink = new Sink();
    const out = new PrintWriter(sink, true);
    expect(out.checkError()).toBe(false);
    sink.error = error;
    out.println('lost');
    out.print('x'.repeat(10_000));
    sink.error = undefined;
    expect(out.checkError()).toBe(true);
    out.println('found');
    expect(sink.writes).toEqual(['found\n']);
    expect(out.checkError()).toBe(true);
  });

  it('finds out about a failure when it is asked', () => {
    const sink = new Sink();
    const out = new PrintWriter(sink);
    out.print('a');
    sink.error = new IOException('gone');
    expect(out.checkError()).toBe(true);
  });

  it('throws what is a bug and no failure', () => {
    const sink = new Sink();
    sink.error = new TypeError('undefined is not a function');
    const out = new PrintWriter(sink, true);
    expect(() => out.println('a')).toThrow(TypeError);
  });

  it('closes once, with what was held back, and tells of use after that', () => {
    const sink = new Sink();
    const out = new PrintWriter(sink);
    out.print('a');
    out.close();
    out[Symbol.dispose]();
    expect([sink.writes, sink.closes, out.checkError()]).toEqual([['a'], 1, false]);
    out.println('b');
    expect([sink.writes, out.checkError()]).toEqual([['a'], true]);
    const flushed = new PrintWriter(new Sink());
    flushed.close();
    flushed.flush();
    expect(flushed.checkError()).toBe(true);
  });

  it('closes the stream below even if the text cannot be written, or closing fails', () => {
    const sink = new Sink();
    const out = new PrintWriter(sink);
    out.print('a');
    sink.error = new IOException('gone');
    sink.closeError = new IOException('gone');
    out.close();
    out.close();
    expect([sink.closes, out.checkError()]).toEqual([1, true]);
  });

  it('takes the errno of a real write for a failure', () => {
    const out = new PrintWriter(
      new (class extends Sink {
        protected override writeBytes(buf: Uint8Array): void {
          write(-1, buf);
        }
      })(),
    );
    out.print('a');
    expect(out.checkError()).toBe(true);
  });

  it('refuses bad arguments, by name', () => {
    const Class = PrintWriter as unknown as new (...args: unknown[]) => PrintWriter;
    const sink = new Sink();
    const out = new PrintWriter(sink);
    const wrong = out as unknown as Record<string, (...args: unknown[]) => unknown>;
    const cases: [() => unknown, string, string][] = [
      [() => new Class(), 'out', 'ERR_INVALID_ARG_TYPE'],
      [() => new Class(new Pieces()), 'out', 'ERR_INVALID_ARG_TYPE'],
      [() => new Class(sink, 1), 'autoFlush', 'ERR_INVALID_ARG_TYPE'],
      [() => wrong.write!(null), 'text', 'ERR_INVALID_ARG_TYPE'],
      [() => wrong.write!(new Uint8Array(1)), 'text', 'ERR_INVALID_ARG_TYPE'],
      [() => wrong.write!(1.5), 'c', 'ERR_OUT_OF_RANGE'],
      [() => wrong.write!('abc', 4), 'off', 'ERR_OUT_OF_RANGE'],
      [() => wrong.write!('abc', 'latin1'), 'off', 'ERR_INVALID_ARG_TYPE'],
      [() => wrong.write!('abc', 1, 3), 'len', 'ERR_OUT_OF_RANGE'],
      [() => wrong.printf!(1), 'fmt', 'ERR_INVALID_ARG_TYPE'],
      [() => out.printf('%d %d', 1), 'fmt', 'ERR_INVALID_ARG_VALUE'],
      [() => out.printf('%d', 'x'), 'args[0]', 'ERR_INVALID_ARG_TYPE'],
      [() => out.printf('%s %c', 1, 'ab'), 'args[1]', 'ERR_INVALID_ARG_TYPE'],
    ];
    for (const [call, name, code] of cases) {
      const message = expect.stringMatching(`["']${name.replace(/[[\]]/g, '\\$&')}["']`) as string;
      expect(call, `${code} ${name}`).toThrow(expect.objectContaining({ code, message }));
    }
    out.close();
    expect(sink.writes).toEqual([]);
  });
});

describe('PrintWriter.format', () => {
  const format = (fmt: string, ...args: unknown[]): string => {
    const sink = new Sink();
    const out = new PrintWriter(sink);
    out.format(fmt, ...args);
    out.close();
    return sink.text;
  };

  // The results are those of Java 17.
  it.each<[string, unknown[], string]>([
    ['[%5d|%-5d|%05d|%+d|%,d]', [42, 42, 42, 5, 1234567], '[   42|42   |00042|+5|1,234,567]'],
    ['[%05d|%-5d|%+d|%,d]', [-42, -42, -5, -1234567], '[-0042|-42  |-5|-1,234,567]'],
    ['%x %X %08x %x %x', [255, 255, 10, -1, -(2n ** 40n)], 'ff FF 0000000a ffffffff ffffff0000000000'],
    ['%f %.0f %.2f %8.3f %05.1f', [1.5, 2.25, 0.125, 3.14159, -1.2], '1.500000 2 0.13    3.142 -01.2'],
    ['%f %f %6.1f', [1e21, NaN, Infinity], '1000000000000000000000.000000 NaN Infinity'],
    ['%06.1f %,.2f', [-Infinity, 1234567.125], '-Infinity 1,234,567.13'],
    ['%s %10s|%-10s|%.3s', [null, 'hi', 'hi', 'abcdef'], 'null         hi|hi        |abc'],
    ['%c%c %b %b %b', ['x', 65, true, null, 'x'], 'xA true false true'],
    ['100%%%n', [], '100%\n'],
    ['%d', [1, 2], '1'],
    ['%d %d', [2n ** 64n, 1e21], '18446744073709551616 1000000000000000000000'],
  ])('%s', (fmt, args, text) => {
    expect(format(fmt, ...args)).toBe(text);
  });

  it.each([
    '%q',
    '100%',
    '%e',
    '%1$d',
    '%.2d',
    '%05s',
    '%-d',
    '%0d',
    '%-05d',
    '% d',
    '%(d',
    '%#x',
    '%,x',
    '%tY',
    '%+s',
  ])('refuses %j', (fmt) => {
    expect(() => format(fmt, 1)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }));
  });
});
