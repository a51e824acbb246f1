import { defineElement } from '@fale-conosco/ui';
import { CrmAudit } from './crm-audit.ts';

/** Registers the audit trail, as `crm-audit` or under another name. */
export const defineCrmAudit = (tagName = 'crm-audit'): void => defineElement(tagName, CrmAudit);

declare global {
  interface HTMLElementTagNameMap {
    'crm-audit': CrmAudit;
  }
}
