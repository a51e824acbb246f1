/** The agent wants to open a protocol on behalf of a provider. */
export class CrmNewProtocolEvent extends Event {
  static readonly type = 'crm-new-protocol';

  constructor() {
    super(CrmNewProtocolEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'crm-new-protocol': CrmNewProtocolEvent;
  }
}
