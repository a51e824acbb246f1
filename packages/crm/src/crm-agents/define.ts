import { defineElement } from '@fale-conosco/ui';
import { CrmAgents } from './crm-agents.ts';

/** Defines the settings screen of the operator’s people, as `crm-agents` or under another name. */
export const defineCrmAgents = (tagName = 'crm-agents'): void => defineElement(tagName, CrmAgents);

declare global {
  interface HTMLElementTagNameMap {
    'crm-agents': CrmAgents;
  }
}
