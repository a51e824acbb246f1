import { defineElement } from '@fale-conosco/ui';
import { defineCrmInbox } from '../crm-inbox/define.ts';
import { CrmApp } from './crm-app.ts';

/**
 * Registers the console, as `crm-app` or under another name, and the home screen, with which it begins. The other views are
 * registered by the app when they are opened.
 */
export const defineCrmApp = (tagName = 'crm-app'): void => {
  defineCrmInbox();
  defineElement(tagName, CrmApp);
};

declare global {
  interface HTMLElementTagNameMap {
    'crm-app': CrmApp;
  }
}
