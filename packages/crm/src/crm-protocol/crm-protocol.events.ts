import type { CrmProtocol } from '@fale-conosco/contract';

/** The agent has changed a protocol: answered, assigned, closed, reopened. */
export class CrmProtocolChangedEvent extends Event {
  static readonly type = 'crm-protocol-changed';
  /** The protocol as it is now. */
  readonly protocol: CrmProtocol;

  constructor({ protocol }: { protocol: CrmProtocol }) {
    super(CrmProtocolChangedEvent.type, { bubbles: true, composed: true });
    this.protocol = protocol;
  }
}

/** The agent has forwarded a protocol. */
export class CrmProtocolForwardedEvent extends Event {
  static readonly type = 'crm-protocol-forwarded';
  /** The protocol as it is now. */
  readonly protocol: CrmProtocol;
  /** The agent still sees it. */
  readonly visible: boolean;

  constructor({ protocol, visible }: { protocol: CrmProtocol; visible: boolean }) {
    super(CrmProtocolForwardedEvent.type, { bubbles: true, composed: true });
    this.protocol = protocol;
    this.visible = visible;
  }
}

declare global {
  interface HTMLElementEventMap {
    'crm-protocol-changed': CrmProtocolChangedEvent;
    'crm-protocol-forwarded': CrmProtocolForwardedEvent;
  }
}
