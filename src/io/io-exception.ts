/**
 * Input or output failed, and not because of a system call: for those there is `ErrnoError`. A stream of your own
 * throws it, or a subclass, so that a `PrintWriter` takes it for an I/O error and not for a bug.
 *
 * @example
 * throw new IOException('The peer speaks another protocol');
 */
export class IOException extends Error {
  /** 'ERR_STREAM_CLOSED' when a stream was used after its `close()`. */
  declare readonly code?: string;

  static {
    Object.defineProperty(this.prototype, 'name', { value: 'IOException', configurable: true, writable: true });
  }
}

/** What the use of a closed stream throws. */
export function streamClosed(): IOException {
  return Object.assign(new IOException('Stream closed'), { code: 'ERR_STREAM_CLOSED' });
}
