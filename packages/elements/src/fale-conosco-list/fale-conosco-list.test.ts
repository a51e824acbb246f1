import { createTestClient, type TestClient } from '@fale-conosco/memory';
import { describeStates, setCircumstances, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { defineFaleConoscoList } from './define.ts';
import type { NewContactEvent, ProtocolOpenEvent } from './fale-conosco-list.events.ts';
import { settled, states } from './fale-conosco-list.states.ts';
import type { FaleConoscoList } from './fale-conosco-list.ts';

defineFaleConoscoList();

const mount = async (client: TestClient): Promise<FaleConoscoList> => {
  const element = await fixture<FaleConoscoList>(
    html`<fale-conosco-list .client=${client}></fale-conosco-list>`,
  );
  await settled(element);
  return element;
};

const all = (element: FaleConoscoList, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const one = (element: FaleConoscoList, selector: string): HTMLElement => {
  const [found] = all(element, selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
};
const rows = (element: FaleConoscoList): HTMLElement[] => all(element, 'tbody tr');
const text = (node: HTMLElement): string => node.textContent.replace(/\s+/g, ' ').trim();
const operations = (client: TestClient): string[] =>
  client.control.requests
    .map(({ operation }) => operation)
    .filter((operation) => operation !== 'streamEvents');
const button = (element: FaleConoscoList, label: string): HTMLElement =>
  all(element, 'button').find((candidate) => text(candidate).startsWith(label))!;

describe('fale-conosco-list', () => {
  afterEach(() => setCircumstances());

  it('shows the columns of the manual, in their order', async () => {
    const element = await mount(createTestClient());
    expect(all(element, 'th').map(text)).to.deep.equal([
      'Protocolo',
      'Data de registro',
      'Classificação',
      'Status',
      'Data de conclusão',
      'Ações',
    ]);
  });

  it('needs one request before it shows the list', async () => {
    const client = createTestClient();
    const counts = client.control.hold('countProtocols');
    const element = await fixture<FaleConoscoList>(
      html`<fale-conosco-list .client=${client}></fale-conosco-list>`,
    );
    await waitUntil(() => counts.waiting === 1);
    await settled(element);
    expect(rows(element).length).to.be.greaterThan(0);
    expect(operations(client)).to.deep.equal(['listProtocols', 'countProtocols']);
    counts.release();
  });

  it('shows the three tabs with their totals', async () => {
    const client = createTestClient();
    const element = await mount(client);
    const { all: total, open, closed } = await client.protocols.counts();
    await waitUntil(() => all(element, '.tab .count').length === 3);
    expect(all(element, '[role=tab]').map(text)).to.deep.equal([
      `Todos os contatos ${total}`,
      `Em aberto ${open}`,
      `Finalizados ${closed}`,
    ]);
  });

  it('changes tabs with the arrow keys', async () => {
    const element = await mount(createTestClient());
    const tabs = (): string[] =>
      all(element, '[role=tab]').map((tab) => `${tab.getAttribute('aria-selected')} ${tab.tabIndex}`);
    expect(tabs()).to.deep.equal(['true 0', 'false -1', 'false -1']);
    one(element, '[role=tab]').focus();
    await sendKeys({ press: 'ArrowRight' });
    await settled(element);
    expect(element.state).to.equal('open');
    expect(tabs()).to.deep.equal(['false -1', 'true 0', 'false -1']);
    expect(element.shadowRoot!.activeElement!.id).to.equal('tab-open');
    expect(all(element, '.status').map(text)).not.to.include('Finalizado');
  });

  it('says the number of unread messages in words beside the orange number', async () => {
    const element = await mount(createTestClient());
    const badge = one(element, '.badge');
    expect(badge.querySelector('[aria-hidden]')!.textContent).to.equal('1');
    expect(text(badge.querySelector('.visually-hidden')!)).to.equal('1 mensagem não visualizada');
  });

  it('tells the page which protocol to show', async () => {
    const client = createTestClient();
    const element = await mount(client);
    setTimeout(() => one(element, 'tbody .link').click());
    const event = await oneEvent<ProtocolOpenEvent>(element, 'fc-protocol-open');
    expect(event.number).to.equal((await client.protocols.list()).items[0]!.number);
    expect(event.composed).to.equal(true);
  });

  it('tells the page that a new contact is wanted', async () => {
    const element = await mount(createTestClient());
    setTimeout(() => button(element, 'Novo contato').click());
    expect((await oneEvent<NewContactEvent>(element, 'fc-new-contact')).previousProtocolNumber).to.equal(
      undefined,
    );
  });

  it('reports how many protocols are unread', async () => {
    const client = createTestClient();
    const { unread } = await client.protocols.counts();
    const heard: number[] = [];
    await fixture(
      html`<fale-conosco-list
        .client=${client}
        @fc-unread-change=${(event: { unread: number }) => heard.push(event.unread)}
      ></fale-conosco-list>`,
    );
    await waitUntil(() => heard.length > 0);
    expect(heard).to.deep.equal([unread]);
  });

  it('appends more rows, keeps the earlier ones and goes to the first new one', async () => {
    const element = await mount(createTestClient());
    const before = rows(element);
    button(element, 'Mostrar mais').click();
    await waitUntil(() => rows(element).length > before.length);
    expect(rows(element).slice(0, before.length)).to.deep.equal(before);
    await waitUntil(() => element.shadowRoot!.activeElement?.closest('tr') === rows(element)[before.length]);
    expect(text(one(element, '[role=status]'))).to.equal('30 contatos na lista');
  });

  it('searches a moment after the last key', async () => {
    const client = createTestClient();
    const element = await mount(client);
    one(element, 'input[type=search]').focus();
    await sendKeys({ type: 'opme' });
    await waitUntil(
      () => client.control.requests.filter(({ operation }) => operation === 'listProtocols').length === 2,
    );
    await settled(element);
    expect(rows(element).length).to.be.greaterThan(0);
    expect(rows(element).every((row) => text(row).includes('OPME'))).to.equal(true);
  });

  it('offers to clear the filters when nothing is found', async () => {
    const element = await mount(createTestClient());
    one(element, 'input[type=search]').focus();
    await sendKeys({ type: 'inexistente' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => all(element, '.empty').length === 1);
    button(element, 'Limpar filtros').click();
    await waitUntil(() => rows(element).length > 0);
    expect(one(element, 'input[type=search]')).to.have.property('value', '');
  });

  it('reads the classifications only when the filters are opened, and filters by a branch', async () => {
    const client = createTestClient();
    const element = await mount(client);
    expect(operations(client)).not.to.include('listClassifications');
    button(element, 'Filtros').click();
    await waitUntil(() => all(element, 'option').length > 1);
    const select = one(element, 'select') as HTMLSelectElement;
    select.value = [...select.options].find((option) => text(option) === 'Portal')!.value;
    select.dispatchEvent(new Event('change'));
    await settled(element);
    expect(rows(element).every((row) => text(row).includes('Portal ›'))).to.equal(true);
    expect(text(button(element, 'Filtros'))).to.contain('1 filtro ativo');
  });

  it('says that a period is upside down', async () => {
    const element = await mount(createTestClient());
    button(element, 'Filtros').click();
    await element.updateComplete;
    for (const [id, value] of [
      ['from', '2026-11-20'],
      ['to', '2026-11-10'],
    ] as const) {
      const input = one(element, `#${id}`) as HTMLInputElement;
      input.value = value;
      input.dispatchEvent(new Event('change'));
    }
    await settled(element);
    expect(one(element, '#period-error').hidden).to.equal(false);
    expect(one(element, '#from').getAttribute('aria-invalid')).to.equal('true');
  });

  it('filters by unread', async () => {
    const element = await mount(createTestClient());
    button(element, 'Filtros').click();
    await element.updateComplete;
    one(element, 'input[type=checkbox]').click();
    await settled(element);
    expect(rows(element).every((row) => row.querySelector('.badge'))).to.equal(true);
  });

  it('shows an answer in its row while the focus stays where it is', async () => {
    const client = createTestClient();
    const element = await mount(client);
    const row = rows(element)[0]!;
    const link = row.querySelector<HTMLElement>('.link')!;
    link.focus();
    const { number } = (await client.protocols.list()).items[0]!;
    client.control.operator.reply(number, 'Recebemos a documentação.');
    await waitUntil(() => row.querySelector('.badge'));
    expect(element.shadowRoot!.activeElement).to.equal(link);
  });

  it('brings a new protocol in at the top when the list is not in use', async () => {
    const client = createTestClient();
    const element = await mount(client);
    const { number } = client.control.addProtocol();
    client.control.operator.reply(number, 'Abrimos este protocolo a seu pedido.');
    await waitUntil(() => text(rows(element)[0]!).replaceAll(' ', '').includes(number));
  });

  it('offers the news instead of moving the rows under somebody who works in the list', async () => {
    const client = createTestClient();
    const element = await mount(client);
    one(element, 'tbody .link').focus();
    const { number } = client.control.addProtocol();
    client.control.operator.reply(number, 'Abrimos este protocolo a seu pedido.');
    await waitUntil(() => button(element, 'Atualizar a lista'));
    expect(text(rows(element)[0]!).replaceAll(' ', '')).not.to.contain(number);
    button(element, 'Atualizar a lista').click();
    await waitUntil(() =>
      text(rows(element)[0] ?? element)
        .replaceAll(' ', '')
        .includes(number),
    );
    expect(button(element, 'Atualizar a lista')).to.equal(undefined);
  });

  it('says what failed, tells the page, and tries again', async () => {
    const client = createTestClient();
    client.control.failNext('listProtocols', 'network');
    const errors: unknown[] = [];
    const element = await fixture<FaleConoscoList>(
      html`<fale-conosco-list
        .client=${client}
        @fc-error=${(event: { error: unknown }) => errors.push(event.error)}
      ></fale-conosco-list>`,
    );
    await settled(element);
    expect(text(one(element, '.notice-error'))).to.contain('Não foi possível carregar os contatos');
    expect(errors).to.have.length(1);
    button(element, 'Tentar novamente').click();
    await waitUntil(() => rows(element).length > 0);
  });

  it('keeps what it shows when a further page fails', async () => {
    const client = createTestClient();
    const element = await mount(client);
    const before = rows(element).length;
    client.control.failNext('listProtocols', 'network');
    button(element, 'Mostrar mais').click();
    await waitUntil(() => all(element, '.notice-error').length === 1);
    expect(rows(element).length).to.equal(before);
    button(element, 'Mostrar mais').click();
    await waitUntil(() => rows(element).length > before);
  });

  it('keeps the rows when the connection is lost, and says so', async () => {
    const client = createTestClient();
    const element = await mount(client);
    client.control.goOffline();
    await waitUntil(() => all(element, '.notice-offline').length === 1);
    expect(rows(element).length).to.be.greaterThan(0);
    client.control.goOnline();
    await waitUntil(() => all(element, '.notice-offline').length === 0);
  });

  it('survives being moved, and stays live', async () => {
    const client = createTestClient();
    const element = await mount(client);
    const elsewhere = await fixture(html`<div></div>`);
    elsewhere.append(element);
    await settled(element);
    const { number } = (await client.protocols.list()).items[0]!;
    client.control.operator.reply(number, 'Recebemos a documentação.');
    await waitUntil(() => rows(element)[0]!.querySelector('.badge'));
    expect(operations(client).filter((operation) => operation === 'listClassifications')).to.deep.equal([]);
  });

  it('says that the page has not configured it', async () => {
    const element = await fixture<FaleConoscoList>(html`<fale-conosco-list></fale-conosco-list>`);
    expect(text(one(element, '.notice-error'))).to.contain('ainda não foi configurado');
  });
});

describeStates('fale-conosco-list', states);
