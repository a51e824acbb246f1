/** The user chose `Ver contato`. */
export class ProtocolOpenEvent extends Event {
  static readonly type = 'fc-protocol-open';
  /** Number of the protocol to show, 20 digits. */
  readonly number: string;

  constructor({ number }: { number: string }) {
    super(ProtocolOpenEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.number = number;
  }
}

/** The user chose `Novo contato`. */
export class NewContactEvent extends Event {
  static readonly type = 'fc-new-contact';
  /** The protocol that the new one goes on from, 20 digits; undefined for a fresh one. */
  readonly previousProtocolNumber: string | undefined;

  constructor({ previousProtocolNumber }: { previousProtocolNumber?: string | undefined } = {}) {
    super(NewContactEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.previousProtocolNumber = previousProtocolNumber;
  }
}

/** The number of protocols with unread messages is known, or has changed. */
export class UnreadChangeEvent extends Event {
  static readonly type = 'fc-unread-change';
  /** Protocols with operator messages that this user has not opened. */
  readonly unread: number;

  constructor({ unread }: { unread: number }) {
    super(UnreadChangeEvent.type, { bubbles: true, composed: true });
    this.unread = unread;
  }
}

declare global {
  interface HTMLElementEventMap {
    'fc-protocol-open': ProtocolOpenEvent;
    'fc-new-contact': NewContactEvent;
    'fc-unread-change': UnreadChangeEvent;
  }
}
