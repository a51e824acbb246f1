import { plurals } from '@fale-conosco/ui';
import type { audit as ptBR } from '../pt-BR/audit.ts';

const { count } = plurals('en');

/** Texts of the audit trail, in English. */
export const audit: typeof ptBR = {
  title: 'Audit trail',
  intro: 'Who changed which setting, and when. Nothing here can be changed or deleted.',
  entityLabel: 'Settings',
  all: 'All settings',
  entities: {
    classification: 'Classifications',
    contact_method: 'Contact methods',
    group: 'Groups',
    agent: 'Users',
    provider: 'Providers',
    canned_answer: 'Canned answers',
    holiday: 'Holidays',
    webhook: 'Webhooks',
  },
  did: {
    created: (what) => `created ${what}`,
    updated: (what) => `changed ${what}`,
    deleted: (what) => `deleted ${what}`,
  },
  entity: {
    classification: 'the classification',
    contact_method: 'the contact method',
    group: 'the group',
    agent: 'the user',
    provider: 'the provider',
    canned_answer: 'the canned answer',
    holiday: 'the holiday',
    webhook: 'the webhook',
    other: 'the record',
  },
  system: 'The system',
  field: 'Field',
  before: 'Before',
  after: 'After',
  value: 'Value',
  providerId: 'Identification at the portal',
  unknownEntry: (id) => `Record ${id}`,
  kept: (value) => count(value, 'that stays', 'that stay'),
  noDetails: 'No field changed.',
  onlyThis: 'See all changes of this record',
  onlyOf: (name) => `Only changes of “${name}”`,
  showAll: 'Show all',
  refresh: 'Refresh',
  showing: (value) => count(value, 'change in the list', 'changes in the list'),
  loadMore: 'Show older changes',
  moreFailedTitle: 'More could not be shown',
  failedTitle: 'The audit trail could not be loaded',
  emptyTitle: 'No changes here',
  emptyText: 'Each change of a setting appears here, with who made it.',
};
