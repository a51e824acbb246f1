import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { expectAccessible } from '../support/accessibility.ts';
import { withPage } from '../support/browser.ts';
import { type Agent, Console } from '../support/console.ts';
import { Contacts } from '../support/contacts.ts';
import type { Demo } from '../support/demo.ts';
import { pdf, png } from '../support/files.ts';
import { focused, walkTo } from '../support/focus.ts';
import { appears } from '../support/live.ts';
import { type Person, webPrestador } from '../support/portals.ts';
import { makeProtocol } from '../support/protocols.ts';
import { startDemoAndBrowser } from '../support/stage.ts';

const draft = { search: 'guia pend', leaf: 'Guia pendente' };

describe('a conversation in two browsers', () => {
  let demo: Demo;
  let browser: Browser;

  before(async () => {
    [demo, browser] = await startDemoAndBrowser();
  });
  after(async () => {
    await browser?.close();
    await demo?.[Symbol.asyncDispose]();
  });

  /** A provider in the old portal and an agent in the console, each in a context of their own, at the same time. */
  const meet = (
    name: string,
    people: { provider: Person; agent: Agent },
    work: (contacts: Contacts, console: Console) => Promise<void>,
  ): Promise<void> =>
    withPage(browser, `${name}-provider`, (page) =>
      withPage(browser, `${name}-agent`, async (desk) => {
        const [contacts, console] = await Promise.all([
          Contacts.arrive(page, demo, webPrestador, people.provider),
          Console.signIn(desk, demo, people.agent),
        ]);
        await contacts.listed();
        await work(contacts, console);
      }),
    );

  /** Which entries of a protocol Ana's event stream speaks of, until it is disposed. */
  const listen = (number: string): Promise<Disposable & { sequences: Set<number> }> =>
    new Promise((resolve) => {
      const sequences = new Set<number>();
      const stop = demo.client('ana@saolucas').events.subscribe(
        (event) => {
          if (event.type === 'protocol.changed' && event.data.number === number)
            sequences.add(event.data.lastSequence);
        },
        {
          onConnectionChange: (state) => state === 'open' && resolve({ sequences, [Symbol.dispose]: stop }),
        },
      );
    });

  test('a contact reaches the agent, the answer the provider, and the complement the agent, all without a reload', (t) =>
    meet('exchange', { provider: 'Ana', agent: 'Aline' }, async (contacts, console) => {
      await expectAccessible(console.page, 'the home screen');
      await contacts.fill({
        ...draft,
        message: 'A guia 0045871203 segue pendente há três dias.',
        files: [pdf],
      });
      const before = await console.scope.getByRole('row').count();
      await appears(
        t,
        'a new contact in Abertos',
        () => contacts.button('Salvar').click(),
        // The heading's row is the first one.
        console.scope.getByRole('row').nth(before),
      );
      const number = await contacts.registeredNumber();
      await console.row(number).getByText('Recebido').waitFor();
      await webPrestador.openContacts(contacts.page);
      await contacts.row(number).getByText('Recebido').waitFor();

      await console.open(number);
      await console.entry('A guia 0045871203 segue pendente').waitFor();
      await expectAccessible(console.page, 'the protocol');
      const saved = await console.download(pdf.name);
      assert.equal(saved.suggestedFilename(), pdf.name);

      await console.write('Responder ao prestador', 'Envie, por favor, o laudo que justifica o pedido.');
      await console.select('Forma de retorno').selectOption({ label: 'Retorno pela web' });
      await console.scope.getByRole('checkbox', { name: 'Pedir algo ao prestador' }).check();
      await appears(
        t,
        'the badge of an answer',
        () => console.button('Enviar resposta').click(),
        contacts.row(number).getByText('1 mensagem não visualizada'),
      );
      await contacts.row(number).getByText('Aguardando prestador').waitFor();
      await console.entry('Forma de retorno: Retorno pela web').waitFor();
      await console.entry('Ainda não visualizada').waitFor();
      await expectAccessible(contacts.page, 'the list with a badge');

      await contacts.open(number);
      await contacts.entry('o laudo que justifica').waitFor();
      await contacts.scope.getByText('A operadora aguarda o seu retorno.').waitFor();
      await contacts.readThread(number, demo.client('ana@saolucas'));
      await console.entry('Visualizada pelo prestador em').waitFor();
      await console.write('Responder ao prestador', 'O laudo pode ser enviado por aqui mesmo.');
      await appears(
        t,
        'an answer in the open thread of the provider',
        () => console.button('Enviar resposta').click(),
        contacts.entry('O laudo pode ser enviado por aqui mesmo.'),
      );

      await contacts.complement.fill('Segue o laudo.');
      await contacts.attach([png]);
      await appears(
        t,
        'a complement in the open thread of the agent',
        () => contacts.button('Enviar').click(),
        console.entry('Segue o laudo.'),
      );
      await console.thread.getByText(png.name).waitFor();
      await console.scope.getByRole('definition').filter({ hasText: 'Em análise' }).waitFor();
      await expectAccessible(contacts.page, 'the thread of the provider');
      await expectAccessible(console.page, 'the thread of the agent');
    }));

  test('a note of the operator, a message and a file under secrecy never reach the provider', (t) =>
    meet('secrets', { provider: 'Ana', agent: 'Aline' }, async (contacts, console) => {
      const note = 'Nota: conferir o histórico deste prestador.';
      const secret = 'Sigilo: apuração em andamento na auditoria.';
      const answers: Promise<string>[] = [];
      contacts.page.on('response', (response) => {
        const { 'content-type': type = '' } = response.headers();
        if (response.url().startsWith(demo.apiUrl) && type.includes('json')) answers.push(response.text());
      });
      const number = await makeProtocol(demo, {
        leaf: draft.leaf,
        message: 'Qual o prazo da guia 0045871204?',
      });
      await contacts.row(number).waitFor();
      await contacts.open(number);
      await console.open(number);
      const client = demo.client('ana@saolucas');
      const untouched = await client.protocols.retrieve(number);
      using events = await listen(number);

      await console.write('Nota interna', note);
      await expectAccessible(console.page, 'a note');
      await console.button('Registrar nota').click();
      await console.entry(note).waitFor();
      await console.write('Sob sigilo', secret);
      await console.attach([pdf]);
      await expectAccessible(console.page, 'a message under secrecy');
      await console.button('Registrar sob sigilo').click();
      await console.entry(secret).waitFor();
      assert.deepEqual(await client.protocols.retrieve(number), untouched);

      // What is public overtakes neither: when it is there, they would be.
      await console.write('Responder ao prestador', 'O prazo termina amanhã.');
      await console.attach([png]);
      await console.scope.getByRole('checkbox', { name: `Marcar ${png.name} como sob sigilo` }).check();
      await console.attached([png]);
      await appears(
        t,
        'an answer after a note',
        () => console.button('Enviar resposta').click(),
        contacts.entry('O prazo termina amanhã.'),
      );
      await console.entry(`Sob sigilo: ${png.name}`).waitFor();
      await webPrestador.openContacts(contacts.page);
      await contacts.row(number).waitFor();
      await contacts.open(number);
      await contacts.entry('O prazo termina amanhã.').waitFor();
      assert.equal(await contacts.thread.getByRole('article').count(), 2);
      const kept = [note, secret, pdf.name, png.name];
      for (const text of kept) assert.equal(await contacts.entry(text).count(), 0, text);

      const told = [
        ...(await Promise.all(answers)),
        JSON.stringify(await client.messages.list(number)),
        JSON.stringify((await client.protocols.list({ search: number })).items),
      ].join('\n');
      assert.match(told, /O prazo termina amanhã\./);
      for (const text of kept) assert.ok(!told.includes(text), text);
      const { items } = await client.protocols.list({ search: 'apuração em andamento na auditoria' });
      assert.deepEqual(items, []);
      const { lastSequence } = await client.protocols.retrieve(number);
      events.sequences.delete(untouched.lastSequence);
      assert.deepEqual([...events.sequences], [lastSequence], 'no event told of more');
    }));

  test('a contact handed to another group leaves one list for another, is closed, and reopened by a reply', (t) =>
    meet('handed-on', { provider: 'Ana', agent: 'Patrícia' }, (contacts, other) =>
      withPage(
        browser,
        'handed-on-first',
        async (page) => {
          const secret = 'Sigilo: só a auditoria acompanha este caso.';
          const number = await makeProtocol(demo, {
            leaf: draft.leaf,
            message: 'A guia 0045871205 está em nome da antiga unidade.',
          });
          const first = await Console.signIn(page, demo, 'Aline');
          await contacts.row(number).waitFor();
          await contacts.open(number);
          await first.open(number);
          await first.write('Sob sigilo', secret);
          await first.button('Registrar sob sigilo').click();
          await first.entry(secret).waitFor();

          await first.button('Encaminhar…').click();
          await first.select('Grupo responsável').selectOption({ label: 'Credenciamento' });
          await first.dialog.getByText('Você deixará de ver este atendimento').waitFor();
          await first.dialog.getByRole('textbox').fill('O endereço da unidade mudou no cadastro.');
          await expectAccessible(first.page, 'forwarding');
          await appears(
            t,
            'a forwarded contact in Abertos of the other group',
            () => first.dialog.getByRole('button', { name: 'Encaminhar' }).click(),
            other.row(number),
          );
          // It is out of the first agent's sight: back in the list, it is not there.
          await first.listed();
          await first.row(number).waitFor({ state: 'detached' });
          await expectAccessible(first.page, 'forwarded away');

          await other.open(number);
          await other.entry('O endereço da unidade mudou').waitFor();
          // Their group does not see what is under secrecy, and so cannot write it either.
          assert.equal(await other.entry(secret).count(), 0);
          assert.equal(await other.tab('Sob sigilo').count(), 0);
          await other.button('Assumir').click();
          await other.entry('Atribuído a Patrícia Campos').waitFor();
          await other.write('Responder ao prestador', 'Cadastro atualizado; a guia foi liberada.');
          await other.button('Finalizar…').click();
          await expectAccessible(other.page, 'closing');
          await appears(
            t,
            'a conclusion in the open thread of the provider',
            () => other.dialog.getByRole('button', { name: 'Finalizar' }).click(),
            contacts.entry('Cadastro atualizado; a guia foi liberada.'),
          );
          await contacts.entry('Status alterado para Finalizado').waitFor();
          await contacts.scope.getByText('reabre o atendimento').waitFor();
          assert.equal(await contacts.entry('Encaminhado').count(), 0);
          await expectAccessible(contacts.page, 'a closed contact');
          await expectAccessible(other.page, 'a closed protocol');

          await contacts.complement.fill('O portal ainda mostra a guia pendente.');
          await appears(
            t,
            'a reply that reopens',
            () => contacts.button('Enviar').click(),
            other.entry('O portal ainda mostra a guia pendente.'),
          );
          await other.entry('Status alterado para Em análise').waitFor();
          await other.button('Enviar resposta').waitFor();
        },
        // The browser reports by itself that what was forwarded is not found any more.
        { expected: /404/ },
      ),
    ));

  test('a contact that came by phone is registered by the agent, and the provider finds it', (t) =>
    meet('phone', { provider: 'Davi', agent: 'Aline' }, async (contacts, console) => {
      await console.button('Novo protocolo').click();
      await console.select('Prestador').fill('exata');
      await console.scope.getByRole('option', { name: 'Laboratório Exata' }).click();
      await console.select('Forma de contato').selectOption({ label: 'Telefone' });
      await console.field('Pessoa para contato').fill('Davi Nogueira');
      await console.field('Telefone para contato').fill('(11) 90000-3408');
      await console.field('E-mail').fill('davi.nogueira@exata.example');
      await console.scope.getByRole('searchbox', { name: 'Pesquisar assunto' }).fill('guia neg');
      await console.button(/^Guia negada/).click();
      await console.field('Mensagem').fill('Ligou para saber por que a guia 0077120091 foi negada.');
      await console.scope.getByText('O prestador verá este protocolo no Fale conosco.').waitFor();
      await expectAccessible(console.page, 'a new protocol');
      const first = contacts.scope.getByRole('row').nth(1);
      const latest = await first.getByRole('button').getAttribute('aria-label');
      await appears(
        t,
        'a contact registered by the operator in the list of the provider',
        () => console.button('Salvar').click(),
        first.filter({ hasNot: contacts.button(latest ?? '') }).getByText('Aberto pela operadora'),
      );
      await console.heading('Protocolo registrado').waitFor();
      const number = await console.copiedNumber();
      assert.match(number, /^346659\d{14}$/);
      await expectAccessible(console.page, 'a registered protocol');

      await contacts.open(number);
      await contacts.entry('por que a guia 0077120091 foi negada').waitFor();
      await console.button('Abrir protocolo').click();
      await console.entry('por que a guia 0077120091 foi negada').waitFor();
    }));

  test('an agent signs in, takes, notes, answers, closes, reopens and forwards without a pointer', () =>
    withPage(browser, 'agent-keyboard', async (page) => {
      const number = await makeProtocol(demo, {
        leaf: 'Guia negada',
        message: 'Por que a guia 0045871207 foi negada?',
      });
      const { keyboard } = page;
      const console = new Console(page);
      await page.goto(demo.crmUrl);
      await walkTo(page, page.getByRole('link', { name: /^Juliana/ }));
      await keyboard.press('Enter');
      await console.listed();

      await walkTo(page, console.button(`Assumir o protocolo ${number}`));
      await keyboard.press('Enter');
      await console.row(number).getByText('Você').waitFor();
      await walkTo(page, console.row(number).getByRole('link'), 'Shift+Tab');
      await keyboard.press('Enter');
      await console.entry('Por que a guia 0045871207 foi negada?').waitFor();

      await walkTo(page, console.tab('Responder ao prestador'));
      await keyboard.press('ArrowRight');
      await walkTo(page, console.text);
      await keyboard.type('Falta o código do procedimento na guia.');
      await walkTo(page, console.button('Registrar nota'));
      await keyboard.press('Enter');
      await console.sent('Falta o código do procedimento na guia.').waitFor();

      await walkTo(page, console.tab('Nota interna'));
      await keyboard.press('ArrowLeft');
      await walkTo(page, console.text);
      await keyboard.type('Qual é o código do procedimento?');
      await walkTo(page, console.select('Forma de retorno'));
      await keyboard.type('Retorno');
      await walkTo(page, console.scope.getByRole('checkbox', { name: 'Pedir algo ao prestador' }));
      await keyboard.press('Space');
      await walkTo(page, console.button('Enviar resposta'));
      await keyboard.press('Enter');
      await console.sent('Qual é o código do procedimento?').waitFor();
      await console.entry('Status alterado para Aguardando prestador').waitFor();
      await console.entry('Forma de retorno: Retorno pela web').waitFor();

      await walkTo(page, console.text);
      await keyboard.type('A guia foi liberada.');
      await walkTo(page, console.button('Finalizar…'));
      await keyboard.press('Enter');
      await walkTo(page, console.dialog.getByRole('button', { name: 'Finalizar' }));
      await keyboard.press('Enter');
      await console.sent('A guia foi liberada.').waitFor();
      await console.entry('Status alterado para Finalizado').waitFor();

      await walkTo(page, console.button('Reabrir…'), 'Shift+Tab');
      await keyboard.press('Enter');
      await walkTo(page, console.dialog.getByRole('button', { name: 'Reabrir' }));
      await keyboard.press('Enter');
      await console.entry('Reaberto').waitFor();

      await walkTo(page, console.button('Encaminhar…'), 'Shift+Tab');
      await keyboard.press('Enter');
      await walkTo(page, console.select('Grupo responsável'));
      await keyboard.type('Credenciamento');
      await walkTo(page, console.dialog.getByRole('textbox'));
      await keyboard.type('A unidade é nova.');
      await walkTo(page, console.dialog.getByRole('button', { name: 'Encaminhar' }));
      await keyboard.press('Enter');
      await console.listed();
      await console.row(number).waitFor({ state: 'detached' });
      assert.notEqual(await focused(page), 'body', 'back on the home screen');

      const { items } = await demo.client('ana@saolucas').messages.list(number);
      assert.deepEqual(items.map(({ body }) => body).filter(Boolean), [
        'Por que a guia 0045871207 foi negada?',
        'Qual é o código do procedimento?',
        'A guia foi liberada.',
      ]);
      const { status, group } = await demo.crm('patricia@credenciamento').protocols.retrieve(number);
      assert.deepEqual([status, group.name], ['in_analysis', 'Credenciamento']);
    }));

  test('an agent registers a contact that came by phone without a pointer', () =>
    withPage(browser, 'phone-keyboard', async (page) => {
      const console = await Console.signIn(page, demo, 'Juliana');
      const { keyboard } = page;
      const typeInto = async (field: Locator, text: string): Promise<void> => {
        await walkTo(page, field);
        await keyboard.type(text);
      };
      await walkTo(page, console.button('Novo protocolo'));
      await keyboard.press('Enter');
      await typeInto(console.select('Prestador'), 'exata');
      await console.scope.getByRole('option', { name: 'Laboratório Exata' }).waitFor();
      await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      await typeInto(console.select('Forma de contato'), 'Telefone');
      await typeInto(console.field('Pessoa para contato'), 'Davi Nogueira');
      await typeInto(console.field('Telefone para contato'), '11900003408');
      await typeInto(console.field('E-mail'), 'davi.nogueira@exata.example');
      await typeInto(console.scope.getByRole('searchbox', { name: 'Pesquisar assunto' }), 'guia neg');
      await walkTo(page, console.button(/^Guia negada/));
      await keyboard.press('Enter');
      await typeInto(console.field('Mensagem'), 'Ligou para saber da guia 0077120092.');
      await walkTo(page, console.button('Salvar'));
      await keyboard.press('Enter');
      await console.heading('Protocolo registrado').waitFor();
      const number = await console.copiedNumber();
      await walkTo(page, console.button('Abrir protocolo'));
      await keyboard.press('Enter');
      await console.entry('Ligou para saber da guia 0077120092.').waitFor();
      assert.notEqual(await focused(page), 'body', 'in the protocol');
      const { provider, contactMethod } = await demo.crm('juliana@autorizacoes').protocols.retrieve(number);
      assert.deepEqual([provider.name, contactMethod.description], ['Laboratório Exata', 'Telefone']);
    }));
});
