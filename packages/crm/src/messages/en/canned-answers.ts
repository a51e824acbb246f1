import type { cannedAnswers as ptBR } from '../pt-BR/canned-answers.ts';

/** Texts of the settings screen of canned answers in English. */
export const cannedAnswers: typeof ptBR = {
  list: {
    title: 'Canned answers',
    intro: 'Texts that providers are often answered with, of one group or of all.',
    newEntry: 'New canned answer',
    emptyTitle: 'No canned answer',
    emptyText: 'Keep here what the team writes again and again, to answer faster.',
  },
  fields: { title: 'Title', body: 'Text', groupId: 'Group', active: 'Situation' },
  titleHint: 'How agents find the answer in their list.',
  allGroups: 'All groups',
  groupHint: 'Who may use it.',
  activeHint: 'An inactive answer is no longer offered to agents.',
  placeholders: 'Automatic fields',
  placeholdersHint:
    'Filled in with the protocol’s data when the answer is used. Choose one to insert it into the text.',
  insert: 'Insert',
  inserted: (name) => `${name} was inserted into the text.`,
  meaning: {
    protocolo: 'protocol number',
    contato: 'contact person',
    prestador: 'name of the provider',
    classificacao: 'last level of the classification',
    atendente: 'name of whoever answers',
    prazo: 'deadline of the protocol',
  },
  sample: {
    protocolo: '346659 20261124 000123',
    contato: 'Marina Duarte',
    prestador: 'Clínica São Lucas',
    classificacao: 'Recurso de glosa',
    atendente: 'Fábio Nogueira',
    prazo: '08/12/2026',
  },
  unknown: (names) => `Unknown field: ${names}`,
  unknownText: 'It stays in the text as written, and agents have to complete it before they send.',
  preview: 'Preview with sample data',
  previewEmpty: 'The text appears here as the provider will read it.',
};
