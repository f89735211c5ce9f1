import { nameApiCalls } from '../syscalls/api-call.js';
import { addressBytes, constants, flags, known, thread } from '../syscalls/binding.js';
import { guarded } from '../syscalls/generated/guarded.js';
import { decodeSocketAddress } from '../syscalls/structures/socket-address.js';
import type { SocketAddress } from '../syscalls/structures/socket-address.js';
import { socketClosed, SocketException, SocketTimeoutException } from '../net/exceptions.js';
import { copyFile, mustBeCopied } from '../net/copy-file.js';
import { fromInet6 } from '../net/inet-address.js';
import { attend } from '../net/interrupts.js';
import { timedOut } from './channel.js';
import type { Channel, FilePart } from './channel.js';
import { Spool } from './spool.js';

const { EAGAIN, EINTR, POLLIN, POLLOUT } = known;

const { pollers, refused } = thread;
/** Absent on macOS. */
const { MSG_MORE } = constants;

/** Milliseconds that a thread waits for a client to take what it is sent, before the rest is put aside. */
const soon = 5;

/** Milliseconds that a client may keep a thread waiting when there is no other for anybody else. */
const patience = 250;

/**
 * A connection of the polling connector: its descriptor does not block. What is there is read or written at once; only
 * what has to wait takes a poll(2). One object serves all connections of a thread, one after the other.
 */
export class PollingChannel implements Channel {
  readonly blocks = false;
  readonly #writeTimeout: number;
  readonly #spool = new Spool();
  /** 0: nobody has asked for it yet. */
  #held = 0;

  constructor(writeTimeout: number) {
    this.#writeTimeout = writeTimeout;
  }

  /** Turns to the connection that the poller has given to this thread. */
  turnToNext(): void {
    this.#spool.clear();
    this.#held = 0;
  }

  get #handle(): number {
    return (this.#held ||= pollers.handle());
  }

  receive(buf: Uint8Array, off: number, len: number, timeout: number): number {
    const n = guarded.read(this.#handle, 0, buf, off, len);
    return n > 0 && flags.signals[0] === 0 ? n : this.#receiveLater(n, buf, off, len, timeout);
  }

  #receiveLater(first: number, buf: Uint8Array, off: number, len: number, timeout: number): number {
    for (let n = first; ; n = guarded.read(this.#handle, 0, buf, off, len)) {
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n >= 0) return n;
      if (n === -EAGAIN) {
        if (timeout === 0 || !this.#await('read', POLLIN, timeout)) return timedOut;
      } else if (n !== -EINTR) throw this.#error('read', n);
    }
  }

  write(buf: Uint8Array, off: number, len: number): void {
    for (let written = 0; written < len;) {
      written += this.offer(buf, off + written, len - written);
      if (written === len || (this.#spool.isEmpty && this.#await('write', POLLOUT, soon))) continue;
      const kept = this.#spool.append(buf, off + written, len - written);
      written += kept;
      if (kept > 0) continue;
      if (!this.#await('write', POLLOUT, this.#writeTimeout))
        throw new SocketTimeoutException('write', 'Write timed out');
      this.#spool.unblock();
    }
  }

  offer(buf: Uint8Array, off: number, len: number, more = false): number {
    this.#spool.drain(({ fd, offset, count }) => this.sendFile(fd, offset, count));
    return this.#spool.isEmpty ? this.#offer(buf, off, len, more) : this.#spool.append(buf, off, len);
  }

  takeRest(): FilePart | undefined {
    return this.#spool.take();
  }

  #offer(buf: Uint8Array, off: number, len: number, more: boolean): number {
    for (let written = 0; ;) {
      const n =
        more && MSG_MORE !== undefined
          ? guarded.send(this.#handle, 0, buf, MSG_MORE, off + written, len - written)
          : pollers.write(buf, off + written, len - written);
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n >= 0) written += n;
      if (written === len || n === -EAGAIN) return written;
      if (n < 0 && n !== -EINTR) throw this.#error('write', n);
    }
  }

  sendFile(fd: number, offset: number, count: number): number {
    if (count === 0) return 0;
    for (;;) {
      const n = guarded.sendfile(this.#handle, 0, fd, offset, count);
      if (flags.signals[0] !== 0 || n === -EINTR) attend();
      if (n >= 0) return n;
      if (n === -EAGAIN) return 0;
      if (mustBeCopied(n)) return copyFile(fd, offset, count, this.write.bind(this));
      if (n !== -EINTR) throw this.#error('sendfile', n);
    }
  }

  getRemoteSocketAddress(): SocketAddress {
    return fromInet6(decodeSocketAddress(addressBytes.subarray(0, pollers.peer())));
  }

  getLocalSocketAddress(): SocketAddress {
    const result = guarded.getsockname(this.#handle, 0);
    if (typeof result === 'number') throw this.#error('getsockname', result);
    return fromInet6(result);
  }

  /** poll(2). False: nothing has happened for so long, or this thread is needed for others. */
  #await(call: string, events: number, timeout: number): boolean {
    const deadline = timeout < 0 ? Infinity : performance.now() + timeout;
    for (;;) {
      const left = Math.max(0, Math.ceil(deadline - performance.now()));
      const ready = guarded.poll(this.#handle, 0, events, Math.min(left, patience));
      if (flags.signals[0] !== 0 || ready === -EINTR) attend();
      if (ready > 0) return true;
      if (ready === 0 && (left <= patience || pollers.isPressed())) return false;
      if (ready < 0 && ready !== -EINTR) throw this.#error(call, ready);
    }
  }

  #error(call: string, result: number): SocketException {
    return result === refused ? socketClosed(call) : new SocketException(call, result);
  }
}
nameApiCalls(PollingChannel, { hooks: ['turnToNext', 'takeRest'] });
