import { DEADLINE_PRESETS } from '@fale-conosco/contract';
import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, setCircumstances, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { answer, find, press, settled, textOf, type } from '../testing/screen.ts';
import { changeElsewhere, choose, nodeNamed, openNode, states } from './crm-classifications.states.ts';
import type { CrmClassifications } from './crm-classifications.ts';
import { defineCrmClassifications } from './define.ts';

defineCrmClassifications();

const mount = async (client: CrmTestClient = createCrmTestClient()): Promise<CrmClassifications> => {
  const element = await fixture<CrmClassifications>(
    html`<crm-classifications .client=${client}></crm-classifications>`,
  );
  await settled(element);
  return element;
};

const all = (element: CrmClassifications, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
/** The names in the tree as they stand, the marks left out. */
const names = (element: CrmClassifications): string[] => all(element, '.node .grow').map(textOf);
const row = (element: CrmClassifications, name: string): HTMLElement => {
  const found = all(element, '.node').find((node) => textOf(node).startsWith(name));
  if (!found) throw new Error(`${name} is not in the tree`);
  return found;
};
const optionsOf = (element: CrmClassifications, field: string): string[] =>
  all(element, `#${field} option`).map(textOf);
const chosen = (element: CrmClassifications, field: string): string =>
  textOf(find<HTMLSelectElement>(element, `#${field}`).selectedOptions[0]);
const effects = (element: CrmClassifications): string => textOf(find(element, '.effects'));
const lastBody = (client: CrmTestClient, operation: string): unknown =>
  client.control.requests.filter((request) => request.operation === operation).at(-1)?.body;
const idOf = (client: CrmTestClient, name: string): string => nodeNamed(client, name).id;

describe('crm-classifications', () => {
  afterEach(() => setCircumstances());

  describe('tree', () => {
    it('shows the first levels, and everything when asked', async () => {
      const element = await mount();
      expect(names(element)).to.include('Glosa').and.not.to.include('Glosa técnica');
      await press(element, /^Expandir tudo/);
      expect(names(element)).to.include('Glosa técnica');
      await press(element, /^Recolher tudo/);
      expect(names(element)).to.deep.equal([
        'Faturamento',
        'Autorização',
        'Cadastro',
        'Portal',
        'Elogio e reclamação',
        'Apuração interna',
      ]);
    });

    it('says in words what is deactivated, shown to providers, and without a group', async () => {
      const client = createCrmTestClient();
      client.control.simulateConcurrentChange('classifications', idOf(client, 'Apuração interna'), {
        group: null,
      });
      const element = await mount(client);
      expect(textOf(row(element, 'Envio por fax'))).to.equal('Envio por fax Inativa');
      expect(textOf(row(element, 'OPME'))).to.equal('OPME Exibe no Fale conosco');
      expect(textOf(row(element, 'Autorização'))).to.equal('Autorização Exibe no Fale conosco');
      expect(textOf(row(element, 'Apuração interna'))).to.equal('Apuração interna Sem grupo');
    });

    it('finds on every level, whatever the accents, with the path', async () => {
      const element = await mount();
      type(element, '[type=search]', 'GLÓSA tec');
      await settled(element);
      expect(all(element, '.node')).to.have.length(1);
      expect(textOf(all(element, '.node')[0])).to.match(/^Glosa técnica ?Faturamento › Glosa/);
      expect(textOf(find(element, '[role=status]'))).to.equal('1 classificação encontrada');
    });

    it('is gone through by the arrow keys, which open and close branches', async () => {
      const element = await mount();
      row(element, 'Faturamento').focus();
      const at = (): string => textOf(deepActiveElement());
      await sendKeys({ press: 'ArrowDown' });
      expect(at()).to.match(/^Glosa/);
      await sendKeys({ press: 'ArrowRight' });
      await settled(element);
      await sendKeys({ press: 'ArrowRight' });
      expect(at()).to.match(/^Glosa administrativa/);
      await sendKeys({ press: 'ArrowLeft' });
      expect(at()).to.match(/^Glosa Exibe/);
      await sendKeys({ press: 'ArrowLeft' });
      await settled(element);
      expect(names(element)).not.to.include('Glosa administrativa');
      await sendKeys({ press: 'ArrowLeft' });
      expect(at()).to.match(/^Faturamento/);
      await sendKeys({ press: 'End' });
      expect(at()).to.match(/^Apuração interna/);
    });

    it('follows what others change, and what follows from it', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'OPME');
      expect(chosen(element, 'order')).to.equal('Depois de “Guia pendente”');
      const other = createCrmTestClient({ sharedWith: client });
      const { id, version } = nodeNamed(client, 'Prorrogação de internação');
      await other.classifications.update(id, { name: 'Mais dias de internação', order: 0 }, { version });
      await waitUntil(() => names(element).includes('Mais dias de internação'));
      expect(names(element).indexOf('Mais dias de internação')).to.equal(
        names(element).indexOf('Autorização') + 1,
      );
      // Its own version is the same: it stands behind two others now.
      expect(chosen(element, 'order')).to.equal('Depois de “Guia pendente”');
      expect(optionsOf(element, 'order').indexOf('Depois de “Guia pendente”')).to.equal(2);
      expect(element.dirty).to.equal(false);
    });
  });

  describe('entry', () => {
    it('holds every field of the register under the tabs of the manual', async () => {
      const element = await mount();
      await openNode(element, 'Recurso de glosa');
      const upper = find(element, '#panel-entry');
      expect(textOf(find(element, '#tab-entry'))).to.equal('Cadastro de classificações');
      expect([...upper.querySelectorAll('.label')].map((label) => textOf(label))).to.deep.equal([
        'Nome',
        'Classificação superior',
        'Ordem',
        'Situação',
        'Grupo responsável',
        'Texto padrão (opcional)',
        'Texto de ajuda (opcional)',
        'Anexo obrigatório',
        'Preencher com um prazo de referência',
        'Prazo de resposta, em dias úteis (opcional)',
        'Prazo do prestador, em dias úteis (opcional)',
        'Janela de reabertura, em dias (opcional)',
        'Exibe no Fale conosco?',
      ]);
      await press(element, /^Dados complementares/);
      const panel = find(element, '#panel-extra');
      expect(panel.hidden).to.equal(false);
      expect(textOf(panel.querySelector('legend'))).to.equal('Web Prestador');
      expect(textOf(panel.querySelector('#shownToProviders .cluster'))).to.equal('Sim Não');
    });

    it('changes the lower tab by arrow keys', async () => {
      const element = await mount();
      await openNode(element, 'OPME');
      find(element, '#tab-details').focus();
      await sendKeys({ press: 'ArrowRight' });
      await settled(element);
      expect(deepActiveElement()?.id).to.equal('tab-extra');
      expect(find(element, '#panel-extra').hidden).to.equal(false);
      expect(find(element, '#panel-details').hidden).to.equal(true);
    });

    it('is opened, changed, saved and left by the keyboard alone', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      row(element, 'OPME').focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => deepActiveElement()?.id === 'entry-title');
      find(element, '#name').focus();
      await sendKeys({ press: 'End' });
      await sendKeys({ type: ' e próteses' });
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => textOf(element.renderRoot.querySelector('.notice')).includes('foi salvo'));
      expect(lastBody(client, 'updateCrmClassification')).to.deep.equal({ name: 'OPME e próteses' });
      expect(deepActiveElement()?.id).to.equal('entry-title');
      await press(element, /^Cancelar/);
      await waitUntil(() => textOf(deepActiveElement()).startsWith('OPME e próteses'));
    });

    it('makes a new one inside another, which stays open', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Portal');
      await press(element, /^Nova dentro desta/);
      expect(chosen(element, 'parentId')).to.equal('Portal');
      type(element, '#name', 'Certificado digital');
      await choose(element, 'groupId', 'Suporte ao portal');
      await press(element, /^Dados complementares/);
      await answer(element, 'shownToProviders', true);
      expect(effects(element)).to.contain('Os prestadores passam a poder escolher esta classificação.');
      await press(element, /^Salvar/);
      await waitUntil(() => names(element).includes('Certificado digital'));
      expect(nodeNamed(client, 'Certificado digital')).to.deep.include({
        parentId: idOf(client, 'Portal'),
        order: 2,
        group: { id: 'grp-suporte', name: 'Suporte ao portal' },
        shownToProviders: true,
      });
      expect(row(element, 'Certificado digital').getAttribute('aria-current')).to.equal('true');
      expect(textOf(find(element, '#entry-title'))).to.equal('Certificado digital');
    });

    it('makes the first one of an empty register', async () => {
      const client = createCrmTestClient({ seed: { protocols: [], settings: { classifications: [] } } });
      const element = await mount(client);
      await press(element, /^Nova classificação/);
      type(element, '#name', 'Faturamento');
      await press(element, /^Salvar/);
      await waitUntil(() => names(element).includes('Faturamento'));
      expect(nodeNamed(client, 'Faturamento').parentId).to.equal(null);
    });

    it('moves with all that is below, anywhere but into itself, to the end unless told otherwise', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Glosa');
      const parents = optionsOf(element, 'parentId');
      expect(parents).to.include('Faturamento › Recurso de glosa').and.to.include('Nenhuma (primeiro nível)');
      expect(parents.filter((path) => path.startsWith('Faturamento › Glosa'))).to.deep.equal([]);
      await choose(element, 'parentId', 'Portal');
      expect(chosen(element, 'order')).to.equal('Depois de “Erro no portal”');
      expect(effects(element)).to.contain('2 classificações que estão dentro desta vão junto.');
      await press(element, /^Salvar/);
      expect(nodeNamed(client, 'Glosa')).to.include({ parentId: idOf(client, 'Portal'), order: 2 });
      expect(textOf(find(element, '#entry-title + p'))).to.equal('Dentro de Portal');
    });

    it('sends the place with the parent, for the same position is another one there', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Guia pendente');
      await choose(element, 'parentId', 'Portal');
      await choose(element, 'order', 'No início');
      await press(element, /^Salvar/);
      expect(lastBody(client, 'updateCrmClassification')).to.deep.equal({
        parentId: idOf(client, 'Portal'),
        order: 0,
      });
      expect(nodeNamed(client, 'Guia pendente').order).to.equal(0);
    });

    it('changes the order among its siblings', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Prorrogação de internação');
      await choose(element, 'order', 'No início');
      await press(element, /^Salvar/);
      await waitUntil(
        () => names(element).indexOf('Prorrogação de internação') < names(element).indexOf('OPME'),
      );
      expect(lastBody(client, 'updateCrmClassification')).to.deep.equal({ order: 0 });
    });

    it('has its group on the last level only, and says why', async () => {
      const element = await mount();
      await openNode(element, 'Faturamento');
      expect(element.renderRoot.querySelector('select#groupId')).to.equal(null);
      expect(textOf(find(element, '#groupId'))).to.contain('O grupo é definido no último nível.');
      await openNode(element, 'Lote rejeitado');
      expect(chosen(element, 'groupId')).to.equal('Faturamento');
      expect(optionsOf(element, 'groupId')).to.have.length(6);
    });

    it('fills in the deadlines of the norms', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Endereço e telefone');
      expect(all(element, '.presets button').map(textOf)).to.have.length(DEADLINE_PRESETS.length);
      await press(element, /^Demanda não assistencial: 7/);
      expect(find<HTMLInputElement>(element, '#deadlineBusinessDays').value).to.equal('7');
      await press(element, /^Glosa, para cada lado: 30/);
      await press(element, /^Salvar/);
      expect(lastBody(client, 'updateCrmClassification')).to.deep.equal({
        deadlineBusinessDays: 30,
        providerDeadlineBusinessDays: 30,
      });
    });
  });

  describe('what a change does', () => {
    it('says that turning it off hides the subject and its protocols, and hides them', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Guia pendente');
      expect(effects(element)).to.equal('');
      await press(element, /^Dados complementares/);
      await answer(element, 'shownToProviders', false);
      expect(effects(element)).to.contain('Os prestadores deixam de poder escolher esta classificação.');
      expect(effects(element)).to.contain('Os protocolos desta classificação saem da lista dos prestadores.');
      await press(element, /^Salvar/);
      expect(nodeNamed(client, 'Guia pendente').shownToProviders).to.equal(false);
      expect(textOf(row(element, 'Guia pendente'))).to.equal('Guia pendente');
      expect(effects(element)).to.equal('');
    });

    it('says what a deactivated branch takes with it, and what wakes up only with it', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Portal');
      await answer(element, 'active', false);
      expect(effects(element)).to.contain(
        'Os prestadores deixam de poder escolher 2 classificações que estão dentro desta.',
      );
      await press(element, /^Salvar/);
      expect(textOf(row(element, 'Portal'))).to.equal('Portal Inativa');
      await openNode(element, 'Erro no portal');
      expect(effects(element)).to.contain('quando “Portal” voltar a ser ativa');
    });

    it('says what happens to the levels around', async () => {
      const element = await mount();
      await openNode(element, 'Glosa técnica');
      await press(element, /^Nova dentro desta/);
      expect(effects(element)).to.contain('“Glosa técnica” deixa de ser último nível');
    });

    it('says what counts for protocols that are there, and what for the next', async () => {
      const element = await mount();
      await openNode(element, 'Guia pendente');
      await choose(element, 'groupId', 'Faturamento');
      type(element, '#deadlineBusinessDays', '9');
      type(element, '#reopenWindowDays', '');
      await settled(element);
      expect(effects(element)).to.contain('continuam com o grupo atual');
      expect(effects(element)).to.contain('valem para os próximos protocolos');
      expect(effects(element)).to.contain('vale também para os protocolos já finalizados');
    });
  });

  describe('readings', () => {
    const readings = (client: CrmTestClient): number =>
      client.control.requests.filter(({ operation }) => operation === 'listCrmClassifications').length;
    /** Long enough for an event to have its effect. */
    const eventsHandled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

    it('reads the tree once after a save of its own, and once for each change of others', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Guia pendente');
      expect(readings(client)).to.equal(1);
      type(element, '#name', 'Guia sem resposta');
      await press(element, /^Salvar/);
      await waitUntil(() => textOf(element.shadowRoot).includes('“Guia sem resposta” foi salvo'));
      await eventsHandled();
      expect(readings(client)).to.equal(2);

      const { id, version } = nodeNamed(client, 'Guia sem resposta');
      const other = createCrmTestClient({ sharedWith: client });
      await other.classifications.update(id, { helpText: 'Informe o número da guia.' }, { version });
      await waitUntil(() => readings(client) === 3);
      await eventsHandled();
      expect(readings(client)).to.equal(3);
    });

    it('reads the tree once after a deletion of its own', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Envio por fax');
      await press(element, /^Excluir$/);
      await press(element, /^Excluir de vez/);
      await waitUntil(() => !names(element).includes('Envio por fax'));
      await eventsHandled();
      expect(readings(client)).to.equal(2);
    });
  });

  describe('refusals', () => {
    it('shows at its field that one that is shown needs a group', async () => {
      const element = await mount();
      await openNode(element, 'Guia pendente');
      await choose(element, 'groupId', 'Nenhum');
      expect(effects(element)).not.to.contain('deixam de poder');
      await press(element, /^Salvar/);
      expect(deepActiveElement()?.id).to.equal('summary');
      expect(textOf(find(element, '#groupId-error'))).to.equal('Preencha o campo “Grupo responsável”.');
      await press(element, /^Preencha o campo “Grupo responsável”/);
      expect(deepActiveElement()?.id).to.equal('groupId');
    });

    it('leads from an error to its field under the other tab', async () => {
      const element = await mount();
      await openNode(element, 'Guia pendente');
      type(element, '#reopenWindowDays', 'um mês');
      await press(element, /^Dados complementares/);
      await press(element, /^Salvar/);
      expect(textOf(find(element, '#tab-details'))).to.contain('(com erro)');
      await press(element, /Janela de reabertura/);
      await waitUntil(() => deepActiveElement()?.id === 'reopenWindowDays');
      expect(find(element, '#panel-details').hidden).to.equal(false);
      expect(find<HTMLInputElement>(element, '#reopenWindowDays').value).to.equal('um mês');
    });

    it('tells of a name that a sibling has', async () => {
      const element = await mount();
      await openNode(element, 'Guia pendente');
      type(element, '#name', 'opme');
      await press(element, /^Salvar/);
      expect(textOf(find(element, '#name-error'))).to.equal('“Nome” já está em uso.');
    });

    it('loses nothing when an answer is lost, and saves at the next try', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'OPME');
      type(element, '#name', 'OPME e próteses');
      client.control.failNext('updateCrmClassification', 'network');
      await press(element, /^Salvar/);
      expect(textOf(find(element, '#summary'))).to.contain('Nada foi salvo ainda');
      await press(element, /^Salvar/);
      expect(nodeNamed(client, 'OPME e próteses').name).to.equal('OPME e próteses');
    });

    it('asks before what was typed is given up for another node, and stays when told so', async () => {
      const element = await mount();
      await openNode(element, 'OPME');
      type(element, '#name', 'Outra');
      row(element, 'Guia pendente').click();
      const dialog = find<HTMLDialogElement>(element, '#leave');
      await waitUntil(() => dialog.open);
      dialog.querySelector<HTMLElement>('.btn:not(.btn-danger)')?.click();
      await waitUntil(() => !dialog.open);
      expect(find<HTMLInputElement>(element, '#name').value).to.equal('Outra');
      row(element, 'Guia pendente').click();
      await waitUntil(() => dialog.open);
      dialog.querySelector<HTMLElement>('.btn-danger')?.click();
      await waitUntil(() => textOf(find(element, '#entry-title')) === 'Guia pendente');
      expect(find<HTMLInputElement>(element, '#name').value).to.equal('Guia pendente');
      expect(element.dirty).to.equal(false);
    });
  });

  describe('two admins', () => {
    it('are told of both values of a field, and the second saves over it only when told so', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Guia pendente');
      await choose(element, 'parentId', 'Portal');
      changeElsewhere(element, 'Guia pendente', { parentId: idOf(client, 'Cadastro') });
      await press(element, /^Salvar/);
      const conflict = textOf(find(element, '.conflict'));
      expect(conflict).to.match(/Classificação superior.*O seu valor Portal.*O valor atual Cadastro/);
      expect(nodeNamed(client, 'Guia pendente').parentId).to.equal(idOf(client, 'Cadastro'));
      await press(element, /^Salvar o meu por cima/);
      await waitUntil(() => nodeNamed(client, 'Guia pendente').parentId === idOf(client, 'Portal'));
    });

    it('takes the other’s value when told so, under whatever tab it is', async () => {
      const element = await mount();
      await openNode(element, 'Guia pendente');
      type(element, '#helpText', 'Meu texto');
      changeElsewhere(element, 'Guia pendente', { helpText: 'Texto da colega' });
      await press(element, /^Dados complementares/);
      await press(element, /^Salvar/);
      await press(element, /^Usar o valor atual/);
      await waitUntil(() => deepActiveElement()?.id === 'helpText');
      expect(find<HTMLTextAreaElement>(element, '#helpText').value).to.equal('Texto da colega');
      expect(element.dirty).to.equal(false);
    });

    it('do not disturb each other in different fields', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Guia pendente');
      type(element, '#name', 'Guia sem resposta');
      const other = createCrmTestClient({ sharedWith: client });
      const { id, version } = nodeNamed(client, 'Guia pendente');
      await other.classifications.update(id, { helpText: 'Informe o número da guia.' }, { version });
      await waitUntil(
        () => find<HTMLTextAreaElement>(element, '#helpText').value === 'Informe o número da guia.',
      );
      expect(find<HTMLInputElement>(element, '#name').value).to.equal('Guia sem resposta');
      await press(element, /^Salvar/);
      expect(nodeNamed(client, 'Guia sem resposta').helpText).to.equal('Informe o número da guia.');
    });

    it('lose nothing when the other one deletes what is being edited', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Envio por fax');
      type(element, '#name', 'Envio por fax antigo');
      const other = createCrmTestClient({ sharedWith: client });
      const { id, version } = nodeNamed(client, 'Envio por fax');
      await other.classifications.delete(id, { version });
      await waitUntil(() => /Outra pessoa excluiu/.test(textOf(element.renderRoot.querySelector('.notice'))));
      expect(find<HTMLInputElement>(element, '#name').value).to.equal('Envio por fax antigo');
      await press(element, /^Criar de novo com estes dados/);
      await press(element, /^Salvar/);
      await waitUntil(() => names(element).includes('Envio por fax antigo'));
      expect(nodeNamed(client, 'Envio por fax antigo')).to.deep.include({
        parentId: idOf(client, 'Cadastro'),
        active: false,
      });
    });
  });

  describe('deletion', () => {
    it('asks first, then takes it out of the tree', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Envio por fax');
      await press(element, /^Excluir$/);
      expect(find<HTMLDialogElement>(element, '#delete').open).to.equal(true);
      expect(names(element)).to.include('Envio por fax');
      await press(element, /^Excluir de vez/);
      await waitUntil(() => !names(element).includes('Envio por fax'));
      await waitUntil(() =>
        /“Envio por fax” foi excluído/.test(textOf(element.renderRoot.querySelector('.notice'))),
      );
      expect(deepActiveElement()?.id).to.equal('title');
      expect(client.control.settings.classifications.some(({ name }) => name === 'Envio por fax')).to.equal(
        false,
      );
    });

    it('is not offered where there are protocols or others inside, and the form says what to do', async () => {
      const element = await mount();
      const buttons = (): string[] => all(element, '.entry-pane button').map(textOf);
      await openNode(element, 'Guia pendente');
      expect(buttons()).not.to.include('Excluir');
      expect(textOf(find(element, '.actions .hint'))).to.contain('mude a situação para Inativa');
      await openNode(element, 'Cadastro');
      expect(buttons()).not.to.include('Excluir');
      expect(textOf(find(element, '.actions .hint'))).to.contain(
        'mova ou exclua antes o que está dentro dela',
      );
    });

    it('is told when a protocol came first', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await openNode(element, 'Envio por fax');
      await press(element, /^Excluir$/);
      const [some] = client.control.protocols;
      if (some) some.classification = { ...some.classification, id: idOf(client, 'Envio por fax') };
      await press(element, /^Excluir de vez/);
      await waitUntil(() => deepActiveElement()?.id === 'delete-error');
      expect(textOf(find(element, '#delete-error'))).to.contain('Desative-o em vez de excluir');
      expect(nodeNamed(client, 'Envio por fax').name).to.equal('Envio por fax');
    });
  });

  it('shows tree or entry where it is narrow, and leads back to the node', async () => {
    const element = await mount();
    await setCircumstances({ width: 320 });
    const sees = (selector: string): boolean => find(element, selector).checkVisibility();
    expect(sees('.tree-pane')).to.equal(true);
    expect(sees('.entry-pane')).to.equal(false);
    row(element, 'OPME').click();
    await waitUntil(() => deepActiveElement()?.id === 'entry-title');
    expect(sees('.tree-pane')).to.equal(false);
    await press(element, /^Voltar para a árvore/);
    await waitUntil(() => textOf(deepActiveElement()).startsWith('OPME'));
    expect(sees('.entry-pane')).to.equal(false);
  });
});

describeStates('crm-classifications', states);
