import { defineElement } from '@fale-conosco/ui';
import { CrmProtocol } from './crm-protocol.ts';

/** Registers the view of one protocol, as `crm-protocol` or under another name. */
export const defineCrmProtocol = (tagName = 'crm-protocol'): void => defineElement(tagName, CrmProtocol);

declare global {
  interface HTMLElementTagNameMap {
    'crm-protocol': CrmProtocol;
  }
}
