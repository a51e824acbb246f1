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
import type { CrmContactMethods } from './crm-contact-methods.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-contact-methods .client=${client}></crm-contact-methods>`;

/** Somebody else changes an entry while its form is open. */
export const changeElsewhere = (element: CrmContactMethods, name: string, changes: object): void => {
  const { control } = testClientOf(element);
  const entry = control.registers.contactMethods.find(({ description }) => description === name);
  control.touchEntry('contactMethods', entry?.id ?? '', { ...changes });
};

/** Every state of the screen. */
export const states: SettingsState<CrmContactMethods>[] = [
  { name: 'list', title: 'Lista', render: () => show(), setup: settled },
  {
    name: 'empty',
    title: 'Nenhuma forma de contato',
    render: () => show(createCrmTestClient({ seed: { registers: { contactMethods: [] } } })),
    setup: settled,
  },
  ...readingStates(show, 'contactMethods.list'),
  {
    name: 'nothing-found',
    title: 'Busca sem resultado',
    render: () => show(),
    setup: async (element) => {
      await settled(element);
      type(element, '[type=search]', 'pombo-correio');
      await settled(element);
    },
  },
  {
    name: 'new',
    title: 'Nova forma de contato',
    render: () => show(),
    setup: (element) => press(element, /^Nova forma/),
  },
  { name: 'edit', title: 'Em edição', render: () => show(), setup: (element) => press(element, /^Telefone/) },
  {
    name: 'errors',
    title: 'Com erros',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Nova forma/);
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'save-failed',
    title: 'Não salvou',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Telefone/);
      await answer(element, 'releasedForWeb', true);
      testClientOf(element).control.failNext('contactMethods.update', new ConnectionError());
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'conflict',
    title: 'Outra pessoa mudou o mesmo campo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Telefone/);
      type(element, '#description', 'Telefone da central');
      changeElsewhere(element, 'Telefone', { description: 'Ligação telefônica' });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'merged',
    title: 'Outra pessoa mudou outro campo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Telefone/);
      type(element, '#description', 'Telefone da central');
      changeElsewhere(element, 'Telefone', { receivesComplaints: true });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'saved',
    title: 'Salva',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Telefone/);
      type(element, '#description', 'Telefone da central');
      await press(element, /^Salvar/);
    },
  },
];
