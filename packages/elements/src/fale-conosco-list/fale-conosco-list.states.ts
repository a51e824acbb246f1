import type { ProtocolState } from '@fale-conosco/contract';
import { createTestClient, type TestClient } from '@fale-conosco/memory';
import { type StateCase, settled as settledElement } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import type { FaleConoscoList } from './fale-conosco-list.ts';

const show = (client: TestClient, state: ProtocolState = 'all'): TemplateResult =>
  html`<fale-conosco-list .client=${client} state=${state}></fale-conosco-list>`;

/** Waits until the list shows what its client returned, further pages included. */
export const settled = (element: FaleConoscoList): Promise<void> =>
  settledElement(element, { busy: '[aria-busy="true"]' });

const click = async (element: FaleConoscoList, selector: string): Promise<void> => {
  await settled(element);
  element.renderRoot.querySelector<HTMLElement>(selector)?.click();
  await settled(element);
};

const search = async (element: FaleConoscoList, text: string): Promise<void> => {
  await settled(element);
  const input = element.renderRoot.querySelector<HTMLInputElement>('input[type="search"]');
  if (!input) return;
  input.value = text;
  input.form?.requestSubmit();
  await settled(element);
};

/** Every state of the list. */
export const states: StateCase<FaleConoscoList>[] = [
  { name: 'ready', title: 'Todos os contatos', render: () => show(createTestClient()), setup: settled },
  { name: 'open', title: 'Em aberto', render: () => show(createTestClient(), 'open'), setup: settled },
  { name: 'closed', title: 'Finalizados', render: () => show(createTestClient(), 'closed'), setup: settled },
  {
    name: 'loading',
    title: 'Carregando',
    render: () => {
      const client = createTestClient();
      client.control.hold('listProtocols');
      return show(client);
    },
  },
  {
    name: 'filters',
    title: 'Filtros abertos',
    render: () => show(createTestClient()),
    setup: (element) => click(element, '[aria-controls="filters"]'),
  },
  {
    name: 'no-match',
    title: 'Nada encontrado',
    render: () => show(createTestClient()),
    setup: (element) => search(element, 'inexistente'),
  },
  {
    name: 'empty',
    title: 'Nenhum contato ainda',
    render: () => show(createTestClient({ seed: { protocols: [] } })),
    setup: settled,
  },
  {
    name: 'empty-closed',
    title: 'Nenhum finalizado',
    render: () => show(createTestClient({ seed: { protocols: [] } }), 'closed'),
    setup: settled,
  },
  {
    name: 'failed',
    title: 'Falha ao carregar',
    render: () => {
      const client = createTestClient();
      client.control.failNext('listProtocols', 'network');
      return show(client);
    },
    setup: settled,
  },
  {
    name: 'offline',
    title: 'Sem conexão',
    render: () => show(createTestClient()),
    setup: async (element) => {
      await settled(element);
      (element.client as TestClient).control.goOffline();
      await settled(element);
    },
  },
  {
    name: 'not-configured',
    title: 'Sem configuração',
    render: () => html`<fale-conosco-list></fale-conosco-list>`,
  },
];
