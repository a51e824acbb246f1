import { defineElement } from '@fale-conosco/ui';
import { CrmClassifications } from './crm-classifications.ts';

/** Defines the settings screen of classifications, as `crm-classifications` or under another name. */
export const defineCrmClassifications = (tagName = 'crm-classifications'): void =>
  defineElement(tagName, CrmClassifications);

declare global {
  interface HTMLElementTagNameMap {
    'crm-classifications': CrmClassifications;
  }
}
