import { ConnectionError } from '@fale-conosco/sdk';
import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/sdk/testing';
import { html, type TemplateResult } from 'lit';
import {
  answer,
  press,
  readingStates,
  type SettingsState,
  settled,
  testClientOf,
  type,
} from '../shared/settings/settings-states.ts';
import type { CrmGroups } from './crm-groups.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-groups .client=${client}></crm-groups>`;

/** Somebody else changes a group while its form is open. */
export const changeElsewhere = (element: CrmGroups, id: string, changes: object): void =>
  testClientOf(element).control.touchEntry('groups', id, { ...changes });

/** An operator with many people. */
export const manyAgents = (): CrmTestClient => {
  const { agents } = createCrmTestClient().control.registers;
  const names = ['Ana', 'Bruno', 'Célia', 'Davi', 'Elisa', 'Flávio', 'Gisele', 'Heitor'];
  const more = names.flatMap((name) =>
    ['Moreira', 'Santana', 'Xavier'].map((surname) => {
      const key = `${name}-${surname}`.toLowerCase();
      return { ...agents[0], id: `agt-${key}`, subject: key, name: `${name} ${surname}`, groupIds: [] };
    }),
  );
  return createCrmTestClient({ seed: { registers: { agents: [...agents, ...more] as typeof agents } } });
};

/** Every state of the screen. */
export const states: SettingsState<CrmGroups>[] = [
  { name: 'list', title: 'Lista', render: () => show(), setup: settled },
  {
    name: 'empty',
    title: 'Nenhum grupo',
    render: () => show(createCrmTestClient({ seed: { registers: { groups: [], cannedAnswers: [] } } })),
    setup: settled,
  },
  ...readingStates(show, 'groups.list'),
  {
    name: 'nothing-found',
    title: 'Busca sem resultado',
    render: () => show(),
    setup: async (element) => {
      await settled(element);
      type(element, '[type=search]', 'tesouraria');
      await settled(element);
    },
  },
  {
    name: 'new',
    title: 'Novo grupo',
    render: () => show(),
    setup: (element) => press(element, /^Novo grupo/),
  },
  {
    name: 'edit',
    title: 'Em edição',
    render: () => show(),
    setup: (element) => press(element, /^Auditoria médica/),
  },
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
  {
    name: 'errors',
    title: 'Com erros',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Novo grupo/);
      type(element, '#email', 'sem arroba');
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'not-deactivated',
    title: 'Desativação recusada',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Faturamento/);
      await answer(element, 'active', false);
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'save-failed',
    title: 'Não salvou',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Faturamento/);
      await answer(element, 'accessesConfidential', true);
      testClientOf(element).control.failNext('groups.update', new ConnectionError());
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'conflict',
    title: 'Outra pessoa mudou os mesmos campos',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Faturamento/);
      type(element, '#name', 'Contas médicas');
      type(element, '#email', 'contas@vidaplena.example');
      changeElsewhere(element, 'grp-faturamento', { name: 'Faturamento e glosas', email: null });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'merged',
    title: 'Outra pessoa mudou outro campo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Faturamento/);
      type(element, '#name', 'Contas médicas');
      changeElsewhere(element, 'grp-faturamento', { accessesConfidential: true });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'saved',
    title: 'Salvo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Faturamento/);
      type(element, '#name', 'Contas médicas');
      await press(element, /^Salvar/);
    },
  },
];
