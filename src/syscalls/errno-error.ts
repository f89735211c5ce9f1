/** The only place where −errno becomes an exception. */
import { getSystemErrorMap } from 'node:util';
import { constants, strerror } from './binding.js';
import { namesIn } from './names.js';
import { describeAddress } from './structures/socket-address.js';
import type { SocketAddress } from './structures/socket-address.js';

/** As Node writes its texts. */
const lowerCase = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

let codes: Map<number, string> | undefined;

/** The name of an errno: 'EADDRINUSE' for 98 on Linux. Where two share a number, the one strace prints. */
export function errnoName(errno: number): string {
  if (codes === undefined) {
    codes = new Map();
    for (const name of namesIn('errnos')) {
      const value = constants[name];
      if (value !== undefined && !codes.has(value)) codes.set(value, name);
    }
  }
  return codes.get(errno) ?? `E${errno}`;
}

/** A system call failed. The properties are those of Node's own system errors. */
export class ErrnoError extends Error {
  /** Name of the error: 'EADDRINUSE'. */
  readonly code: string;
  /** The negated errno, as in Node: −98. */
  readonly errno: number;
  /** The call that failed: 'bind'. */
  readonly syscall: string;
  /** The address that the call was given, when it was an internet address: '127.0.0.1'. */
  declare readonly address?: string;
  /** The port that the call was given. */
  declare readonly port?: number;
  /** The path or abstract name that the call was given. */
  declare readonly path?: string;

  constructor(syscall: string, errno: number, addr?: SocketAddress) {
    const code = errnoName(-errno);
    const [name, text] = getSystemErrorMap().get(errno) ?? [];
    const details = addr === undefined || addr instanceof Uint8Array ? undefined : describeAddress(addr);
    super(
      `${syscall} ${code}: ${name === code ? text! : lowerCase(strerror(-errno))}${details === undefined ? '' : ` ${details.text}`}`,
    );
    this.code = code;
    this.errno = errno;
    this.syscall = syscall;
    Object.assign(this, details?.properties);
  }

  static {
    Object.defineProperty(this.prototype, 'name', { value: 'ErrnoError', configurable: true, writable: true });
  }
}

/** The exception for a call that returned −errno; its stack begins where the user called. */
export function systemCallError(call: (...args: never[]) => unknown, errno: number, addr?: SocketAddress): ErrnoError {
  const error = new ErrnoError(call.name, errno, addr);
  Error.captureStackTrace(error, call);
  return error;
}
