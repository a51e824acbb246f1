import { defineElement } from '@fale-conosco/ui';
import { defineFaleConoscoList } from '../fale-conosco-list/define.ts';
import { FaleConoscoApp } from './fale-conosco-app.ts';

/**
 * Registers the app, as `fale-conosco-app` or under another name, and the list, with which it begins. Form and thread are
 * registered by the app when somebody goes there.
 */
export const defineFaleConoscoApp = (tagName = 'fale-conosco-app'): void => {
  defineFaleConoscoList();
  defineElement(tagName, FaleConoscoApp);
};

declare global {
  interface HTMLElementTagNameMap {
    'fale-conosco-app': FaleConoscoApp;
  }
}
