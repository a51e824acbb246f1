import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { expectAccessible } from '../support/accessibility.ts';
import { withPage } from '../support/browser.ts';
import { Console } from '../support/console.ts';
import { Contacts } from '../support/contacts.ts';
import type { Demo } from '../support/demo.ts';
import { appears, disappears } from '../support/live.ts';
import { webPrestador } from '../support/portals.ts';
import { makeProtocol } from '../support/protocols.ts';
import { startDemoAndBrowser } from '../support/stage.ts';

describe('the registers of the CRM, as the provider feels them', () => {
  let demo: Demo;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await startDemoAndBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  /** Ana in the old portal and Regina, who keeps the registers, at the same time. */
  const meet = (name: string, work: (contacts: Contacts, console: Console) => Promise<void>): Promise<void> =>
    withPage(browser, `${name}-provider`, (page) =>
      withPage(browser, `${name}-admin`, async (desk) => {
        const [contacts, console] = await Promise.all([
          Contacts.arrive(page, demo, webPrestador, 'Ana'),
          Console.signIn(desk, demo, 'Regina'),
        ]);
        await contacts.listed();
        await work(contacts, console);
      }),
    );

  const openClassification = async (console: Console, name: string): Promise<void> => {
    if (!(await console.heading('Classificações').isVisible()))
      await console.register('Classificações', 'Classificações');
    await console.scope.getByRole('searchbox', { name: 'Buscar classificação' }).fill(name);
    await console.button(new RegExp(`^${name}`)).click();
    await console.heading(name).waitFor();
  };

  /** Answers `Exibe no Fale conosco?` where the manual has it; what is left is to save. */
  const showToProviders = async (console: Console, name: string, answer: 'Sim' | 'Não'): Promise<void> => {
    await openClassification(console, name);
    await console.tab('Dados complementares').click();
    await console.scope.getByRole('group', { name: 'Web Prestador' }).waitFor();
    await console.answer('Exibe no Fale conosco?', answer);
  };

  const openMethod = async (console: Console, description: string): Promise<void> => {
    const method = console.button(description);
    if (!(await method.isVisible())) await console.register('Forma de contato', 'Forma de contato/retorno');
    await method.click();
    await console.heading(description).waitFor();
  };

  const save = (console: Console) => (): Promise<void> => console.button('Salvar').click();

  test('a classification is offered while `Exibe no Fale conosco?` says so, in a form that stays open', (t) =>
    meet('shown-in-form', async (contacts, console) => {
      await contacts.button('Novo contato').click();
      await contacts.scope.getByRole('searchbox', { name: 'Pesquisar assunto' }).fill('encontro de contas');
      await contacts.scope.getByText('Nenhum assunto encontrado').waitFor();
      const leaf = contacts.button(/^Encontro de contas/);

      await showToProviders(console, 'Encontro de contas', 'Sim');
      await expectAccessible(console.page, 'the register of classifications');
      await appears(t, 'a classification that is shown', save(console), leaf);
      await console.scope.getByText('“Encontro de contas” foi salvo.').waitFor();
      await showToProviders(console, 'Encontro de contas', 'Não');
      await disappears(t, 'a classification that is not shown any more', save(console), leaf);
    }));

  test('protocols of a classification leave the list with `Exibe no Fale conosco?` and come back with it', (t) =>
    meet('shown-in-list', async (contacts, console) => {
      const number = await makeProtocol(demo, {
        leaf: 'CNES',
        message: 'O CNES da unidade mudou em novembro.',
      });
      await contacts.row(number).waitFor();
      await showToProviders(console, 'CNES', 'Não');
      await console.scope.getByText('Os protocolos desta classificação saem da lista').waitFor();
      await disappears(t, 'protocols of a hidden classification', save(console), contacts.row(number));
      await showToProviders(console, 'CNES', 'Sim');
      await appears(t, 'the same protocols', save(console), contacts.row(number));
    }));

  test('the group chosen on the last level receives the protocols of a classification', (t) =>
    withPage(browser, 'group-admin', (desk) =>
      withPage(browser, 'group-agent', async (page) => {
        const [console, agent] = await Promise.all([
          Console.signIn(desk, demo, 'Regina'),
          Console.signIn(page, demo, 'Tiago'),
        ]);
        await openClassification(console, 'Contrato');
        await console.scope.getByText('O grupo é definido no último nível.').waitFor();
        assert.equal(await console.select('Grupo responsável').count(), 0);
        await openClassification(console, 'Cópia de contrato');
        await console.select('Grupo responsável').selectOption({ label: 'Suporte ao portal' });
        await save(console)();
        await console.scope.getByText('“Cópia de contrato” foi salvo.').waitFor();

        let number = '';
        const before = await agent.scope.getByRole('row').count();
        await appears(
          t,
          'a protocol of the new group in Abertos',
          async () => {
            number = await makeProtocol(demo, {
              leaf: 'Cópia de contrato',
              message: 'Precisamos de uma via do contrato vigente.',
            });
          },
          agent.scope.getByRole('row').nth(before),
        );
        await agent.row(number).waitFor();
      }),
    ));

  test('a contact method is offered, and its protocols listed, while `Fale Conosco` is `Sim`', (t) =>
    meet('offered', (contacts, console) =>
      withPage(browser, 'offered-colleague', async (page) => {
        const number = await makeProtocol(demo, {
          leaf: 'Guia negada',
          message: 'Por que a guia 0045871210 foi negada?',
          method: 'WhatsApp',
        });
        const colleague = await Contacts.arrive(page, demo, webPrestador, 'Bruno');
        await colleague.row(number).waitFor();
        await contacts.fill({ search: 'guia neg', leaf: 'Guia negada', message: 'Texto que não se perde.' });
        const option = contacts.contactMethod.getByRole('option', { name: 'WhatsApp' });
        await option.waitFor({ state: 'attached' });

        await openMethod(console, 'WhatsApp');
        await console.answer('Fale Conosco', 'Não');
        await expectAccessible(console.page, 'the register of contact methods');
        await Promise.all([
          disappears(t, 'a contact method that is not offered any more', save(console), option),
          colleague.row(number).waitFor({ state: 'detached' }),
        ]);
        await openMethod(console, 'WhatsApp');
        await console.answer('Fale Conosco', 'Sim');
        await Promise.all([
          appears(t, 'the protocols of a contact method', save(console), colleague.row(number)),
          option.waitFor({ state: 'attached' }),
        ]);
        assert.equal(await contacts.message.inputValue(), 'Texto que não se perde.');
      }),
    ));

  test('a provider replies while a method of return is `Liberada para a Web`, and is told why not otherwise', (t) =>
    meet('released', async (contacts, console) => {
      const number = await makeProtocol(demo, {
        leaf: 'Guia negada',
        message: 'Por que a guia 0045871211 foi negada?',
      });
      await contacts.row(number).waitFor();
      await contacts.open(number);
      await contacts.complement.fill('Texto que não se perde.');

      await openMethod(console, 'Retorno pela web');
      await console.answer('Liberada para a Web', 'Não');
      await save(console)();
      await console.scope.getByText('“Retorno pela web” foi salvo.').waitFor();
      await openMethod(console, 'Portal do prestador');
      await console.answer('Liberada para a Web', 'Não');
      await appears(
        t,
        'the reason why there is no reply',
        save(console),
        contacts.scope.getByText('A operadora não liberou respostas pela Web para este contato.'),
      );
      assert.equal(await contacts.button('Enviar').count(), 0);
      assert.equal(await contacts.complement.inputValue(), 'Texto que não se perde.');
      await expectAccessible(contacts.page, 'a thread without replies');

      await openMethod(console, 'Portal do prestador');
      await console.answer('Liberada para a Web', 'Sim');
      await appears(t, 'replies again', save(console), contacts.button('Enviar'));
      await contacts.button('Enviar').click();
      await contacts.entry('Texto que não se perde.').waitFor();
    }));

  test('two admins edit one classification at once: the second is told, and nothing is lost', (t) =>
    withPage(browser, 'first-admin', (page) =>
      withPage(browser, 'second-admin', async (otherPage) => {
        const [first, second] = await Promise.all([
          Console.signIn(page, demo, 'Regina'),
          Console.signIn(otherPage, demo, 'Regina'),
        ]);
        const help = /^Texto de ajuda/;
        for (const console of [first, second]) {
          await openClassification(console, 'Nova unidade');
          await console.tab('Textos e prazos').click();
        }
        await second.field(help).fill('Escrito pela segunda pessoa.');

        // Another field: it is taken over, and what was typed stays.
        await first.field(/^Prazo de resposta/).fill('12');
        await appears(
          t,
          'another field, changed by somebody else',
          save(first),
          second.scope.getByText('Alguém alterou outros campos'),
        );
        assert.equal(await second.field(/^Prazo de resposta/).inputValue(), '12');
        assert.equal(await second.field(help).inputValue(), 'Escrito pela segunda pessoa.');

        // The same field: both values are shown, and the second decides.
        await first.field(help).fill('Escrito pela primeira pessoa.');
        await appears(
          t,
          'the same field, changed by somebody else',
          save(first),
          second.scope.getByText('Este registro mudou enquanto você editava'),
        );
        await second.scope.getByRole('definition').filter({ hasText: 'primeira pessoa' }).waitFor();
        await second.scope.getByRole('definition').filter({ hasText: 'segunda pessoa' }).waitFor();
        assert.equal(await second.field(help).inputValue(), 'Escrito pela segunda pessoa.');
        await expectAccessible(second.page, 'a conflict');
        await second.button('Salvar o meu por cima').click();
        await second.scope.getByText('“Nova unidade” foi salvo.').waitFor();

        const nodes = await demo.crm('admin@operadora').classifications.list();
        const saved = nodes.find(({ name }) => name === 'Nova unidade');
        assert.equal(saved?.helpText, 'Escrito pela segunda pessoa.');
        assert.equal(saved?.deadlineBusinessDays, 12);
      }),
    ));
});
