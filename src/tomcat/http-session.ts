/** What the server keeps of a client between requests, as `jakarta.servlet.http.HttpSession`. */
export interface HttpSession {
  getId(): string;
  /** Milliseconds since 1970. */
  getCreationTime(): number;
  getLastAccessedTime(): number;
  /** Whether the client does not know it yet. */
  isNew(): boolean;
  /** Seconds without a request after which it ends; 0 or less: never. */
  getMaxInactiveInterval(): number;
  setMaxInactiveInterval(seconds: number): void;
  getAttribute(name: string): unknown;
  setAttribute(name: string, value: unknown): void;
  removeAttribute(name: string): void;
  getAttributeNames(): string[];
  invalidate(): void;
}
