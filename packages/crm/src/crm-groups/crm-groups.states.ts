import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { answer, press, settled, testClientOf, type } from '../testing/screen.ts';
import { entityStates, nothingFoundState, stateOf } from '../testing/settings-states.ts';
import type { CrmGroups } from './crm-groups.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-groups .client=${client}></crm-groups>`;
const state = stateOf<CrmGroups>(show);

/** Somebody else changes a group while its form is open. */
export const changeElsewhere = (element: CrmGroups, id: string, changes: object): void =>
  testClientOf(element).control.simulateConcurrentChange('groups', id, { ...changes });

/** An operator with many people. */
export const manyAgents = (): CrmTestClient => {
  const { agents } = createCrmTestClient().control.settings;
  const names = ['Ana', 'Bruno', 'Célia', 'Davi', 'Elisa', 'Flávio', 'Gisele', 'Heitor'];
  const more = names.flatMap((name) =>
    ['Moreira', 'Santana', 'Xavier'].map((surname) => {
      const key = `${name}-${surname}`.toLowerCase();
      return { ...agents[0], id: `agt-${key}`, subject: key, name: `${name} ${surname}`, groupIds: [] };
    }),
  );
  return createCrmTestClient({ seed: { settings: { agents: [...agents, ...more] as typeof agents } } });
};

/** Every state of the screen. */
export const states: StateCase<CrmGroups>[] = [
  ...entityStates<CrmGroups>({
    show,
    list: 'listGroups',
    update: 'updateGroup',
    newEntry: /^Novo grupo/,
    entry: /^Faturamento/,
    invalidate: (element) => type(element, '#email', 'sem arroba'),
    edit: (element) => type(element, '#name', 'Contas médicas'),
    editConflicting: (element) => {
      type(element, '#name', 'Contas médicas');
      type(element, '#email', 'contas@vidaplena.example');
    },
    conflict: (element) =>
      changeElsewhere(element, 'grp-faturamento', { name: 'Faturamento e glosas', email: null }),
    merge: (element) => changeElsewhere(element, 'grp-faturamento', { accessesConfidential: true }),
  }),
  {
    name: 'empty',
    title: 'Nenhum grupo',
    render: () => show(createCrmTestClient({ seed: { settings: { groups: [], cannedAnswers: [] } } })),
    setup: settled,
  },
  nothingFoundState(show, 'tesouraria'),
  state('managed', 'Com classificações', (element) => press(element, /^Auditoria médica/)),
  {
    name: 'many-agents',
    title: 'Muitos usuários',
    render: () => show(manyAgents()),
    setup: async (element) => {
      await press(element, /^Faturamento/);
      type(element, '#memberIds [type=search]', 'vi');
      await settled(element);
    },
  },
  state('not-deactivated', 'Desativação recusada', async (element) => {
    await press(element, /^Faturamento/);
    await answer(element, 'active', false);
    await press(element, /^Salvar/);
  }),
];
