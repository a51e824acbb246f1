import type { Messages } from './pt-BR.ts';
import type { ContactMessages } from './pt-BR-contact.ts';

/** A catalogue that is loaded as a whole. pt-BR comes in two parts, its texts of form, thread and attachments with those. */
export type Catalogue = Messages & ContactMessages;
