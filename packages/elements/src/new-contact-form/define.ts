import { defineElement } from '@fale-conosco/ui';
import { NewContactForm } from './new-contact-form.ts';

/** Registers the form, as `new-contact-form` or under another name. */
export const defineNewContactForm = (tagName = 'new-contact-form'): void =>
  defineElement(tagName, NewContactForm);

declare global {
  interface HTMLElementTagNameMap {
    'new-contact-form': NewContactForm;
  }
}
