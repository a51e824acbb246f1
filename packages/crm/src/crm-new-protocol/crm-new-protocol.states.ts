import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { find, settled, type } from '../testing/screen.ts';
import type { CrmNewProtocol } from './crm-new-protocol.ts';

const show = (client: CrmTestClient = createCrmTestClient({ role: 'agent' })): TemplateResult =>
  html`<crm-new-protocol .client=${client}></crm-new-protocol>`;

/** The client of an agent who belongs to no group. */
const withoutGroups = (): CrmTestClient => {
  const { agents } = createCrmTestClient().control.settings;
  for (const agent of agents) if (agent.id === 'agt-fabio') agent.groupIds = [];
  return createCrmTestClient({ role: 'agent', seed: { settings: { agents } } });
};

/** The client of an agent whose groups answer for no classification. */
const withoutClassifications = (): CrmTestClient => {
  const { classifications } = createCrmTestClient().control.settings;
  for (const classification of classifications)
    if (classification.group) classification.group = { id: 'grp-autorizacoes', name: 'Autorizações' };
  return createCrmTestClient({ role: 'agent', seed: { settings: { classifications } } });
};

/** Chooses a contact method by its name. */
export const chooseMethod = (element: CrmNewProtocol, name: string): void => {
  const select = find<HTMLSelectElement>(element, '#contactMethodId');
  const option = [...select.options].find(({ label }) => label.trim() === name);
  if (!option) throw new Error(`There is no contact method ${name}`);
  select.value = option.value;
  select.dispatchEvent(new Event('change'));
};

/** Looks for a provider and takes the first one found. */
export const chooseProvider = async (element: CrmNewProtocol, name: string): Promise<void> => {
  type(element, '#providerId', name);
  for (let tries = 0; tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const option = element.renderRoot.querySelector<HTMLElement>('[role=option]');
    if (option) {
      option.click();
      await settled(element);
      return;
    }
  }
  throw new Error(`No provider ${name} was found`);
};

/** Looks for a subject and takes the first one found. */
export const chooseSubject = async (element: CrmNewProtocol, name: string): Promise<void> => {
  type(element, '[type=search]', name);
  await settled(element);
  find(element, '.node.leaf').click();
  await settled(element);
};

/** Fills the whole form in. */
export const fill = async (
  element: CrmNewProtocol,
  {
    method = 'Telefone',
    subject = 'Erro no portal',
    message = 'O portal mostra erro 502 ao abrir o demonstrativo de outubro.',
  } = {},
): Promise<void> => {
  await settled(element);
  await chooseProvider(element, 'Santa Helena');
  chooseMethod(element, method);
  type(element, '#contactPerson', 'Carla Menezes');
  type(element, '#contactPhone', '(11) 3456-7000');
  type(element, '#contactEmail', 'carla.menezes@santahelena.example');
  await chooseSubject(element, subject);
  if (message !== '') type(element, '#message', message);
  await settled(element);
};

/** Presses `Salvar`. */
export const save = async (element: CrmNewProtocol): Promise<void> => {
  find(element, '[type=submit]').click();
  await settled(element);
};

const client = (element: CrmNewProtocol): CrmTestClient => element.client as CrmTestClient;

/** Every state of the form. */
export const states: StateCase<CrmNewProtocol>[] = [
  { name: 'blank', title: 'Em branco', render: () => show(), setup: settled },
  {
    name: 'filled',
    title: 'Preenchido, o prestador verá',
    render: () => show(),
    setup: (element) => fill(element),
  },
  {
    name: 'hidden',
    title: 'Preenchido, o prestador não verá',
    render: () => show(createCrmTestClient()),
    setup: (element) => fill(element, { method: 'Presencial', subject: 'Apuração interna' }),
  },
  {
    name: 'found',
    title: 'Assuntos encontrados',
    render: () => show(),
    setup: async (element) => {
      await settled(element);
      type(element, '[type=search]', 'glosa');
      await settled(element);
    },
  },
  {
    name: 'rejected',
    title: 'Campos por revisar',
    render: () => show(),
    setup: async (element) => {
      await settled(element);
      await save(element);
    },
  },
  {
    name: 'failed',
    title: 'Falha ao salvar',
    render: () => show(),
    setup: async (element) => {
      await fill(element);
      client(element).control.failNext('createCrmProtocol', 'network');
      await save(element);
    },
  },
  {
    name: 'unknown',
    title: 'Confirmação perdida',
    render: () => show(),
    setup: async (element) => {
      await fill(element);
      client(element).control.failNext('createCrmProtocol', 'network', { afterEffect: true });
      await save(element);
    },
  },
  {
    name: 'leaving',
    title: 'Saindo com texto digitado',
    render: () => show(),
    setup: async (element) => {
      await fill(element);
      void element.confirmLeaving();
      await settled(element);
    },
  },
  {
    name: 'created',
    title: 'Registrado',
    render: () => show(),
    setup: async (element) => {
      await fill(element);
      await save(element);
    },
  },
  {
    name: 'loading',
    title: 'Carregando',
    render: () => {
      const held = createCrmTestClient();
      held.control.hold('listCrmClassifications');
      return show(held);
    },
  },
  {
    name: 'load-failed',
    title: 'Falha ao carregar',
    render: () => {
      const failing = createCrmTestClient();
      failing.control.failNext('listCrmClassifications', 'network');
      return show(failing);
    },
    setup: settled,
  },
  {
    name: 'unavailable',
    title: 'Cadastros vazios',
    render: () =>
      show(
        createCrmTestClient({
          seed: { settings: { classifications: [], contactMethods: [] }, protocols: [] },
        }),
      ),
    setup: settled,
  },
  {
    name: 'own-groups-only',
    title: 'Só assuntos dos próprios grupos',
    render: () => show(createCrmTestClient({ role: 'agent' })),
    setup: async (element) => {
      await settled(element);
      type(element, '[type=search]', 'guia');
      await settled(element);
    },
  },
  {
    name: 'no-group',
    title: 'Atendente sem grupo',
    render: () => show(withoutGroups()),
    setup: settled,
  },
  {
    name: 'none-openable',
    title: 'Nenhum assunto dos próprios grupos',
    render: () => show(withoutClassifications()),
    setup: settled,
  },
  {
    name: 'not-configured',
    title: 'Sem configuração',
    render: () => html`<crm-new-protocol></crm-new-protocol>`,
  },
];
