import { defineFaleConoscoList } from '../fale-conosco-list/define.ts';
import { defineNewContactForm } from '../new-contact-form/define.ts';
import { defineProtocolThread } from '../protocol-thread/define.ts';
import { defineElement } from '../shared/define-element.ts';
import { FaleConoscoApp } from './fale-conosco-app.ts';

/** Registers the app, as `fale-conosco-app` or under another name, and the three elements that it joins. */
export const defineFaleConoscoApp = (tagName = 'fale-conosco-app'): void => {
  defineFaleConoscoList();
  defineNewContactForm();
  defineProtocolThread();
  defineElement(tagName, FaleConoscoApp);
};

declare global {
  interface HTMLElementTagNameMap {
    'fale-conosco-app': FaleConoscoApp;
  }
}
