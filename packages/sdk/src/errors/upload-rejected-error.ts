import { FaleConoscoError } from './fale-conosco-error.ts';

/** A file arrived whole and was rejected for its type or content; `code` says why (`attachment_infected`, …). Sending it again does not help. */
export class UploadRejectedError extends FaleConoscoError {
  constructor(code: string) {
    super(code, `The file was rejected (${code})`);
  }
}
