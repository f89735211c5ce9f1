// What the trace shows of streams: the public methods, by the class of the object, with their system calls.
import { describe, expect, it } from 'vitest';
import { BufferedOutputStream, BufferedReader, InputStreamReader, PrintWriter } from 'berkeley-sockets';
import { BufferedInputStream } from 'berkeley-sockets';
import * as s from 'berkeley-sockets/syscalls';
import { trace } from 'berkeley-sockets/trace';
import { DescriptorInputStream, DescriptorOutputStream } from './streams.js';

/** The API calls that `fn` makes, each with its system calls. */
const callsOf = (fn: () => unknown): [string, string[]][] =>
  trace(fn).calls.map(({ name, systemCalls }) => [name, systemCalls.map((call) => call.name)]);

/** Both ends of a connection, as streams. */
function withStreams(fn: (input: DescriptorInputStream, out: DescriptorOutputStream, writer: number) => void): void {
  const [a, b] = s.socketpair(s.AF_UNIX, s.SOCK_STREAM, 0);
  try {
    fn(new DescriptorInputStream(a), new DescriptorOutputStream(b), b);
  } finally {
    s.close(a);
    s.close(b);
  }
}

describe('the trace', () => {
  it('shows that the first readLine() makes one read, and the second none', () => {
    withStreams((input, out) => {
      out.write('one\r\ntwo\r\n');
      const calls = callsOf(() => {
        const reader = new BufferedReader(new InputStreamReader(input));
        expect([reader.readLine(), reader.readLine()]).toEqual(['one', 'two']);
      });
      expect(calls).toEqual([
        ['BufferedReader.readLine()', ['read']],
        ['BufferedReader.readLine()', []],
      ]);
    });
  });

  it('names inherited methods by the class of the object, and no protected ones', () => {
    withStreams((input, out, writer) => {
      const calls = callsOf(() => {
        out.write('abcdefgh');
        out.write(105);
        out.write(new Uint8Array(3), 1);
        input.read();
        input.read(new Uint8Array(2));
        input.readNBytes(3);
        input.skip(1);
        input.available();
        s.shutdown(writer, s.SHUT_WR);
        input.readAllBytes();
        input.transferTo(out);
        out.flush();
        input.close();
      });
      expect(calls).toEqual([
        ['DescriptorOutputStream.write("abcdefgh")', ['write']],
        ['DescriptorOutputStream.write(105)', ['write']],
        ['DescriptorOutputStream.write(byte[3], 1)', ['write']],
        ['DescriptorInputStream.read()', ['read']],
        ['DescriptorInputStream.read(byte[2])', ['read']],
        ['DescriptorInputStream.readNBytes(3)', ['read']],
        ['DescriptorInputStream.skip(1)', ['read']],
        ['DescriptorInputStream.available()', []],
        ['shutdown', ['shutdown']],
        ['DescriptorInputStream.readAllBytes()', ['read', 'read']],
        ['DescriptorInputStream.transferTo(DescriptorOutputStream)', ['read']],
        ['DescriptorOutputStream.flush()', []],
        ['DescriptorInputStream.close()', []],
      ]);
    });
  });

  it('shows that a println with autoFlush is one write, and buffered writes none', () => {
    withStreams((_, out) => {
      const calls = callsOf(() => {
        const writer = new PrintWriter(new BufferedOutputStream(out), true);
        writer.print('Hello, ');
        writer.println('world');
        const buffered = new BufferedOutputStream(out);
        buffered.write(65);
        buffered.write(new Uint8Array(10));
        buffered.flush();
      });
      expect(calls).toEqual([
        ['PrintWriter.print("Hello, ")', []],
        ['PrintWriter.println("world")', ['write']],
        ['BufferedOutputStream.write(65)', []],
        ['BufferedOutputStream.write(byte[10])', []],
        ['BufferedOutputStream.flush()', ['write']],
      ]);
    });
  });

  it('shows what a BufferedInputStream reads', () => {
    withStreams((input, out) => {
      out.write('abc');
      const calls = callsOf(() => {
        const buffered = new BufferedInputStream(input);
        buffered.read();
        buffered.read(new Uint8Array(100));
        buffered.skip(0);
      });
      expect(calls).toEqual([
        ['BufferedInputStream.read()', ['read']],
        ['BufferedInputStream.read(byte[100])', []],
        ['BufferedInputStream.skip(0)', []],
      ]);
    });
  });
});

describe('streams over a connection', () => {
  it('carry everything, whatever the kernel takes at once', () => {
    withStreams((input, out, writer) => {
      const all = new Uint8Array(100_000).map((_, i) => i * 31);
      const buffered = new BufferedOutputStream(out);
      for (let from = 0; from < all.length; from += 777) buffered.write(all.subarray(from, from + 777));
      buffered.close();
      s.shutdown(writer, s.SHUT_WR);
      expect(Buffer.compare(input.readAllBytes(), all)).toBe(0);
      expect([input.read(), input.read(new Uint8Array(1))]).toEqual([-1, -1]);
    });
  });
});
