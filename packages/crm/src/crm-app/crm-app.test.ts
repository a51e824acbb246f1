import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { goTo, press, settled, shownPart, states } from './crm-app.states.ts';
import type { CrmApp } from './crm-app.ts';
import { defineCrmApp } from './define.ts';
import { fromHash, toHash } from './views.ts';

defineCrmApp();

const clientOf = (role: 'agent' | 'admin'): CrmTestClient => createCrmTestClient({ role, now: new Date() });
const mount = async (client: CrmTestClient, navigation?: string): Promise<CrmApp> => {
  const element = await fixture<CrmApp>(
    html`<crm-app .client=${client} .navigation=${navigation}></crm-app>`,
  );
  await settled(element);
  return element;
};
const all = (element: CrmApp, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const text = (node: Element | null | undefined): string =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const inner = (element: CrmApp, selector: string): HTMLElement | null =>
  shownPart(element).renderRoot.querySelector<HTMLElement>(selector);
/** Numbers on the home screen. */
const listed = (element: CrmApp): string[] =>
  [...(element.renderRoot.querySelector('crm-inbox')?.renderRoot.querySelectorAll('tbody .link') ?? [])].map(
    (link) => text(link).replaceAll(' ', ''),
  );
const type = (element: CrmApp, selector: string, typed: string): void => {
  const field = inner(element, selector) as HTMLInputElement;
  field.value = typed;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
};

describe('crm-app', () => {
  afterEach(() => {
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('begins at Abertos, and tells who is signed in with role and groups', async () => {
    const element = await mount(clientOf('agent'));
    expect(shownPart(element).localName).to.equal('crm-inbox');
    await press(element, /^Fábio Nogueira/);
    expect(text(element.renderRoot.querySelector('.account'))).to.contain('Atendente');
    expect(text(element.renderRoot.querySelector('.account'))).to.contain('Faturamento, Suporte ao portal');
  });

  it('closes a menu by Escape and gives the focus back', async () => {
    const element = await mount(clientOf('agent'));
    await press(element, /^Fábio Nogueira/);
    await sendKeys({ press: 'Escape' });
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.account')).to.equal(null);
    expect(deepActiveElement()?.getAttribute('aria-label')).to.equal('Fábio Nogueira');
  });

  it('shows registers to admins only', async () => {
    const agent = await mount(clientOf('agent'));
    expect(all(agent, '.menu button').map(text)).to.not.include('Cadastros');
  });

  it('leads an admin to a register by the menu path of the manual', async () => {
    const element = await mount(clientOf('admin'), 'hash');
    await press(element, /^Cadastros/);
    const menu = [...all(element, '.settings [role=group]')].map(text);
    expect(menu.find((group) => group.startsWith('Campanhas'))).to.contain('Forma de contato');
    expect(menu.find((group) => group.startsWith('Classificações dos atendimentos'))).to.match(
      /Classificações$/,
    );
    await goTo(element, /^Forma de contato/, 'crm-contact-methods');
    expect(location.hash).to.equal('#crm/cadastros/forma-de-contato');
    expect(text(element.renderRoot.querySelector('.path'))).to.match(
      /Cadastros.*Campanhas.*Forma de contato/,
    );
    await waitUntil(() => deepActiveElement()?.id === 'title');
  });

  it('refuses a register to an agent who has its address', async () => {
    location.hash = '#crm/cadastros/forma-de-contato';
    const element = await mount(clientOf('agent'), 'hash');
    await waitUntil(() => /Acesso restrito/.test(text(element.renderRoot.querySelector('.empty'))));
  });

  it('opens a protocol with the focus on its title, and comes back to the same row', async () => {
    const element = await mount(clientOf('agent'));
    const rows = shownPart(element).renderRoot.querySelectorAll<HTMLElement>('tbody .link');
    const opener = rows[2] as HTMLElement;
    opener.focus();
    opener.click();
    await waitUntil(() => shownPart(element).localName === 'crm-protocol');
    await settled(element);
    await waitUntil(() => deepActiveElement()?.id === 'title');
    expect(text(element.renderRoot.querySelector('.path'))).to.contain('Protocolo 346659');
    await press(element, /^Voltar para a lista/);
    await waitUntil(() => shownPart(element).localName === 'crm-inbox');
    await waitUntil(() => deepActiveElement() === opener);
  });

  it('keeps filters and place of the home screen meanwhile', async () => {
    const client = clientOf('agent');
    const element = await mount(client);
    const inbox = shownPart(element);
    inbox.renderRoot.querySelector<HTMLElement>('#tab-all')?.click();
    await settled(element);
    const shown = text(inbox.renderRoot.querySelector('tbody'));
    await goTo(element, /^Novo protocolo/, 'crm-new-protocol');
    await press(element, /^Cancelar/);
    await waitUntil(() => shownPart(element) === inbox);
    expect(text(inbox.renderRoot.querySelector('tbody'))).to.equal(shown);
  });

  it('asks before what was typed is lost, and stays when told so', async () => {
    const element = await mount(clientOf('agent'));
    await goTo(element, /^Novo protocolo/, 'crm-new-protocol');
    type(element, '#contactPerson', 'Carla');
    await press(element, /^Abertos/);
    const dialog = inner(element, 'dialog') as HTMLDialogElement;
    await waitUntil(() => dialog.open);
    dialog.querySelector<HTMLElement>('.btn')?.click();
    await waitUntil(() => !dialog.open);
    expect(shownPart(element).localName).to.equal('crm-new-protocol');
    expect((inner(element, '#contactPerson') as HTMLInputElement).value).to.equal('Carla');
    await press(element, /^Abertos/);
    await waitUntil(() => dialog.open);
    dialog.querySelector<HTMLElement>('.btn-danger')?.click();
    await waitUntil(() => shownPart(element).localName === 'crm-inbox');
  });

  it('keeps the browser from leaving while something was typed', async () => {
    const element = await mount(clientOf('agent'));
    await goTo(element, /^Novo protocolo/, 'crm-new-protocol');
    const calm = new Event('beforeunload', { cancelable: true });
    dispatchEvent(calm);
    expect(calm.defaultPrevented).to.equal(false);
    type(element, '#contactPerson', 'Carla');
    const asked = new Event('beforeunload', { cancelable: true });
    dispatchEvent(asked);
    expect(asked.defaultPrevented).to.equal(true);
  });

  it('goes home when a protocol was handed to a group that the agent does not see, and does not show it there', async () => {
    const client = clientOf('agent');
    const element = await mount(client);
    await goTo(element, /^346659/, 'crm-protocol');
    const { CrmProtocolForwardedEvent } = await import('../crm-protocol/crm-protocol.events.ts');
    const { protocolNumber: number = '' } = shownPart(element) as LitProtocol;
    const { version } = await client.protocols.retrieve(number);
    const own = (await client.session.retrieve()).agent?.groups.map(({ id }) => id) ?? [];
    const other = (await client.groups.list()).find(({ id, active }) => active && !own.includes(id));
    const protocol = await client.protocols.forward(number, { groupId: other?.id ?? '' }, { version });
    shownPart(element).dispatchEvent(new CrmProtocolForwardedEvent({ protocol, visible: false }));
    await waitUntil(() => shownPart(element).localName === 'crm-inbox');
    await waitUntil(() => listed(element).length > 0 && !listed(element).includes(number));
  });

  it('does not show among the open ones what the agent has closed', async () => {
    const client = clientOf('agent');
    const element = await mount(client);
    await goTo(element, /^346659/, 'crm-protocol');
    const { CrmProtocolChangedEvent } = await import('../crm-protocol/crm-protocol.events.ts');
    const { protocolNumber: number = '' } = shownPart(element) as LitProtocol;
    const { version } = await client.protocols.retrieve(number);
    const conclusion = { body: 'Resolvido.', attachmentIds: [] };
    const protocol = await client.protocols.close(number, conclusion, { version });
    shownPart(element).dispatchEvent(new CrmProtocolChangedEvent({ protocol }));
    await press(element, /^Voltar para a lista/);
    await waitUntil(() => listed(element).length > 0 && !listed(element).includes(number));
  });

  it('leaves the address alone unless it is told otherwise', async () => {
    const element = await mount(clientOf('agent'));
    await goTo(element, /^Novo protocolo/, 'crm-new-protocol');
    expect(location.hash).to.equal('');
  });

  it('keeps the view in the address, where back and forward work', async () => {
    const element = await mount(clientOf('agent'), 'hash');
    await goTo(element, /^Novo protocolo/, 'crm-new-protocol');
    expect(location.hash).to.equal('#crm/novo');
    history.back();
    await waitUntil(() => shownPart(element).localName === 'crm-inbox');
  });

  it('opens at the address of a protocol', async () => {
    const client = clientOf('agent');
    const [first] = (await client.protocols.list({ state: 'open' })).items;
    location.hash = toHash({ name: 'protocol', number: first?.number ?? '' });
    const element = await mount(client, 'hash');
    await waitUntil(() => shownPart(element).localName === 'crm-protocol');
  });

  it('says so when an address leads nowhere', async () => {
    location.hash = '#crm/nada';
    const element = await mount(clientOf('agent'), 'hash');
    await waitUntil(() => element.renderRoot.querySelector('.empty'));
    expect(text(element.renderRoot.querySelector('.empty'))).to.contain('Página não encontrada');
    await press(element, /^Ir para Abertos/);
    expect(shownPart(element).localName).to.equal('crm-inbox');
  });

  it('reads and writes addresses alike', () => {
    const number = '34665920261124000001';
    for (const view of [{ name: 'home' }, { name: 'new' }, { name: 'protocol', number }] as const)
      expect(fromHash(toHash(view))).to.deep.equal(view);
    expect(fromHash('')).to.deep.equal({ name: 'home' });
    expect(fromHash('#outra-coisa')).to.equal(undefined);
    expect(fromHash('#crm/protocolos/12')?.name).to.equal('unknown');
    expect(fromHash('#crm/cadastros/nada')?.name).to.equal('unknown');
  });

  it('works without knowing who is signed in', async () => {
    const client = clientOf('agent');
    client.control.failNext('getSession', 'network', { times: 5 });
    const element = await mount(client);
    expect(shownPart(element).localName).to.equal('crm-inbox');
    expect(element.renderRoot.querySelector('.who')).to.equal(null);
  });

  it('skips the menu by keyboard', async () => {
    const element = await mount(clientOf('agent'));
    element.renderRoot.querySelector<HTMLElement>('.skip')?.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => deepActiveElement()?.id === 'title');
  });
});

describeStates('crm-app', states);

/** The part of a protocol, as far as this test reads it. */
type LitProtocol = ReturnType<typeof shownPart> & { protocolNumber?: string };
