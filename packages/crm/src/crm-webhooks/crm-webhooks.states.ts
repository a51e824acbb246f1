import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { all, press, settled, testClientOf, type } from '../testing/screen.ts';
import { deletionStates, entityStates, stateOf } from '../testing/settings-states.ts';
import type { CrmWebhooks } from './crm-webhooks.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-webhooks .client=${client}></crm-webhooks>`;
const state = stateOf<CrmWebhooks>(show);

const changeElsewhere = (element: CrmWebhooks, changes: object): void =>
  testClientOf(element).control.simulateConcurrentChange('webhooks', 'whk-1', { ...changes });

/** Every state of the screen. */
export const states: StateCase<CrmWebhooks>[] = [
  ...entityStates<CrmWebhooks>({
    show,
    list: 'listWebhooks',
    update: 'updateWebhook',
    newEntry: /^Novo webhook/,
    entry: /^https:\/\/erp/,
    invalidate: (element) => {
      type(element, '#url', 'erp.vidaplena.example');
      for (const box of all(element, '#events input')) box.click();
    },
    edit: (element) => type(element, '#url', 'https://erp.vidaplena.example/avisos'),
    editConflicting: (element) => all(element, '#events input')[0]?.click(),
    conflict: (element) => changeElsewhere(element, { events: ['message.added'] }),
    merge: (element) => changeElsewhere(element, { active: false }),
  }),
  {
    name: 'empty',
    title: 'Nenhum webhook',
    render: () => show(createCrmTestClient({ seed: { settings: { webhooks: [] } } })),
    setup: settled,
  },
  state('created', 'O segredo, uma vez', async (element) => {
    await press(element, /^Novo webhook/);
    type(element, '#url', 'https://portal.vidaplena.example/avisos');
    await press(element, /^Salvar/);
  }),
  ...deletionStates<CrmWebhooks>(
    show,
    async (element) => {
      await press(element, /^https:\/\/erp/);
      await press(element, /^Excluir$/);
    },
    'deleteWebhook',
  ),
];
