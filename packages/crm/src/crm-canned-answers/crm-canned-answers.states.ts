import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { press, settled, testClientOf, type } from '../testing/screen.ts';
import { deletionStates, entityStates, nothingFoundState, stateOf } from '../testing/settings-states.ts';
import type { CrmCannedAnswers } from './crm-canned-answers.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-canned-answers .client=${client}></crm-canned-answers>`;
const state = stateOf<CrmCannedAnswers>(show);

/** Somebody else changes an answer while its form is open. */
export const changeElsewhere = (element: CrmCannedAnswers, id: string, changes: object): void =>
  testClientOf(element).control.simulateConcurrentChange('cannedAnswers', id, { ...changes });

/** Every state of the screen. */
export const states: StateCase<CrmCannedAnswers>[] = [
  ...entityStates<CrmCannedAnswers>({
    show,
    list: 'listCannedAnswers',
    update: 'updateCannedAnswer',
    newEntry: /^Nova resposta/,
    entry: /^Glosa em reanálise/,
    edit: (element) => type(element, '#title-field', 'Glosa em análise'),
    editConflicting: (element) => {
      type(element, '#title-field', 'Glosa em análise');
      type(element, '#body', 'A glosa está em análise.\n\nO prazo de resposta é {{prazo}}.');
    },
    conflict: (element) =>
      changeElsewhere(element, 'ans-2', {
        title: 'Glosa: nova análise',
        body: 'Vamos analisar a glosa outra vez até {{prazo}}.',
      }),
    merge: (element) => changeElsewhere(element, 'ans-2', { active: false }),
  }),
  {
    name: 'empty',
    title: 'Nenhuma resposta pronta',
    render: () => show(createCrmTestClient({ seed: { settings: { cannedAnswers: [] } } })),
    setup: settled,
  },
  nothingFoundState(show, 'aniversário'),
  state('unknown', 'Campo desconhecido', async (element) => {
    await press(element, /^Glosa em reanálise/);
    type(
      element,
      '#body',
      'A glosa da guia {{guia}} está em reanálise até {{praso}}. Protocolo {{protocolo}}.',
    );
    await settled(element);
  }),
  ...deletionStates<CrmCannedAnswers>(
    show,
    async (element) => {
      await press(element, /^Recesso/);
      await press(element, /^Excluir$/);
    },
    'deleteCannedAnswer',
  ),
];
