import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { expectAccessible } from '../support/accessibility.ts';
import { withPage } from '../support/browser.ts';
import { Contacts } from '../support/contacts.ts';
import type { Demo } from '../support/demo.ts';
import { pdf } from '../support/files.ts';
import { portals } from '../support/portals.ts';
import { startDemoAndBrowser } from '../support/stage.ts';

describe('the elements are accessible where they live', () => {
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
    test(`axe finds nothing from the list to the thread: ${portal.name}`, () =>
      withPage(browser, `axe-${portal.name}`, async (page) => {
        await portal.signIn(page, demo, 'Ana');
        await portal.openContacts(page);
        const contacts = new Contacts(page, portal.contacts(page));
        await contacts.scope.getByRole('row').nth(1).waitFor();
        await expectAccessible(page, 'the list');

        await contacts.button('Novo contato').click();
        await contacts.heading('Selecionar classificação do atendimento').waitFor();
        await expectAccessible(page, 'the subjects');

        await contacts.choose('lote rejeit', 'Lote rejeitado');
        await expectAccessible(page, 'the form');

        await contacts.field('E-mail').fill('sem arroba');
        await contacts.message.fill('');
        await contacts.button('Salvar').click();
        await contacts.scope.getByText('Revise 2 campos para continuar').first().waitFor();
        await expectAccessible(page, 'the errors');

        await contacts.field('E-mail').fill('ana.ribeiro@saolucas.example');
        await contacts.message.fill('O lote voltou rejeitado.');
        await contacts.attach([pdf]);
        await contacts.button('Salvar').click();
        await contacts.registeredNumber();
        await expectAccessible(page, 'the confirmation');

        await contacts.button('Ver contato').click();
        await contacts.entry('O lote voltou rejeitado.').waitFor();
        await expectAccessible(page, 'the thread');
      }));
  }
});
