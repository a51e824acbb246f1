import { defineElement } from '@fale-conosco/ui';
import { CrmHolidays } from './crm-holidays.ts';

/** Defines the settings screen of holidays, as `crm-holidays` or under another name. */
export const defineCrmHolidays = (tagName = 'crm-holidays'): void => defineElement(tagName, CrmHolidays);

declare global {
  interface HTMLElementTagNameMap {
    'crm-holidays': CrmHolidays;
  }
}
