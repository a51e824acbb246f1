import type { ProtocolState } from '@fale-conosco/contract';
import { ConnectionError } from '@fale-conosco/sdk';
import { createTestClient, type TestClient } from '@fale-conosco/sdk/testing';
import { html, type TemplateResult } from 'lit';
import type { FaleConoscoList } from './fale-conosco-list.ts';

/** A state of the element, for the page of states and for the accessibility tests. */
export interface ListStateCase {
  name: string;
  /** What stands above it on the page of states. */
  title: string;
  render(): TemplateResult;
  /** Brings the rendered element into the state. */
  setup?(element: FaleConoscoList): Promise<void>;
}

const show = (client: TestClient, state: ProtocolState = 'all'): TemplateResult =>
  html`<fale-conosco-list .client=${client} state=${state}></fale-conosco-list>`;

/** Waits until the element shows what its client answered. */
export const settled = async (element: FaleConoscoList): Promise<void> => {
  do {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  } while (element.renderRoot.querySelector('[aria-busy="true"]'));
};

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
export const states: ListStateCase[] = [
  { name: 'ready', title: 'Todos os contatos', render: () => show(createTestClient()) },
  { name: 'open', title: 'Em aberto', render: () => show(createTestClient(), 'open') },
  { name: 'closed', title: 'Finalizados', render: () => show(createTestClient(), 'closed') },
  {
    name: 'loading',
    title: 'Carregando',
    render: () => {
      const client = createTestClient();
      client.control.hold('protocols.list');
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
  },
  {
    name: 'empty-closed',
    title: 'Nenhum finalizado',
    render: () => show(createTestClient({ seed: { protocols: [] } }), 'closed'),
  },
  {
    name: 'failed',
    title: 'Falha ao carregar',
    render: () => {
      const client = createTestClient();
      client.control.failNext('protocols.list', new ConnectionError());
      return show(client);
    },
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
