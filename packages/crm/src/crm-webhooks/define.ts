import { defineElement } from '@fale-conosco/ui';
import { CrmWebhooks } from './crm-webhooks.ts';

/** Defines the settings screen of webhooks, as `crm-webhooks` or under another name. */
export const defineCrmWebhooks = (tagName = 'crm-webhooks'): void => defineElement(tagName, CrmWebhooks);

declare global {
  interface HTMLElementTagNameMap {
    'crm-webhooks': CrmWebhooks;
  }
}
