/** Java's exceptions, with the properties of Node's system errors. */
import { constants } from '../syscalls/binding.js';
import { ErrnoError } from '../syscalls/errno-error.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';

/** What an exception says beside the call and its errno. */
export interface Details {
  /** Java's text, in the place of the kernel's. */
  readonly message?: string;
  /** In the place of the errno's name. */
  readonly code?: string;
  readonly addr?: SocketAddress | undefined;
}

const setName = (exception: { prototype: object; name: string }): void => {
  Object.defineProperty(exception.prototype, 'name', { value: exception.name, configurable: true, writable: true });
};

/**
 * A call on a socket failed: the system call did, or the socket was closed (`code` 'ERR_SOCKET_CLOSED') or not in the
 * state for it. `code`, `errno`, `syscall` and `address`, `port` or `path` are those of {@link ErrnoError}.
 */
export class SocketException extends ErrnoError {
  /** Of a write that failed: how many bytes the kernel had taken before. */
  declare bytesWritten?: number;

  constructor(syscall: string, errno: number, { message, code, addr }: Details = {}) {
    super(syscall, errno, addr);
    if (message !== undefined) this.message = message;
    if (code !== undefined) Object.defineProperty(this, 'code', { value: code, enumerable: true, configurable: true });
  }
}

/** The address is in use, is not of this machine, or may not be used. */
export class BindException extends SocketException {}

/** The peer refused, did not answer, or cannot be reached. */
export class ConnectException extends SocketException {}

/** SO_TIMEOUT or the timeout of connect() passed. The socket can be used further. `code` is 'ETIMEDOUT'. */
export class SocketTimeoutException extends ErrnoError {
  constructor(syscall: string, message: string) {
    super(syscall, -constants.ETIMEDOUT!);
    this.message = message;
  }
}

/** The name has no address. */
export class UnknownHostException extends Error {
  /** 'ENOTFOUND', or 'EAI_AGAIN' when the name server did not answer: as in node:dns. */
  readonly code: string;
  /** What was called: getaddrinfo(3), which is a function of the C library. */
  readonly syscall = 'getaddrinfo';
  /** The name that was looked up. */
  readonly hostname: string;

  constructor(hostname: string, code: string) {
    super(`getaddrinfo ${code} ${hostname}`);
    this.code = code;
    this.hostname = hostname;
  }
}

for (const exception of [
  SocketException,
  BindException,
  ConnectException,
  SocketTimeoutException,
  UnknownHostException,
]) {
  setName(exception);
}

/** Java's "Socket closed". */
export const socketClosed = (syscall: string, message = 'Socket closed'): SocketException =>
  new SocketException(syscall, -constants.EBADF!, { message, code: 'ERR_SOCKET_CLOSED' });

/** A call in a state that does not allow it: no system call was made. */
export const wrongState = (
  syscall: string,
  errno: 'ENOTCONN' | 'EISCONN' | 'EINVAL' | 'EPIPE',
  message: string,
): SocketException => new SocketException(syscall, -constants[errno]!, { message });
