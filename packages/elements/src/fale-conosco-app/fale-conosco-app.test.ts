import { createTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, setCircumstances, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { UnreadChangeEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import type { FaleConoscoList } from '../fale-conosco-list/fale-conosco-list.ts';
import type { ProtocolThread } from '../protocol-thread/protocol-thread.ts';
import { defineFaleConoscoApp } from './define.ts';
import { press, settled, shownPart, states } from './fale-conosco-app.states.ts';
import type { FaleConoscoApp } from './fale-conosco-app.ts';

defineFaleConoscoApp();

const mount = async (navigation?: 'hash', client = createTestClient()): Promise<FaleConoscoApp> => {
  const app = await fixture<FaleConoscoApp>(
    html`<fale-conosco-app .client=${client} .navigation=${navigation}></fale-conosco-app>`,
  );
  await settled(app);
  return app;
};

const shown = (app: FaleConoscoApp): string => shownPart(app).localName;
const shows = (app: FaleConoscoApp, tag: string): Promise<void> => waitUntil(() => shown(app) === tag, tag);
const list = (app: FaleConoscoApp): FaleConoscoList => {
  const found = app.renderRoot.querySelector('fale-conosco-list');
  if (!found) throw new Error('The list is gone');
  return found;
};
const rowButton = (app: FaleConoscoApp, index: number): HTMLElement => {
  const found = list(app).renderRoot.querySelectorAll<HTMLElement>('tbody .link')[index];
  if (!found) throw new Error(`There is no row ${index}`);
  return found;
};
const open = async (app: FaleConoscoApp, index = 0): Promise<void> => {
  rowButton(app, index).focus();
  rowButton(app, index).click();
  await shows(app, 'protocol-thread');
  await settled(app);
};
const write = async (app: FaleConoscoApp, text: string): Promise<void> => {
  const field = shownPart(app).renderRoot.querySelector<HTMLTextAreaElement>('#message');
  if (!field) throw new Error('There is nothing to write in');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled(app);
};
const answer = (app: FaleConoscoApp, label: string): Promise<void> => press(app, new RegExp(`^${label}$`));
const asked = (app: FaleConoscoApp): Promise<void> =>
  waitUntil(() => shownPart(app).renderRoot.querySelector('dialog[open]') !== null, 'no question is asked');
const focusIsOn = (selector: string): Promise<void> =>
  waitUntil(() => deepActiveElement()?.matches(selector) ?? false, `the focus is not on ${selector}`);

describe('fale-conosco-app', () => {
  beforeEach(() => history.replaceState(null, '', location.pathname + location.search));
  afterEach(() => setCircumstances());
  after(() => history.replaceState(null, '', location.pathname + location.search));

  it('begins with the list, and takes no focus', async () => {
    const app = await mount();
    expect(shown(app)).to.equal('fale-conosco-list');
    expect(document.activeElement === document.body).to.equal(true);
  });

  it('opens a protocol with the focus on its title, the list kept behind', async () => {
    const app = await mount();
    const before = list(app);
    await open(app);
    await focusIsOn('#title');
    expect(shownPart(app).renderRoot.contains(deepActiveElement())).to.equal(true);
    expect(list(app) === before && before.hidden).to.equal(true);
  });

  it('comes back to the list where it was left', async () => {
    const app = await mount();
    list(app).state = 'open';
    await settled(app);
    const row = rowButton(app, 3);
    await open(app, 3);
    await press(app, /^Voltar para a lista/);
    await shows(app, 'fale-conosco-list');
    await waitUntil(() => deepActiveElement() === row);
    expect(list(app).state).to.equal('open');
    expect(app.renderRoot.querySelector('protocol-thread') === null).to.equal(true);
  });

  it('opens the form, and comes back when it is cancelled', async () => {
    const app = await mount();
    await press(app, /^Novo contato/);
    await shows(app, 'new-contact-form');
    await settled(app);
    await focusIsOn('#title');
    await press(app, /^Cancelar$/);
    await shows(app, 'fale-conosco-list');
    expect(app.renderRoot.querySelector('new-contact-form') === null).to.equal(true);
  });

  it('goes from a protocol that takes no reply to the form that continues it', async () => {
    const client = createTestClient();
    const app = await mount(undefined, client);
    list(app).state = 'closed';
    await settled(app);
    const index = [...list(app).renderRoot.querySelectorAll('tbody .status')].findIndex(
      ({ textContent }) => textContent?.trim() === 'Cancelado',
    );
    await open(app, index);
    const { protocolNumber } = shownPart(app) as ProtocolThread;
    await press(app, /^Abrir novo contato vinculado/);
    await shows(app, 'new-contact-form');
    expect(shownPart(app)).to.have.property('previousProtocolNumber', protocolNumber);
  });

  it('asks before a written complement is given up, once', async () => {
    const app = await mount();
    await open(app);
    await write(app, 'Ainda falta o anexo');
    await press(app, /^Voltar para a lista/);
    await asked(app);
    await answer(app, 'Continuar editando');
    expect(shown(app)).to.equal('protocol-thread');
    await press(app, /^Voltar para a lista/);
    await asked(app);
    await answer(app, 'Descartar');
    await shows(app, 'fale-conosco-list');
  });

  it('leaves a step to the page that takes it over', async () => {
    const app = await mount();
    app.addEventListener('fc-protocol-open', (event) => event.preventDefault(), { once: true });
    rowButton(app, 0).click();
    await settled(app);
    expect(shown(app)).to.equal('fale-conosco-list');
  });

  it('tells the page how many protocols wait to be read', async () => {
    const client = createTestClient();
    const { unread } = await client.protocols.counts();
    const app = document.createElement('fale-conosco-app');
    app.client = client;
    setTimeout(() => document.body.append(app));
    const event = await oneEvent<UnreadChangeEvent>(app, 'fc-unread-change');
    expect(event.unread).to.equal(unread);
    app.remove();
  });

  it('hands client, language and theme down to what it shows', async () => {
    const client = createTestClient();
    const app = await mount(undefined, client);
    Object.assign(app, {
      locale: 'en',
      theme: 'dark',
      apiBaseUrl: 'https://api.example',
      tokenUrl: '/token',
    });
    await settled(app);
    const expectHandedDown = (): void => {
      const part = shownPart(app);
      expect(part).to.include({ client, locale: 'en', theme: 'dark', apiBaseUrl: 'https://api.example' });
      expect(part).to.have.property('tokenUrl', '/token');
    };
    expectHandedDown();
    await waitUntil(() => /New contact/.test(list(app).renderRoot.textContent ?? ''));
    await press(app, /^New contact/);
    expectHandedDown();
    await shows(app, 'new-contact-form');
    await settled(app);
  });

  it('survives being moved, with what is being written', async () => {
    const app = await mount();
    await open(app);
    await write(app, 'Texto em andamento');
    const box = document.createElement('div');
    app.parentElement?.append(box);
    box.append(app);
    await settled(app);
    expect(shown(app)).to.equal('protocol-thread');
    expect(shownPart(app).renderRoot.querySelector<HTMLTextAreaElement>('#message')?.value).to.equal(
      'Texto em andamento',
    );
  });

  describe('with the address of the page', () => {
    it('leaves it alone unless asked', async () => {
      const { href } = location;
      const app = await mount();
      await open(app);
      expect(location.href).to.equal(href);
    });

    it('keeps the view in it, and follows back and forward', async () => {
      const app = await mount('hash');
      await open(app);
      const { protocolNumber } = shownPart(app) as ProtocolThread;
      expect(location.hash).to.equal(`#fale-conosco/${protocolNumber}`);
      history.back();
      await shows(app, 'fale-conosco-list');
      history.forward();
      await shows(app, 'protocol-thread');
      expect(shownPart(app)).to.have.property('protocolNumber', protocolNumber);
    });

    it('begins with the view that it names', async () => {
      history.replaceState(null, '', '#fale-conosco/novo/34665920261101000001');
      const app = await mount('hash');
      await shows(app, 'new-contact-form');
      await settled(app);
      expect(shownPart(app)).to.have.property('previousProtocolNumber', '34665920261101000001');
    });

    it('does not answer to addresses of the page itself', async () => {
      history.replaceState(null, '', '#/agenda/12');
      const app = await mount('hash');
      expect(shown(app)).to.equal('fale-conosco-list');
      await open(app);
      location.hash = '#/agenda/13';
      await oneEvent(window, 'hashchange');
      await settled(app);
      expect(shown(app)).to.equal('protocol-thread');
    });

    it('asks before the way back gives up what was written, and then stays there', async () => {
      const app = await mount('hash');
      await open(app);
      const { hash } = location;
      await write(app, 'Ainda não enviei');
      history.back();
      await asked(app);
      await answer(app, 'Continuar editando');
      await waitUntil(() => location.hash === hash);
      expect(shown(app)).to.equal('protocol-thread');
    });
  });
});

describeStates('fale-conosco-app', states);
