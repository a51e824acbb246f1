import { type CrmTestClient, type CrmTestClientOptions, createCrmTestClient } from '@fale-conosco/memory';
import { type StateCase, settled } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { find } from '../testing/screen.ts';
import type { CrmProtocol } from './crm-protocol.ts';

/** Number of the newest protocol of the seed whose classification ends with a name. */
export const numberOf = (client: CrmTestClient, subject: string, status?: string): string => {
  const found = client.control.protocols.find(
    ({ classification, status: now }) =>
      classification.path.at(-1) === subject && (!status || now === status),
  );
  if (!found) throw new Error(`The seed has no protocol about ${subject}`);
  return found.number;
};

const withStatus = (client: CrmTestClient, status: string): string =>
  client.control.protocols.find((protocol) => protocol.status === status)?.number ?? '';

/** The view of one protocol. */
export const view = (client: CrmTestClient, number: string): TemplateResult =>
  html`<crm-protocol .client=${client} protocol-number=${number}></crm-protocol>`;

const show = (
  pick: (client: CrmTestClient) => string,
  prepare?: (client: CrmTestClient, number: string) => void,
  options?: CrmTestClientOptions,
): TemplateResult => {
  const client = createCrmTestClient(options);
  const number = pick(client);
  prepare?.(client, number);
  return view(client, number);
};

const glosa = (client: CrmTestClient): string => numberOf(client, 'Glosa administrativa', 'in_analysis');
const opme = (client: CrmTestClient): string => numberOf(client, 'OPME', 'in_analysis');

/** Clicks what a selector finds. */
export const click = async (element: CrmProtocol, selector: string): Promise<void> => {
  await settled(element);
  find(element, selector).click();
  await settled(element);
};

/** Clicks the button with a text. */
export const press = async (element: CrmProtocol, label: string): Promise<void> => {
  await settled(element);
  const button = [...element.renderRoot.querySelectorAll<HTMLElement>('button, summary')].find(
    (node) => node.textContent?.trim() === label,
  );
  if (!button) throw new Error(`No button "${label}"`);
  button.click();
  await settled(element);
};

/** Types a text into the composer, as a person does. */
export const type = async (element: CrmProtocol, text: string): Promise<void> => {
  await settled(element);
  const field = find<HTMLTextAreaElement>(element, '#message');
  field.value = text;
  field.dispatchEvent(new Event('input'));
  await settled(element);
};

/** Presses the main button of the composer. */
export const send = (element: CrmProtocol): Promise<void> => click(element, '.composer [type="submit"]');

/** Chooses a file in the composer. */
export const attach = async (element: CrmProtocol, file: File): Promise<void> => {
  await settled(element);
  const input = find<HTMLInputElement>(element, 'input[type="file"]');
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
  await settled(element);
};

const controlOf = (element: CrmProtocol): CrmTestClient['control'] =>
  (element.client as CrmTestClient).control;

/** Another agent answers while this one looks on. */
export const answerAs = async (
  client: CrmTestClient,
  agentId: string,
  number: string,
  body: string,
): Promise<void> => {
  const other = createCrmTestClient({ sharedWith: client, agentId });
  await other.messages.create(number, { body, attachmentIds: [], visibility: 'public', asksProvider: false });
};

/** Every state of the view. */
export const states: StateCase<CrmProtocol>[] = [
  {
    name: 'received',
    title: 'Recebido, sem responsável',
    render: () => show((texts) => withStatus(texts, 'received')),
    setup: settled,
  },
  { name: 'in-analysis', title: 'Em análise', render: () => show(glosa), setup: settled },
  {
    name: 'awaiting',
    title: 'Aguardando prestador',
    render: () => show((texts) => withStatus(texts, 'awaiting_provider')),
    setup: settled,
  },
  {
    name: 'closed',
    title: 'Finalizado',
    render: () => show((texts) => withStatus(texts, 'closed')),
    setup: settled,
  },
  {
    name: 'cancelled',
    title: 'Cancelado',
    render: () => show((texts) => withStatus(texts, 'cancelled')),
    setup: settled,
  },
  {
    name: 'overdue',
    title: 'Prazo vencido',
    render: () =>
      show(glosa, (client, number) => {
        const protocol = client.control.protocols.find((each) => each.number === number);
        if (protocol)
          protocol.deadlineOverride = {
            businessDays: 5,
            dueAt: '2026-11-20T23:59:59.000-03:00',
            state: 'overdue',
          };
      }),
    setup: settled,
  },
  {
    name: 'hidden',
    title: 'O prestador não vê',
    render: () => show((texts) => numberOf(texts, 'Apuração interna')),
    setup: settled,
  },
  { name: 'confidential', title: 'Mensagens sob sigilo', render: () => show(opme), setup: settled },
  {
    name: 'no-confidential-right',
    title: 'Atendente sem acesso a dados sob sigilo',
    render: () => show(glosa, undefined, { role: 'agent' }),
    setup: settled,
  },
  {
    name: 'activities',
    title: 'Atribuído, encaminhado, reaberto',
    render: () => show((texts) => numberOf(texts, 'Acesso e senha', 'closed')),
    setup: async (element) => {
      const { client, protocolNumber: number = '' } = element;
      await settled(element);
      await client?.protocols.reopen(number, { note: 'O prestador mostrou que o caso não terminou.' });
      await client?.protocols.assign(number, { agentId: null });
      await client?.protocols.assign(number, { agentId: 'agt-fabio' });
      await client?.protocols.forward(number, { groupId: 'grp-auditoria', note: 'É caso de auditoria.' });
      await settled(element);
    },
  },
  {
    name: 'facts',
    title: 'Dados e protocolo anterior',
    render: () =>
      show(glosa, (client, number) => {
        const protocol = client.control.protocols.find((each) => each.number === number);
        if (protocol) protocol.previousProtocolNumber = '34665920261001000007';
      }),
    setup: (element) => click(element, '.facts-button'),
  },
  {
    name: 'viewers',
    title: 'Histórico de acessos',
    render: () => show(glosa),
    setup: async (element) => {
      await click(element, '.facts-button');
      await click(element, '.viewers summary');
    },
  },
  {
    name: 'viewers-lists',
    title: 'Histórico de acessos, com listas e buscas',
    render: () => show(glosa),
    setup: async (element) => {
      await click(element, '.facts-button');
      await click(element, '.viewers summary');
      await click(element, '.viewers [type="checkbox"]');
    },
  },
  {
    name: 'viewers-failed',
    title: 'Falha ao carregar o histórico de acessos',
    render: () => show(glosa, (client) => client.control.failNext('listAccessRecords', 'network')),
    setup: async (element) => {
      await click(element, '.facts-button');
      await click(element, '.viewers summary');
    },
  },
  {
    name: 'note',
    title: 'Nota interna',
    render: () => show(glosa),
    setup: (element) => click(element, '#mode-internal'),
  },
  {
    name: 'secret',
    title: 'Sob sigilo',
    render: () => show(opme),
    setup: async (element) => {
      await type(element, 'O pedido está em avaliação.');
      await click(element, '#mode-confidential');
    },
  },
  {
    name: 'files',
    title: 'Anexos, um deles sob sigilo',
    render: () => show(opme),
    setup: async (element) => {
      await attach(element, new File(['%PDF-1.4'], 'parecer.pdf', { type: 'application/pdf' }));
      await attach(element, new File(['%PDF-1.4'], 'prontuario.pdf', { type: 'application/pdf' }));
      await click(element, '.file:last-child [type="checkbox"]');
      // A file that becomes confidential is sent anew.
      await settled(element, { busy: 'progress' });
    },
  },
  {
    name: 'canned',
    title: 'Respostas prontas',
    render: () => show(glosa),
    setup: (element) => click(element, '#canned-button'),
  },
  {
    name: 'placeholders',
    title: 'Campos por preencher',
    render: () => show(glosa),
    setup: (element) => type(element, 'Prezada, a guia {{guia}} foi liberada em {{data}}.'),
  },
  {
    name: 'overtaken',
    title: 'Outra pessoa respondeu enquanto se escrevia',
    render: () => show(glosa),
    setup: async (element) => {
      await type(element, 'As imagens foram localizadas.');
      await answerAs(
        element.client as CrmTestClient,
        'agt-marcos',
        element.protocolNumber ?? '',
        'A glosa foi revista.',
      );
      await settled(element);
      await send(element);
    },
  },
  { name: 'empty-message', title: 'Resposta vazia', render: () => show(glosa), setup: send },
  {
    name: 'send-failed',
    title: 'Envio sem confirmação',
    render: () => show(glosa, (client) => client.control.failNext('createCrmMessage', 'network')),
    setup: async (element) => {
      await type(element, 'A glosa foi revista.');
      await send(element);
    },
  },
  {
    name: 'sending',
    title: 'Enviando',
    render: () => show(glosa, (client) => void client.control.hold('createCrmMessage')),
    setup: async (element) => {
      await type(element, 'A glosa foi revista.');
      await send(element);
    },
  },
  {
    name: 'assign',
    title: 'Atribuir',
    render: () => show(glosa),
    setup: (element) => press(element, 'Atribuir a…'),
  },
  {
    name: 'forward',
    title: 'Encaminhar para fora do alcance',
    render: () => show(glosa, undefined, { role: 'agent' }),
    setup: async (element) => {
      await press(element, 'Encaminhar…');
      const select = find<HTMLSelectElement>(element, '#action-target');
      select.value = 'grp-autorizacoes';
      select.dispatchEvent(new Event('change'));
      await settled(element);
    },
  },
  {
    name: 'forward-failed',
    title: 'Falha ao encaminhar',
    render: () => show(glosa, (client) => client.control.failNext('forwardProtocol', 'network')),
    setup: async (element) => {
      await press(element, 'Encaminhar…');
      const select = find<HTMLSelectElement>(element, '#action-target');
      select.value = 'grp-autorizacoes';
      select.dispatchEvent(new Event('change'));
      await settled(element);
      await click(element, '#action [type="submit"]');
    },
  },
  {
    name: 'forwarded-away',
    title: 'Encaminhado',
    render: () => show(glosa, undefined, { role: 'agent' }),
    setup: async (element) => {
      await press(element, 'Encaminhar…');
      const select = find<HTMLSelectElement>(element, '#action-target');
      select.value = 'grp-autorizacoes';
      select.dispatchEvent(new Event('change'));
      await settled(element);
      await click(element, '#action [type="submit"]');
    },
  },
  {
    name: 'gone',
    title: 'Encaminhado por outra pessoa enquanto se escrevia',
    render: () => show(glosa, undefined, { role: 'agent' }),
    setup: async (element) => {
      await type(element, 'As imagens foram localizadas.');
      const other = createCrmTestClient({ sharedWith: element.client as CrmTestClient });
      await other.protocols.forward(element.protocolNumber ?? '', { groupId: 'grp-autorizacoes' });
      await settled(element);
    },
  },
  {
    name: 'reopen',
    title: 'Reabrir',
    render: () => show((texts) => withStatus(texts, 'closed')),
    setup: (element) => click(element, '#reopen'),
  },
  {
    name: 'close',
    title: 'Finalizar',
    render: () => show(glosa),
    setup: async (element) => {
      await type(element, 'A glosa foi revista e o valor será pago em 5 de dezembro.');
      await click(element, '#close');
    },
  },
  {
    name: 'leave',
    title: 'Sair com texto escrito',
    render: () => show(glosa),
    setup: async (element) => {
      await type(element, 'As imagens foram');
      await click(element, '.back');
    },
  },
  {
    name: 'offline',
    title: 'Sem conexão',
    render: () => show(glosa),
    setup: async (element) => {
      await settled(element);
      controlOf(element).goOffline();
      await settled(element);
    },
  },
  {
    name: 'not-found',
    title: 'Não encontrado',
    render: () => show(() => '00000020260101000001'),
    setup: settled,
  },
  {
    name: 'load-failed',
    title: 'Falha ao carregar',
    render: () => show(glosa, (client) => client.control.failNext('getCrmProtocol', 'network')),
    setup: settled,
  },
  {
    name: 'loading',
    title: 'Carregando',
    render: () => show(glosa, (client) => void client.control.hold('getCrmProtocol')),
  },
  {
    name: 'none',
    title: 'Nenhum protocolo',
    render: () => html`<crm-protocol .client=${createCrmTestClient()}></crm-protocol>`,
  },
  { name: 'not-configured', title: 'Sem configuração', render: () => html`<crm-protocol></crm-protocol>` },
];
