/** Something failed, and the element has shown it to the user; for the page's own records. */
export class FcErrorEvent extends Event {
  static readonly type = 'fc-error';
  /** Usually a `FaleConoscoError` of the SDK, with a stable `code`. */
  readonly error: unknown;

  constructor({ error }: { error: unknown }) {
    super(FcErrorEvent.type, { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'fc-error': FcErrorEvent;
  }
}
