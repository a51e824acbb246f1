import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { describeStates, waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { find, press, settled, textOf } from '../testing/screen.ts';
import { clientWith, everyEntity, narrow, open, states } from './crm-audit.states.ts';
import type { CrmAudit } from './crm-audit.ts';
import { defineCrmAudit } from './define.ts';

defineCrmAudit();

const mount = async (client: CrmTestClient = createCrmTestClient()): Promise<CrmAudit> => {
  const element = await fixture<CrmAudit>(html`<crm-audit .client=${client}></crm-audit>`);
  await settled(element);
  return element;
};
const lines = (element: CrmAudit): string[] =>
  [...element.renderRoot.querySelectorAll('summary')].map(textOf);
/** What a record changed, a row for each field: label, then its values. */
const changesOf = (element: CrmAudit, name: string): string[][] => {
  const record = [...element.renderRoot.querySelectorAll('.record')].find((node) =>
    textOf(node.querySelector('summary')).includes(name),
  );
  return [...(record?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.querySelectorAll('td')].map((cell) =>
      cell.querySelector('li')
        ? [...cell.querySelectorAll('li')].map(textOf).join('; ')
        : (cell.textContent ?? '').trim(),
    ),
  );
};
const opened = async (name: string): Promise<string[][]> => {
  const element = await mount(everyEntity());
  await open(element, 8);
  return changesOf(element, name);
};

describe('crm-audit', () => {
  it('tells who did what, when, by days', async () => {
    const element = await mount();
    expect(lines(element)).to.deep.equal([
      '15:12 Regina Alves alterou a classificação “Envio por fax”',
      '10:40 Regina Alves criou a forma de contato “Retorno pela web”',
      '09:05 Regina Alves excluiu a resposta pronta “Horário de verão”',
    ]);
    const days = [...element.renderRoot.querySelectorAll('h3')].map(textOf);
    expect(days).to.have.length(3);
    expect(days[2]).to.equal('18 de novembro de 2026');
  });

  it('names the system where no person did it', async () => {
    const element = await mount(everyEntity());
    expect(lines(element).find((line) => line.includes('“Recesso”'))).to.contain(
      'O sistema excluiu o feriado',
    );
  });

  it('opens a record by keyboard', async () => {
    const element = await mount();
    find(element, 'summary').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => find<HTMLDetailsElement>(element, '.record').open);
    expect(changesOf(element, 'Envio por fax')).to.deep.equal([
      ['Situação', 'Ativa', 'Inativa'],
      ['Exibe no Fale conosco?', 'Sim', 'Não'],
    ]);
  });

  it('shows a created entry and a deleted one with their values', async () => {
    expect(await opened('Videochamada')).to.deep.equal([
      ['Descrição', 'Videochamada'],
      ['Situação', 'Ativo'],
      ['Modo', 'Ambas'],
      ['Fale Conosco', 'Sim'],
    ]);
    expect(await opened('“Recesso”')).to.deep.equal([
      ['Data', '31/12/2026'],
      ['Nome', 'Recesso'],
      ['Todo ano', 'Não'],
    ]);
  });

  it('names the entries that a field points to, and of two lists shows what is not in both', async () => {
    expect(await opened('Suporte ao portal')).to.deep.equal([
      ['Usuários', 'Aline Prado; 1 que continua', 'Regina Alves; 1 que continua'],
      ['Grupo gestor', 'Nenhum', 'Auditoria médica'],
      ['Acessa dados sob sigilo', 'Não', 'Sim'],
    ]);
  });

  it('says what nothing means, counts places from one, and names what is gone by its code', async () => {
    expect(await opened('Recurso de glosa')).to.deep.equal([
      ['Classificação superior', 'Nenhuma (primeiro nível)', 'Envio por fax'],
      ['Ordem', '1', '3'],
      ['Situação', 'Ativa', 'Inativa'],
      ['Grupo responsável', 'Registro grp-gone', 'Nenhum'],
      ['Prazo de resposta, em dias úteis', '1.200', 'Nenhum'],
    ]);
    expect(await opened('Glosa em reanálise')).to.deep.equal([
      ['Texto', 'A glosa está em análise.', 'A glosa está em reanálise.\n\nO prazo é {{prazo}}.'],
      ['Grupo', 'Todos os grupos', 'Suporte ao portal'],
    ]);
  });

  it('puts roles and events into words', async () => {
    expect(await opened('Bruno Teles')).to.deep.equal([
      ['Perfil', 'Atendente', 'Administrador do CRM'],
      ['E-mail', 'Nenhum', 'bruno@vidaplena.example'],
    ]);
    expect(await opened('bi.vidaplena')).to.deep.equal([
      ['Acontecimentos', '1 que continua', 'Mensagem registrada; 1 que continua'],
    ]);
  });

  it('shows unknown structures line by line, under their own names', async () => {
    expect(await opened('Clínica São Lucas')).to.deep.equal([
      ['Situação', 'Ativo', 'Inativo'],
      ['endereco', 'Nenhum', 'cidade: Santos\naceita: Sim\nfaixas › 0 › de: 1'],
    ]);
  });

  it('shows codes where names cannot be read', async () => {
    const client = everyEntity();
    client.control.failNext('listGroups', 'network');
    const element = await mount(client);
    await open(element, 1);
    expect(changesOf(element, 'Suporte ao portal')[1]).to.deep.equal([
      'Grupo gestor',
      'Nenhum',
      'Registro grp-auditoria',
    ]);
  });

  it('asks for the names only when a record is opened', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    const calls = () => client.control.requests.filter(({ operation }) => operation === 'listAgents').length;
    expect(calls()).to.equal(0);
    await open(element, 3);
    expect(calls()).to.equal(1);
  });

  it('narrows the trail to a register, and to one entry', async () => {
    const element = await mount(everyEntity());
    await narrow(element, 'webhook');
    expect(lines(element)).to.have.length(1);
    await open(element);
    await press(element, /^Ver todas as mudanças deste registro/);
    expect(textOf(find(element, '#only'))).to.contain(
      'Só as mudanças de “https://bi.vidaplena.example/eventos”',
    );
    expect(deepActiveElement()?.id).to.equal('only');
    await press(element, /^Mostrar todas/);
    expect(lines(element)).to.have.length(8);
    expect(deepActiveElement()?.id).to.equal('entity');
    expect(find<HTMLSelectElement>(element, '#entity').value).to.equal('');
  });

  it('brings older changes when they are asked for, and goes on at the first of them', async () => {
    const client = clientWith(Array.from({ length: 30 }, () => ({})));
    const element = await mount(client);
    expect(lines(element)).to.have.length(25);
    client.control.failNext('listAuditRecords', 'network');
    await press(element, /^Mostrar mudanças mais antigas/);
    expect(lines(element)).to.have.length(25);
    await press(element, /^Mostrar mudanças mais antigas/);
    expect(lines(element)).to.have.length(30);
    expect(deepActiveElement()?.getAttribute('data-id')).to.equal('aud-5');
  });

  it('tries again when the trail did not come', async () => {
    const client = createCrmTestClient();
    client.control.failNext('listAuditRecords', 'network');
    const element = await mount(client);
    expect(textOf(element.renderRoot.querySelector('.notice'))).to.contain(
      'Não foi possível carregar a auditoria',
    );
    await press(element, /^Tentar novamente/);
    expect(lines(element)).to.have.length(3);
  });

  it('reads the trail again', async () => {
    const client = createCrmTestClient();
    const element = await mount(client);
    await createCrmTestClient({ sharedWith: client }).holidays.delete('hol-2');
    await press(element, /^Atualizar/);
    expect(lines(element)[0]).to.contain('excluiu o feriado “Recesso de Natal”');
  });
});

describeStates('crm-audit', states);
