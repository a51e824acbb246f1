import { type ContactMessages, contact, contactMessages } from '@fale-conosco/ui';
import { ProviderElement } from './provider-element.ts';

/** An element that shows a form or a thread: with the texts and styles that only those need. */
export abstract class ContactElement extends ProviderElement {
  static override styles = [...ProviderElement.styles, contact];

  /** Texts of form, thread and attachments in the element's language. */
  protected get texts(): ContactMessages {
    return contactMessages(this.ui);
  }
}
