/** A rejection in the form that @tus/server understands; it throws plain objects itself. */
export class TusError extends Error {
  override readonly name = 'TusError';
  readonly status_code: number;
  readonly body: string;

  constructor({ status_code, body }: { status_code: number; body: string }) {
    super(body.trim());
    this.status_code = status_code;
    this.body = body;
  }
}
