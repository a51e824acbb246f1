/** A protocol was chosen to be shown. */
export class CrmProtocolOpenEvent extends Event {
  static readonly type = 'crm-protocol-open';
  /** Number of the protocol to show, 20 digits. */
  readonly number: string;

  constructor({ number }: { number: string }) {
    super(CrmProtocolOpenEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.number = number;
  }
}

/** The agent wants to go back to where the view was opened from. */
export class CrmBackEvent extends Event {
  static readonly type = 'crm-back';

  constructor() {
    super(CrmBackEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'crm-protocol-open': CrmProtocolOpenEvent;
    'crm-back': CrmBackEvent;
  }
}
