import { randomUUID } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FilePart } from './channel.js';

/** Bytes of a response that a slow client may have the server keep on disk; then its servlet waits. */
const maxSize = 16 * 1024 * 1024;

/** After a client has taken nothing, it is asked again when so many bytes more have been put aside. */
const retryAfter = 256 * 1024;

/**
 * What a client has not taken yet of a response that a servlet goes on writing: a file without a name. So a thread is not
 * needed until the client has read all (as nginx does with responses of others, proxy_max_temp_file_size).
 */
export class Spool {
  #fd = -1;
  #size = 0;
  #sent = 0;
  /** Bytes that were put aside since the client took nothing. */
  #untried = 0;
  #blocked = false;
  /** The disk is full, or the like: it is not tried again for this response. */
  #failed = false;

  /** Whether something waits to be sent before all else. */
  get isEmpty(): boolean {
    return this.#sent === this.#size;
  }

  /** Keeps bytes, and returns how many; 0 when there is no room. */
  append(buf: Uint8Array, off: number, len: number): number {
    if (this.#failed || this.#size >= maxSize) return 0;
    try {
      if (this.#fd < 0) this.#open();
      const n = writeSync(this.#fd, buf, off, len, this.#size);
      this.#size += n;
      this.#untried += n;
      return n;
    } catch {
      this.#failed = true;
      return 0;
    }
  }

  #open(): void {
    const path = join(tmpdir(), `berkeley-sockets-${randomUUID()}`);
    this.#fd = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
  }

  /** The client takes more: it is asked at once. */
  unblock(): void {
    this.#blocked = false;
  }

  /** Has `send` send what is there, and counts what it says that it has sent. */
  drain(send: (part: FilePart) => number): void {
    if (this.#size === 0 || (this.#blocked && this.#untried < retryAfter)) return;
    const before = this.#sent;
    this.#untried = 0;
    this.#sent += send({ fd: this.#fd, offset: this.#sent, count: this.#size - this.#sent });
    this.#blocked = this.#sent === before;
    if (!this.isEmpty) return;
    ftruncateSync(this.#fd, 0);
    this.#size = this.#sent = 0;
  }

  /** What is left, whose descriptor is the caller's now. */
  take(): FilePart | undefined {
    if (this.isEmpty) return undefined;
    const part = { fd: this.#fd, offset: this.#sent, count: this.#size - this.#sent };
    this.#fd = -1;
    this.clear();
    return part;
  }

  /** Forgets what is left: another response begins. */
  clear(): void {
    if (this.#fd >= 0) closeSync(this.#fd);
    this.#fd = -1;
    this.#size = this.#sent = this.#untried = 0;
    this.#failed = this.#blocked = false;
  }
}
