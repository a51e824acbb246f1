import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { CrmWebhooks } from '../crm-webhooks/crm-webhooks.ts';
import { ptBR } from '../messages/index.ts';
import { find, press, settled, textOf, type } from '../testing/screen.ts';
import { attemptError } from './attempt-error.ts';
import { clientWith, narrow, states } from './crm-notifications.states.ts';
import type { CrmNotifications } from './crm-notifications.ts';
import { defineCrmNotifications } from './define.ts';

defineCrmNotifications();

const mount = async (client: CrmTestClient = createCrmTestClient()): Promise<CrmNotifications> => {
  const element = await fixture<CrmNotifications>(
    html`<crm-notifications .client=${client}></crm-notifications>`,
  );
  await settled(element);
  return element;
};
const rows = (element: CrmNotifications): string[] =>
  [...element.renderRoot.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map(textOf).join(' | '),
  );
const tab = (element: CrmNotifications, name: string): HTMLElement => find(element, `#tab-${name}`);
const webhooksOf = async (element: CrmNotifications): Promise<CrmWebhooks> => {
  await press(element, /^Webhooks/);
  const webhooks = find<CrmWebhooks>(element, 'crm-webhooks');
  await settled(webhooks);
  return webhooks;
};

describe('crm-notifications', () => {
  it('shows the topic, the receiver and the outcome of each delivery', async () => {
    const element = await mount();
    const [answer = '', created = '', group = '', status = ''] = rows(element);
    expect(answer).to.match(/^24\/11\/2026 13:58 \| Resposta ao prestadorE-mail \| a…@saolucas\.example \|/);
    expect(answer).to.contain('Pendente Próxima tentativa: 24/11/2026 14:00');
    expect(created).to.contain('Pendente 2 tentativas O destino respondeu com um erro (HTTP 5xx).');
    expect(group).to.contain('Novo protocolo para o grupo').and.to.contain('Enviado 1 tentativa');
    expect(status).to.contain('Não entregue 8 tentativas O destino ficou sem resposta.');
    expect(status).to.contain('Mudança de statusWebhook | https://erp.vidaplena.example/fale-conosco |');
  });

  it('says why an attempt failed, whatever the code', () => {
    expect(attemptError('HTTP 4xx', ptBR)).to.equal('O destino respondeu com um erro (HTTP 4xx).');
    expect(attemptError('no response', ptBR)).to.contain('sem resposta');
    expect(attemptError('gone', ptBR)).to.contain('não quer mais receber');
    expect(attemptError('SMTP 550', ptBR)).to.equal('O servidor de e-mail recusou a mensagem (SMTP 550).');
    expect(attemptError('timeout', ptBR)).to.equal('O destino demorou demais a responder.');
    expect(attemptError('EPROTO', ptBR)).to.equal('O envio falhou (EPROTO).');
  });

  it('shows only those of one state', async () => {
    const element = await mount();
    await narrow(element, 'dead');
    expect(rows(element)).to.have.length(1);
    await narrow(element, 'pending');
    expect(rows(element)).to.have.length(2);
    await narrow(element, '');
    expect(rows(element)).to.have.length(5);
  });

  it('brings further pages when they are asked for, and goes on at their first row', async () => {
    const element = await mount(clientWith(40));
    expect(rows(element)).to.have.length(25);
    await press(element, /^Mostrar mais/);
    expect(rows(element)).to.have.length(40);
    expect(deepActiveElement()?.getAttribute('data-id')).to.equal('dlv-015');
    expect(element.renderRoot.textContent).not.to.contain('Mostrar mais envios');
  });

  it('keeps what is shown when a further page does not come, and forgets the failure with another filter', async () => {
    const client = clientWith(40);
    const element = await mount(client);
    client.control.failNext('listDeliveries', 'network');
    await press(element, /^Mostrar mais/);
    expect(rows(element)).to.have.length(25);
    expect(textOf(element.renderRoot.querySelector('.notice'))).to.contain('Não foi possível mostrar mais');
    await narrow(element, 'delivered');
    expect(element.renderRoot.querySelector('.notice')).to.equal(null);
  });

  it('drops a page that arrives after another filter was chosen', async () => {
    const client = clientWith(40);
    const element = await mount(client);
    const held = client.control.hold('listDeliveries');
    find(element, '.more .btn').click();
    await element.updateComplete;
    const filter = narrow(element, 'dead');
    held.release();
    await filter;
    expect(rows(element)).to.have.length(14);
    expect(rows(element).every((text) => text.includes('Não entregue'))).to.equal(true);
  });

  it('opens a protocol from its number', async () => {
    const element = await mount(clientWith(1));
    const opened = oneEvent(element, 'crm-protocol-open');
    find(element, 'tbody .link').focus();
    await sendKeys({ press: 'Enter' });
    expect(await opened).to.include({ number: '34665920261124000001' });
  });

  it('gives protocols their own address where the page has one', async () => {
    const element = await mount(clientWith(1));
    element.protocolHref = (number) => `#/${number}`;
    await element.updateComplete;
    const link = find<HTMLAnchorElement>(element, 'tbody a');
    expect(link.getAttribute('href')).to.equal('#/34665920261124000001');
    const opened = oneEvent(element, 'crm-protocol-open');
    link.click();
    expect(await opened).to.include({ number: '34665920261124000001' });
  });

  it('tries a dead one again and shows it among the pending', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    const retry = find(element, 'tbody .btn');
    expect(retry.getAttribute('aria-label')).to.equal(
      'Tentar novamente: Mudança de status, para https://erp.vidaplena.example/fale-conosco',
    );
    retry.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => element.renderRoot.querySelector('tbody .btn') === null);
    expect(client.control.settings.deliveries.find(({ id }) => id === 'dlv-2')?.state).to.equal('pending');
    expect(rows(element)[3]).to.contain('Pendente').and.to.contain('Próxima tentativa');
    expect(deepActiveElement()?.getAttribute('data-id')).to.equal('dlv-2');
  });

  it('says why one is not tried again, and lets it be tried again', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    client.control.failNext('retryDelivery', 'network');
    await press(element, /^Tentar novamente/);
    expect(deepActiveElement()?.id).to.equal('retry-failure');
    expect(textOf(deepActiveElement())).to.contain('O envio não voltou à fila');
    await press(element, /^Tentar novamente/);
    expect(element.renderRoot.querySelector('#retry-failure')).to.equal(null);
    expect(rows(element)[3]).to.contain('Pendente');
  });

  it('reads the list again', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    client.control.settings.deliveries.splice(0, 1);
    await press(element, /^Atualizar/);
    expect(rows(element)).to.have.length(4);
  });

  it('goes from tab to tab by keyboard', async () => {
    const element = await mount();
    tab(element, 'deliveries').focus();
    await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => element.renderRoot.querySelector('crm-webhooks'));
    expect(element.tab).to.equal('webhooks');
    expect(deepActiveElement()?.id).to.equal('tab-webhooks');
    expect(tab(element, 'webhooks').getAttribute('aria-selected')).to.equal('true');
  });

  it('asks before a webhook that was typed is given up for the other tab', async () => {
    const element = await mount();
    const webhooks = await webhooksOf(element);
    await press(webhooks, /^Novo webhook/);
    expect(element.dirty).to.equal(false);
    type(webhooks, '#url', 'https://bi.vidaplena.example/novo');
    expect(element.dirty).to.equal(true);
    await press(element, /^Envios/);
    await waitUntil(() => find<HTMLDialogElement>(webhooks, '#leave').open);
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.tab).to.equal('webhooks');
    await press(element, /^Envios/);
    await waitUntil(() => find<HTMLDialogElement>(webhooks, '#leave').open);
    find(webhooks, '#leave .btn-danger').click();
    await waitUntil(() => element.tab === 'deliveries');
  });
});

describeStates('crm-notifications', states);
