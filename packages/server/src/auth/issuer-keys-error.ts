/** The keys of a token issuer cannot be read; nobody's token says anything about it. */
export class IssuerKeysError extends Error {
  override readonly name = 'IssuerKeysError';
  /** The `iss` of its tokens. */
  readonly issuer: string;

  constructor(issuer: string, cause: unknown) {
    super('The keys of a token issuer cannot be read.', { cause });
    this.issuer = issuer;
  }
}
