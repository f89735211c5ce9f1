/**
 * A call that the object is in no state for, as Java's: a session that has ended, a response that has been sent.
 *
 * @example
 * throw new IllegalStateException('The response is committed');
 */
export class IllegalStateException extends Error {
  /** Always the same. */
  readonly code = 'ERR_ILLEGAL_STATE';

  static {
    Object.defineProperty(this.prototype, 'name', {
      value: 'IllegalStateException',
      configurable: true,
      writable: true,
    });
  }
}
