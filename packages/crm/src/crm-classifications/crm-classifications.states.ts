import type { CrmClassification } from '@fale-conosco/contract';
import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { answer, find, press, settled, testClientOf, type } from '../testing/screen.ts';
import { readingStates } from '../testing/settings-states.ts';
import type { CrmClassifications } from './crm-classifications.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-classifications .client=${client}></crm-classifications>`;

/** Opens a node by its name, wherever it stands in the tree. */
export const openNode = async (element: CrmClassifications, name: string): Promise<void> => {
  await settled(element);
  type(element, '[type=search]', name);
  await press(element, new RegExp(`^${name}`));
  type(element, '[type=search]', '');
  await settled(element);
};

/** Chooses in a field that offers several, by the words of the choice. */
export const choose = async (element: CrmClassifications, field: string, words: string): Promise<void> => {
  const select = find<HTMLSelectElement>(element, `#${field}`);
  select.selectedIndex = [...select.options].findIndex((option) => option.textContent?.trim() === words);
  select.dispatchEvent(new Event('change'));
  await settled(element);
};

/** The classification with this name, as stored. @throws Error when there is none */
export const nodeNamed = (
  client: CrmTestClient,
  name: string,
): Omit<CrmClassification, 'hasProtocols' | 'canOpen'> => {
  const node = client.control.settings.classifications.find((each) => each.name === name);
  if (!node) throw new Error(`No classification is called ${name}`);
  return node;
};

/** Somebody else changes a node while its form is open. */
export const changeElsewhere = (element: CrmClassifications, name: string, changes: object): void => {
  const client = testClientOf(element);
  client.control.simulateConcurrentChange('classifications', nodeNamed(client, name).id, { ...changes });
};

const state = (
  name: string,
  title: string,
  setup: (element: CrmClassifications) => Promise<void>,
): StateCase<CrmClassifications> => ({ name, title, render: () => show(), setup });

/** Every state of the screen. */
export const states: StateCase<CrmClassifications>[] = [
  state('tree', 'Árvore', settled),
  state('expanded', 'Árvore expandida', (element) => press(element, /^Expandir tudo/)),
  state('found', 'Busca', async (element) => {
    await settled(element);
    type(element, '[type=search]', 'glosa');
    await settled(element);
  }),
  state('nothing-found', 'Busca sem resultado', async (element) => {
    await settled(element);
    type(element, '[type=search]', 'pombo-correio');
    await settled(element);
  }),
  {
    name: 'empty',
    title: 'Nenhuma classificação',
    render: () => show(createCrmTestClient({ seed: { protocols: [], settings: { classifications: [] } } })),
    setup: settled,
  },
  ...readingStates(show, 'listCrmClassifications'),
  state('entry', 'Cadastro de classificações', (element) => openNode(element, 'Recurso de glosa')),
  state('extra', 'Dados complementares', async (element) => {
    await openNode(element, 'Guia pendente');
    await press(element, /^Dados complementares/);
  }),
  state('branch', 'Uma que tem outras dentro', async (element) => {
    await openNode(element, 'Faturamento');
    await press(element, /^Dados complementares/);
  }),
  state('inactive', 'Inativa', (element) => openNode(element, 'Envio por fax')),
  state('new', 'Nova classificação', (element) => press(element, /^Nova classificação/)),
  state('new-inside', 'Nova dentro de outra', async (element) => {
    await openNode(element, 'Glosa técnica');
    await press(element, /^Nova dentro desta/);
  }),
  state('effects', 'O que acontece ao salvar', async (element) => {
    await openNode(element, 'Guia pendente');
    await choose(element, 'parentId', 'Cadastro');
    await press(element, /^Dados complementares/);
    await answer(element, 'shownToProviders', false);
  }),
  state('errors', 'Com erros', async (element) => {
    await press(element, /^Nova classificação/);
    await press(element, /^Dados complementares/);
    await press(element, /^Textos e prazos/);
    type(element, '#deadlineBusinessDays', 'uma semana');
    await press(element, /^Salvar/);
  }),
  state('group-required', 'Exibida sem grupo', async (element) => {
    await openNode(element, 'Guia pendente');
    await choose(element, 'groupId', 'Nenhum');
    await press(element, /^Salvar/);
  }),
  state('save-failed', 'Não salvou', async (element) => {
    await openNode(element, 'Guia pendente');
    type(element, '#name', 'Guia sem resposta');
    testClientOf(element).control.failNext('updateCrmClassification', 'network');
    await press(element, /^Salvar/);
  }),
  state('conflict', 'Outra pessoa mudou os mesmos campos', async (element) => {
    await openNode(element, 'Guia pendente');
    type(element, '#name', 'Guia sem resposta');
    await choose(element, 'parentId', 'Portal');
    changeElsewhere(element, 'Guia pendente', {
      name: 'Guia em espera',
      parentId: nodeNamed(testClientOf(element), 'Cadastro').id,
    });
    await press(element, /^Salvar/);
  }),
  state('merged', 'Outra pessoa mudou outro campo', async (element) => {
    await openNode(element, 'Guia pendente');
    type(element, '#name', 'Guia sem resposta');
    changeElsewhere(element, 'Guia pendente', { helpText: 'Informe o número da guia.' });
    await press(element, /^Salvar/);
  }),
  state('gone', 'Outra pessoa excluiu', async (element) => {
    await openNode(element, 'Envio por fax');
    type(element, '#name', 'Envio por fax antigo');
    const client = testClientOf(element);
    const { id, version } = nodeNamed(client, 'Envio por fax');
    await createCrmTestClient({ sharedWith: client }).classifications.delete(id, { version });
    await settled(element);
  }),
  state('delete', 'Excluir', async (element) => {
    await openNode(element, 'Envio por fax');
    await press(element, /^Excluir$/);
  }),
  state('saved', 'Salva', async (element) => {
    await openNode(element, 'Guia pendente');
    type(element, '#name', 'Guia sem resposta');
    await press(element, /^Salvar/);
  }),
];
