import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { withPage } from '../support/browser.ts';
import { Contacts } from '../support/contacts.ts';
import type { Demo } from '../support/demo.ts';
import { hostPage } from '../support/hosts.ts';
import { portals, thirdParty, webPrestador } from '../support/portals.ts';
import { startDemoAndBrowser } from '../support/stage.ts';

describe('the elements are good guests', () => {
  let demo: Demo;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await startDemoAndBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  /** A page of ours on the portal's origin, with Ana signed in. */
  const visitHost = async (page: Page, name: string): Promise<Contacts> => {
    await webPrestador.signIn(page, demo, 'Ana');
    await hostPage(page, demo, name);
    return new Contacts(page, page.locator('body'));
  };
  const list = (contacts: Contacts): Promise<void> => contacts.scope.getByRole('row').nth(1).waitFor();

  test("typing never triggers the host's shortcuts, and Enter never submits its form", () =>
    withPage(browser, 'shortcuts', async (page) => {
      await webPrestador.signIn(page, demo, 'Ana');
      await webPrestador.openContacts(page);
      const contacts = new Contacts(page, webPrestador.contacts(page));
      const address = page.url();
      await page.evaluate(() => {
        document.addEventListener('submit', () => document.body.setAttribute('data-submitted', ''), true);
      });

      // 'g' and 'l' go elsewhere in this portal, '/' takes the focus to its search, Enter presses its default button.
      const search = contacts.scope.getByRole('searchbox', { name: 'Pesquisar contatos' });
      await search.click();
      await page.keyboard.type('glosa / lote');
      await page.keyboard.press('Enter');
      assert.equal(await search.inputValue(), 'glosa / lote');

      await contacts.button('Novo contato').click();
      await contacts.choose('lote rejeit', 'Lote rejeitado');
      await contacts.message.fill('');
      await contacts.message.click();
      await page.keyboard.type('gl/');
      await page.keyboard.press('Enter');
      await page.keyboard.type('gl/');
      assert.equal(await contacts.message.inputValue(), 'gl/\ngl/');
      await contacts.field('Pessoa para contato').fill('');
      await contacts.field('Pessoa para contato').click();
      await page.keyboard.type('Graça Lage');
      assert.equal(await contacts.field('Pessoa para contato').inputValue(), 'Graça Lage');

      assert.equal(page.url(), address);
      assert.equal(await page.locator('body[data-submitted]').count(), 0);
    }));

  for (const portal of portals) {
    test(`they leave nothing behind in the browser: ${portal.name}`, () =>
      withPage(browser, `traces-${portal.name}`, async (page, complaints) => {
        const answers: string[] = [];
        page.on('response', async (response) => {
          if (response.url().startsWith(demo.apiUrl) && (await response.headerValue('set-cookie'))) {
            answers.push(response.url());
          }
        });
        await portal.signIn(page, demo, 'Ana');
        const before = await page.context().cookies();
        await portal.openContacts(page);
        const contacts = new Contacts(page, portal.contacts(page));
        await list(contacts);
        await contacts.button('Novo contato').click();
        await contacts.choose('lote rejeit', 'Lote rejeitado');
        await contacts.message.fill('Texto que não deve ficar em lugar nenhum.');

        const stored = await page.evaluate(async () => ({
          cookies: document.cookie,
          local: { ...localStorage },
          session: { ...sessionStorage },
          databases: (await indexedDB.databases()).map(({ name }) => name),
        }));
        assert.deepEqual(stored, { cookies: '', local: {}, session: {}, databases: [] });
        assert.deepEqual(await page.context().cookies(), before);
        assert.deepEqual(answers, [], 'the API set cookies');
        assert.deepEqual(complaints.violations, []);
      }));
  }

  test('the classic script adds one documented global, and what Lit marks its versions with', () =>
    withPage(browser, 'globals', async (page) => {
      await visitHost(page, 'late-script');
      const names = (): Promise<string[]> => page.evaluate(() => Object.getOwnPropertyNames(window));
      const before = await names();
      await page.getByRole('button', { name: 'Carregar' }).click();
      await page.getByRole('heading', { name: 'Contatos' }).waitFor();
      const added = (await names()).filter((name) => !before.includes(name)).sort();
      assert.deepEqual(added, [
        'FaleConosco',
        'litElementVersions',
        'litHtmlVersions',
        'litPropertyMetadata',
        'reactiveElementVersions',
      ]);
    }));

  test('an element that is there before its script comes to life', () =>
    withPage(browser, 'element-first', async (page) => {
      const contacts = await visitHost(page, 'late-script');
      await page.getByText('Ligue para a central').waitFor();
      await page.getByRole('button', { name: 'Carregar' }).click();
      await list(contacts);
      assert.equal(await page.getByText('Ligue para a central').isVisible(), false);
    }));

  test('a script that is loaded twice does no harm', () =>
    withPage(browser, 'twice', async (page) => {
      const contacts = await visitHost(page, 'twice');
      await list(contacts);
    }));

  test('an element that is moved, removed and added again keeps working', () =>
    withPage(browser, 'moved', async (page) => {
      const contacts = await visitHost(page, 'moving');
      await list(contacts);
      await page.getByRole('button', { name: 'Mover' }).click();
      await list(contacts);
      await page.getByRole('button', { name: 'Tirar e pôr' }).click();
      await list(contacts);
      await contacts.button('Novo contato').click();
      await contacts.heading('Selecionar classificação do atendimento').waitFor();
    }));

  test("the host's styles reach nothing inside", () =>
    withPage(browser, 'styles', async (page) => {
      const looks: string[][] = [];
      for (const name of ['plain', 'hostile-styles']) {
        const contacts = await visitHost(page, name);
        // Both must have come to rest: rows in place of their shapes, totals in the tabs.
        await contacts
          .button(/^Ver contato do protocolo/)
          .first()
          .waitFor();
        await contacts.scope.getByRole('tab', { name: /\d/ }).nth(2).waitFor();
        looks.push(
          await page.evaluate(() => {
            const properties = [
              'color',
              'font-size',
              'font-family',
              'letter-spacing',
              'text-transform',
              'line-height',
            ];
            const all = (root: ShadowRoot): Element[] =>
              [...root.querySelectorAll('*')].flatMap((node) => [
                node,
                ...(node.shadowRoot ? all(node.shadowRoot) : []),
              ]);
            const host = document.querySelector('fale-conosco-app')?.shadowRoot;
            return (host ? all(host) : [])
              .filter((node) => node.closest('.fc'))
              .map((node) => {
                const style = getComputedStyle(node);
                return `${node.localName}: ${properties.map((name) => style.getPropertyValue(name)).join('; ')}`;
              });
          }),
        );
      }
      const [plain = [], hostile = []] = looks;
      assert.ok(plain.length > 50);
      assert.deepEqual(new Set(hostile), new Set(plain));
    }));

  test('the strict portal shows everything without a violation', () =>
    withPage(browser, 'strict', async (page, complaints) => {
      await thirdParty.signIn(page, demo, 'Ana');
      await thirdParty.openContacts(page);
      const contacts = new Contacts(page, thirdParty.contacts(page));
      await list(contacts);
      await contacts.button(/^Filtros/).click();
      await contacts.scope
        .getByRole('button', { name: /^Ver contato do protocolo/ })
        .first()
        .click();
      await contacts.thread.waitFor();
      assert.deepEqual(complaints.violations, []);
    }));
});
