import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { answer, find, press, settled, textOf, type } from '../testing/screen.ts';
import { states } from './crm-webhooks.states.ts';
import type { CrmWebhooks } from './crm-webhooks.ts';
import { defineCrmWebhooks } from './define.ts';

defineCrmWebhooks();

const URL_OF_NEW = 'https://portal.vidaplena.example/avisos';
const SECRET = /whsec_[\w+/]+=*/;

const mount = async (client: CrmTestClient = createCrmTestClient()): Promise<CrmWebhooks> => {
  const element = await fixture<CrmWebhooks>(html`<crm-webhooks .client=${client}></crm-webhooks>`);
  await settled(element);
  return element;
};
const stored = (client: CrmTestClient, url: string) =>
  client.control.settings.webhooks.find((webhook) => webhook.url === url);
const create = async (element: CrmWebhooks): Promise<void> => {
  await press(element, /^Novo webhook/);
  type(element, '#url', URL_OF_NEW);
  await press(element, /^Salvar/);
};

describe('crm-webhooks', () => {
  it('lists addresses, events in words and situation', async () => {
    const element = await mount();
    const rows = [...element.renderRoot.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map(textOf),
    );
    const all = 'Protocolo registrado, Mensagem registrada, Mudança de status';
    expect(rows).to.deep.equal([
      ['https://bi.vidaplena.example/eventos', all, 'Inativo'],
      ['https://erp.vidaplena.example/fale-conosco', 'Protocolo registrado, Mudança de status', 'Ativo'],
    ]);
  });

  it('shows the secret of a new one once, and nowhere after that', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await create(element);
    expect(deepActiveElement()?.id).to.equal('title');
    expect(textOf(find(element, '.secret'))).to.match(SECRET);
    expect(textOf(element.renderRoot.querySelector('.plain'))).to.contain('HMAC-SHA256');
    await press(element, /^Já guardei/);
    expect(textOf(deepActiveElement())).to.equal(URL_OF_NEW);
    expect(element.renderRoot.textContent).not.to.match(SECRET);
    await press(element, new RegExp(`^${URL_OF_NEW}`));
    expect(element.renderRoot.textContent).not.to.match(SECRET);
  });

  it('copies the secret and says so', async () => {
    const element = await mount();
    await create(element);
    let copied = '';
    const { clipboard } = navigator;
    const original = clipboard.writeText;
    clipboard.writeText = async (text) => {
      copied = text;
    };
    try {
      await press(element, /^Copiar o segredo/);
    } finally {
      clipboard.writeText = original;
    }
    expect(copied).to.match(SECRET);
    await press(element, /^Copiado/);
  });

  it('forgets the secret when it leaves the page', async () => {
    const element = await mount();
    await create(element);
    const parent = element.parentElement;
    element.remove();
    parent?.append(element);
    await settled(element);
    expect(element.renderRoot.textContent).not.to.match(SECRET);
  });

  it('says in words what is wrong with an address', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Novo webhook/);
    type(element, '#url', 'erp.vidaplena.example');
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#url-error'))).to.equal(
      'Informe o endereço completo, começando por https://.',
    );
    type(element, '#url', 'http://10.0.0.1/');
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#url-error'))).to.contain('Este endereço não é aceito');
  });

  it('makes one although the first answer is lost', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Novo webhook/);
    type(element, '#url', URL_OF_NEW);
    client.control.failNext('createWebhook', 'network');
    await press(element, /^Salvar/);
    await press(element, /^Salvar/);
    expect(textOf(find(element, '.secret'))).to.match(SECRET);
    expect(client.control.settings.webhooks.filter(({ url }) => url === URL_OF_NEW)).to.have.length(1);
  });

  it('changes what is told and whether', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^https:\/\/erp/);
    element.renderRoot.querySelectorAll<HTMLElement>('#events input')[1]?.click();
    await answer(element, 'active', false);
    await press(element, /^Salvar/);
    const webhook = stored(client, 'https://erp.vidaplena.example/fale-conosco');
    expect(webhook?.active).to.equal(false);
    expect(webhook?.events).to.have.members(['protocol.created', 'message.added', 'status.changed']);
    expect(element.renderRoot.querySelector('.secret')).to.equal(null);
  });

  it('tells two choices of events apart in words when somebody else chose, too', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^https:\/\/erp/);
    element.renderRoot.querySelector<HTMLElement>('#events input')?.click();
    client.control.simulateConcurrentChange('webhooks', 'whk-1', { events: ['message.added'] });
    await press(element, /^Salvar/);
    const conflict = textOf(element.renderRoot.querySelector('.conflict'));
    expect(conflict).to.contain('Mudança de status').and.to.contain('Mensagem registrada');
  });

  it('deletes one after it said what goes with it', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^https:\/\/erp/);
    await press(element, /^Excluir$/);
    expect(textOf(find(element, '#delete'))).to.contain('ainda estão na fila');
    await press(element, /^Excluir de vez/);
    expect(stored(client, 'https://erp.vidaplena.example/fale-conosco')).to.equal(undefined);
    expect(element.renderRoot.querySelectorAll('tbody tr')).to.have.length(1);
  });

  it('deletes one although somebody changed it meanwhile, at the second try', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^https:\/\/erp/);
    client.control.simulateConcurrentChange('webhooks', 'whk-1', { active: false });
    await press(element, /^Excluir$/);
    await press(element, /^Excluir de vez/);
    expect(textOf(find(element, '#delete-error'))).to.contain('Outra pessoa alterou');
    await press(element, /^Excluir de vez/);
    expect(client.control.settings.webhooks).to.have.length(1);
  });
});

describeStates('crm-webhooks', states);
