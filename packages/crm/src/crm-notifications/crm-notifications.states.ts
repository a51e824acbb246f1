import type { Delivery } from '@fale-conosco/contract';
import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { find, press, settled, testClientOf } from '../testing/screen.ts';
import { readingStates } from '../testing/settings-states.ts';
import type { CrmNotifications } from './crm-notifications.ts';

const show = (
  client: CrmTestClient = createCrmTestClient(),
  tab: CrmNotifications['tab'] = 'deliveries',
): TemplateResult => html`<crm-notifications .client=${client} tab=${tab}></crm-notifications>`;

const numbered = (index: number): string => String(index).padStart(3, '0');

/** A client with as many deliveries as are asked for, newest first; every third failed for good. */
export const clientWith = (count: number): CrmTestClient =>
  createCrmTestClient({
    seed: {
      settings: {
        deliveries: Array.from(
          { length: count },
          (_, index): Delivery => ({
            id: `dlv-${numbered(count - index)}`,
            kind: index % 2 ? 'email' : 'webhook',
            topic: index % 2 ? 'group.new_protocol' : 'message.added',
            target:
              index % 2 ? 'faturamento@vidaplena.example' : 'https://erp.vidaplena.example/fale-conosco',
            protocolNumber: `34665920261124${String(count - index).padStart(6, '0')}`,
            state: index % 3 ? 'delivered' : 'dead',
            attempts: index % 3 ? 1 : 10,
            lastError: index % 3 ? null : index % 2 ? 'SMTP 550' : 'HTTP 5xx',
            createdAt: new Date(Date.UTC(2026, 10, 24, 17) - index * 60_000).toISOString(),
            nextAttemptAt: null,
          }),
        ),
      },
    },
  });

/** Shows only the deliveries of one state. */
export const narrow = async (element: CrmNotifications, state: string): Promise<void> => {
  await settled(element);
  const select = find<HTMLSelectElement>(element, '#state');
  select.value = state;
  select.dispatchEvent(new Event('change'));
  await settled(element);
};

/** Every state of the notifications. */
export const states: StateCase<CrmNotifications>[] = [
  { name: 'deliveries', title: 'Envios', render: () => show(), setup: settled },
  {
    name: 'dead',
    title: 'Só os não entregues',
    render: () => show(clientWith(12)),
    setup: (element) => narrow(element, 'dead'),
  },
  {
    name: 'none-dead',
    title: 'Nada sem entrega',
    render: () => show(createCrmTestClient({ seed: { settings: { deliveries: [] } } })),
    setup: (element) => narrow(element, 'dead'),
  },
  {
    name: 'empty',
    title: 'Nenhum envio',
    render: () => show(createCrmTestClient({ seed: { settings: { deliveries: [] } } })),
    setup: settled,
  },
  ...readingStates(show, 'listDeliveries'),
  { name: 'more', title: 'Com mais páginas', render: () => show(clientWith(40)), setup: settled },
  {
    name: 'more-failed',
    title: 'A página seguinte não veio',
    render: () => show(clientWith(40)),
    setup: async (element) => {
      await settled(element);
      testClientOf(element).control.failNext('listDeliveries', 'network');
      await press(element, /^Mostrar mais/);
    },
  },
  {
    name: 'retried',
    title: 'De volta à fila',
    render: () => show(),
    setup: (element) => press(element, /^Tentar novamente/),
  },
  {
    name: 'retry-failed',
    title: 'Não voltou à fila',
    render: () => show(),
    setup: async (element) => {
      await settled(element);
      testClientOf(element).control.failNext('retryDelivery', 'network');
      await press(element, /^Tentar novamente/);
    },
  },
  {
    name: 'webhooks',
    title: 'Webhooks',
    render: () => show(createCrmTestClient(), 'webhooks'),
    setup: settled,
  },
];
