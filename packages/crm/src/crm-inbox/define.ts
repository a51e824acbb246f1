import { defineElement } from '@fale-conosco/ui';
import { CrmInbox } from './crm-inbox.ts';

/** Registers the home screen, as `crm-inbox` or under another name. */
export const defineCrmInbox = (tagName = 'crm-inbox'): void => defineElement(tagName, CrmInbox);

declare global {
  interface HTMLElementTagNameMap {
    'crm-inbox': CrmInbox;
  }
}
