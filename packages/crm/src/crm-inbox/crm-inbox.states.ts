import { type CrmTestClient, type CrmTestClientOptions, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { click, settled, testClientOf, type } from '../testing/screen.ts';
import type { CrmInbox } from './crm-inbox.ts';

/** A client whose story stands at the present: waiting times read as they would at work. */
export const clientNow = (options: CrmTestClientOptions = {}): CrmTestClient =>
  createCrmTestClient({ role: 'agent', now: new Date(), ...options });

const show = (client: CrmTestClient): TemplateResult => html`<crm-inbox .client=${client}></crm-inbox>`;

/** Searches the list. */
export const search = async (element: CrmInbox, text: string): Promise<void> => {
  await settled(element);
  type(element, '[type=search]', text);
  element.renderRoot.querySelector<HTMLFormElement>('form[role=search]')?.requestSubmit();
  // The search waits a moment for more.
  await new Promise((resolve) => setTimeout(resolve, 20));
  await settled(element);
};

/** Every state of the home screen. */
export const states: StateCase<CrmInbox>[] = [
  { name: 'ready', title: 'Abertos', render: () => show(clientNow()), setup: settled },
  {
    name: 'admin',
    title: 'Abertos de vários grupos',
    render: () => show(clientNow({ role: 'admin' })),
    setup: settled,
  },
  {
    name: 'closed',
    title: 'Finalizados',
    render: () => show(clientNow({ role: 'admin' })),
    setup: (element) => click(element, '#tab-closed'),
  },
  {
    name: 'below',
    title: 'Novo protocolo mais abaixo',
    render: () => {
      const busy = clientNow({ role: 'admin' });
      for (let more = 0; more < 30; more += 1) busy.control.addProtocol();
      return show(busy);
    },
    setup: async (element) => {
      await settled(element);
      const { number, status } = testClientOf(element).control.addProtocol();
      const data = { number, status, cause: 'created', lastSequence: 1 } as const;
      testClientOf(element).control.emit({ type: 'protocol.changed', id: '', data });
      while (!element.renderRoot.querySelector('.notice-info'))
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
  },
  {
    name: 'filters',
    title: 'Filtros abertos',
    render: () => show(clientNow()),
    setup: (element) => click(element, '[aria-controls="filters"]'),
  },
  {
    name: 'provider-choices',
    title: 'Prestador sendo escolhido',
    render: () => show(clientNow()),
    setup: async (element) => {
      await click(element, '[aria-controls="filters"]');
      type(element, '#provider', 'a');
      await new Promise((resolve) => setTimeout(resolve, 400));
      await settled(element);
    },
  },
  {
    name: 'loading',
    title: 'Carregando',
    render: () => {
      const held = clientNow();
      held.control.hold('listCrmProtocols');
      return show(held);
    },
  },
  {
    name: 'no-match',
    title: 'Nada encontrado',
    render: () => show(clientNow()),
    setup: (element) => search(element, 'inexistente'),
  },
  {
    name: 'empty',
    title: 'Nenhum protocolo aberto',
    render: () => show(clientNow({ seed: { protocols: [] } })),
    setup: settled,
  },
  {
    name: 'empty-closed',
    title: 'Nenhum finalizado',
    render: () => show(clientNow({ seed: { protocols: [] } })),
    setup: (element) => click(element, '#tab-closed'),
  },
  {
    name: 'no-groups',
    title: 'Atendente sem grupo',
    render: () => {
      const lonely = clientNow();
      const fabio = lonely.control.settings.agents.find(({ id }) => id === 'agt-fabio');
      if (fabio) fabio.groupIds = [];
      return show(lonely);
    },
    setup: settled,
  },
  {
    name: 'failed',
    title: 'Falha ao carregar',
    render: () => {
      const failing = clientNow();
      failing.control.failNext('listCrmProtocols', 'network');
      return show(failing);
    },
    setup: settled,
  },
  {
    name: 'take-failed',
    title: 'Já assumido por outra pessoa',
    render: () => show(clientNow()),
    setup: async (element) => {
      await settled(element);
      const number =
        element.renderRoot.querySelector('.take')?.getAttribute('aria-label')?.match(/\d+/)?.[0] ?? '';
      const protocol = testClientOf(element).control.protocols.find(
        (candidate) => candidate.number === number,
      );
      if (protocol) protocol.assignee = { id: 'agt-marcos', name: 'Marcos Vilela' };
      testClientOf(element).control.simulateConcurrentChange('protocols', number);
      await click(element, '.take');
    },
  },
  {
    name: 'offline',
    title: 'Sem conexão',
    render: () => show(clientNow()),
    setup: async (element) => {
      await settled(element);
      testClientOf(element).control.goOffline();
      await settled(element);
    },
  },
  {
    name: 'forbidden',
    title: 'Sem permissão',
    render: () => {
      const refused = clientNow();
      refused.control.failNext('listCrmProtocols', { code: 'forbidden' });
      return show(refused);
    },
    setup: settled,
  },
  { name: 'not-configured', title: 'Sem configuração', render: () => html`<crm-inbox></crm-inbox>` },
];
