/** Root of everything the SDK throws, aborts apart (those are the platform's `AbortError`). */
export class FaleConoscoError extends Error {
  /** Stable, for programs: a problem code of the contract, or one of the SDK's own such as `timeout`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
