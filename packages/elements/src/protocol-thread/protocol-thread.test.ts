import { ConnectionError } from '@fale-conosco/sdk';
import { createTestClient, type TestClient } from '@fale-conosco/sdk/testing';
import { expectAccessible, setCircumstances, sidewaysOverflow } from '@fale-conosco/ui/testing';
import { expect, fixture, oneEvent, waitUntil } from '@open-wc/testing';
import { html } from 'lit';
import { defineProtocolThread } from './define.ts';
import type { MessageSentEvent } from './protocol-thread.events.ts';
import { settled, states } from './protocol-thread.states.ts';
import type { ProtocolThread } from './protocol-thread.ts';

defineProtocolThread();

const withStatus = (client: TestClient, status: string): string =>
  client.control.protocols.find((protocol) => protocol.status === status)?.number ?? '';

const mount = async (client: TestClient, number: string): Promise<ProtocolThread> => {
  const element = await fixture<ProtocolThread>(
    html`<protocol-thread .client=${client} protocol-number=${number}></protocol-thread>`,
  );
  await settled(element);
  return element;
};

const all = (element: ProtocolThread, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const text = (node: HTMLElement | undefined): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const write = (element: ProtocolThread, value: string): void => {
  const field = element.renderRoot.querySelector<HTMLTextAreaElement>('#message');
  if (!field) throw new Error('There is no composer');
  field.value = value;
  field.dispatchEvent(new Event('input'));
};
const press = (element: ProtocolThread, label: string): void => {
  const found = all(element, 'button').find((button) => text(button) === label);
  if (!found) throw new Error(`No button "${label}"`);
  found.click();
};

describe('protocol-thread', () => {
  afterEach(() => setCircumstances());

  it('shows the protocol and its thread', async () => {
    const client = createTestClient();
    const number = withStatus(client, 'in_analysis');
    const element = await mount(client, number);
    expect(text(all(element, '.number .protocol-number')[0]).replaceAll(' ', '')).to.equal(number);
    const { items } = await client.messages.list(number);
    expect(all(element, '.thread > li')).to.have.length(items.length);
    expect(text(all(element, '[role=log]')[0])).to.contain(items[0]?.author.name);
  });

  it('marks as viewed what is before the reader', async () => {
    const client = createTestClient();
    const number = (await client.protocols.list({ unread: true })).items[0]?.number ?? '';
    const element = await mount(client, number);
    await waitUntil(() => client.control.calls.some(({ operation }) => operation === 'messages.markRead'));
    await waitUntil(async () => (await client.protocols.retrieve(number)).unreadCount === 0);
    expect(all(element, '.unread-mark')).to.have.length(1);
  });

  it('sends a complement once, keeps the text until it is acknowledged', async () => {
    const client = createTestClient();
    const number = withStatus(client, 'in_analysis');
    const element = await mount(client, number);
    client.control.failNext('messages.create', new ConnectionError(), { afterEffect: true });
    write(element, 'Segue o demonstrativo.');
    press(element, 'Enviar');
    await waitUntil(() => all(element, '#trouble').length === 1);
    expect(element.renderRoot.querySelector<HTMLTextAreaElement>('#message')?.value).to.equal(
      'Segue o demonstrativo.',
    );
    setTimeout(() => press(element, 'Enviar'));
    const { message } = await oneEvent<MessageSentEvent>(element, 'fc-message-sent');
    expect(message.body).to.equal('Segue o demonstrativo.');
    await waitUntil(() => text(all(element, '[role=log]')[0]).includes('Segue o demonstrativo.'));
    const { items } = await client.messages.list(number);
    expect(items.filter(({ body }) => body === 'Segue o demonstrativo.')).to.have.length(1);
    expect(element.renderRoot.querySelector<HTMLTextAreaElement>('#message')?.value).to.equal('');
  });

  it('shows an answer that arrives while it is open, and keeps what is being typed', async () => {
    const client = createTestClient();
    const number = withStatus(client, 'in_analysis');
    const element = await mount(client, number);
    write(element, 'Texto em andamento');
    client.control.addOperatorMessage(number, 'Recebemos a documentação.');
    await waitUntil(() => text(all(element, '[role=log]')[0]).includes('Recebemos a documentação.'));
    expect(element.renderRoot.querySelector<HTMLTextAreaElement>('#message')?.value).to.equal(
      'Texto em andamento',
    );
  });

  it('says why nobody can reply', async () => {
    const client = createTestClient();
    const number = withStatus(client, 'in_analysis');
    client.control.setCanReply(number, 'no_return_method');
    const element = await mount(client, number);
    expect(all(element, '#message')).to.have.length(0);
    expect(text(all(element, '.notice')[0])).to.contain('A operadora não liberou respostas pela Web');
  });

  it('offers a linked contact where a reply is over', async () => {
    const client = createTestClient();
    const number = withStatus(client, 'cancelled');
    const element = await mount(client, number);
    setTimeout(() => press(element, 'Abrir novo contato vinculado'));
    const event = await oneEvent(element, 'fc-new-contact');
    expect(event).to.have.property('previousProtocolNumber', number);
  });

  it('cancels a received protocol after asking', async () => {
    const client = createTestClient();
    const number = withStatus(client, 'received');
    const element = await mount(client, number);
    press(element, 'Cancelar contato');
    all(element, 'dialog button[value="cancel"]')[0]?.click();
    await waitUntil(() => text(all(element, '.status')[0]) === 'Cancelado');
    expect((await client.protocols.retrieve(number)).status).to.equal('cancelled');
  });

  it('says that a protocol is not there', async () => {
    const element = await mount(createTestClient(), '00000020260101000001');
    expect(text(all(element, '.empty')[0])).to.contain('Contato não encontrado');
  });

  for (const state of states) {
    it(`is accessible and fits its box: ${state.name}`, async () => {
      const element = await fixture<ProtocolThread>(state.render());
      await state.setup?.(element);
      await element.updateComplete;
      for (const width of [320, 1280]) {
        for (const dark of [false, true]) await expectAccessible(element, { width, dark });
      }
      await setCircumstances({ width: 320 });
      expect(sidewaysOverflow(element)).to.deep.equal([]);
    });
  }
});
