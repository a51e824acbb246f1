import type { Protocol } from '@fale-conosco/contract';

/**
 * A protocol was registered. The form shows its number next; `preventDefault()` empties the form instead, for a page that
 * shows the number itself.
 */
export class ProtocolCreatedEvent extends Event {
  static readonly type = 'fc-protocol-created';
  readonly protocol: Protocol;

  constructor({ protocol }: { protocol: Protocol }) {
    super(ProtocolCreatedEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.protocol = protocol;
  }
}

/** The user chose `Cancelar`, and to give up what was typed. The form empties itself next, unless prevented. */
export class CancelEvent extends Event {
  static readonly type = 'fc-cancel';

  constructor() {
    super(CancelEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'fc-protocol-created': ProtocolCreatedEvent;
    'fc-cancel': CancelEvent;
  }
}
