import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { describeStates, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { CrmProtocolOpenEvent } from '../shared/crm-events.ts';
import { settled, type } from '../testing/screen.ts';
import type { CrmProtocolCreatedEvent } from './crm-new-protocol.events.ts';
import { chooseMethod, chooseSubject, fill, save, states } from './crm-new-protocol.states.ts';
import type { CrmNewProtocol } from './crm-new-protocol.ts';
import { defineCrmNewProtocol } from './define.ts';

defineCrmNewProtocol();

const mount = async (client: CrmTestClient): Promise<CrmNewProtocol> => {
  const element = await fixture<CrmNewProtocol>(
    html`<crm-new-protocol .client=${client}></crm-new-protocol>`,
  );
  await settled(element);
  return element;
};
const agent = (): CrmTestClient => createCrmTestClient({ role: 'agent' });
const all = (element: CrmNewProtocol, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const one = <Found extends HTMLElement = HTMLElement>(element: CrmNewProtocol, selector: string): Found => {
  const found = element.renderRoot.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
};
const text = (node: HTMLElement): string => node.textContent.replace(/\s+/g, ' ').trim();
const button = (element: CrmNewProtocol, label: string): HTMLElement => {
  const found = all(element, 'button').find((candidate) => text(candidate) === label);
  if (!found) throw new Error(`There is no button ${label}`);
  return found;
};
const creations = (client: CrmTestClient): unknown[] =>
  client.control.requests
    .filter(({ operation }) => operation === 'createCrmProtocol')
    .map(({ body }) => body);

describe('crm-new-protocol', () => {
  it('offers every active way of making contact, and none that only answers', async () => {
    const element = await mount(agent());
    const offered = [...one<HTMLSelectElement>(element, '#contactMethodId').options].map(({ label }) =>
      label.trim(),
    );
    expect(offered).to.deep.equal([
      'Selecione',
      'E-mail',
      'Ofício',
      'Portal do prestador',
      'Presencial',
      'Telefone',
      'WhatsApp',
    ]);
  });

  it('offers an admin every active classification, those that providers do not see included', async () => {
    const element = await mount(createCrmTestClient());
    type(element, '[type=search]', 'apuracao');
    await settled(element);
    expect(all(element, '.node.leaf').map(text)).to.deep.equal(['Apuração interna']);
    type(element, '[type=search]', 'fax');
    await settled(element);
    expect(text(one(element, '.empty'))).to.contain('Nenhum assunto encontrado');
  });

  describe('of several groups', () => {
    const found = async (element: CrmNewProtocol, query: string): Promise<string[]> => {
      type(element, '[type=search]', query);
      await settled(element);
      return all(element, '.node.leaf').map(text);
    };
    const openable = async (client: CrmTestClient): Promise<Set<string>> => {
      const items = await client.classifications.list();
      return new Set(items.filter(({ canOpen }) => canOpen).map(({ name }) => name));
    };

    it('offers an agent the subjects of the groups that it reaches, and no branch without one', async () => {
      const client = agent();
      const element = await mount(client);
      const own = await openable(client);
      expect(own.has('Erro no portal')).to.equal(true);
      expect(own.has('Guia pendente')).to.equal(false);
      expect(await found(element, 'erro no portal')).to.have.length(1);
      expect(await found(element, 'guia pendente')).to.deep.equal([]);
      type(element, '[type=search]', '');
      await settled(element);
      const roots = all(element, '.tree > li > details > summary, .tree > li > .node').map(text);
      expect(roots.join()).to.contain('Portal').and.not.to.contain('Autorização');
    });

    it('offers an admin the subjects of every group', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      expect((await openable(client)).has('Guia pendente')).to.equal(true);
      expect(await found(element, 'guia pendente')).to.have.length(1);
    });

    it('says so when the agent belongs to no group, or its groups have no subject', async () => {
      const empty = async (name: string): Promise<string> => {
        const state = states.find((each) => each.name === name);
        const element = await fixture<CrmNewProtocol>(state?.render() ?? html``);
        await settled(element);
        expect(all(element, 'form')).to.have.length(0);
        return text(one(element, '.empty'));
      };
      expect(await empty('no-group')).to.contain('Você ainda não participa de um grupo');
      expect(await empty('none-openable')).to.contain('Nenhum assunto disponível para você');
    });
  });

  it('finds a provider by part of its name and takes it by keyboard', async () => {
    const client = agent();
    const element = await mount(client);
    const field = one<HTMLInputElement>(element, '#providerId');
    field.focus();
    await sendKeys({ type: 'clinica' });
    await waitUntil(() => all(element, '[role=option]').length === 2);
    expect(field.ariaExpanded).to.equal('true');
    await sendKeys({ press: 'ArrowUp' });
    await element.updateComplete;
    expect(text(one(element, '[aria-selected=true]'))).to.equal('Clínica São Lucas');
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(field.value).to.equal('Clínica São Lucas');
    expect(field.ariaExpanded).to.equal('false');
    expect(creations(client)).to.deep.equal([]);
    one(element, '.picker-clear').click();
    await settled(element);
    expect(field.value).to.equal('');
    expect(element.shadowRoot?.activeElement).to.equal(field);
  });

  it('closes the choices by Escape and keeps what was typed', async () => {
    const element = await mount(agent());
    const field = one<HTMLInputElement>(element, '#providerId');
    field.focus();
    await sendKeys({ type: 'exata' });
    await waitUntil(() => all(element, '[role=option]').length === 1);
    await sendKeys({ press: 'Escape' });
    await element.updateComplete;
    expect(field.ariaExpanded).to.equal('false');
    expect(field.value).to.equal('exata');
  });

  it('says before saving whether the provider will see it, and by which setting not', async () => {
    const element = await mount(createCrmTestClient());
    expect(text(one(element, '.visibility'))).to.contain('você vê aqui');
    chooseMethod(element, 'Telefone');
    await chooseSubject(element, 'Erro no portal');
    expect(text(one(element, '.visibility'))).to.equal('O prestador verá este protocolo no Fale conosco.');
    chooseMethod(element, 'Presencial');
    await settled(element);
    expect(text(one(element, '.visibility'))).to.contain('“Presencial” está com “Fale Conosco” desligado');
    one(element, '#change').click();
    await settled(element);
    await chooseSubject(element, 'Apuração interna');
    expect(text(one(element, '.visibility'))).to.contain('não está marcada em “Exibe no Fale conosco?”');
  });

  it('registers the protocol once and shows its number', async () => {
    const client = agent();
    const element = await mount(client);
    await fill(element);
    const announced: Promise<CrmProtocolCreatedEvent> = oneEvent(element, 'crm-protocol-created');
    await save(element);
    const { protocol } = await announced;
    expect(protocol.provider.name).to.equal('Hospital Santa Helena');
    expect(protocol.openedBy).to.equal('operator');
    expect(protocol.visibleToProvider).to.equal(true);
    await waitUntil(() => element.renderRoot.querySelector('.number'));
    expect(text(one(element, '.number')).replace(/\D/g, '')).to.equal(protocol.number);
    expect(element.shadowRoot?.activeElement).to.equal(one(element, '#title'));
    expect(element.dirty).to.equal(false);
    const opened: Promise<CrmProtocolOpenEvent> = oneEvent(element, 'crm-protocol-open');
    button(element, 'Abrir protocolo').click();
    expect((await opened).number).to.equal(protocol.number);
    button(element, 'Registrar outro').click();
    await settled(element);
    expect(one<HTMLInputElement>(element, '#providerId').value).to.equal('');
    expect(one<HTMLTextAreaElement>(element, '#message').value).to.equal('');
  });

  it('sends the fields as the contract keeps them, and asks nothing about a message that went whole', async () => {
    const client = agent();
    for (const classification of client.control.settings.classifications)
      classification.defaultText = 'Primeira linha.\r\nSegunda linha.';
    const element = await mount(client);
    await fill(element, { message: '' });
    const announced: Promise<CrmProtocolCreatedEvent> = oneEvent(element, 'crm-protocol-created');
    await save(element);
    await announced;
    const [sent] = creations(client);
    expect(sent).to.include({ message: 'Primeira linha.\nSegunda linha.' });
    expect(element.renderRoot.textContent).not.to.contain('Segunda linha.');
  });

  it('does not double a protocol whose confirmation was lost', async () => {
    const client = agent();
    const element = await mount(client);
    const before = client.control.protocols.length;
    await fill(element);
    client.control.failNext('createCrmProtocol', 'network', { afterEffect: true });
    await save(element);
    await waitUntil(() => element.renderRoot.querySelector('#summary'));
    expect(text(one(element, '#summary'))).to.contain('Ainda não sabemos');
    await save(element);
    await waitUntil(() => element.renderRoot.querySelector('.number'));
    expect(client.control.protocols.length).to.equal(before + 1);
  });

  it('names what is missing, beside the fields and at the top, and leads there', async () => {
    const client = agent();
    const element = await mount(client);
    await save(element);
    const problems = all(element, '#summary .link').map(text);
    expect(problems.length).to.equal(7);
    expect(element.shadowRoot?.activeElement?.id).to.equal('summary');
    expect(creations(client)).to.deep.equal([]);
    all(element, '#summary .link')[0]?.click();
    await settled(element);
    expect(element.shadowRoot?.activeElement?.id).to.equal('providerId');
  });

  it('puts the default text of a classification in, and never over what was typed', async () => {
    const client = createCrmTestClient();
    const withText = client.control.settings.classifications.find(({ name }) => name === 'Erro no portal');
    if (withText) withText.defaultText = 'Navegador usado:';
    const element = await mount(client);
    await chooseSubject(element, 'Erro no portal');
    const message = one<HTMLTextAreaElement>(element, '#message');
    expect(message.value).to.equal('Navegador usado:');
    type(element, '#message', 'Meu texto');
    one(element, '#change').click();
    await settled(element);
    await chooseSubject(element, 'OPME');
    expect(message.value).to.equal('Meu texto');
  });

  it('asks before typed text is given up', async () => {
    const element = await mount(agent());
    type(element, '#contactPerson', 'Carla');
    await settled(element);
    expect(element.dirty).to.equal(true);
    const leaving = element.confirmLeaving();
    await element.updateComplete;
    expect(one<HTMLDialogElement>(element, 'dialog').open).to.equal(true);
    button(element, 'Continuar editando').click();
    expect(await leaving).to.equal(false);
    expect(one<HTMLInputElement>(element, '#contactPerson').value).to.equal('Carla');
  });

  it('follows the settings without touching what was typed', async () => {
    const client = agent();
    const element = await mount(client);
    await fill(element, { method: 'Presencial' });
    const presencial = client.control.settings.contactMethods.find(
      ({ description }) => description === 'Presencial',
    );
    if (presencial) presencial.faleConosco = true;
    client.control.emit({ type: 'catalogue.changed', id: '', data: {} });
    await waitUntil(() => text(one(element, '.visibility')).includes('O prestador verá'));
    expect(one<HTMLInputElement>(element, '#contactPerson').value).to.equal('Carla Menezes');
  });
});

describeStates('crm-new-protocol', states);
