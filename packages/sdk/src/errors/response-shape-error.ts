import { FaleConoscoError } from './fale-conosco-error.ts';

/** The request worked, the data did not: no JSON, cut JSON, or JSON that the contract does not describe. */
export class ResponseShapeError extends FaleConoscoError {
  constructor(message: string, options?: ErrorOptions) {
    super('response_shape', message, options);
  }
}
