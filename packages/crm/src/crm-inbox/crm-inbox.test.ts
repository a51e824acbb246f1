import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { describeStates, setCircumstances, sidewaysOverflow, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { html } from 'lit';
import type { CrmProtocolOpenEvent } from '../shared/crm-events.ts';
import { settled } from '../testing/screen.ts';
import { clientNow, search, states } from './crm-inbox.states.ts';
import type { CrmInbox } from './crm-inbox.ts';
import { defineCrmInbox } from './define.ts';

defineCrmInbox();

const mount = async (client: CrmTestClient): Promise<CrmInbox> => {
  const element = await fixture<CrmInbox>(html`<crm-inbox .client=${client}></crm-inbox>`);
  await settled(element);
  return element;
};

const all = (element: CrmInbox, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const one = <Found extends HTMLElement = HTMLElement>(element: CrmInbox, selector: string): Found => {
  const found = element.renderRoot.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
};
const rows = (element: CrmInbox): HTMLElement[] => all(element, 'tbody tr');
const text = (node: HTMLElement): string => node.textContent.replace(/\s+/g, ' ').trim();
const numbers = (element: CrmInbox): string[] =>
  all(element, 'tbody .protocol-number').map((node) => text(node).replace(/\D/g, ''));
const operations = (client: CrmTestClient): string[] =>
  client.control.requests
    .map(({ operation }) => operation)
    .filter((operation) => operation !== 'streamEvents');
const queue = (element: CrmInbox, label: string): HTMLElement => {
  const found = all(element, '.queue').find((button) => text(button).startsWith(label));
  if (!found) throw new Error(`There is no queue ${label}`);
  return found;
};
const spoken = (element: CrmInbox): string => all(element, '[role=status], [role=alert]').map(text).join(' ');

/** A provider opens a protocol of a group, and everybody is told. */
const arrive = (client: CrmTestClient): string => {
  const { number, status } = client.control.addProtocol({
    group: { id: 'grp-faturamento', name: 'Faturamento' },
  });
  const data = { number, status, cause: 'created', lastSequence: 1 } as const;
  client.control.emit({ type: 'protocol.changed', id: '', data });
  return number;
};

describe('crm-inbox', () => {
  afterEach(() => setCircumstances());

  it('begins with the open protocols of the agent’s groups, who waits longest first', async () => {
    const client = clientNow();
    const element = await mount(client);
    expect(text(one(element, '[role=tab][aria-selected=true]'))).to.match(/^Abertos/);
    const { items } = await client.protocols.list({ state: 'open', order: 'waiting' });
    expect(numbers(element)).to.deep.equal(items.map(({ number }) => number));
    expect(all(element, 'th').map(text)).to.deep.equal([
      'Protocolo',
      'Prestador',
      'Classificação',
      'Status',
      'Responsável',
      'Aguardando há',
      'Prazo',
    ]);
  });

  it('needs one request before it shows the list', async () => {
    const client = clientNow();
    const counts = client.control.hold('countCrmProtocols');
    const element = await fixture<CrmInbox>(html`<crm-inbox .client=${client}></crm-inbox>`);
    await waitUntil(() => counts.waiting === 1);
    await settled(element);
    expect(rows(element).length).to.be.greaterThan(0);
    expect(operations(client)).to.deep.equal(['listCrmProtocols', 'countCrmProtocols']);
    counts.release();
  });

  it('tells how many protocols each queue holds', async () => {
    const client = clientNow();
    const element = await mount(client);
    const counts = await client.protocols.counts();
    await waitUntil(() => all(element, '.queue .num').length > 0);
    expect(text(queue(element, 'Meus'))).to.equal(`Meus${counts.mine}`);
    expect(text(queue(element, 'Sem responsável'))).to.equal(`Sem responsável${counts.unassigned}`);
    for (const { name, count } of counts.groups)
      expect(text(queue(element, name))).to.equal(`${name}${count}`);
  });

  it('narrows the list by who takes care, by group and by deadline, and shows which', async () => {
    const element = await mount(clientNow());
    await waitUntil(() => all(element, '.queue .num').length > 0);
    queue(element, 'Meus').click();
    await settled(element);
    expect(queue(element, 'Meus').ariaPressed).to.equal('true');
    expect(rows(element).map((row) => text(row.children[4] as HTMLElement))).to.satisfy((names: string[]) =>
      names.every((name) => name === 'Você'),
    );
    queue(element, 'Todos').click();
    queue(element, 'Vencidos').click();
    await settled(element);
    expect(rows(element).map(text).join()).to.match(/Vencido há \d+ dias? út(il|eis)/);
    expect(rows(element).every((row) => row.querySelector('[data-state=overdue]'))).to.equal(true);
  });

  it('leaves waiting and deadlines out where nothing waits', async () => {
    const client = clientNow({ role: 'admin' });
    const element = await mount(client);
    one(element, '#tab-closed').click();
    await settled(element);
    expect(element.renderRoot.querySelector('#order')).to.equal(null);
    expect(all(element, '.queue').map(text)).to.not.include('Vencidos');
    expect(
      client.control.requests.findLast(({ operation }) => operation === 'listCrmProtocols')?.query,
    ).to.deep.equal({ state: 'closed' });
  });

  it('orders by waiting, deadline or activity', async () => {
    const client = clientNow();
    const element = await mount(client);
    const order = one<HTMLSelectElement>(element, '#order');
    order.value = 'due';
    order.dispatchEvent(new Event('change'));
    await settled(element);
    const { items } = await client.protocols.list({ state: 'open', order: 'due' });
    expect(numbers(element)).to.deep.equal(items.map(({ number }) => number));
  });

  it('filters by status, classification, provider and period, and clears all of it', async () => {
    const client = clientNow({ role: 'admin' });
    const element = await mount(client);
    const before = numbers(element);
    one(element, '[aria-controls=filters]').click();
    await settled(element);
    const status = one<HTMLSelectElement>(element, '#status');
    status.value = 'received';
    status.dispatchEvent(new Event('change'));
    await settled(element);
    const provider = one<HTMLInputElement>(element, '#provider');
    provider.focus();
    await sendKeys({ type: 'exata' });
    await waitUntil(() => all(element, '[role=option]').length === 1);
    await sendKeys({ press: 'ArrowDown' });
    await element.updateComplete;
    expect(provider.getAttribute('aria-activedescendant')).to.equal(one(element, '[role=option]').id);
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(provider.value).to.equal('Laboratório Exata');
    expect(rows(element).length).to.be.greaterThan(0);
    for (const row of rows(element))
      expect(text(row)).to.contain('Laboratório Exata').and.to.contain('Recebido');
    expect(text(one(element, '[aria-controls=filters]'))).to.contain('2 filtros ativos');
    const clear = all(element, 'button').find((button) => text(button) === 'Limpar filtros');
    clear?.click();
    await settled(element);
    expect(numbers(element)).to.deep.equal(before);
    expect(one<HTMLInputElement>(element, '#provider').value).to.equal('');
  });

  it('searches, and says what to do when nothing is found', async () => {
    const element = await mount(clientNow());
    await search(element, 'inexistente');
    await waitUntil(() => element.renderRoot.querySelector('.empty'));
    expect(text(one(element, '.empty'))).to.contain('Nenhum protocolo encontrado');
    one(element, '.empty .btn').click();
    await settled(element);
    expect(rows(element).length).to.be.greaterThan(0);
  });

  it('opens a protocol by its number', async () => {
    const element = await mount(clientNow());
    const link = one(element, 'tbody .link');
    link.focus();
    setTimeout(() => void sendKeys({ press: 'Enter' }));
    const event: CrmProtocolOpenEvent = await oneEvent(element, 'crm-protocol-open');
    expect(event.number).to.equal(numbers(element)[0]);
  });

  it('gives protocols addresses of their own where the page has them', async () => {
    const element = await mount(clientNow());
    element.protocolHref = (number) => `#protocolos/${number}`;
    await element.updateComplete;
    const link = one<HTMLAnchorElement>(element, 'tbody a.link');
    expect(link.getAttribute('href')).to.equal(`#protocolos/${numbers(element)[0]}`);
    const opened = oneEvent(element, 'crm-protocol-open');
    link.click();
    await opened;
    expect(location.hash).to.equal('');
  });

  it('takes a protocol with one press, and keeps the focus in its row', async () => {
    const client = clientNow();
    const element = await mount(client);
    const take = one(element, '.take');
    const row = take.closest('tr') as HTMLElement;
    take.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !row.querySelector('.take'));
    expect(text(row)).to.contain('Você');
    expect(spoken(element)).to.contain('agora está com você');
    expect(row.querySelector('.link')).to.equal(element.shadowRoot?.activeElement);
    const [number] = row.querySelector('.protocol-number')?.textContent?.match(/\d+/) ?? [];
    expect(number).to.be.a('string');
    expect(
      client.control.protocols.filter(({ assignee }) => assignee?.id === 'agt-fabio').length,
    ).to.be.greaterThan(4);
  });

  it('says who was faster when somebody else took it meanwhile', async () => {
    const state = states.find(({ name }) => name === 'take-failed');
    const element = await fixture<CrmInbox>(state?.render() ?? html``);
    await state?.setup?.(element);
    await waitUntil(() => element.renderRoot.querySelector('.notice-error'));
    expect(text(one(element, '.notice-error'))).to.contain('já está com Marcos Vilela');
    expect(rows(element).map(text).join()).to.contain('Marcos Vilela');
  });

  it('shows a new protocol by itself within two seconds, without moving focus or scroll', async () => {
    const client = clientNow();
    const element = await mount(client);
    const tab = one(element, '[role=tab]');
    tab.focus();
    const before = numbers(element);
    const added = arrive(client);
    await waitUntil(() => numbers(element).includes(added), 'it came');
    expect(numbers(element).length).to.equal(before.length + 1);
    expect(element.shadowRoot?.activeElement).to.equal(tab);
    expect(spoken(element)).to.contain('1 novo protocolo na lista');
  });

  it('names a new protocol whose place is further down than the list is read, until it is put away', async () => {
    const client = clientNow();
    const element = await mount(client);
    for (let more = 0; more < 30; more += 1)
      client.control.addProtocol({ group: { id: 'grp-faturamento', name: 'Faturamento' } });
    await element.refresh();
    await settled(element);
    const before = numbers(element);
    const added = arrive(client);
    await waitUntil(() => element.renderRoot.querySelector('.notice-info'));
    expect(text(one(element, '.notice-info'))).to.contain('1 novo protocolo aguarda');
    expect(numbers(element)).to.deep.equal(before);
    expect(spoken(element)).to.contain('mais abaixo na lista');
    setTimeout(() => one(element, '.notice-info .link').click());
    const opened: CrmProtocolOpenEvent = await oneEvent(element, 'crm-protocol-open');
    expect(opened.number).to.equal(added);
    one(element, '.notice-info .btn').click();
    await settled(element);
    expect(element.renderRoot.querySelector('.notice-info')).to.equal(null);
  });

  it('adds below while somebody works in the list, as long as no row moves', async () => {
    const client = clientNow();
    const element = await mount(client);
    const link = one(element, 'tbody .link');
    link.focus();
    const before = numbers(element);
    const order = one<HTMLSelectElement>(element, '#order');
    order.value = 'activity';
    order.dispatchEvent(new Event('change'));
    await settled(element);
    one(element, 'tbody .link').focus();
    const shown = numbers(element);
    expect(shown).to.have.members(before);
    // The newest one would come to the top, and move every row.
    arrive(client);
    await waitUntil(() => element.renderRoot.querySelector('.notice-info'));
    expect(numbers(element)).to.deep.equal(shown);
    one(element, '.notice-info .btn').click();
    await settled(element);
    expect(numbers(element).length).to.equal(shown.length + 1);
  });

  it('lets go of a protocol that was handed to a group out of sight, without asking for it', async () => {
    const client = clientNow();
    const admin = createCrmTestClient({ sharedWith: client });
    const element = await mount(client);
    const [first] = (await client.protocols.list({ state: 'open', groupId: 'grp-faturamento' })).items;
    const number = first?.number ?? '';
    expect(numbers(element)).to.include(number);
    await admin.protocols.forward(number, { groupId: 'grp-credenciamento' });
    await waitUntil(() => !numbers(element).includes(number));
    const asked = client.control.requests.filter(({ operation }) => operation === 'getCrmProtocol');
    expect(asked).to.deep.equal([]);
  });

  it('does not move the row under the pointer', async () => {
    const client = clientNow();
    const element = await mount(client);
    const order = one<HTMLSelectElement>(element, '#order');
    order.value = 'activity';
    order.dispatchEvent(new Event('change'));
    await settled(element);
    const shown = numbers(element);
    const { x, y } = (rows(element)[1] as HTMLElement).getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(x + 40), Math.round(y + 10)] });
    arrive(client);
    await waitUntil(() => element.renderRoot.querySelector('.notice-info'));
    expect(numbers(element)).to.deep.equal(shown);
    await sendMouse({ type: 'move', position: [1, 1] });
  });

  it('brings a row up to date where it stands', async () => {
    const client = clientNow();
    const element = await mount(client);
    const waiting = client.control.protocols.find(
      ({ number, status }) => status === 'awaiting_provider' && numbers(element).includes(number),
    );
    if (!waiting) throw new Error('The seed has one');
    const place = numbers(element).indexOf(waiting.number);
    one(element, 'tbody .link').focus();
    client.control.provider.complement(waiting.number, 'Segue o que foi pedido.');
    await waitUntil(() => text(rows(element)[place] as HTMLElement).includes('Em análise'));
    expect(numbers(element)[place]).to.equal(waiting.number);
  });

  it('says that it is offline and keeps what it shows', async () => {
    const client = clientNow();
    const element = await mount(client);
    const shown = numbers(element);
    client.control.goOffline();
    await waitUntil(() => element.renderRoot.querySelector('.notice-offline'));
    expect(numbers(element)).to.deep.equal(shown);
  });

  it('offers to try again after a failure', async () => {
    const client = clientNow();
    client.control.failNext('listCrmProtocols', 'network');
    const element = await mount(client);
    await waitUntil(() => element.renderRoot.querySelector('.notice-error'));
    one(element, '.notice-error .btn').click();
    await settled(element);
    expect(rows(element).length).to.be.greaterThan(0);
  });

  it('leaves the title of the page alone', async () => {
    const before = document.title;
    const client = clientNow();
    const element = await mount(client);
    arrive(client);
    await waitUntil(() => spoken(element).includes('novo protocolo'));
    expect(document.title).to.equal(before);
  });

  it('speaks English and Spanish', async () => {
    const element = await mount(clientNow());
    element.locale = 'en';
    await element.updateComplete;
    await element.textsReady;
    await waitUntil(() => text(one(element, '#title')) === 'Cases');
    element.locale = 'es';
    await waitUntil(() => text(one(element, '#title')) === 'Atenciones');
  });

  it('survives being moved', async () => {
    const client = clientNow();
    const element = await mount(client);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await settled(element);
    const added = arrive(client);
    await waitUntil(() => numbers(element).includes(added));
    place.remove();
  });
  it('fits where the queues stand beside the list, in every state', async () => {
    await setCircumstances({ width: 1024 });
    for (const { name, render, setup } of states) {
      const element = await fixture<CrmInbox>(render());
      await setup?.(element);
      expect(sidewaysOverflow(element), name).to.deep.equal([]);
    }
  }).timeout(10_000);
});

describeStates('crm-inbox', states);
