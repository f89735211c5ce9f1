import { BufferedOutputStream, OutputStream } from 'berkeley-sockets';
import { expect, it } from 'vitest';

/** Takes three bytes, and fails; then takes all. */
class Slow extends OutputStream {
  taken = '';
  #hasFailed = false;
  protected override writeBytes(buf: Uint8Array, off: number, len: number): void {
    const length = this.#hasFailed ? len : 3;
    this.taken += Buffer.from(buf).toString('latin1', off, off + length);
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    throw Object.assign(new Error('timed out'), { bytesWritten: length });
  }
}

it('flush() goes on behind what was written before it failed', () => {
  const slow = new Slow();
  const out = new BufferedOutputStream(slow, 16);
  out.write('0123456789');
  expect(() => {
    out.flush();
  }).toThrow('timed out');
  out.write('abc');
  out.flush();
  expect(slow.taken).toBe('0123456789abc');
});
