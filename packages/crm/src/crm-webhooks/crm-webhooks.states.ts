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
import type { CrmWebhooks } from './crm-webhooks.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-webhooks .client=${client}></crm-webhooks>`;

const changeElsewhere = (element: CrmWebhooks, changes: object): void =>
  testClientOf(element).control.touchEntry('webhooks', 'whk-1', { ...changes });

/** Every state of the screen. */
export const states: SettingsState<CrmWebhooks>[] = [
  { name: 'list', title: 'Lista', render: () => show(), setup: settled },
  {
    name: 'empty',
    title: 'Nenhum webhook',
    render: () => show(createCrmTestClient({ seed: { registers: { webhooks: [] } } })),
    setup: settled,
  },
  ...readingStates(show, 'webhooks.list'),
  {
    name: 'new',
    title: 'Novo webhook',
    render: () => show(),
    setup: (element) => press(element, /^Novo webhook/),
  },
  {
    name: 'created',
    title: 'O segredo, uma vez',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Novo webhook/);
      type(element, '#url', 'https://portal.vidaplena.example/avisos');
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'edit',
    title: 'Editar',
    render: () => show(),
    setup: (element) => press(element, /^https:\/\/erp/),
  },
  {
    name: 'errors',
    title: 'Com erros',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Novo webhook/);
      type(element, '#url', 'erp.vidaplena.example');
      for (const box of element.renderRoot.querySelectorAll<HTMLElement>('#events input')) box.click();
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'save-failed',
    title: 'Não salvou',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^https:\/\/erp/);
      await answer(element, 'active', false);
      testClientOf(element).control.failNext('webhooks.update', new ConnectionError());
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'conflict',
    title: 'Outra pessoa mudou o mesmo campo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^https:\/\/erp/);
      element.renderRoot.querySelector<HTMLElement>('#events input')?.click();
      changeElsewhere(element, { events: ['message.added'] });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'merged',
    title: 'Outra pessoa mudou outro campo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^https:\/\/erp/);
      type(element, '#url', 'https://erp.vidaplena.example/avisos');
      changeElsewhere(element, { active: false });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'saved',
    title: 'Salvo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^https:\/\/erp/);
      type(element, '#url', 'https://erp.vidaplena.example/avisos');
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'deleting',
    title: 'Pergunta antes de excluir',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^https:\/\/erp/);
      await press(element, /^Excluir$/);
    },
  },
  {
    name: 'deleted',
    title: 'Excluído',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^https:\/\/erp/);
      await press(element, /^Excluir$/);
      await press(element, /^Excluir de vez/);
    },
  },
];
