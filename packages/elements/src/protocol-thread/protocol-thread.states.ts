import { ConnectionError } from '@fale-conosco/sdk';
import { createTestClient, type TestClient } from '@fale-conosco/sdk/testing';
import { html, type TemplateResult } from 'lit';
import type { ProtocolThread } from './protocol-thread.ts';

/** A state of the element, for the page of states and for the accessibility tests. */
export interface ThreadStateCase {
  name: string;
  /** What stands above it on the page of states. */
  title: string;
  render(): TemplateResult;
  /** Brings the rendered element into the state. */
  setup?(element: ProtocolThread): Promise<void>;
}

/** Waits until the element shows what its client answered. */
export const settled = async (element: ProtocolThread): Promise<void> => {
  do {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  } while (element.renderRoot.querySelector('div[aria-busy="true"]'));
};

const numberWith = (client: TestClient, status: string): string =>
  client.control.protocols.find((protocol) => protocol.status === status)?.number ?? '';

const show = (status: string, prepare?: (client: TestClient, number: string) => void): TemplateResult => {
  const client = createTestClient();
  const number = numberWith(client, status);
  prepare?.(client, number);
  return html`<protocol-thread .client=${client} protocol-number=${number}></protocol-thread>`;
};

const write = async (element: ProtocolThread, text: string): Promise<void> => {
  await settled(element);
  const field = element.renderRoot.querySelector<HTMLTextAreaElement>('textarea');
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new Event('input'));
  element.renderRoot.querySelector<HTMLElement>('button[type="submit"]')?.click();
  await settled(element);
};

/** Every state of the thread. */
export const states: ThreadStateCase[] = [
  { name: 'received', title: 'Recebido', render: () => show('received'), setup: settled },
  { name: 'in-analysis', title: 'Em análise', render: () => show('in_analysis'), setup: settled },
  {
    name: 'awaiting',
    title: 'Aguardando prestador',
    render: () => show('awaiting_provider'),
    setup: settled,
  },
  { name: 'closed', title: 'Finalizado', render: () => show('closed'), setup: settled },
  { name: 'cancelled', title: 'Cancelado', render: () => show('cancelled'), setup: settled },
  {
    name: 'blocked',
    title: 'Resposta não liberada pela operadora',
    render: () =>
      show('in_analysis', (client, number) => client.control.setCanReply(number, 'no_return_method')),
    setup: settled,
  },
  {
    name: 'send-failed',
    title: 'Envio sem confirmação',
    render: () =>
      show('in_analysis', (client) => client.control.failNext('messages.create', new ConnectionError())),
    setup: (element) => write(element, 'Segue o documento solicitado.'),
  },
  {
    name: 'not-found',
    title: 'Contato não encontrado',
    render: () =>
      html`<protocol-thread .client=${createTestClient()} protocol-number="00000020260101000001"></protocol-thread>`,
    setup: settled,
  },
  {
    name: 'load-failed',
    title: 'Falha ao carregar',
    render: () =>
      show('received', (client) => client.control.failNext('protocols.retrieve', new ConnectionError())),
    setup: settled,
  },
  {
    name: 'loading',
    title: 'Carregando',
    render: () => show('received', (client) => void client.control.hold('protocols.retrieve')),
  },
];
