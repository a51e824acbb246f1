import { defineElement } from '@fale-conosco/ui';
import { CrmContactMethods } from './crm-contact-methods.ts';

/** Defines the settings screen of contact methods, as `crm-contact-methods` or under another name. */
export const defineCrmContactMethods = (tagName = 'crm-contact-methods'): void =>
  defineElement(tagName, CrmContactMethods);

declare global {
  interface HTMLElementTagNameMap {
    'crm-contact-methods': CrmContactMethods;
  }
}
