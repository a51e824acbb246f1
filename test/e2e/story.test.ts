import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { withPage } from '../support/browser.ts';
import { Contacts } from '../support/contacts.ts';
import type { Demo } from '../support/demo.ts';
import { largePdf, pdf, png, sha256 } from '../support/files.ts';
import { portals } from '../support/portals.ts';
import { makeProtocol } from '../support/protocols.ts';
import { startDemoAndBrowser } from '../support/stage.ts';

const draft = { search: 'lote rejeit', leaf: 'Lote rejeitado' };
const agent = 'fabio@faturamento';

describe('the story of a contact', () => {
  let demo: Demo;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await startDemoAndBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  const reply = (number: string, body: string): Promise<unknown> =>
    demo
      .crm(agent)
      .messages.create(number, { body, attachmentIds: [], visibility: 'public', asksProvider: true });

  for (const portal of portals) {
    test(`Ana opens a contact with three files, is answered and complements it: ${portal.name}`, () =>
      withPage(browser, `story-${portal.name}`, async (page) => {
        const contacts = await Contacts.arrive(page, demo, portal, 'Ana');

        await contacts.fill({
          ...draft,
          message: 'O lote 202611-0041 voltou rejeitado. Seguem o retorno, a tela e o prontuário.',
          files: [pdf, png, largePdf],
        });
        await contacts.button('Salvar').click();
        const number = await contacts.registeredNumber();
        assert.match(number, /^346659\d{14}$/);

        await contacts.button('Ver contato').click();
        await contacts.entry('voltou rejeitado').waitFor();
        const saved = await contacts.download(largePdf.name);
        assert.equal(saved.suggestedFilename(), largePdf.name);
        assert.equal(sha256(await readFile(await saved.path())), largePdf.sha256);

        // An answer arrives in the open thread, without a reload.
        await reply(number, 'Recebemos os documentos. Qual é o número da guia principal?');
        await contacts.entry('número da guia principal').waitFor();
        await contacts.readThread(number, demo.client('ana@saolucas'));

        // The next one while the list is open: the badge says so, live.
        await portal.openContacts(page);
        await contacts.row(number).waitFor();
        // The read mark may be on its way while the list is read: then its event takes the badge away.
        await contacts.row(number).getByText('não visualizada').first().waitFor({ state: 'detached' });
        await reply(number, 'Falta também a data do atendimento.');
        await contacts.row(number).getByText('1 mensagem não visualizada').first().waitFor();

        await contacts.open(number);
        await contacts.entry('data do atendimento').waitFor();
        await contacts.readThread(number, demo.client('ana@saolucas'));
        await contacts.complement.fill('A guia principal é a 0045871203, atendida em 12/11.');
        await contacts.attach([png]);
        await contacts.button('Enviar').click();
        await contacts.entry('A guia principal é a 0045871203').waitFor();

        // Reading it takes the badge away.
        await portal.openContacts(page);
        await contacts.row(number).filter({ hasText: 'Em análise' }).waitFor();
        await contacts.row(number).getByText('não visualizada').first().waitFor({ state: 'detached' });

        const { items } = await demo.client('ana@saolucas').messages.list(number);
        const bodies = items.map(({ attachments }) => attachments.map(({ sha256: digest }) => digest));
        assert.deepEqual(bodies, [[pdf.sha256, png.sha256, largePdf.sha256], [], [], [png.sha256]]);
      }));

    test(`a colleague finds the contact unread for himself: ${portal.name}`, () =>
      withPage(browser, `colleague-${portal.name}`, async (page) => {
        const number = await makeProtocol(demo, {
          leaf: draft.leaf,
          message: 'Qual o prazo de reenvio do lote?',
        });
        await reply(number, 'O reenvio pode ser feito até o dia 10.');
        const { lastSequence } = await demo.client('ana@saolucas').protocols.retrieve(number);
        await demo.client('ana@saolucas').messages.markRead(number, lastSequence);

        const contacts = await Contacts.arrive(page, demo, portal, 'Bruno');
        await contacts.scope.getByRole('searchbox', { name: 'Pesquisar contatos' }).fill(number);
        await contacts.row(number).getByText('1 mensagem não visualizada').first().waitFor();
        await contacts.open(number);
        await contacts.entry('O reenvio pode ser feito').waitFor();
        // Once, as written by somebody else of the same provider.
        await contacts.thread.getByText('Ana Ribeiro').first().waitFor();
      }));

    test(`another provider does not find the contact: ${portal.name}`, () =>
      withPage(browser, `stranger-${portal.name}`, async (page) => {
        const number = await makeProtocol(demo, {
          leaf: draft.leaf,
          message: 'Mensagem que só a Clínica São Lucas pode ler.',
        });
        const contacts = await Contacts.arrive(page, demo, portal, 'Carla');
        await contacts.scope.getByRole('row').nth(1).waitFor();
        assert.equal(await contacts.row(number).count(), 0);
        await contacts.scope.getByRole('searchbox', { name: 'Pesquisar contatos' }).fill(number);
        await contacts.heading('Nenhum contato encontrado').waitFor();
      }));
  }

  test('a number that belongs to another provider opens nothing', () =>
    withPage(
      browser,
      'foreign-number',
      async (page) => {
        const number = await makeProtocol(demo, {
          leaf: draft.leaf,
          message: 'Mensagem que só a Clínica São Lucas pode ler.',
        });
        const [, thirdParty] = portals;
        if (!thirdParty) return;
        await thirdParty.signIn(page, demo, 'Carla');
        await page.goto(`${demo.thirdPartyUrl}/app.html#/contato/${number}`);
        const contacts = new Contacts(page, thirdParty.contacts(page));
        await contacts.heading('Contato não encontrado').waitFor();
        assert.equal(await page.getByText('só a Clínica São Lucas').count(), 0);
      },
      // The browser reports the 404 itself.
      { expected: /404/ },
    ));
});
