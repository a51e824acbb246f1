import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { answer, find, press, settled, textOf } from '../testing/screen.ts';
import { fillIn, states } from './crm-holidays.states.ts';
import type { CrmHolidays } from './crm-holidays.ts';
import { defineCrmHolidays } from './define.ts';

defineCrmHolidays();

const mount = async (client: CrmTestClient = createCrmTestClient(), year = 2026): Promise<CrmHolidays> => {
  const element = await fixture<CrmHolidays>(
    html`<crm-holidays .client=${client} .year=${year}></crm-holidays>`,
  );
  await settled(element);
  return element;
};
const rows = (element: CrmHolidays): string[] =>
  [...element.renderRoot.querySelectorAll('tbody tr')].map(textOf);
const row = (element: CrmHolidays, name: string): string | undefined =>
  rows(element).find((text) => text.includes(name));
const stored = (client: CrmTestClient, name: string) =>
  client.control.settings.holidays.find((holiday) => holiday.name === name);
const dialog = (element: CrmHolidays): HTMLDialogElement => find(element, '#delete');

describe('crm-holidays', () => {
  it('lists national and local holidays of a year in their order, each on its own day', async () => {
    const element = await mount();
    expect(row(element, 'Natal')).to.match(/^24\/12\/2026 quinta-feira Recesso de Natal Local Não/);
    expect(row(element, 'Tiradentes')).to.match(/^21\/04\/2026 terça-feira Dia de Tiradentes Nacional Sim/);
    expect(row(element, 'São Paulo')).to.match(/^25\/01\/2026 domingo Aniversário de São Paulo Local Sim/);
    const names = rows(element);
    expect(names.findIndex((text) => text.includes('São Paulo'))).to.equal(1);
  });

  it('begins with the present year', async () => {
    const element = await fixture<CrmHolidays>(
      html`<crm-holidays .client=${createCrmTestClient()}></crm-holidays>`,
    );
    expect(element.year).to.equal(Number(new Date().toISOString().slice(0, 4)));
  });

  it('offers no deletion of national ones', async () => {
    const element = await mount();
    const buttons = [...element.renderRoot.querySelectorAll('tbody button')];
    expect(buttons.map((button) => button.getAttribute('aria-label'))).to.deep.equal([
      'Excluir “Aniversário de São Paulo, 25/01/2026”',
      'Excluir “Recesso de Natal, 24/12/2026”',
    ]);
  });

  it('goes from year to year by keyboard', async () => {
    const element = await mount();
    find(element, '[aria-label="Próximo ano, 2027"]').focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(row(element, 'Recesso de Natal')).to.equal(undefined);
    expect(row(element, 'São Paulo')).to.contain('25/01/2027');
    expect(deepActiveElement()?.getAttribute('aria-label')).to.equal('Próximo ano, 2028');
    await press(element, /^Ano anterior, 2026/);
    expect(row(element, 'Recesso de Natal')).to.contain('24/12/2026');
  });

  it('shows nothing of another year while the one asked for is on its way', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    const held = client.control.hold('listHolidays');
    find(element, '[aria-label="Próximo ano, 2027"]').click();
    await element.updateComplete;
    expect(rows(element)).to.deep.equal([]);
    held.release();
    await waitUntil(() => row(element, '25/01/2027'));
  });

  it('stops at the years that the contract knows', async () => {
    const element = await mount(createCrmTestClient(), 2100);
    await press(element, /^Próximo ano/);
    expect(element.year).to.equal(2100);
  });

  it('tries again when a year did not come', async () => {
    const client = createCrmTestClient();
    client.control.failNext('listHolidays', 'network');
    const element = await mount(client);
    expect(rows(element)).to.deep.equal([]);
    await press(element, /^Tentar novamente/);
    expect(rows(element).length).to.be.greaterThan(10);
  });

  it('registers a holiday and comes to its row, in its year', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await fillIn(element, '2027-03-08', 'Aniversário da Operadora');
    await answer(element, 'everyYear', true);
    find(element, '#name').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => row(element, 'Aniversário da Operadora'));
    expect(element.year).to.equal(2027);
    expect(stored(client, 'Aniversário da Operadora')).to.include({ date: '2027-03-08', everyYear: true });
    expect(textOf(element.renderRoot.querySelector('.notice'))).to.contain('08/03/2027');
    expect(deepActiveElement()?.getAttribute('data-id')).to.equal(
      stored(client, 'Aniversário da Operadora')?.id,
    );
  });

  it('says in words what is wrong with a date', async () => {
    const element = await mount();
    await press(element, /^Novo feriado/);
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#date-error'))).to.equal('Informe a data do feriado.');
    await press(element, /^Cancelar/);
    await fillIn(element, '2026-12-25', 'Recesso');
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#date-error'))).to.equal('Já há um feriado nesta data.');
  });

  it('registers once although the first answer is lost', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await fillIn(element, '2026-12-31', 'Recesso');
    client.control.failNext('createHoliday', 'network');
    await press(element, /^Salvar/);
    expect(find<HTMLInputElement>(element, '#name').value).to.equal('Recesso');
    await press(element, /^Salvar/);
    expect(client.control.settings.holidays.filter(({ name }) => name === 'Recesso')).to.have.length(1);
  });

  it('says before a deletion that deadlines move, and deletes only after that', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Excluir “Recesso/);
    expect(dialog(element).open).to.equal(true);
    expect(textOf(dialog(element))).to.contain('Os prazos dos protocolos abertos serão recontados');
    await sendKeys({ press: 'Escape' });
    expect(stored(client, 'Recesso de Natal')).not.to.equal(undefined);
    await press(element, /^Excluir “Aniversário/);
    expect(textOf(dialog(element))).to.contain('deixa de valer em todos os anos');
    await press(element, /^Excluir de vez/);
    expect(row(element, 'São Paulo')).to.equal(undefined);
    expect(stored(client, 'Aniversário de São Paulo')).to.equal(undefined);
    expect(textOf(element.renderRoot.querySelector('.notice'))).to.contain(
      '“Aniversário de São Paulo” foi excluído',
    );
    expect(deepActiveElement()?.id).to.equal('title');
  });

  it('tells in the dialog why a deletion failed, and takes one that is gone already for done', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Excluir “Recesso/);
    client.control.failNext('deleteHoliday', 'network');
    await press(element, /^Excluir de vez/);
    expect(dialog(element).open).to.equal(true);
    expect(textOf(find(element, '#delete-error'))).to.contain('Não foi possível excluir');
    await createCrmTestClient({ sharedWith: client }).holidays.delete('hol-2');
    await press(element, /^Excluir de vez/);
    expect(row(element, 'Recesso')).to.equal(undefined);
  });

  it('follows what others register while it is open', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await createCrmTestClient({ sharedWith: client }).holidays.create({
      ...{ date: '2026-12-31', name: 'Recesso geral', everyYear: false },
    });
    await waitUntil(() => row(element, 'Recesso geral'));
  });

  it('asks before what was typed is given up', async () => {
    const element = await mount();
    await fillIn(element, '2026-12-31', 'Recesso');
    expect(element.dirty).to.equal(true);
    await press(element, /^Cancelar/);
    await waitUntil(() => find<HTMLDialogElement>(element, '#leave').open);
    find(element, '#leave .btn-danger').click();
    await waitUntil(() => rows(element).length > 0);
    expect(element.dirty).to.equal(false);
    expect(textOf(deepActiveElement())).to.equal('Novo feriado');
  });
});

describeStates('crm-holidays', states);
