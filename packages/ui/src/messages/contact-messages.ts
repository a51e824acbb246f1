import { type Locale, loadedCatalogue } from './locale.ts';
import { type ContactMessages, ptBRContact } from './pt-BR-contact.ts';

/**
 * Texts of form, thread and attachments in the language that an element speaks. They are apart from `ui.t`, so that the page
 * of a list does not load them.
 */
export const contactMessages = ({ locale }: { readonly locale: Locale }): ContactMessages =>
  loadedCatalogue(locale) ?? ptBRContact;
