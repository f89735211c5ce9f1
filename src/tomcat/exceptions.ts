/** What goes wrong with a request or a response. */
import { IOException } from '../io/io-exception.js';

/** What the client has sent is refused. */
export class BadRequestException extends IOException {
  /** To answer with: 400, 408, 413, 431. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The client is not there any more: nobody hears an answer. */
export class ClientAbortException extends IOException {}

for (const exception of [BadRequestException, ClientAbortException]) {
  Object.defineProperty(exception.prototype, 'name', { value: exception.name, configurable: true, writable: true });
}
