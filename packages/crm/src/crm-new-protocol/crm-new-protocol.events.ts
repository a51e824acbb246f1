import type { CrmProtocol } from '@fale-conosco/contract';

/** A protocol was opened on behalf of a provider. Cancelable: then the form starts over without its confirmation. */
export class CrmProtocolCreatedEvent extends Event {
  static readonly type = 'crm-protocol-created';
  readonly protocol: CrmProtocol;

  constructor({ protocol }: { protocol: CrmProtocol }) {
    super(CrmProtocolCreatedEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.protocol = protocol;
  }
}

declare global {
  interface HTMLElementEventMap {
    'crm-protocol-created': CrmProtocolCreatedEvent;
  }
}
