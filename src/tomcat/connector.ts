/** What takes connections from the kernel and has threads answer them. */
export interface Connector {
  /** Takes no more connections from the listener. When it returns, no thread is about to: the listener can be closed. */
  pause(): void;

  /**
   * Ends, after pause(). Requests that have begun are answered; what is not done after so many milliseconds is cut off.
   * Returns when all threads have ended.
   */
  stop(timeout: number): void;
}
