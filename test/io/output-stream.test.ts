import { describe, expect, it } from 'vitest';
import { bytes, Sink } from './streams.js';

describe('OutputStream', () => {
  it('writes the low 8 bits of an integer', () => {
    const out = new Sink();
    for (const b of [0, 65, 255, 256 + 66, -1, -(2 ** 31), 2 ** 31 - 1]) out.write(b);
    expect(out.writes).toEqual(['\0', 'A', '\xff', 'B', '\xff', '\0', '\xff']);
  });

  it('writes text as UTF-8, with one write', () => {
    const out = new Sink();
    out.write('3');
    out.write('grün 😀');
    out.write('\ud83d!');
    expect(out.writes.length).toBe(3);
    expect(out.text).toBe('3grün 😀\ufffd!');
  });

  it('writes bytes, or a part of them, with one write', () => {
    const out = new Sink();
    const buf = Buffer.from('abcdef');
    out.write(buf);
    out.write(buf, 4);
    out.write(buf, 1, 2);
    out.write(buf, undefined, 1);
    expect(out.writes).toEqual(['abcdef', 'ef', 'bc', 'a']);
  });

  it('writes nothing with no write', () => {
    const out = new Sink();
    out.write('');
    out.write(bytes());
    out.write(bytes(1), 1);
    out.write(bytes(1), 0, 0);
    expect(out.writes).toEqual([]);
  });

  it('refuses bad arguments, by name, and writes nothing', () => {
    const out = new Sink();
    const write = out.write.bind(out) as (...args: unknown[]) => void;
    const cases: [unknown[], string, string][] = [
      [[], 'buf', 'ERR_INVALID_ARG_TYPE'],
      [[null], 'buf', 'ERR_INVALID_ARG_TYPE'],
      [[true], 'buf', 'ERR_INVALID_ARG_TYPE'],
      [[1n], 'buf', 'ERR_INVALID_ARG_TYPE'],
      [[[1]], 'buf', 'ERR_INVALID_ARG_TYPE'],
      [[new ArrayBuffer(1)], 'buf', 'ERR_INVALID_ARG_TYPE'],
      [[NaN], 'b', 'ERR_OUT_OF_RANGE'],
      [[1.5], 'b', 'ERR_OUT_OF_RANGE'],
      [[2 ** 31], 'b', 'ERR_OUT_OF_RANGE'],
      [[bytes(1), 2], 'off', 'ERR_OUT_OF_RANGE'],
      [[bytes(1), '0'], 'off', 'ERR_INVALID_ARG_TYPE'],
      [[bytes(1), 0, 2], 'len', 'ERR_OUT_OF_RANGE'],
      [[bytes(1), 1, 1], 'len', 'ERR_OUT_OF_RANGE'],
      [['text', 'latin1'], 'off', 'ERR_INVALID_ARG_VALUE'],
      [['text', undefined, 1], 'len', 'ERR_INVALID_ARG_VALUE'],
      [[1, 0], 'off', 'ERR_INVALID_ARG_VALUE'],
    ];
    for (const [args, name, code] of cases) {
      const message = expect.stringMatching(new RegExp(`["']${name}["']`)) as string;
      expect(() => write(...args), args.map(String).join()).toThrow(expect.objectContaining({ code, message }));
    }
    expect(out.writes).toEqual([]);
  });

  it('is closed by using', () => {
    const out = new Sink();
    out[Symbol.dispose]();
    expect(out.closes).toBe(1);
  });
});
