import { createTestClient, type TestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { settled } from '@fale-conosco/ui/states';
import { describeStates, setCircumstances, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { ProtocolOpenEvent } from '../fale-conosco-list/fale-conosco-list.events.ts';
import { receiptFrame } from '../shared/print-receipt.ts';
import { defineNewContactForm } from './define.ts';
import type { ProtocolCreatedEvent } from './new-contact-form.events.ts';
import { attach, choose, complete, fill, save, states } from './new-contact-form.states.ts';
import type { NewContactForm } from './new-contact-form.ts';

defineNewContactForm();

const mount = async (client: TestClient = createTestClient()): Promise<NewContactForm> => {
  const element = await fixture<NewContactForm>(
    html`<new-contact-form .client=${client}></new-contact-form>`,
  );
  await settled(element);
  return element;
};

const all = (element: NewContactForm, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const one = <Found extends HTMLElement = HTMLElement>(element: NewContactForm, selector: string): Found => {
  const [found] = all(element, selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found as Found;
};
const text = (node: HTMLElement): string => (node.textContent ?? '').replace(/\s+/g, ' ').trim();
const button = (element: NewContactForm, label: string): HTMLElement => {
  const found = all(element, 'button').find((candidate) => text(candidate) === label);
  if (!found) throw new Error(`No button "${label}"`);
  return found;
};
const value = (element: NewContactForm, selector: string): string =>
  one<HTMLInputElement>(element, selector).value;
const creations = (client: TestClient) =>
  client.control.requests.filter(({ operation }) => operation === 'createProtocol');
const pdf = (name = 'demonstrativo.pdf'): File => new File(['%PDF-1.7'], name, { type: 'application/pdf' });

describe('new-contact-form', () => {
  afterEach(() => setCircumstances());

  it('opens a branch and lets a leaf be chosen', async () => {
    const element = await mount();
    const branch = all(element, 'details').find((node) => text(node).startsWith('Cadastro'));
    branch?.querySelector('summary')?.click();
    expect(branch).to.have.property('open', true);
    await choose(element, 'Dados bancários');
    expect(text(one(element, '.chosen'))).to.contain('Cadastro › Dados bancários');
    expect((deepActiveElement() as HTMLElement).id).to.equal('contactPerson');
  });

  it('finds a leaf without accents and shows its path', async () => {
    const element = await mount();
    fill(element, 'input[type="search"]', 'prorrogacao');
    await settled(element);
    expect(all(element, '.leaf').map(text)).to.deep.equal(['Prorrogação de internaçãoAutorização']);
  });

  it('offers a classification that the operator has just released, without losing what was typed', async () => {
    const client = createTestClient();
    const { settings } = client.control;
    const whole = settings.classifications;
    settings.classifications = whole.filter(({ name }) => name !== 'Dados bancários');
    const element = await mount(client);
    fill(element, 'input[type="search"]', 'bancarios');
    await settled(element);
    expect(all(element, '.leaf')).to.have.length(0);
    settings.classifications = whole;
    client.control.emit({ type: 'catalogue.changed', id: '900', data: {} });
    await waitUntil(() => all(element, '.leaf').length === 1);
    expect(value(element, 'input[type="search"]')).to.equal('bancarios');
  });

  it('keeps a message being written when the registers change', async () => {
    const client = createTestClient();
    const element = await mount(client);
    await choose(element, 'Demonstrativo de pagamento');
    fill(element, '#message', 'Ainda estou escrevendo.');
    const before = client.control.requests.length;
    client.control.emit({ type: 'catalogue.changed', id: '900', data: {} });
    await waitUntil(() => client.control.requests.length > before + 1);
    await settled(element);
    expect(value(element, '#message')).to.equal('Ainda estou escrevendo.');
    expect(text(one(element, '.chosen'))).to.contain('Demonstrativo de pagamento');
  });

  it('carries the labels of the manual', async () => {
    const element = await mount();
    await choose(element, 'Demonstrativo de pagamento');
    expect(all(element, '.label').map(text)).to.deep.equal([
      'Pessoa para contato',
      'Telefone para contato',
      'E-mail',
      'Forma de contato',
      'Mensagem',
      'Anexos (opcional)',
    ]);
    expect(text(one(element, '.counter'))).to.match(/^Caracteres restantes: [\d.]+$/);
    expect(button(element, 'Salvar')).to.have.property('type', 'submit');
    button(element, 'Cancelar');
  });

  it('fills in who is signed in, and lets it be changed', async () => {
    const element = await mount();
    await choose(element, 'Demonstrativo de pagamento');
    expect(value(element, '#contactPerson')).to.equal('Ana Ribeiro');
    expect(one(element, '#contactPerson').getAttribute('autocomplete')).to.equal('name');
    fill(element, '#contactPerson', 'Marta Nogueira');
    await settled(element);
    expect(value(element, '#contactPerson')).to.equal('Marta Nogueira');
  });

  it('puts in the text of the classification, but never over what was typed', async () => {
    const client = createTestClient();
    const leaf = client.control.settings.classifications.find(({ defaultText }) => defaultText);
    const element = await mount(client);
    await choose(element, leaf?.name ?? '');
    expect(value(element, 'textarea')).to.equal(leaf?.defaultText);
    fill(element, 'textarea', 'Texto do prestador');
    one(element, '#change').click();
    await choose(element, 'Demonstrativo de pagamento');
    expect(value(element, 'textarea')).to.equal('Texto do prestador');
  });

  it('counts what is left as it is typed, in code points', async () => {
    const element = await mount();
    await choose(element, 'Demonstrativo de pagamento');
    fill(element, 'textarea', '👍'.repeat(10));
    await settled(element);
    expect(text(one(element, '.counter'))).to.equal('Caracteres restantes: 3.990');
  });

  it('registers the contact and shows its number', async () => {
    const client = createTestClient();
    const element = await mount(client);
    await complete(element, 'Solicito a segunda via do demonstrativo.');
    await attach(element, pdf());
    setTimeout(() => void save(element));
    const { protocol } = await oneEvent<ProtocolCreatedEvent>(element, 'fc-protocol-created');
    await settled(element);
    expect(text(one(element, '.number')).replaceAll(' ', '')).to.equal(protocol.number);
    expect(text(one(element, '.data'))).to.contain('Faturamento › Demonstrativo de pagamento');
    expect(text(one(element, '.data'))).to.match(/Prazo de resposta Até \d\d\/\d\d\/\d{4}, no prazo/);
    expect((deepActiveElement() as HTMLElement).id).to.equal('title');
    const [{ body } = { body: undefined }] = creations(client);
    expect(body).to.have.property('message', 'Solicito a segunda via do demonstrativo.');
    expect((body as { attachmentIds: string[] }).attachmentIds).to.have.length(1);
  });

  it('leads on to the protocol, to the list and to another contact', async () => {
    const element = await mount();
    await complete(element);
    await save(element);
    setTimeout(() => button(element, 'Ver contato').click());
    expect((await oneEvent<ProtocolOpenEvent>(element, 'fc-protocol-open')).number).to.match(/^\d{20}$/);
    setTimeout(() => button(element, 'Ir para a lista').click());
    await oneEvent(element, 'fc-back');
    button(element, 'Abrir outro contato').click();
    await settled(element);
    expect(text(one(element, '#step'))).to.equal('Selecionar classificação do atendimento');
  });

  it('lays the receipt out for printing, apart from the page', async () => {
    const client = createTestClient();
    const element = await mount(client);
    const [{ number } = { number: '' }] = (await client.protocols.list()).items;
    const frame = receiptFrame(
      element,
      await client.protocols.receipt(number),
      (element as unknown as { ui: never }).ui,
    );
    expect(frame.contentDocument?.body.textContent).to.contain('Comprovante de registro de contato');
    expect(frame.contentDocument?.title).to.contain(number);
    frame.remove();
  });

  it('names every field to revise, beside it and in a summary that leads there', async () => {
    const client = createTestClient();
    const element = await mount(client);
    await choose(element, 'Recurso de glosa');
    fill(element, '#contactEmail', 'ana@');
    fill(element, 'textarea', ' ');
    await save(element);
    expect(creations(client)).to.have.length(0);
    expect((deepActiveElement() as HTMLElement).id).to.equal('summary');
    const links = all(element, '#summary .link');
    expect(links.map(text)).to.deep.equal([
      'Informe um e-mail no formato nome@empresa.com.br.',
      'Preencha o campo “Forma de contato”.',
      'Preencha o campo “Mensagem”.',
      'Esta classificação exige pelo menos um anexo.',
    ]);
    expect(one(element, '#contactEmail').getAttribute('aria-invalid')).to.equal('true');
    expect(text(one(element, '#contactEmail-error'))).to.equal(text(links[0] as HTMLElement));
    links[2]?.click();
    await waitUntil(() => (deepActiveElement() as HTMLElement).id === 'message');
  });

  it('puts what the server refuses to its field', async () => {
    const client = createTestClient();
    const element = await mount(client);
    await complete(element);
    client.control.failNext('createProtocol', {
      code: 'validation_failed',
      issues: [{ path: 'classificationId', code: 'not_available' }],
    });
    await save(element);
    expect(text(one(element, '#classification-error'))).to.contain('não está mais disponível');
    expect(value(element, 'textarea')).to.equal('Solicito o demonstrativo do lote 8842.');
  });

  it('keeps everything when the answer is lost, and registers once under the same key', async () => {
    const client = createTestClient();
    const before = (await client.protocols.counts()).all;
    const element = await mount(client);
    await complete(element);
    await attach(element, pdf());
    client.control.failNext('createProtocol', 'network', { afterEffect: true });
    await save(element);
    await waitUntil(() => all(element, '#summary').length === 1);
    expect(text(one(element, '#summary'))).to.contain('Ainda não sabemos se o contato foi registrado');
    expect(value(element, 'textarea')).to.equal('Solicito o demonstrativo do lote 8842.');
    expect(all(element, '.file')).to.have.length(1);
    await save(element);
    expect(text(one(element, '#title'))).to.equal('Contato registrado');
    expect((await client.protocols.counts()).all).to.equal(before + 1);
    const keys = creations(client).map(({ headers }) => headers.get('idempotency-key'));
    expect(new Set(keys).size).to.equal(1);
  });

  it('sends once however often Salvar is pressed', async () => {
    const client = createTestClient();
    const element = await mount(client);
    await complete(element);
    const held = client.control.hold('createProtocol');
    for (let press = 0; press < 3; press += 1) {
      one(element, 'button[type="submit"]').click();
      await settled(element);
    }
    held.release();
    await waitUntil(() => all(element, '.number').length === 1);
    expect(creations(client)).to.have.length(1);
  });

  it('waits for the files before it sends', async () => {
    const client = createTestClient();
    client.control.stepUploads = true;
    const element = await mount(client);
    await complete(element);
    await attach(element, pdf());
    await save(element);
    expect(creations(client)).to.have.length(0);
    (await client.control.uploadOf('demonstrativo.pdf')).finish();
    await waitUntil(() => all(element, '.number').length === 1);
  });

  it('shows what is wrong with a file, retries and removes it', async () => {
    const client = createTestClient();
    client.control.stepUploads = true;
    const element = await mount(client);
    await complete(element);
    await attach(element, pdf('laudo.pdf'));
    (await client.control.uploadOf('laudo.pdf')).fail();
    await waitUntil(() => all(element, '.file[data-state="failed"]').length === 1);
    await save(element);
    expect(text(one(element, '#summary'))).to.contain('Envie novamente ou remova os arquivos com problema.');
    one(element, '[aria-label="Enviar laudo.pdf novamente"]').click();
    await settled(element);
    (await client.control.uploadOf('laudo.pdf', 1)).finish();
    await waitUntil(() => all(element, '.file[data-state="ready"]').length === 1);
    one(element, '[aria-label="Remover laudo.pdf"]').focus();
    one(element, '[aria-label="Remover laudo.pdf"]').click();
    await settled(element);
    expect(all(element, '.file')).to.have.length(0);
    expect((deepActiveElement() as HTMLElement).id).to.equal('attachments');
  });

  it('takes dropped files without letting the page open them', async () => {
    const element = await mount();
    await complete(element);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(pdf('solto.pdf'));
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    one(element, '.drop').dispatchEvent(drop);
    await settled(element);
    expect(drop.defaultPrevented).to.equal(true);
    expect(text(one(element, '.file-name'))).to.equal('solto.pdf');
  });

  it('asks before it gives up what was typed', async () => {
    const element = await mount();
    await complete(element);
    button(element, 'Cancelar').click();
    await settled(element);
    const dialog = one<HTMLDialogElement>(element, 'dialog');
    expect(dialog.open).to.equal(true);
    button(element, 'Continuar editando').click();
    await settled(element);
    expect(value(element, 'textarea')).to.equal('Solicito o demonstrativo do lote 8842.');
    button(element, 'Cancelar').click();
    await settled(element);
    setTimeout(() => button(element, 'Descartar').click());
    await oneEvent(element, 'fc-cancel');
    await settled(element);
    expect(text(one(element, '#step'))).to.equal('Selecionar classificação do atendimento');
  });

  it('asks before it gives up what could not be sent', async () => {
    const client = createTestClient();
    const element = await mount(client);
    await complete(element);
    client.control.failNext('createProtocol', 'network');
    await save(element);
    await waitUntil(() => all(element, '#summary').length === 1);
    expect(element.dirty).to.equal(true);
    button(element, 'Cancelar').click();
    await waitUntil(() => one<HTMLDialogElement>(element, 'dialog').open);
    button(element, 'Continuar editando').click();
    await settled(element);
    expect(value(element, 'textarea')).to.equal('Solicito o demonstrativo do lote 8842.');
  });

  it('leaves at once when nothing was typed', async () => {
    const element = await mount();
    setTimeout(() => button(element, 'Cancelar').click());
    await oneEvent(element, 'fc-cancel');
  });

  it('can be done by keyboard alone', async () => {
    const element = await mount();
    one(element, 'input[type="search"]').focus();
    await sendKeys({ type: 'acesso senha' });
    await settled(element);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect((deepActiveElement() as HTMLElement).id).to.equal('contactPerson');
    for (let step = 0; step < 3; step += 1) await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Portal' });
    await settled(element);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Não consigo entrar com a nova senha.' });
    await sendKeys({ press: 'Tab' });
    expect((deepActiveElement() as HTMLElement).id).to.equal('attachments');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => all(element, '.number').length === 1);
    expect((deepActiveElement() as HTMLElement).id).to.equal('title');
  });

  it('reports what failed and tries again', async () => {
    const client = createTestClient();
    client.control.failNext('listContactMethods', 'network');
    const element = await mount(client);
    expect(text(one(element, '.notice-error'))).to.contain('Não foi possível carregar o formulário');
    button(element, 'Tentar novamente').click();
    await waitUntil(() => all(element, '.tree').length === 1);
  });

  it('goes on from a closed protocol', async () => {
    const client = createTestClient();
    const closed = (await client.protocols.list({ state: 'closed' })).items[0];
    const element = await mount(client);
    element.previousProtocolNumber = closed?.number;
    await complete(element);
    await save(element);
    expect(creations(client)[0]?.body).to.have.property('previousProtocolNumber', closed?.number);
  });

  it('survives being moved with what was typed', async () => {
    const element = await mount();
    await complete(element, 'Texto que fica');
    const elsewhere = await fixture(html`<div></div>`);
    elsewhere.append(element);
    await settled(element);
    expect(value(element, 'textarea')).to.equal('Texto que fica');
  });

  it('treats a refusal as an answer, not as an unknown outcome', async () => {
    const client = createTestClient();
    const element = await mount(client);
    await complete(element);
    client.control.failNext('createProtocol', { code: 'unavailable' });
    await save(element);
    expect(text(one(element, '#summary'))).to.contain('O contato ainda não foi registrado');
    expect(text(one(element, '#summary'))).to.contain('Seu texto e seus anexos continuam aqui.');
  });
});

describeStates('new-contact-form', states);
