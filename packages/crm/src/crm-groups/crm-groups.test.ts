import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { answer, find, press, settled, textOf, type } from '../testing/screen.ts';
import { changeElsewhere, manyAgents, states } from './crm-groups.states.ts';
import type { CrmGroups } from './crm-groups.ts';
import { defineCrmGroups } from './define.ts';

defineCrmGroups();

const mount = async (client: CrmTestClient = createCrmTestClient()): Promise<CrmGroups> => {
  const element = await fixture<CrmGroups>(html`<crm-groups .client=${client}></crm-groups>`);
  await settled(element);
  return element;
};
const stored = (client: CrmTestClient, name: string) =>
  client.control.settings.groups.find((group) => group.name === name);
const checkbox = (element: CrmGroups, name: string): HTMLInputElement => {
  const label = [...element.renderRoot.querySelectorAll('#memberIds .check')].find(
    (node) => textOf(node) === name,
  );
  const input = label?.querySelector('input');
  if (!input) throw new Error(`No choice is called ${name}`);
  return input;
};
const choose = (element: CrmGroups, selector: string, value: string): void => {
  const select = find<HTMLSelectElement>(element, selector);
  select.value = value;
  select.dispatchEvent(new Event('change'));
};
const options = (element: CrmGroups, selector: string): string[] =>
  [...find<HTMLSelectElement>(element, selector).options].map(textOf);
const updates = (client: CrmTestClient) =>
  client.control.requests.filter(({ operation }) => operation === 'updateGroup').map(({ body }) => body);

describe('crm-groups', () => {
  it('lists every group with its manager, its people and what it answers for', async () => {
    const element = await mount();
    expect([...element.renderRoot.querySelectorAll('th')].map(textOf)).to.deep.equal([
      'Nome',
      'Grupo gestor',
      'E-mail do grupo',
      'Usuários',
      'Classificações',
      'Acessa dados sob sigilo',
      'Situação',
    ]);
    const row = [...element.renderRoot.querySelectorAll('tbody tr')].find((node) =>
      /^Autorizações/.test(textOf(node)),
    );
    const cells = [...(row?.querySelectorAll('td') ?? [])].map(textOf);
    expect(cells.slice(0, 4)).to.deep.equal([
      'Autorizações',
      'Auditoria médica',
      'autorizacoes@vidaplena.example',
      '2',
    ]);
    expect(Number(cells[4])).to.be.greaterThan(0);
    expect(cells.slice(5)).to.deep.equal(['Sim', 'Ativo']);
  });

  it('registers a new group with its people', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Novo grupo/);
    type(element, '#name', 'Ouvidoria');
    type(element, '#email', 'ouvidoria@vidaplena.example');
    choose(element, '#managerGroupId', 'grp-auditoria');
    await answer(element, 'accessesConfidential', true);
    checkbox(element, 'Tiago Freire').click();
    checkbox(element, 'Aline Prado').click();
    await press(element, /^Salvar/);
    await waitUntil(() => textOf(deepActiveElement()) === 'Ouvidoria');
    expect(stored(client, 'Ouvidoria')).to.deep.include({
      email: 'ouvidoria@vidaplena.example',
      managerGroup: { id: 'grp-auditoria', name: 'Auditoria médica' },
      accessesConfidential: true,
      active: true,
    });
    const members = client.control.settings.agents
      .filter(({ groupIds }) => groupIds.includes(stored(client, 'Ouvidoria')?.id ?? ''))
      .map(({ name }) => name);
    expect(members).to.deep.equal(['Aline Prado', 'Tiago Freire']);
  });

  it('lets people join and leave by keyboard, and sends nothing else', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Faturamento/);
    checkbox(element, 'Marcos Vilela').focus();
    await sendKeys({ press: 'Space' });
    checkbox(element, 'Aline Prado').focus();
    await sendKeys({ press: 'Space' });
    await press(element, /^Salvar/);
    expect(updates(client)).to.deep.equal([{ memberIds: ['agt-fabio', 'agt-aline'] }]);
  });

  it('takes somebody who leaves and comes back for no change', async () => {
    const element = await mount();
    await press(element, /^Faturamento/);
    checkbox(element, 'Fábio Nogueira').click();
    await settled(element);
    expect(element.dirty).to.equal(true);
    checkbox(element, 'Fábio Nogueira').click();
    await settled(element);
    expect(element.dirty).to.equal(false);
  });

  it('keeps offering a member who is no longer active until it is saved, and no other inactive one', async () => {
    const element = await mount();
    await press(element, /^Auditoria médica/);
    checkbox(element, 'Simone Barros (inativo)').click();
    await settled(element);
    expect(checkbox(element, 'Simone Barros (inativo)').checked).to.equal(false);
    await press(element, /^Cancelar/);
    find<HTMLDialogElement>(element, '#leave').querySelector<HTMLElement>('.btn-danger')?.click();
    await waitUntil(() => element.renderRoot.querySelector('tbody'));
    await press(element, /^Faturamento/);
    expect(textOf(find(element, '#memberIds'))).not.to.contain('Simone');
  });

  it('finds some of many people, and keeps those chosen who are not shown', async () => {
    const client = manyAgents();
    const element = await mount(client);
    await press(element, /^Faturamento/);
    type(element, '#memberIds [type=search]', 'CELIA');
    await settled(element);
    expect(element.renderRoot.querySelectorAll('#memberIds .check')).to.have.length(3);
    checkbox(element, 'Célia Santana').click();
    await settled(element);
    expect(textOf(find(element, '#memberIds [role=status]'))).to.equal('3 escolhidos');
    find(element, '#memberIds [type=search]').focus();
    await sendKeys({ press: 'Enter' });
    expect(updates(client)).to.deep.equal([]);
    await press(element, /^Salvar/);
    const [changes] = updates(client) as { memberIds: string[] }[];
    expect(changes?.memberIds).to.have.members(['agt-fabio', 'agt-marcos', 'agt-célia-santana']);
  });

  it('offers no manager that the group manages', async () => {
    const element = await mount();
    await press(element, /^Auditoria médica/);
    expect(options(element, '#managerGroupId')).to.deep.equal([
      'Nenhum',
      'Credenciamento',
      'Faturamento',
      'Suporte ao portal',
    ]);
  });

  it('says so when somebody else closed the circle meanwhile', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Auditoria médica/);
    choose(element, '#managerGroupId', 'grp-faturamento');
    changeElsewhere(element, 'grp-faturamento', {
      managerGroup: { id: 'grp-auditoria', name: 'Auditoria médica' },
    });
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#managerGroupId-error'))).to.contain('gerenciado por este');
  });

  it('shows what the group answers for with its whole path, and where that is set', async () => {
    const element = await mount();
    await press(element, /^Auditoria médica/);
    const leaves = [...element.renderRoot.querySelectorAll('.leaves li')].map(textOf);
    expect(leaves).to.include('Apuração interna (não exibida aos prestadores)');
    await press(element, /^Cancelar/);
    await press(element, /^Faturamento/);
    const own = [...element.renderRoot.querySelectorAll('.leaves li')].map(textOf);
    expect(own.some((path) => /^Faturamento › /.test(path))).to.equal(true);
    expect(textOf(element.shadowRoot)).to.contain(
      'Cadastros > Classificações dos atendimentos > Classificações',
    );
  });

  it('tells why a group that providers are answered by cannot be deactivated', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Faturamento/);
    await answer(element, 'active', false);
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#active-error'))).to.contain('Passe-as a outro grupo');
    expect(stored(client, 'Faturamento')?.active).to.equal(true);
  });

  it('deactivates a group that answers for nothing', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Novo grupo/);
    type(element, '#name', 'Ouvidoria');
    await press(element, /^Salvar/);
    await press(element, /^Ouvidoria/);
    await answer(element, 'active', false);
    await press(element, /^Salvar/);
    await waitUntil(() => stored(client, 'Ouvidoria')?.active === false);
    const row = element.renderRoot.querySelector('tr.off');
    expect(textOf(row)).to.match(/^Ouvidoria.*Inativo$/);
  });

  it('refuses a name that is taken', async () => {
    const element = await mount();
    await press(element, /^Novo grupo/);
    type(element, '#name', 'faturamento');
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#name-error'))).to.contain('já está em uso');
  });

  it('names the people in a conflict about them', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Faturamento/);
    checkbox(element, 'Aline Prado').click();
    const aline = client.control.settings.agents.find(({ id }) => id === 'agt-tiago');
    aline?.groupIds.push('grp-faturamento');
    changeElsewhere(element, 'grp-faturamento', {});
    await press(element, /^Salvar/);
    const conflict = textOf(find(element, '.conflict'));
    expect(conflict).to.contain('Aline Prado, Fábio Nogueira, Marcos Vilela');
    expect(conflict).to.contain('Fábio Nogueira, Marcos Vilela, Tiago Freire');
  });

  it('shows the other’s choice when told to use it, whatever was chosen before', async () => {
    const element = await mount();
    await press(element, /^Faturamento/);
    for (const id of ['grp-auditoria', 'grp-suporte', 'grp-credenciamento']) {
      choose(element, '#managerGroupId', id);
      await settled(element);
    }
    changeElsewhere(element, 'grp-faturamento', {
      managerGroup: { id: 'grp-suporte', name: 'Suporte ao portal' },
    });
    await press(element, /^Salvar/);
    await press(element, /^Usar o valor atual/);
    expect(find<HTMLSelectElement>(element, '#managerGroupId').value).to.equal('grp-suporte');
  });

  it('follows what others register while it is open', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    const other = createCrmTestClient({ sharedWith: client });
    await other.groups.update('grp-suporte', { name: 'Suporte' }, { version: 1 });
    await waitUntil(() => /Suporte(?! ao portal)/.test(textOf(element.renderRoot.querySelector('tbody'))));
  });
});

describeStates('crm-groups', states);
