import type { Message } from '@fale-conosco/contract';

/** A complement of the user was acknowledged by the operator's server. */
export class MessageSentEvent extends Event {
  static readonly type = 'fc-message-sent';
  /** The protocol that it belongs to, 20 digits. */
  readonly number: string;
  readonly message: Message;

  constructor({ number, message }: { number: string; message: Message }) {
    super(MessageSentEvent.type, { bubbles: true, composed: true });
    this.number = number;
    this.message = message;
  }
}

declare global {
  interface HTMLElementEventMap {
    'fc-message-sent': MessageSentEvent;
  }
}
