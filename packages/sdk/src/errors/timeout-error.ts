import { FaleConoscoError } from './fale-conosco-error.ts';

/** No response in time. Whether the server did the work is unknown; the same idempotency key may be sent again. */
export class TimeoutError extends FaleConoscoError {
  constructor(message = 'The server did not respond in time', options?: ErrorOptions) {
    super('timeout', message, options);
  }
}
