import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { withPage } from '../support/browser.ts';
import { Contacts } from '../support/contacts.ts';
import type { Demo } from '../support/demo.ts';
import { webPrestador } from '../support/portals.ts';
import { startDemoAndBrowser } from '../support/stage.ts';

// What a browser reports by itself while nothing answers.
const expected =
  /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|50[0-9]/;

describe('a server that is killed loses nothing', () => {
  let demo: Demo;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await startDemoAndBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  test('what was typed survives, and becomes exactly one protocol', () =>
    withPage(
      browser,
      'restart',
      async (page) => {
        const message = 'Este texto foi digitado enquanto o servidor caía.';
        await webPrestador.signIn(page, demo, 'Ana');
        await webPrestador.openContacts(page);
        const contacts = new Contacts(page, webPrestador.contacts(page));
        await contacts.fill({ search: 'lote rejeit', leaf: 'Lote rejeitado', message: message.slice(0, 20) });

        await demo.stop('SIGKILL');
        await contacts.message.press('End');
        await contacts.message.pressSequentially(message.slice(20));
        await contacts.button('Salvar').click();
        await demo.resume();

        // The form tries again by itself for a while; when it has given up it says so, and keeps the text.
        const saved = contacts.heading('Contato registrado');
        const failed = contacts.scope.getByText(
          /O contato ainda não foi registrado|Ainda não sabemos se o contato foi registrado/,
        );
        await saved.or(failed).first().waitFor({ timeout: 60_000 });
        if (await failed.isVisible()) {
          assert.equal(await contacts.message.inputValue(), message);
          await contacts.button('Salvar').click();
        }
        const number = await contacts.registeredNumber();

        const { items } = await demo
          .client('ana@saolucas')
          .protocols.list({ search: 'digitado enquanto o servidor' });
        assert.deepEqual(
          items.map((protocol) => protocol.number),
          [number],
        );
      },
      { expected },
    ));

  test('an answer that was lost after the effect does not make a second protocol', () =>
    withPage(
      browser,
      'lost-answer',
      async (page) => {
        await webPrestador.signIn(page, demo, 'Ana');
        await webPrestador.openContacts(page);
        const contacts = new Contacts(page, webPrestador.contacts(page));
        // The server does its work, and its answer never arrives.
        let lost = 0;
        await page.route(`${demo.apiUrl}/v1/protocols`, async (route) => {
          if (route.request().method() !== 'POST' || lost > 0) return route.continue();
          lost += 1;
          await route.fetch();
          return route.abort('connectionreset');
        });
        await contacts.fill({
          search: 'lote rejeit',
          leaf: 'Lote rejeitado',
          message: 'Resposta perdida no caminho.',
        });
        await contacts.button('Salvar').click();
        const number = await contacts.registeredNumber();
        assert.equal(lost, 1);
        const { items } = await demo
          .client('ana@saolucas')
          .protocols.list({ search: 'resposta perdida no caminho' });
        assert.deepEqual(
          items.map((protocol) => protocol.number),
          [number],
        );
      },
      { expected: /ERR_CONNECTION_RESET/ },
    ));

  test('a list that is open finds its way back', () =>
    withPage(
      browser,
      'list-restart',
      async (page) => {
        await webPrestador.signIn(page, demo, 'Ana');
        await webPrestador.openContacts(page);
        const contacts = new Contacts(page, webPrestador.contacts(page));
        const first = contacts.scope.getByRole('row').nth(1);
        await first.waitFor();
        await demo.stop('SIGKILL');
        await contacts.scope.getByText('Sem conexão').first().waitFor({ timeout: 40_000 });
        assert.equal(await first.isVisible(), true);
        await demo.resume();
        await contacts.scope.getByText('Sem conexão').first().waitFor({ state: 'hidden', timeout: 60_000 });
      },
      { expected },
    ));

  test('a view whose code does not arrive says so, and comes when it is asked for again', () =>
    withPage(
      browser,
      'missing-code',
      async (page) => {
        await webPrestador.signIn(page, demo, 'Ana');
        await webPrestador.openContacts(page);
        const contacts = new Contacts(page, webPrestador.contacts(page));
        const code = '**/cdn/new-contact-form-*.js';
        await page.route(code, (route) => route.abort('connectionreset'));
        await contacts.button('Novo contato').click();
        await contacts.button('Tentar novamente').waitFor();
        await contacts.heading('Contatos').waitFor();
        await page.unroute(code);
        await contacts.button('Tentar novamente').click();
        await contacts.heading('Selecionar classificação do atendimento').waitFor();
        assert.equal(await contacts.button('Tentar novamente').count(), 0);
      },
      { expected },
    ));
});
