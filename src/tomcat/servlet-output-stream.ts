import { nameApiCalls } from '../syscalls/api-call.js';
import { OutputStream } from '../io/output-stream.js';
import { IllegalStateException } from './illegal-state-exception.js';
import type { ResponseOutput } from './response-output.js';

/** The body of one response, as `jakarta.servlet.ServletOutputStream`. */
export class ServletOutputStream extends OutputStream {
  #output: ResponseOutput | undefined;

  constructor(output: ResponseOutput) {
    super();
    this.#output = output;
  }

  #open(): ResponseOutput {
    if (this.#output === undefined) throw new IllegalStateException('The response has ended');
    return this.#output;
  }

  /** The response has ended: the output belongs to another one. */
  end(): void {
    this.#output = undefined;
  }

  override write(data: number | string): void;
  override write(buf: Uint8Array, off?: number, len?: number): void;
  override write(data: number | string | Uint8Array, off?: number, len?: number): void {
    if (typeof data === 'string' && off === undefined && len === undefined) this.#open().writeText(data);
    else super.write(data as Uint8Array, off, len);
  }

  protected override writeBytes(buf: Uint8Array, off: number, len: number): void {
    this.#open().writeBytes(buf, off, len);
  }

  /** Sends what there is: one `write(2)`. The response is committed. */
  override flush(): void {
    this.#open().flush();
  }
}
nameApiCalls(ServletOutputStream, { hooks: ['end'] });
