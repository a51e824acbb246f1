/** Something failed that the element has shown to the user already; for the page's own records. */
export class ErrorEvent extends Event {
  static readonly type = 'fc-error';
  /** Usually a `FaleConoscoError` of the SDK, with a stable `code`. */
  readonly error: unknown;

  constructor({ error }: { error: unknown }) {
    super(ErrorEvent.type, { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'fc-error': ErrorEvent;
  }
}
