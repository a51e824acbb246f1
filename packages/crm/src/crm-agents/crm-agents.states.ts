import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { answer, press, testClientOf, type } from '../testing/screen.ts';
import { entityStates, nothingFoundState, stateOf } from '../testing/settings-states.ts';
import type { CrmAgents } from './crm-agents.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-agents .client=${client}></crm-agents>`;
const state = stateOf<CrmAgents>(show);

/** Somebody else changes a person while the form is open. */
export const changeElsewhere = (element: CrmAgents, id: string, changes: object): void =>
  testClientOf(element).control.simulateConcurrentChange('agents', id, { ...changes });

/** Every state of the screen. */
export const states: StateCase<CrmAgents>[] = [
  ...entityStates<CrmAgents>({
    show,
    list: 'listAgents',
    update: 'updateAgent',
    newEntry: /^Novo usuário/,
    entry: /^Fábio Nogueira/,
    invalidate: (element) => type(element, '#email', 'sem arroba'),
    edit: (element) => type(element, '#name', 'Fábio Nogueira Lima'),
    editConflicting: async (element) => {
      type(element, '#name', 'Fábio N. Lima');
      await answer(element, 'active', false);
    },
    conflict: (element) => changeElsewhere(element, 'agt-fabio', { name: 'Fábio Nogueira Lima' }),
    merge: (element) => changeElsewhere(element, 'agt-fabio', { email: 'fabio.lima@vidaplena.example' }),
  }),
  nothingFoundState(show, 'ninguém'),
  state('oneself', 'Ninguém desativa a si mesmo', async (element) => {
    await press(element, /^Regina Alves/);
    await answer(element, 'active', false);
    await press(element, /^Salvar/);
  }),
];
