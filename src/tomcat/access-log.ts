import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { invalidType, invalidValue } from '../syscalls/invalid-argument.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';

/** A request that has been served, as the log sees it. */
export interface LogEntry {
  /** null: the request could not be read. */
  readonly parser: {
    readonly method: string;
    readonly target: string;
    readonly version: string;
    header(name: string): string | null;
  } | null;
  readonly channel: { getRemoteSocketAddress(): SocketAddress };
  readonly status: number;
  /** Of the body. */
  readonly bytes: number;
}

/** 'combined' has the fields Referer and User-Agent too. */
export type LogFormat = 'common' | 'combined';

/** Bytes that are written at once. */
const capacity = 16 * 1024;
/** As many as no other writer of a pipe gets in between: PIPE_BUF of Linux, and of macOS (pipe(7), POSIX). */
const pipeCapacity = process.platform === 'linux' ? 4096 : 512;
/** Milliseconds that a line is held back while others come. */
const maxDelay = 1000;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number): string => String(number).padStart(2, '0');

/** As strftime(3) has it with `%d/%b/%Y:%H:%M:%S %z`, in the local time zone. */
function timeOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  const day = `${two(date.getDate())}/${months[date.getMonth()]!}/${date.getFullYear()}`;
  return `${day}:${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${zone}`;
}

/** What would end the line or the quotes, or is no ASCII. */
const special = /[^ !#-[\]-~]/;
const escaped = (character: string): string =>
  character === '"' || character === '\\'
    ? `\\${character}`
    : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;

/** Text that a client has sent, as Apache writes it: nobody forges a line. */
const escape = (text: string): string => (special.test(text) ? text.replaceAll(/[^ !#-[\]-~]/g, escaped) : text);

const quoted = (text: string | null | undefined): string => (text ? `"${escape(text)}"` : '"-"');

function addressOf(channel: LogEntry['channel']): string {
  try {
    const addr = channel.getRemoteSocketAddress() as { address?: string };
    return addr.address ?? '-';
  } catch {
    // getpeername(2) does not tell who has broken the connection.
    return '-';
  }
}

/**
 * The access log, in the common log format, or the combined one. Each thread has an object of its own for the same file, which
 * is open with O_APPEND: lines that are written together stay together, and none is lost between threads.
 *
 * Lines are held back until there are 16 KiB, or the first of them is a second old when another comes: `write(2)`. A
 * thread that is about to wait calls {@link flush}. When the file cannot be written, requests are served all the same:
 * the lines are lost, and the standard error tells so.
 *
 * @example
 * const log = new AccessLog('access.log');
 * log.add({ parser, channel, status: 200, bytes: 13 });
 * // 127.0.0.1 - - [22/Nov/2026:18:30:00 +0100] "GET / HTTP/1.1" 200 13
 * log.close();
 */
export class AccessLog {
  readonly #file: string;
  readonly #fd: number;
  readonly #combined: boolean;
  readonly #buf: Buffer;
  #length = 0;
  /** When the first line came that is held back. */
  #since = 0;
  #second = NaN;
  #time = '';
  #failed = false;
  #closed = false;

  /** `open(2)`: a file that does not exist is made, for the owner and the group only: it tells who asked for what. */
  constructor(file: string, format: LogFormat = 'common') {
    if (typeof file !== 'string') throw invalidType('file', 'of type string', file);
    if ((format as unknown) !== 'common' && (format as unknown) !== 'combined')
      throw invalidValue('format', "must be 'common' or 'combined'", format);
    this.#file = file;
    this.#combined = format === 'combined';
    this.#fd = openSync(file, 'a', 0o640);
    this.#buf = Buffer.allocUnsafeSlow(fstatSync(this.#fd).isFile() ? capacity : pipeCapacity);
  }

  /** Adds a line. @param now milliseconds since 1970: what the line says. */
  add({ parser, channel, status, bytes }: LogEntry, now = Date.now()): void {
    if (this.#closed) return;
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#time = timeOf(now);
    }
    const request = parser === null ? '"-"' : `"${escape(`${parser.method} ${parser.target} ${parser.version}`)}"`;
    let line = `${addressOf(channel)} - - [${this.#time}] ${request} ${status} ${bytes > 0 ? bytes : '-'}`;
    if (this.#combined) line += ` ${quoted(parser?.header('referer'))} ${quoted(parser?.header('user-agent'))}`;
    this.#append(`${line}\n`, now);
  }

  /** All of it is ASCII. */
  #append(line: string, now: number): void {
    if (line.length > this.#buf.length - this.#length) this.flush();
    if (line.length > this.#buf.length) {
      const bytes = Buffer.from(line, 'latin1');
      this.#write(bytes, bytes.length);
      return;
    }
    if (this.#length === 0) this.#since = now;
    this.#length += this.#buf.write(line, this.#length, 'latin1');
    // A clock that is set back counts too.
    if (now - this.#since >= maxDelay || now < this.#since) this.flush();
  }

  /** Writes what is held back: `write(2)`; no call if there is nothing. */
  flush(): void {
    const length = this.#length;
    this.#length = 0;
    if (length > 0) this.#write(this.#buf, length);
  }

  #write(buf: Buffer, length: number): void {
    try {
      for (let written = 0; written < length;) written += writeSync(this.#fd, buf, written, length - written);
      this.#failed = false;
    } catch (error) {
      if (!this.#failed) process.stderr.write(`${this.#file}: lines are lost: ${(error as Error).message}\n`);
      this.#failed = true;
    }
  }

  /** Writes what is held back: `write(2)`, `close(2)`. What is added afterwards is ignored. */
  close(): void {
    if (this.#closed) return;
    this.flush();
    this.#closed = true;
    closeSync(this.#fd);
  }
}
