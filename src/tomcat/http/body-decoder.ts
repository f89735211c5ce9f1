/**
 * Finds the payload of a message in the bytes that have come, without copying it. One call goes on to the end of a run of
 * payload, or to the end of what is there; bytes that it has consumed are not needed again.
 *
 * @example
 * while (start < end && !body.done) {
 *   const consumed = body.decode(buf, start, end);
 *   if (consumed < 0) return refuse(-consumed); // and end the connection
 *   out.write(buf, body.dataStart, body.dataEnd - body.dataStart); // perhaps nothing
 *   start += consumed;
 * }
 */
export interface BodyDecoder {
  /** @returns how many bytes of `buf`, from `start` on, it has consumed; a status, negative, when the body is malformed. */
  decode(buf: Buffer, start: number, end: number): number;
  /** Where in `buf` the payload of the last call lies: from here up to `dataEnd`. */
  readonly dataStart: number;
  readonly dataEnd: number;
  /** The body has ended; the next byte belongs to another message. If the connection ends before, the body is cut. */
  readonly done: boolean;
}

/** A body of as many bytes as Content-Length says (RFC 9112, 6.2). */
export class ContentLengthDecoder implements BodyDecoder {
  #remaining: number;
  dataStart = 0;
  dataEnd = 0;

  constructor(contentLength: number) {
    this.#remaining = contentLength;
  }

  decode(_buf: Buffer, start: number, end: number): number {
    const length = Math.min(end - start, this.#remaining);
    this.#remaining -= length;
    this.dataStart = start;
    this.dataEnd = start + length;
    return length;
  }

  get done(): boolean {
    return this.#remaining === 0;
  }
}
