import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { formatProtocolNumber } from '@fale-conosco/contract';
import type { Browser, Locator, Page } from 'playwright-core';
import { expectAccessible } from '../support/accessibility.ts';
import { withPage } from '../support/browser.ts';
import { Console } from '../support/console.ts';
import { Contacts } from '../support/contacts.ts';
import type { Demo } from '../support/demo.ts';
import { thirdParty } from '../support/portals.ts';
import { startDemoAndBrowser } from '../support/stage.ts';

const secret = 'O paciente do leito 12 recebeu alta e o lote voltou rejeitado.';

describe('e-mails lead to where their protocol is read', () => {
  let demo: Demo;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await startDemoAndBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  /** Ana opens a contact in the portal of a third party, which stays open at its confirmation. */
  const openContact = async (page: Page): Promise<string> => {
    await thirdParty.signIn(page, demo, 'Ana');
    await thirdParty.openContacts(page);
    const contacts = new Contacts(page, thirdParty.contacts(page));
    await contacts.fill({ search: 'lote rejeit', leaf: 'Lote rejeitado', message: secret });
    await contacts.button('Salvar').click();
    return contacts.registeredNumber();
  };

  /** Opens a mail that arrives in the mailbox. @returns its text */
  const openMail = async (mailbox: Page, subject: string): Promise<Locator> => {
    await mailbox.getByRole('link', { name: subject }).first().click();
    const mail = mailbox.getByRole('article', { name: subject });
    await mail.waitFor();
    return mail;
  };

  /** Follows the one link of a mail, which opens a tab of its own. */
  const follow = async (mailbox: Page, mail: Locator): Promise<Page> => {
    const opened = mailbox.waitForEvent('popup');
    await mail.getByRole('link').click();
    return opened;
  };

  test('the group is told of a new protocol, and the link opens it in the console', () =>
    withPage(browser, 'mail-group', async (page) => {
      const mailbox = await page.context().newPage();
      await mailbox.goto(demo.mailboxUrl);
      await mailbox.getByRole('heading', { name: 'Nenhum e-mail ainda' }).waitFor();
      await expectAccessible(mailbox, 'the empty mailbox');

      const number = await openContact(page);
      const subject = `Novo protocolo ${formatProtocolNumber(number)}`;
      await mailbox.getByText('1 não lido').waitFor();
      assert.equal(await mailbox.title(), '(1) Caixa de e-mails');
      await expectAccessible(mailbox, 'the list of mails');

      const mail = await openMail(mailbox, subject);
      await mail.getByText('Um novo protocolo chegou para o grupo Faturamento.').waitFor();
      await mail.getByText('faturamento@vidaplena.example', { exact: true }).waitFor();
      await mailbox.getByText('tudo lido').waitFor();
      assert.doesNotMatch(await mail.innerText(), /leito 12|Ana|rejeitado/);
      await expectAccessible(mailbox, 'a mail');

      // No one is signed in at the console yet: the way leads through there, and on to the protocol.
      const first = await follow(mailbox, mail);
      await first.getByRole('heading', { name: 'Entrar no CRM' }).waitFor();
      await expectAccessible(first, 'the console’s sign-in');
      await first.getByRole('link', { name: /^Fábio/ }).click();
      await new Console(first).entry(secret).waitFor();

      // From now on it leads there at once.
      const second = await follow(mailbox, mail);
      await new Console(second).entry(secret).waitFor();
      assert.equal(second.url(), `${demo.crmUrl}/app.html#crm/protocolos/${number}`);
    }));

  test('the provider is told of an answer, and the link opens the thread in its portal', () =>
    withPage(browser, 'mail-provider', async (page) => {
      const number = await openContact(page);
      await demo.crm('fabio@faturamento').messages.create(number, {
        body: 'Qual é o número da guia principal?',
        attachmentIds: [],
        visibility: 'public',
        asksProvider: true,
      });
      await page.getByRole('link', { name: 'Sair' }).click();

      const mailbox = await page.context().newPage();
      await mailbox.goto(demo.mailboxUrl);
      const mail = await openMail(
        mailbox,
        `Protocolo ${formatProtocolNumber(number)}: aguardando sua resposta`,
      );
      await mail.getByText('ana.ribeiro@saolucas.example', { exact: true }).waitFor();
      assert.doesNotMatch(await mail.innerText(), /guia principal|leito 12/);

      const portal = await follow(mailbox, mail);
      await portal.getByRole('link', { name: /^Ana/ }).click();
      const contacts = new Contacts(portal, thirdParty.contacts(portal));
      await contacts.entry('Qual é o número da guia principal?').waitFor();
      assert.equal(portal.url(), `${demo.thirdPartyUrl}/app.html#/contato/${number}`);
    }));

  test('the mailbox is emptied by its button, on a narrow screen too', () =>
    withPage(
      browser,
      'mail-narrow',
      async (page) => {
        const other = await page.context().newPage();
        const number = await openContact(other);
        await page.goto(demo.mailboxUrl);
        const subject = `Novo protocolo ${formatProtocolNumber(number)}`;
        await openMail(page, subject);
        assert.equal(await page.getByRole('link', { name: subject }).isVisible(), false);
        await page.getByRole('button', { name: 'Voltar' }).click();
        await page.getByRole('link', { name: subject }).waitFor();
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(overflow, 0, 'the page scrolls sideways');
        await page.getByRole('button', { name: 'Esvaziar' }).click();
        await page.getByRole('heading', { name: 'Nenhum e-mail ainda' }).waitFor();
      },
      { width: 320, height: 720 },
    ));
});
