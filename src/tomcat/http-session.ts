/** What the server keeps of a client between requests, as `jakarta.servlet.http.HttpSession`. */
export interface HttpSession {
  /** What the client names it by: the cookie JSESSIONID. */
  getId(): string;
  /** Milliseconds since 1970. */
  getCreationTime(): number;
  /** When the request before this one came: milliseconds since 1970. */
  getLastAccessedTime(): number;
  /** Whether the client does not know it yet. */
  isNew(): boolean;
  /** Seconds without a request after which it ends; 0 or less: never. */
  getMaxInactiveInterval(): number;
  /**
   * Seconds without a request after which it ends; 0 or less: never. @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE.
   */
  setMaxInactiveInterval(seconds: number): void;
  /** A copy of what {@link setAttribute} has kept; null if nothing. */
  getAttribute(name: string): unknown;
  /**
   * Keeps a copy, for all threads; null and undefined remove it. @throws ERR_INVALID_ARG_VALUE when structured clone
   * cannot copy it.
   */
  setAttribute(name: string, value: unknown): void;
  /** Keeps it no longer. */
  removeAttribute(name: string): void;
  /** The names of what is kept. */
  getAttributeNames(): string[];
  /** Ends it: afterwards every method but `getId()` throws an IllegalStateException. */
  invalidate(): void;
}
