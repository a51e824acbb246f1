import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { answer, find, press, settled, textOf, type } from '../testing/screen.ts';
import { changeElsewhere, states } from './crm-agents.states.ts';
import type { CrmAgents } from './crm-agents.ts';
import { defineCrmAgents } from './define.ts';

defineCrmAgents();

const mount = async (client: CrmTestClient = createCrmTestClient()): Promise<CrmAgents> => {
  const element = await fixture<CrmAgents>(html`<crm-agents .client=${client}></crm-agents>`);
  await settled(element);
  return element;
};
const stored = (client: CrmTestClient, name: string) =>
  client.control.settings.agents.find((agent) => agent.name === name);
const choose = (element: CrmAgents, selector: string, value: string): void => {
  const select = find<HTMLSelectElement>(element, selector);
  select.value = value;
  select.dispatchEvent(new Event('change'));
};

describe('crm-agents', () => {
  it('lists everybody with role, groups and situation', async () => {
    const element = await mount();
    const cells = (name: RegExp) =>
      [...element.renderRoot.querySelectorAll('tbody tr')]
        .filter((row) => name.test(textOf(row)))
        .map((row) => [...row.querySelectorAll('td')].map(textOf));
    expect(cells(/^Regina/)).to.deep.equal([
      [
        'Regina Alves',
        'regina@vidaplena.example',
        'Administrador do CRM',
        'Auditoria médica, Credenciamento',
        'Ativo',
      ],
    ]);
    expect(cells(/^Simone/)[0]?.at(-1)).to.equal('Inativo');
  });

  it('registers a new person, with the sign-in of the others already filled in', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Novo usuário/);
    expect(find<HTMLInputElement>(element, '#issuer').value).to.equal('https://entrar.vidaplena.example');
    expect(element.dirty).to.equal(false);
    find(element, '#name').focus();
    await sendKeys({ type: 'Íris Lobo' });
    type(element, '#subject', 'iris@vidaplena');
    choose(element, '#role', 'admin');
    await press(element, /^Salvar/);
    await waitUntil(() => textOf(deepActiveElement()) === 'Íris Lobo');
    expect(stored(client, 'Íris Lobo')).to.deep.include({
      issuer: 'https://entrar.vidaplena.example',
      subject: 'iris@vidaplena',
      email: null,
      role: 'admin',
      active: true,
      groupIds: [],
    });
  });

  it('refuses somebody who is registered already', async () => {
    const element = await mount();
    await press(element, /^Novo usuário/);
    type(element, '#name', 'Outro Fábio');
    type(element, '#subject', 'fabio@vidaplena');
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#subject-error'))).to.contain('já está em uso');
  });

  it('shows the people that the sign-in knows and which groups there are, and changes neither', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Fábio/);
    expect(element.renderRoot.querySelector('#issuer, #subject')).to.equal(null);
    const text = textOf(element.shadowRoot);
    expect(text).to.contain('fabio@vidaplena').and.to.contain('Faturamento, Suporte ao portal');
    expect(text).to.contain('Cadastros > Atendimento > Grupos');
    await answer(element, 'active', false);
    await press(element, /^Salvar/);
    const [call] = client.control.requests.filter(({ operation }) => operation === 'updateAgent');
    expect(call?.body).to.deep.equal({ active: false });
    expect(stored(client, 'Fábio Nogueira')?.active).to.equal(false);
  });

  it('says that an admin cannot deactivate or demote itself', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Regina/);
    await answer(element, 'active', false);
    choose(element, '#role', 'agent');
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#active-error'))).to.contain('desativar a si mesmo');
    expect(textOf(find(element, '#role-error'))).to.contain('seu próprio perfil');
    expect(stored(client, 'Regina Alves')).to.deep.include({ active: true, role: 'admin' });
  });

  it('tells both values when somebody else changed the same field', async () => {
    const element = await mount();
    await press(element, /^Fábio/);
    choose(element, '#role', 'admin');
    type(element, '#name', 'Fábio N. Lima');
    changeElsewhere(element, 'agt-fabio', { name: 'Fábio Nogueira Lima' });
    await press(element, /^Salvar/);
    const conflict = textOf(find(element, '.conflict'));
    expect(conflict).to.contain('Fábio N. Lima').and.to.contain('Fábio Nogueira Lima');
    await press(element, /^Usar o valor atual/);
    expect(find<HTMLInputElement>(element, '#name').value).to.equal('Fábio Nogueira Lima');
    expect(find<HTMLSelectElement>(element, '#role').value).to.equal('admin');
  });
});

describeStates('crm-agents', states);
