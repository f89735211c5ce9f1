import { nameApiCalls } from '../syscalls/api-call.js';
import { checkInteger, invalidType } from '../syscalls/invalid-argument.js';
import { format } from './format.js';
import { IOException, streamClosed } from './io-exception.js';
import { checkOutputStream } from './output-stream.js';
import type { OutputStream } from './output-stream.js';

/** Characters that are held back before they are written, as Java's. */
const capacity = 8192;

const endsInHalfPair = (text: string): boolean => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;

/** A system call failed, of this package or of Node; or a stream says so. All else is a bug, and is thrown. */
const isIoError = (error: unknown): boolean =>
  error instanceof IOException ||
  (error instanceof Error && typeof (error as { syscall?: unknown }).syscall === 'string');

/**
 * Writes text as UTF-8, as `java.io.PrintWriter`. Text is held back until there are 8192 characters, or `flush()`; then
 * it goes out with one write of the stream below. With `autoFlush`, each `println`, `printf` and `format` flushes: over
 * a socket, one `write(2)` each.
 *
 * As in Java, no method throws when the stream below fails or this one is closed: {@link PrintWriter.checkError} tells.
 * What could not be written is dropped.
 *
 * @example
 * const out = new PrintWriter(socket.getOutputStream(), true);
 * out.print('Hello, ');
 * out.println('world'); // one write(2): 'Hello, world\n'
 */
export class PrintWriter {
  readonly #out: OutputStream;
  readonly #autoFlush: boolean;
  #text = '';
  #closed = false;
  #failed = false;

  /**
   * Makes no call.
   *
   * @throws ERR_INVALID_ARG_TYPE.
   */
  constructor(out: OutputStream, autoFlush = false) {
    checkOutputStream(out);
    if (typeof autoFlush !== 'boolean') throw invalidType('autoFlush', 'of type boolean', autoFlush);
    this.#out = out;
    this.#autoFlush = autoFlush;
  }

  /** Writes `String(x)`: no call, or one write of the stream below when 8192 characters are there. */
  print(x: unknown): void {
    this.#add(String(x));
  }

  /**
   * Writes `String(x)`, nothing if there is no `x`, and '\n'. With `autoFlush`: one write of the stream below, then its
   * `flush()`.
   *
   * @example
   * out.println(`Content-Length: ${length}\r`); // HTTP's lines end with \r\n
   */
  println(...x: [x?: unknown]): void {
    this.#add(x.length === 0 ? '\n' : `${String(x[0])}\n`);
    if (this.#autoFlush) this.flush();
  }

  /** Writes one UTF-16 code unit: the low 16 bits of an integer, as in Java. */
  write(c: number): void;
  /** Writes text, or `len` code units of it from `off`. `autoFlush` has no effect. */
  write(text: string, off?: number, len?: number): void;
  write(data: number | string, off = 0, len?: number): void {
    if (typeof data === 'number') {
      this.#add(String.fromCharCode(checkInteger('c', data, -(2 ** 31), 2 ** 31 - 1)));
      return;
    }
    if (typeof data !== 'string') throw invalidType('text', 'of type number or string', data);
    const rest = data.length - checkInteger('off', off, 0, data.length);
    this.#add(data.slice(off, off + (len === undefined ? rest : checkInteger('len', len, 0, rest))));
  }

  /** Writes `String(x)`, as `print`, and returns this writer. */
  append(x: unknown): this {
    this.#add(String(x));
    return this;
  }

  /**
   * Writes formatted text. Of Java's format: `%[flags][width][.precision]conversion` with the flags `- 0 + ,` and the
   * conversions `%d %x %X %f %s %c %b %n %%`; anything else is refused, and not printed as it is. `%f` rounds as
   * `toFixed()`. With `autoFlush`: flushes, as `println`.
   *
   * @throws ERR_INVALID_ARG_VALUE for what `fmt` asks and nobody knows, or has no argument; ERR_INVALID_ARG_TYPE.
   *
   * @example
   * out.printf('%s %5.1f%%%n', 'load', 12.34); // 'load  12.3%\n'
   */
  format(fmt: string, ...args: unknown[]): this {
    this.#add(format(fmt, args));
    if (this.#autoFlush) this.flush();
    return this;
  }

  /** The same as {@link PrintWriter.format}. */
  printf(fmt: string, ...args: unknown[]): this {
    return this.format(fmt, ...args);
  }

  /** Writes what was held back, with one write of the stream below, none if there is nothing; then flushes that one. */
  flush(): void {
    this.#try(() => {
      this.#writeText(true);
      this.#out.flush();
    });
  }

  /**
   * Writes what was held back, and closes the stream below, even if it could not be written. A second call does nothing.
   */
  close(): void {
    if (this.#closed) return;
    this.#try(() => {
      try {
        this.#writeText(false);
      } finally {
        this.#closed = true;
        this.#out.close();
      }
    });
  }

  /**
   * Whether anything has failed so far: a write, or the use of this writer after its `close()`. Flushes first, if it
   * is not closed.
   *
   * @example
   * if (out.checkError()) console.error('The client has gone');
   */
  checkError(): boolean {
    if (!this.#closed) this.flush();
    return this.#failed;
  }

  /** `close()`, for `using`. */
  [Symbol.dispose](): void {
    this.close();
  }

  #add(text: string): void {
    if (!this.#closed) this.#text += text;
    if (this.#closed || this.#text.length >= capacity) this.#try(() => this.#writeText(true));
  }

  /** `more`: half of a surrogate pair waits for the other half. */
  #writeText(more: boolean): void {
    if (this.#closed) throw streamClosed();
    const end = this.#text.length - (more && endsInHalfPair(this.#text) ? 1 : 0);
    if (end === 0) return;
    const text = this.#text.slice(0, end);
    // Before it is written: what fails is not tried again, or the text would grow for ever.
    this.#text = this.#text.slice(end);
    this.#out.write(text);
  }

  #try(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (!isIoError(error)) throw error;
      this.#failed = true;
    }
  }
}

nameApiCalls(PrintWriter);
