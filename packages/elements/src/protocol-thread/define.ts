import { defineElement } from '@fale-conosco/ui';
import { ProtocolThread } from './protocol-thread.ts';

/** Registers the thread, as `protocol-thread` or under another name. */
export const defineProtocolThread = (tagName = 'protocol-thread'): void =>
  defineElement(tagName, ProtocolThread);

declare global {
  interface HTMLElementTagNameMap {
    'protocol-thread': ProtocolThread;
  }
}
