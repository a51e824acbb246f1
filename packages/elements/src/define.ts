import { defineNewContactForm } from './new-contact-form/define.ts';
import { defineFaleConoscoList } from './fale-conosco-list/define.ts';

defineFaleConoscoList();
defineNewContactForm();

export * from './index.ts';
