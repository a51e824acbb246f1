import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { withPage } from '../support/browser.ts';
import { Contacts } from '../support/contacts.ts';
import type { Demo } from '../support/demo.ts';
import { pdf } from '../support/files.ts';
import { webPrestador } from '../support/portals.ts';
import { makeProtocol } from '../support/protocols.ts';
import { startDemoAndBrowser } from '../support/stage.ts';

describe("what the manual says of the provider's side", () => {
  let demo: Demo;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await startDemoAndBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  test('the form asks who opens the demand, counts what is left of 4.000 characters, and is given up by Cancelar', () =>
    withPage(browser, 'manual-form', async (page) => {
      const contacts = await Contacts.arrive(page, demo, webPrestador, 'Ana');
      const before = await demo.client('ana@saolucas').protocols.counts();
      await contacts.button('Novo contato').click();
      await contacts.heading('Selecionar classificação do atendimento').waitFor();
      for (const branch of ['Autorização', 'Guias'])
        await contacts.scope.locator('summary').filter({ hasText: branch }).first().click();
      await contacts.button('Guia pendente').click();

      const prefilled = [
        ['Pessoa para contato', 'Ana Ribeiro'],
        ['Telefone para contato', '(11) 90000-1234'],
        ['E-mail', 'ana.ribeiro@saolucas.example'],
      ] as const;
      for (const [label, value] of prefilled) assert.equal(await contacts.field(label).inputValue(), value);
      await contacts.contactMethod.selectOption({ label: 'E-mail' });
      await contacts.attach([pdf]);

      await contacts.message.fill('Olá');
      await contacts.scope.getByText('Caracteres restantes: 3.997').waitFor();
      await contacts.message.fill('é'.repeat(4001));
      await contacts.scope.getByText('Caracteres restantes: -1').waitFor();
      await contacts.button('Salvar').click();
      await contacts.scope.getByText('“Mensagem” pode ter até 4.000 caracteres.').first().waitFor();
      await contacts.message.fill('é'.repeat(4000));
      await contacts.scope.getByText('Caracteres restantes: 0').waitFor();

      await contacts.button('Cancelar').click();
      await contacts.button('Descartar').click();
      await contacts.heading('Contatos').waitFor();
      assert.deepEqual(await demo.client('ana@saolucas').protocols.counts(), before);
    }));

  test('the three options list the protocols registered with the operator, all of them or those of a subject', () =>
    withPage(browser, 'manual-list', async (page) => {
      const contacts = await Contacts.arrive(page, demo, webPrestador, 'Ana');
      const { all, open, closed } = await demo.client('ana@saolucas').protocols.counts();
      assert.equal(all, open + closed);
      const rows = contacts.scope.getByRole('row');
      const column = (place: number): Promise<string[]> =>
        contacts.scope.locator(`tbody tr > td:nth-child(${place})`).allInnerTexts();
      await contacts.listed();
      assert.deepEqual(await rows.first().getByRole('columnheader').allInnerTexts(), [
        'Protocolo',
        'Data de registro',
        'Classificação',
        'Status',
        'Data de conclusão',
        'Ações',
      ]);

      for (const [option, total, statuses] of [
        ['Em aberto', open, ['Recebido', 'Em análise', 'Aguardando prestador']],
        ['Finalizados', closed, ['Finalizado', 'Cancelado']],
        [
          'Todos os contatos',
          all,
          ['Recebido', 'Em análise', 'Aguardando prestador', 'Finalizado', 'Cancelado'],
        ],
      ] as const) {
        await contacts.scope.getByRole('tab', { name: `${option} ${total}` }).click();
        await contacts.scope.locator('.results[aria-busy=false]').waitFor();
        await contacts.listed();
        const known: readonly string[] = statuses;
        for (const status of await column(4))
          assert.ok(known.includes(status.trim()), `${option}: ${status}`);
      }

      await contacts.button('Filtros').click();
      await contacts.select('Classificação').selectOption({ label: 'Autorização' });
      await contacts.scope.getByText('Limpar filtros').waitFor();
      await contacts.scope.locator('.results[aria-busy=false]').waitFor();
      await contacts.listed();
      for (const path of await column(3)) assert.match(path, /^Autorização › /);
    }));

  test('what was not viewed is counted in orange under Ações, and Ver contato shows it', () =>
    withPage(browser, 'manual-badge', async (page) => {
      const number = await makeProtocol(demo, { leaf: 'Guia pendente', message: 'A guia segue pendente.' });
      for (const body of ['Recebemos o pedido.', 'A guia foi liberada.']) {
        await demo
          .crm('aline@autorizacoes')
          .messages.create(number, { body, attachmentIds: [], visibility: 'public', asksProvider: false });
      }
      const contacts = await Contacts.arrive(page, demo, webPrestador, 'Ana');
      const actions = contacts.row(number).getByRole('cell').last();
      await actions.getByText('2 mensagens não visualizadas').waitFor();
      const colour = await actions
        .locator('.badge')
        .evaluate((badge) => getComputedStyle(badge).backgroundColor.match(/\d+/g)?.map(Number));
      const [red = 0, green = 0, blue = 0] = colour ?? [];
      assert.ok(red > green && green > blue && red > 200 && blue < 100, `orange, not ${String(colour)}`);

      await contacts.open(number);
      await contacts.heading('Guia pendente').waitFor();
      await contacts.scope.getByRole('definition').filter({ hasText: 'Em análise' }).waitFor();
      await contacts.entry('A guia foi liberada.').waitFor();
      await contacts.complement.waitFor();
      await contacts.readThread(number, demo.client('ana@saolucas'));
      await contacts.button('Voltar para a lista').click();
      await contacts.row(number).waitFor();
      await actions.getByText('não visualizada').waitFor({ state: 'detached' });
    }));
});
