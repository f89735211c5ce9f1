import { execFileSync } from 'node:child_process';
import { fstatSync, readSync, writeSync } from 'node:fs';
import * as s from 'berkeley-sockets/syscalls';
import { describe, expect, it } from 'vitest';
import { negated } from '../support/failure.js';
import { closesWhatItOpens, openFlags, target } from '../support/kernel.js';

describe('pipe', () => {
  closesWhatItOpens();

  it('returns the end for reading and the end for writing', () => {
    const [reader, writer] = s.pipe();
    const buf = Buffer.alloc(8);
    expect([fstatSync(reader).isFIFO(), target(reader)]).toEqual([true, target(writer)]);
    expect([openFlags(reader), openFlags(writer)]).toEqual([s.O_RDONLY, s.O_WRONLY]);
    writeSync(writer, 'hello');
    expect(buf.toString('latin1', 0, readSync(reader, buf))).toBe('hello');
    s.close(writer);
    expect(readSync(reader, buf)).toBe(0);
    s.close(reader);
  });

  it('fails when there is no descriptor left', () => {
    const program = `
      import * as s from 'berkeley-sockets/syscalls';
      let result;
      do result = s.raw.pipe(); while (typeof result === 'object');
      try { s.pipe(); } catch ({ code, errno, syscall }) { console.log(JSON.stringify({ result, code, errno, syscall })); }`;
    const command = 'ulimit -n 64; exec "$0" --input-type=module -e "$1"';
    const output = execFileSync('sh', ['-c', command, process.execPath, program], { encoding: 'utf8' });
    const errno = negated('EMFILE');
    expect(JSON.parse(output)).toEqual({ result: errno, code: 'EMFILE', errno, syscall: 'pipe' });
  });
});
