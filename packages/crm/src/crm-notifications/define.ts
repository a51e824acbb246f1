import { defineElement } from '@fale-conosco/ui';
import { defineCrmWebhooks } from '../crm-webhooks/define.ts';
import { CrmNotifications } from './crm-notifications.ts';

/** Registers the console's notifications, as `crm-notifications` or under another name, with the webhooks inside them. */
export const defineCrmNotifications = (tagName = 'crm-notifications'): void => {
  defineCrmWebhooks();
  defineElement(tagName, CrmNotifications);
};

declare global {
  interface HTMLElementTagNameMap {
    'crm-notifications': CrmNotifications;
  }
}
