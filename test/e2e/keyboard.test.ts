import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { withPage } from '../support/browser.ts';
import { Contacts } from '../support/contacts.ts';
import type { Demo } from '../support/demo.ts';
import { pdf } from '../support/files.ts';
import { focused, walkTo } from '../support/focus.ts';
import { portals, webPrestador } from '../support/portals.ts';
import { startDemoAndBrowser } from '../support/stage.ts';

describe('the story by keyboard alone', () => {
  let demo: Demo;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await startDemoAndBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  for (const portal of portals) {
    test(`a contact is opened, read and complemented without a pointer: ${portal.name}`, () =>
      withPage(browser, `keyboard-${portal.name}`, async (page) => {
        await portal.signIn(page, demo, 'Ana');
        await portal.openContacts(page);
        const contacts = new Contacts(page, portal.contacts(page));
        const press = async (key: string): Promise<void> => {
          await page.keyboard.press(key);
          assert.notEqual(await focused(page), 'body', `after ${key}`);
        };

        await walkTo(page, contacts.button('Novo contato'));
        await press('Enter');
        await contacts.heading('Selecionar classificação do atendimento').waitFor();
        await walkTo(page, contacts.scope.getByRole('searchbox', { name: 'Pesquisar assunto' }));
        await page.keyboard.type('lote rejeit');
        await walkTo(page, contacts.button(/^Lote rejeitado/));
        await press('Enter');

        await contacts.message.waitFor();
        await walkTo(page, contacts.contactMethod);
        await page.keyboard.type('Portal');
        await walkTo(page, contacts.message);
        await page.keyboard.press('Control+A');
        await page.keyboard.type('O lote 202611-0041 voltou rejeitado.');
        await walkTo(page, contacts.button('Escolher arquivos'));
        const chosen = page.waitForEvent('filechooser');
        await page.keyboard.press('Enter');
        await (await chosen).setFiles({ name: pdf.name, mimeType: pdf.mimeType, buffer: pdf.buffer });
        await contacts.attached([pdf]);
        assert.notEqual(await focused(page), 'body', 'after choosing a file');
        await walkTo(page, contacts.button('Salvar'));
        await press('Enter');

        const number = await contacts.registeredNumber();
        assert.notEqual(await focused(page), 'body', 'on the confirmation');
        await walkTo(page, contacts.button('Ver contato'));
        await page.keyboard.press('Enter');
        await contacts.entry('voltou rejeitado').waitFor();
        assert.notEqual(await focused(page), 'body', 'in the thread');
        await walkTo(page, contacts.complement);
        await page.keyboard.type('Reenviamos o lote às 10h.');
        await walkTo(page, contacts.button('Enviar'));
        await press('Enter');
        await contacts.entry('Reenviamos o lote às 10h.').waitFor();
        assert.notEqual(await focused(page), 'body', 'after sending');

        const { items } = await demo.client('ana@saolucas').messages.list(number);
        assert.deepEqual(
          items.map(({ body }) => body),
          ['O lote 202611-0041 voltou rejeitado.', 'Reenviamos o lote às 10h.'],
        );
      }));
  }

  test('the tabs of the list follow the arrow keys, and the tree of subjects opens with Enter', () =>
    withPage(browser, 'keyboard-tabs', async (page) => {
      await webPrestador.signIn(page, demo, 'Ana');
      await webPrestador.openContacts(page);
      const contacts = new Contacts(page, webPrestador.contacts(page));
      await walkTo(page, contacts.scope.getByRole('tab', { name: /^Todos os contatos/ }));
      await page.keyboard.press('ArrowRight');
      await contacts.scope.getByRole('tab', { name: /^Em aberto/, selected: true }).waitFor();
      await page.keyboard.press('ArrowRight');
      await contacts.scope.getByRole('tab', { name: /^Finalizados/, selected: true }).waitFor();
      assert.match(await focused(page), /tab/);

      await walkTo(page, contacts.button('Novo contato'), 'Shift+Tab');
      await page.keyboard.press('Enter');
      const branch = contacts.scope.locator('summary').filter({ hasText: 'Faturamento' });
      await walkTo(page, branch);
      await page.keyboard.press('Enter');
      const inner = contacts.scope.locator('summary').filter({ hasText: 'Lote e XML TISS' });
      await walkTo(page, inner);
      await page.keyboard.press('Enter');
      await walkTo(page, contacts.button(/^Erro de validação do XML/));
      await page.keyboard.press('Enter');
      await contacts.message.waitFor();
      assert.notEqual(await focused(page), 'body', 'on the second step');
    }));
});
