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
import type { CrmAgents } from './crm-agents.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-agents .client=${client}></crm-agents>`;

/** Somebody else changes a person while the form is open. */
export const changeElsewhere = (element: CrmAgents, id: string, changes: object): void =>
  testClientOf(element).control.touchEntry('agents', id, { ...changes });

/** Every state of the screen. */
export const states: SettingsState<CrmAgents>[] = [
  { name: 'list', title: 'Lista', render: () => show(), setup: settled },
  ...readingStates(show, 'agents.list'),
  {
    name: 'nothing-found',
    title: 'Busca sem resultado',
    render: () => show(),
    setup: async (element) => {
      await settled(element);
      type(element, '[type=search]', 'ninguém');
      await settled(element);
    },
  },
  {
    name: 'new',
    title: 'Novo usuário',
    render: () => show(),
    setup: (element) => press(element, /^Novo usuário/),
  },
  {
    name: 'edit',
    title: 'Em edição',
    render: () => show(),
    setup: (element) => press(element, /^Fábio Nogueira/),
  },
  {
    name: 'errors',
    title: 'Com erros',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Novo usuário/);
      type(element, '#email', 'sem arroba');
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'oneself',
    title: 'Ninguém desativa a si mesmo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Regina Alves/);
      await answer(element, 'active', false);
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'save-failed',
    title: 'Não salvou',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Fábio Nogueira/);
      type(element, '#name', 'Fábio Nogueira Lima');
      testClientOf(element).control.failNext('agents.update', new ConnectionError());
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'conflict',
    title: 'Outra pessoa mudou os mesmos campos',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Fábio Nogueira/);
      type(element, '#name', 'Fábio N. Lima');
      await answer(element, 'active', false);
      changeElsewhere(element, 'agt-fabio', { name: 'Fábio Nogueira Lima' });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'merged',
    title: 'Outra pessoa mudou outro campo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Fábio Nogueira/);
      type(element, '#name', 'Fábio Nogueira Lima');
      changeElsewhere(element, 'agt-fabio', { email: 'fabio.lima@vidaplena.example' });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'saved',
    title: 'Salvo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Fábio Nogueira/);
      type(element, '#name', 'Fábio Nogueira Lima');
      await press(element, /^Salvar/);
    },
  },
];
