import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { answer, find, press, settled, textOf, type } from '../testing/screen.ts';
import { changeElsewhere, states } from './crm-contact-methods.states.ts';
import type { CrmContactMethods } from './crm-contact-methods.ts';
import { defineCrmContactMethods } from './define.ts';

defineCrmContactMethods();

const mount = async (client: CrmTestClient = createCrmTestClient()): Promise<CrmContactMethods> => {
  const element = await fixture<CrmContactMethods>(
    html`<crm-contact-methods .client=${client}></crm-contact-methods>`,
  );
  await settled(element);
  return element;
};
const stored = (client: CrmTestClient, name: string) =>
  client.control.settings.contactMethods.find(({ description }) => description === name);

describe('crm-contact-methods', () => {
  it('lists every method with its mode and its switches', async () => {
    const element = await mount();
    const row = [...element.renderRoot.querySelectorAll('tbody tr')].find((node) =>
      /^Telefone/.test(textOf(node)),
    );
    expect(row?.querySelectorAll('td')).to.have.length(5);
    expect(element.renderRoot.querySelectorAll('tbody tr')).to.have.length(8);
    expect([...element.renderRoot.querySelectorAll('th')].map(textOf)).to.deep.equal([
      'Descrição',
      'Modo',
      'Fale Conosco',
      'Liberada para a Web',
      'Situação',
    ]);
  });

  it('finds by name whatever the accents', async () => {
    const element = await mount();
    type(element, '[type=search]', 'TELEFÔNE');
    await settled(element);
    expect(element.renderRoot.querySelectorAll('tbody tr')).to.have.length(1);
  });

  it('holds every field of the manual', async () => {
    const element = await mount();
    await press(element, /^Nova forma/);
    const labels = [...element.renderRoot.querySelectorAll('.label')].map(textOf);
    expect(labels).to.have.members([
      'Descrição',
      'Modo',
      'Situação',
      'Fale Conosco',
      'Liberada para a Web',
      'Recebe reclamações',
      'Lista na API',
      'Exibe na Web Beneficiário',
    ]);
  });

  it('registers a new one and comes back to its row', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Nova forma/);
    expect(deepActiveElement()?.id).to.equal('title');
    type(element, '#description', 'Videochamada');
    find<HTMLSelectElement>(element, '#mode').value = 'contact';
    find(element, '#mode').dispatchEvent(new Event('change'));
    await answer(element, 'faleConosco', true);
    await press(element, /^Salvar/);
    await waitUntil(() => textOf(deepActiveElement()) === 'Videochamada');
    expect(stored(client, 'Videochamada')).to.include({
      mode: 'contact',
      faleConosco: true,
      releasedForWeb: false,
      active: true,
    });
    expect(textOf(element.renderRoot.querySelector('.notice'))).to.contain('“Videochamada” foi salvo');
  });

  it('sends only what changed', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Telefone/);
    await answer(element, 'releasedForWeb', true);
    await press(element, /^Salvar/);
    const [call] = client.control.requests.filter(({ operation }) => operation === 'updateCrmContactMethod');
    expect(call?.body).to.deep.equal({ releasedForWeb: true });
  });

  it('leads from an error to its field', async () => {
    const element = await mount();
    await press(element, /^Nova forma/);
    await press(element, /^Salvar/);
    expect(deepActiveElement()?.id).to.equal('summary');
    await press(element, /Descrição/);
    expect(deepActiveElement()?.id).to.equal('description');
  });

  it('saves by Enter', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Telefone/);
    find(element, '#description').focus();
    await sendKeys({ press: 'End' });
    await sendKeys({ type: ' fixo' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => stored(client, 'Telefone fixo'));
  });

  it('tells both values when somebody else changed the same field, and saves over it only when told so', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Telefone/);
    type(element, '#description', 'Telefone da central');
    changeElsewhere(element, 'Telefone', { description: 'Ligação telefônica' });
    await press(element, /^Salvar/);
    const conflict = textOf(element.renderRoot.querySelector('.conflict'));
    expect(conflict).to.contain('Telefone da central').and.to.contain('Ligação telefônica');
    expect(stored(client, 'Telefone da central')).to.equal(undefined);
    await press(element, /^Salvar o meu/);
    await waitUntil(() => stored(client, 'Telefone da central'));
  });

  it('takes the other’s value when told so', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Telefone/);
    type(element, '#description', 'Telefone da central');
    changeElsewhere(element, 'Telefone', { description: 'Ligação telefônica' });
    await press(element, /^Salvar/);
    await press(element, /^Usar o valor atual/);
    expect(find<HTMLInputElement>(element, '#description').value).to.equal('Ligação telefônica');
    expect(element.dirty).to.equal(false);
  });

  it('keeps what was typed and takes over what somebody else changed elsewhere in the entry', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Telefone/);
    type(element, '#description', 'Telefone da central');
    changeElsewhere(element, 'Telefone', { receivesComplaints: true });
    await press(element, /^Salvar/);
    expect(textOf(element.renderRoot.querySelector('.notice'))).to.contain('Alguém alterou outros campos');
    expect(find<HTMLInputElement>(element, '#description').value).to.equal('Telefone da central');
    await press(element, /^Salvar/);
    await waitUntil(() => stored(client, 'Telefone da central'));
    expect(stored(client, 'Telefone da central')?.receivesComplaints).to.equal(true);
  });

  it('loses nothing when an answer is lost, and saves at the next try', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Telefone/);
    type(element, '#description', 'Telefone da central');
    client.control.failNext('updateCrmContactMethod', 'network');
    await press(element, /^Salvar/);
    expect(textOf(element.renderRoot.querySelector('.notice'))).to.contain('Nada foi salvo ainda');
    expect(find<HTMLInputElement>(element, '#description').value).to.equal('Telefone da central');
    await press(element, /^Salvar/);
    await waitUntil(() => stored(client, 'Telefone da central'));
  });

  it('follows what others register while it is open', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    const other = createCrmTestClient({ sharedWith: client });
    await other.contactMethods.create({
      ...{ description: 'Pombo-correio', active: true, mode: 'contact', receivesComplaints: false },
      ...{ listedInApi: false, shownOnBeneficiaryWeb: false, faleConosco: false, releasedForWeb: false },
    });
    await waitUntil(() => /Pombo-correio/.test(textOf(element.renderRoot.querySelector('tbody'))));
  });

  it('asks before what was typed is given up', async () => {
    const element = await mount();
    await press(element, /^Telefone/);
    type(element, '#description', 'Outra');
    await press(element, /^Cancelar/);
    const dialog = find<HTMLDialogElement>(element, '#leave');
    await waitUntil(() => dialog.open);
    dialog.querySelector<HTMLElement>('.btn-danger')?.click();
    await waitUntil(() => element.renderRoot.querySelector('tbody'));
    expect(element.dirty).to.equal(false);
  });
});

describeStates('crm-contact-methods', states);
