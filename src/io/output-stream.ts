import { nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger, invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import { checkRange } from './checks.js';

/** Java's int, of which `write` takes the low byte. */
const int32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/**
 * Bytes to somewhere, as `java.io.OutputStream`. A subclass implements {@link OutputStream.writeBytes}; all else calls
 * it. Over a socket, each `writeBytes` is one `write(2)`, unless the kernel takes only a part at a time.
 *
 * @example
 * class Collected extends OutputStream {
 *   text = '';
 *   protected writeBytes(buf: Uint8Array, off: number, len: number): void {
 *     this.text += Buffer.from(buf).toString('latin1', off, off + len);
 *   }
 * }
 */
export abstract class OutputStream {
  #one: Uint8Array | undefined;

  /**
   * Writes `len` bytes of `buf` from `off`, all of them, or throws: the one method that a subclass must have. The
   * arguments have been checked, and `len` is at least 1. `buf` is only lent: a stream that keeps bytes copies them.
   */
  protected abstract writeBytes(buf: Uint8Array, off: number, len: number): void;

  /** Writes one byte, 0 to 255. A subclass may have a faster way than `writeBytes`. */
  protected writeByte(b: number): void {
    const one = (this.#one ??= new Uint8Array(1));
    one[0] = b;
    this.writeBytes(one, 0, 1);
  }

  /**
   * Writes one byte: the low 8 bits of an integer from −2³¹ to 2³¹ − 1. Over a socket: one `write(2)` of one byte.
   *
   * @throws ERR_OUT_OF_RANGE, for 1.5 and NaN too; what the stream fails with.
   *
   * @example
   * output.write(10);
   */
  write(b: number): void;
  /**
   * Writes text as UTF-8; half a surrogate pair becomes U+FFFD. Over a socket: one `write(2)`, none for ''.
   *
   * @throws what the stream fails with.
   *
   * @example
   * output.write('HTTP/1.1 204 No Content\r\n\r\n');
   */
  write(text: string): void;
  /**
   * Writes bytes, all of them. Over a socket: one `write(2)`, more when the kernel takes a part, none for no bytes.
   *
   * @param off where in `buf` to begin; 0 when left out.
   * @param len how many bytes; all that follow when left out.
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; what the stream fails with.
   *
   * @example
   * output.write(buf, 0, length);
   */
  write(buf: Uint8Array, off?: number, len?: number): void;
  write(data: number | string | Uint8Array, off?: number, len?: number): void {
    if (typeof data === 'object') {
      const length = checkRange(data, off ?? 0, len);
      if (length > 0) this.writeBytes(data, off ?? 0, length);
      return;
    }
    if (typeof data !== 'number' && typeof data !== 'string') {
      throw invalidType('buf', 'of type number or string or an instance of Uint8Array', data);
    }
    // Nobody who passes an encoding, as to Node's streams, gets UTF-8 unnoticed.
    if (off !== undefined) throw invalidValue('off', 'is for bytes only', off);
    if (len !== undefined) throw invalidValue('len', 'is for bytes only', len);
    if (typeof data === 'number') {
      this.writeByte(checkInteger('b', data, int32.min, int32.max) & 0xff);
    } else if (data !== '') {
      const bytes = Buffer.from(data);
      this.writeBytes(bytes, 0, bytes.length);
    }
  }

  /** Passes on what the stream holds back: nothing, unless a subclass says otherwise. Over a socket: no call. */
  flush(): void {
    // For subclasses.
  }

  /** Gives back what the stream holds: nothing, unless a subclass says otherwise. A second call does nothing. */
  close(): void {
    // For subclasses.
  }

  /** `close()`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }
}

/** The stream that a method or a constructor is given. */
export function checkOutputStream(out: unknown): asserts out is OutputStream {
  if (!(out instanceof OutputStream)) throw invalidType('out', 'an instance of OutputStream', out);
}

nameApiCalls(OutputStream, { hooks: ['writeBytes', 'writeByte'] });
