import { defineElement } from '@fale-conosco/ui';
import { CrmNewProtocol } from './crm-new-protocol.ts';

/** Registers the form, as `crm-new-protocol` or under another name. */
export const defineCrmNewProtocol = (tagName = 'crm-new-protocol'): void =>
  defineElement(tagName, CrmNewProtocol);

declare global {
  interface HTMLElementTagNameMap {
    'crm-new-protocol': CrmNewProtocol;
  }
}
