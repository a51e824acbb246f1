import { CANNED_ANSWER_PLACEHOLDERS } from '@fale-conosco/contract';
import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { find, press, settled, textOf, type } from '../testing/screen.ts';
import { changeElsewhere, states } from './crm-canned-answers.states.ts';
import type { CrmCannedAnswers } from './crm-canned-answers.ts';
import { defineCrmCannedAnswers } from './define.ts';

defineCrmCannedAnswers();

const mount = async (client: CrmTestClient = createCrmTestClient()): Promise<CrmCannedAnswers> => {
  const element = await fixture<CrmCannedAnswers>(
    html`<crm-canned-answers .client=${client}></crm-canned-answers>`,
  );
  await settled(element);
  return element;
};
const stored = (client: CrmTestClient, wanted: string) =>
  client.control.settings.cannedAnswers.find(({ title }) => title === wanted);
const body = (element: CrmCannedAnswers): HTMLTextAreaElement => find<HTMLTextAreaElement>(element, '#body');
const preview = (element: CrmCannedAnswers): string => textOf(find(element, '.preview'));

describe('crm-canned-answers', () => {
  it('lists every answer with the group that uses it', async () => {
    const element = await mount();
    const rows = [...element.renderRoot.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map(textOf),
    );
    expect(rows.map(([title, , group, situation]) => [title, group, situation])).to.deep.equal([
      ['Encerramento padrão', 'Todos os grupos', 'Ativo'],
      ['Glosa em reanálise', 'Faturamento', 'Ativo'],
      ['Pedido de documentos', 'Todos os grupos', 'Ativo'],
      ['Recesso de fim de ano', 'Todos os grupos', 'Inativo'],
    ]);
  });

  it('says what every placeholder stands for', async () => {
    const element = await mount();
    await press(element, /^Nova resposta/);
    const items = [...element.renderRoot.querySelectorAll('.placeholders li')].map(textOf);
    expect(items).to.have.length(CANNED_ANSWER_PLACEHOLDERS.length);
    for (const [index, name] of CANNED_ANSWER_PLACEHOLDERS.entries())
      expect(items[index]).to.match(new RegExp(`^Inserir \\{\\{${name}\\}\\} \\S`));
  });

  it('writes, inserts a placeholder at the caret by keyboard, and saves for one group', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Nova resposta/);
    type(element, '#title-field', 'Prazo');
    body(element).focus();
    await sendKeys({ type: 'Olá, . Até logo.' });
    body(element).setSelectionRange(5, 5);
    const button = [...element.renderRoot.querySelectorAll<HTMLElement>('.placeholders button')].find(
      (node) => /contato/.test(textOf(node)),
    );
    button?.focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(deepActiveElement()).to.equal(body(element));
    expect(body(element).value).to.equal('Olá, {{contato}}. Até logo.');
    expect(body(element).selectionStart).to.equal('Olá, {{contato}}'.length);
    expect(preview(element)).to.equal('Olá, Marina Duarte. Até logo.');
    const group = find<HTMLSelectElement>(element, '#groupId');
    group.value = 'grp-faturamento';
    group.dispatchEvent(new Event('change'));
    await press(element, /^Salvar/);
    await waitUntil(() => textOf(deepActiveElement()) === 'Prazo');
    expect(stored(client, 'Prazo')).to.deep.include({
      body: 'Olá, {{contato}}. Até logo.',
      group: { id: 'grp-faturamento', name: 'Faturamento' },
      active: true,
    });
  });

  it('puts a placeholder in the place of what is selected', async () => {
    const element = await mount();
    await press(element, /^Recesso/);
    const field = body(element);
    const start = field.value.indexOf('2 de janeiro');
    field.setSelectionRange(start, start + '2 de janeiro'.length);
    await press(element, /\{\{prazo\}\}/);
    expect(field.value).to.equal('Estamos em recesso até {{prazo}}.');
  });

  it('points out an unknown placeholder, and saves it all the same', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Recesso/);
    type(element, '#body', 'Até {{praso}}, {{ contato }}.');
    await settled(element);
    expect(textOf(find(element, '.notice-warning'))).to.contain('Campo desconhecido: {{praso}}');
    expect(preview(element)).to.equal('Até {{praso}}, Marina Duarte.');
    await press(element, /^Salvar/);
    expect(stored(client, 'Recesso de fim de ano')?.body).to.equal('Até {{praso}}, {{ contato }}.');
  });

  it('counts what is left of 4000 characters, and refuses more', async () => {
    const element = await mount();
    await press(element, /^Recesso/);
    type(element, '#body', 'ã'.repeat(4001));
    await settled(element);
    expect(textOf(find(element, '#body-counter'))).to.equal('Caracteres restantes: -1');
    await press(element, /^Salvar/);
    expect(textOf(find(element, '#body-error'))).to.contain('4.000');
    expect(body(element).value).to.have.length(4001);
  });

  it('shows markup as the text that it is', async () => {
    const element = await mount();
    await press(element, /^Recesso/);
    type(element, '#body', '<img src=x onerror=alert(1)> {{contato}}');
    await settled(element);
    expect(preview(element)).to.equal('<img src=x onerror=alert(1)> Marina Duarte');
    expect(find(element, '.preview').querySelector('img')).to.equal(null);
  });

  it('deletes only after a question, under the version that was read', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Recesso/);
    await press(element, /^Excluir$/);
    const dialog = find<HTMLDialogElement>(element, '#delete');
    expect(dialog.open).to.equal(true);
    expect(textOf(deepActiveElement())).to.equal('Cancelar');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !dialog.open);
    expect(stored(client, 'Recesso de fim de ano')).not.to.equal(undefined);
    expect(textOf(deepActiveElement())).to.equal('Excluir');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => /foi excluído/.test(textOf(element.renderRoot.querySelector('.notice-success'))));
    expect(stored(client, 'Recesso de fim de ano')).to.equal(undefined);
    expect(deepActiveElement()?.id).to.equal('title');
  });

  it('reads again what somebody else changed before it was deleted, and asks once more', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Recesso/);
    changeElsewhere(element, 'ans-4', { body: 'Recesso até 5 de janeiro.' });
    await press(element, /^Excluir$/);
    await press(element, /^Excluir de vez/);
    expect(textOf(find(element, '#delete-error'))).to.contain('Outra pessoa alterou');
    expect(body(element).value).to.equal('Recesso até 5 de janeiro.');
    await press(element, /^Excluir de vez/);
    await waitUntil(() => !stored(client, 'Recesso de fim de ano'));
  });

  it('takes one that is gone for deleted, also after an answer that was lost', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await press(element, /^Recesso/);
    await press(element, /^Excluir$/);
    client.control.failNext('deleteCannedAnswer', 'network');
    await press(element, /^Excluir de vez/);
    expect(textOf(find(element, '#delete-error'))).to.contain('Verifique a conexão');
    const { settings } = client.control;
    settings.cannedAnswers = settings.cannedAnswers.filter(({ id }) => id !== 'ans-4');
    await press(element, /^Excluir de vez/);
    await waitUntil(() => /foi excluído/.test(textOf(element.renderRoot.querySelector('.notice-success'))));
  });

  it('shows the last one deleted where nothing is left', async () => {
    const client = createCrmTestClient();
    client.control.settings.cannedAnswers.splice(1);
    const element = await mount(client);
    await press(element, /^Encerramento/);
    await press(element, /^Excluir$/);
    await press(element, /^Excluir de vez/);
    await waitUntil(() => element.renderRoot.querySelector('.empty'));
    expect(textOf(element.shadowRoot)).to.contain('“Encerramento padrão” foi excluído.');
  });
});

describeStates('crm-canned-answers', states);
