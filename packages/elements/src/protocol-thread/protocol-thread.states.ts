import { createTestClient, type TestClient } from '@fale-conosco/memory';
import { type StateCase, settled } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import type { ProtocolThread } from './protocol-thread.ts';

const numberWith = (client: TestClient, status: string): string =>
  client.control.protocols.find((protocol) => protocol.status === status)?.number ?? '';

const show = (status: string, prepare?: (client: TestClient, number: string) => void): TemplateResult => {
  const client = createTestClient();
  const number = numberWith(client, status);
  prepare?.(client, number);
  return html`<protocol-thread .client=${client} protocol-number=${number}></protocol-thread>`;
};

const find = <Found extends HTMLElement>(element: ProtocolThread, selector: string): Found => {
  const found = element.renderRoot.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
};

const click = async (element: ProtocolThread, selector: string): Promise<void> => {
  await settled(element);
  find(element, selector).click();
  await settled(element);
};

/** Types a text into the composer, as a user does. */
export const type = async (element: ProtocolThread, text: string): Promise<void> => {
  await settled(element);
  const field = find<HTMLTextAreaElement>(element, '#message');
  field.value = text;
  field.dispatchEvent(new Event('input'));
  await settled(element);
};

const send = async (element: ProtocolThread, text: string): Promise<void> => {
  await type(element, text);
  await click(element, 'button[type="submit"]');
};

/** Chooses a file in the composer, as the browser's chooser does. */
export const attach = async (element: ProtocolThread, file: File): Promise<void> => {
  await settled(element);
  const input = find<HTMLInputElement>(element, 'input[type="file"]');
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
  await settled(element);
};

const controlOf = (element: ProtocolThread): TestClient['control'] => (element.client as TestClient).control;

/** The protocol of the seed with 45 messages, 12 of them unread. */
export const longThread = (client: TestClient): string =>
  client.control.protocols.find(({ messages }) => messages.length > 40)?.number ?? '';

const showLong = (client = createTestClient()): TemplateResult =>
  html`<protocol-thread .client=${client} protocol-number=${longThread(client)}></protocol-thread>`;

const due = (state: string, dueAt: string | null = '2026-12-05T02:59:59.999Z'): TemplateResult =>
  show('in_analysis', (client, number) => {
    const protocol = client.control.protocols.find((candidate) => candidate.number === number);
    if (protocol) protocol.deadlineOverride = { businessDays: 5, dueAt, state };
  });

/** Every state of the thread. */
export const states: StateCase<ProtocolThread>[] = [
  { name: 'received', title: 'Recebido', render: () => show('received'), setup: settled },
  { name: 'in-analysis', title: 'Em análise', render: () => show('in_analysis'), setup: settled },
  {
    name: 'awaiting',
    title: 'Aguardando prestador',
    render: () => show('awaiting_provider'),
    setup: settled,
  },
  { name: 'on-time', title: 'Dentro do prazo', render: () => due('running'), setup: settled },
  { name: 'due-soon', title: 'Prazo vence em breve', render: () => due('due_soon'), setup: settled },
  { name: 'overdue', title: 'Prazo vencido', render: () => due('overdue'), setup: settled },
  { name: 'met', title: 'Encerrado no prazo', render: () => due('met'), setup: settled },
  {
    name: 'reopenable',
    title: 'Finalizado, dentro do prazo para reabrir',
    render: () =>
      show('in_analysis', (client, number) =>
        client.control.operator.close(number, 'Valor recalculado e pago.'),
      ),
    setup: settled,
  },
  { name: 'closed', title: 'Finalizado', render: () => show('closed'), setup: settled },
  { name: 'cancelled', title: 'Cancelado', render: () => show('cancelled'), setup: settled },
  {
    name: 'unread',
    title: 'Conversa longa com mensagens não visualizadas',
    render: () => showLong(),
    setup: settled,
  },
  {
    name: 'older-failed',
    title: 'Falha ao carregar mensagens anteriores',
    render: () => showLong(),
    setup: async (element) => {
      await settled(element);
      controlOf(element).failNext('listMessages', 'network');
      await click(element, '.older');
    },
  },
  {
    name: 'details',
    title: 'Dados do protocolo abertos',
    render: () =>
      show('received', (client) => {
        for (const protocol of client.control.protocols)
          protocol.previousProtocolNumber = '34665920261001000007';
      }),
    setup: (element) => click(element, 'summary'),
  },
  {
    name: 'blocked',
    title: 'Resposta não liberada pela operadora',
    render: () =>
      show('in_analysis', (client, number) => client.control.setCanReply(number, 'no_return_method')),
    setup: settled,
  },
  {
    name: 'blocked-while-writing',
    title: 'Resposta bloqueada durante a escrita',
    render: () => show('in_analysis'),
    setup: async (element) => {
      await type(element, 'Segue a justificativa técnica.');
      controlOf(element).setCanReply(element.protocolNumber ?? '', 'no_return_method');
      await click(element, 'button[type="submit"]');
    },
  },
  {
    name: 'empty-message',
    title: 'Mensagem vazia',
    render: () => show('in_analysis'),
    setup: (element) => send(element, ''),
  },
  {
    name: 'too-long',
    title: 'Mensagem longa demais',
    render: () => show('in_analysis'),
    setup: (element) => send(element, 'a'.repeat(4012)),
  },
  {
    name: 'sending',
    title: 'Enviando',
    render: () => show('in_analysis', (client) => void client.control.hold('createMessage')),
    setup: (element) => send(element, 'Segue o documento solicitado.'),
  },
  {
    name: 'send-failed',
    title: 'Envio sem confirmação',
    render: () => show('in_analysis', (client) => client.control.failNext('createMessage', 'network')),
    setup: (element) => send(element, 'Segue o documento solicitado.'),
  },
  {
    name: 'superseded',
    title: 'Texto alterado depois de um envio que deu certo',
    render: () =>
      show('in_analysis', (client) =>
        client.control.failNext('createMessage', 'network', { afterEffect: true }),
      ),
    setup: async (element) => {
      await send(element, 'Segue o documento.');
      await send(element, 'Segue o documento, com a assinatura.');
    },
  },
  {
    name: 'file-refused',
    title: 'Anexo recusado',
    render: () => show('in_analysis'),
    setup: async (element) => {
      await attach(element, new File(['MZ'], 'programa.exe'));
      await send(element, 'Segue o arquivo.');
    },
  },
  {
    name: 'in-verification',
    title: 'Anexo em verificação',
    render: () =>
      show('received', (client, number) => {
        const protocol = client.control.protocols.find((candidate) => candidate.number === number);
        for (const file of protocol?.messages[0]?.attachments ?? []) file.state = 'scanning';
      }),
    setup: settled,
  },
  {
    name: 'download-failed',
    title: 'Falha ao baixar um anexo',
    render: () => show('received', (client) => client.control.failNext('getAttachmentContent', 'network')),
    setup: (element) => click(element, '.file button'),
  },
  {
    name: 'cancel',
    title: 'Confirmar cancelamento',
    render: () => show('received'),
    setup: (element) => click(element, '.btn-danger'),
  },
  {
    name: 'leave',
    title: 'Sair com texto escrito',
    render: () => show('in_analysis'),
    setup: async (element) => {
      await type(element, 'Ainda falta o anexo');
      await click(element, '.back');
    },
  },
  {
    name: 'offline',
    title: 'Sem conexão',
    render: () => show('in_analysis'),
    setup: async (element) => {
      await settled(element);
      controlOf(element).goOffline();
      await settled(element);
    },
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
    render: () => show('received', (client) => client.control.failNext('getProtocol', 'network')),
    setup: settled,
  },
  {
    name: 'loading',
    title: 'Carregando',
    render: () => show('received', (client) => void client.control.hold('getProtocol')),
  },
  {
    name: 'none',
    title: 'Nenhum contato aberto',
    render: () => html`<protocol-thread .client=${createTestClient()}></protocol-thread>`,
  },
  {
    name: 'not-configured',
    title: 'Sem configuração',
    render: () => html`<protocol-thread></protocol-thread>`,
  },
];
