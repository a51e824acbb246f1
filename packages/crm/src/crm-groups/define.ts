import { defineElement } from '@fale-conosco/ui';
import { CrmGroups } from './crm-groups.ts';

/** Defines the settings screen of groups, as `crm-groups` or under another name. */
export const defineCrmGroups = (tagName = 'crm-groups'): void => defineElement(tagName, CrmGroups);

declare global {
  interface HTMLElementTagNameMap {
    'crm-groups': CrmGroups;
  }
}
