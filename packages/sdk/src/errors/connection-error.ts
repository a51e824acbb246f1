import { FaleConoscoError } from './fale-conosco-error.ts';

/** No response arrived: offline, connection refused, cut. Whether the server did the work is unknown; the same idempotency key may be sent again. */
export class ConnectionError extends FaleConoscoError {
  constructor(message = 'The server could not be reached', options?: ErrorOptions) {
    super('connection_failed', message, options);
  }
}
