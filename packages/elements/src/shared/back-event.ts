/** The user wants to go back to the list. */
export class BackEvent extends Event {
  static readonly type = 'fc-back';

  constructor() {
    super(BackEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'fc-back': BackEvent;
  }
}
