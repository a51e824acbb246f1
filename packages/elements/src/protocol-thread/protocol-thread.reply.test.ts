import { createTestClient, type TestClient } from '@fale-conosco/memory';
import { settled } from '@fale-conosco/ui/states';
import { waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { defineProtocolThread } from './define.ts';
import type { ProtocolThread } from './protocol-thread.ts';

defineProtocolThread();

const numbers = (client: TestClient, status: string): string[] =>
  client.control.protocols.filter((protocol) => protocol.status === status).map(({ number }) => number);
const calls = (client: TestClient, operation: string): number =>
  client.control.requests.filter((call) => call.operation === operation).length;

const mount = async (client: TestClient, number: string | undefined): Promise<ProtocolThread> => {
  const element = await fixture<ProtocolThread>(
    html`<protocol-thread .client=${client} protocol-number=${number ?? ''}></protocol-thread>`,
  );
  await settled(element);
  return element;
};

const all = (element: ProtocolThread, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const one = <Found extends HTMLElement = HTMLElement>(element: ProtocolThread, selector: string): Found => {
  const found = element.renderRoot.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
};
const log = (element: ProtocolThread): string => one(element, '[role=log]').textContent ?? '';
const typed = (element: ProtocolThread): string => one<HTMLTextAreaElement>(element, '#message').value;

const send = (element: ProtocolThread, value: string): void => {
  const field = one<HTMLTextAreaElement>(element, '#message');
  field.value = value;
  field.dispatchEvent(new Event('input'));
  one(element, '[type=submit]').click();
};
/** Sends, and waits until that try has failed. */
const sendInVain = async (element: ProtocolThread, client: TestClient, value: string): Promise<void> => {
  const before = calls(client, 'createMessage');
  send(element, value);
  const idle = '[type=submit][aria-busy="false"]';
  await waitUntil(
    () => calls(client, 'createMessage') > before && all(element, `#error, ${idle}`).length === 2,
  );
};
const attach = (element: ProtocolThread, name: string): void => {
  const input = one<HTMLInputElement>(element, 'input[type=file]');
  const data = new DataTransfer();
  data.items.add(new File(['%PDF-1.4'], name, { type: 'application/pdf' }));
  input.files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
};

describe('a complement in the making', () => {
  it('finds out which of several changed tries had arrived, and keeps the text that had not', async () => {
    const client = createTestClient();
    const element = await mount(client, numbers(client, 'in_analysis')[0]);
    client.control.failNext('createMessage', 'network');
    await sendInVain(element, client, 'Primeira versão');
    client.control.failNext('createMessage', 'network', { afterEffect: true });
    await sendInVain(element, client, 'Segunda versão');
    send(element, 'Terceira versão');
    await waitUntil(() => all(element, '.composer .notice-warning').length === 1);
    expect(log(element)).to.contain('Segunda versão');
    expect(log(element)).not.to.contain('Primeira versão');
    expect(all(element, '#error')).to.have.length(0);
    expect(typed(element)).to.equal('Terceira versão');
  });

  it('keeps a file that was added after a try that had arrived', async () => {
    const client = createTestClient();
    const element = await mount(client, numbers(client, 'in_analysis')[0]);
    client.control.failNext('createMessage', 'network', { afterEffect: true });
    await sendInVain(element, client, 'Segue o laudo.');
    attach(element, 'laudo.pdf');
    send(element, 'Segue o laudo.');
    await waitUntil(() => typed(element) === '');
    expect(all(element, '.composer .file-name').map((name) => name.textContent)).to.deep.equal(['laudo.pdf']);
  });

  it('sends nothing of a draft that was given up while its files were on their way', async () => {
    const client = createTestClient();
    client.control.stepUploads = true;
    const [first, second] = numbers(client, 'in_analysis');
    const element = await mount(client, first);
    attach(element, 'laudo.pdf');
    await waitUntil(() => client.control.uploads.length === 1);
    send(element, 'Segue o laudo.');
    element.protocolNumber = second;
    await settled(element);
    expect(calls(client, 'createMessage')).to.equal(0);
    expect(all(element, '[aria-invalid="true"]')).to.have.length(0);
  });
});

describe('answers that come late', () => {
  it('marks as viewed what arrives while a mark is on its way', async () => {
    const client = createTestClient();
    const [number = ''] = numbers(client, 'in_analysis');
    client.control.operator.reply(number, 'Recebemos a documentação.');
    const held = client.control.hold('putReadMarker');
    const element = await mount(client, number);
    one(element, '.end').scrollIntoView({ block: 'end' });
    await waitUntil(() => held.waiting === 1, 'nothing was marked');
    client.control.operator.reply(number, 'Falta o laudo.');
    await waitUntil(() => log(element).includes('Falta o laudo.'));
    one(element, '.end').scrollIntoView({ block: 'end' });
    held.release();
    const isRead = async (): Promise<boolean> => (await client.protocols.retrieve(number)).unreadCount === 0;
    await waitUntil(isRead, 'something stays unread');
  });

  it('keeps showing its protocol when the cancellation of an earlier one is answered', async () => {
    const client = createTestClient();
    const [first = '', second] = numbers(client, 'received');
    const element = await mount(client, first);
    const held = client.control.hold('cancelProtocol');
    one<HTMLDialogElement>(element, '#cancel').showModal();
    one(element, '#cancel [value="cancel"]').click();
    await waitUntil(() => held.waiting === 1);
    element.protocolNumber = second;
    await settled(element);
    held.release();
    await waitUntil(() => all(element, '.btn-danger[aria-busy="false"]').length === 1);
    expect((await client.protocols.retrieve(first)).status).to.equal('cancelled');
    expect(one(element, '.status').textContent?.trim()).to.equal('Recebido');
  });
});
