import type { Protocol } from '@fale-conosco/contract';
import { createTestClient, type TestClient } from '@fale-conosco/memory';
import { ConnectionError } from '@fale-conosco/sdk';
import { deepActiveElement, type FcErrorEvent } from '@fale-conosco/ui';
import { settled } from '@fale-conosco/ui/states';
import { waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { html } from 'lit';
import { defineProtocolThread } from './define.ts';
import type { MessageSentEvent } from './protocol-thread.events.ts';
import { attach, longThread, type } from './protocol-thread.states.ts';
import type { ProtocolThread } from './protocol-thread.ts';

defineProtocolThread();

const withStatus = (client: TestClient, status: string): string =>
  client.control.protocols.find((protocol) => protocol.status === status)?.number ?? '';

const mount = async (
  client: TestClient,
  number = withStatus(client, 'in_analysis'),
): Promise<ProtocolThread> => {
  const element = await fixture<ProtocolThread>(
    html`<protocol-thread .client=${client} protocol-number=${number}></protocol-thread>`,
  );
  await settled(element);
  return element;
};

const all = (element: ProtocolThread, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const one = (element: ProtocolThread, selector: string): HTMLElement => {
  const [found] = all(element, selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
};
const text = (node: HTMLElement | undefined): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const log = (element: ProtocolThread): string => text(one(element, '[role=log]'));
const composer = (element: ProtocolThread): HTMLTextAreaElement =>
  one(element, '#message') as HTMLTextAreaElement;
const has = (element: ProtocolThread, label: string): HTMLElement | undefined =>
  all(element, 'button').find((button) => text(button) === label);
const press = (element: ProtocolThread, label: string): void => {
  const found = has(element, label);
  if (!found) throw new Error(`No button "${label}"`);
  found.click();
};
const counted = (client: TestClient, operation: string): number =>
  client.control.requests.filter((call) => call.operation === operation).length;
/** Waits until observers of what is in view have spoken. */
const framed = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const inView = (node: HTMLElement): boolean => {
  const { top, bottom } = node.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

describe('protocol-thread', () => {
  beforeEach(() => scrollTo({ top: 0 }));

  describe('the deadline', () => {
    const deadlineOf = async (deadline: Protocol['deadline']): Promise<string | undefined> => {
      const client = createTestClient();
      const number = withStatus(client, 'in_analysis');
      for (const protocol of client.control.protocols) protocol.deadlineOverride = deadline;
      const element = await mount(client, number);
      const label = all(element, 'dt').find((term) => text(term) === 'Prazo de resposta');
      return label && text(label.nextElementSibling as HTMLElement);
    };
    // The end of a day in São Paulo is the next one elsewhere.
    const dueAt = '2026-12-05T02:59:59.999Z';
    const words = {
      running: 'Até 04/12/2026, no prazo',
      due_soon: 'Até 04/12/2026, vence em breve',
      overdue: 'Venceu em 04/12/2026, em atraso',
      met: 'Encerrado no prazo',
      missed: 'Encerrado fora do prazo',
      something_newer: 'Até 04/12/2026',
    };
    for (const [state, expected] of Object.entries(words)) {
      it(`says in words that it is ${state}`, async () => {
        expect(await deadlineOf({ businessDays: 5, dueAt, state })).to.equal(expected);
      });
    }

    it('says nothing where there is none', async () => {
      expect(await deadlineOf(null)).to.equal(undefined);
    });

    it('is on hold while the provider is asked, which reads its own date', async () => {
      const client = createTestClient();
      const number = withStatus(client, 'awaiting_provider');
      const { providerDueAt } = await client.protocols.retrieve(number);
      const element = await mount(client, number);
      const answerBy = new Intl.DateTimeFormat('pt-BR', {
        timeZone: 'America/Sao_Paulo',
        dateStyle: 'short',
      });
      expect(providerDueAt).to.be.a('string');
      const [day, month, year] = answerBy.format(new Date(providerDueAt ?? '')).split('/');
      expect(text(one(element, '.data'))).to.contain(
        `Prazo suspenso enquanto aguardamos sua resposta. Responda até ${day}/${month}/${year?.padStart(4, '20')}`,
      );
    });
  });

  describe('the protocol', () => {
    it('shows its data and its thread', async () => {
      const client = createTestClient();
      const number = withStatus(client, 'in_analysis');
      const element = await mount(client, number);
      expect(text(one(element, '.number')).replace(/\D/g, '')).to.equal(number);
      const { items } = await client.messages.list(number);
      const protocol = await client.protocols.retrieve(number);
      expect(all(element, '.thread > li')).to.have.length(items.length);
      expect(log(element)).to.contain(items[0]?.author.name);
      expect(text(one(element, '.page'))).to.contain(protocol.classification.path.join(' › '));
      expect(all(element, 'dt').map(text)).to.include.members([
        'Status',
        'Data de registro',
        'Data de conclusão',
        'Pessoa para contato',
        'Telefone para contato',
        'E-mail',
        'Forma de contato',
      ]);
    });

    it('tells own messages from those of the operator in words', async () => {
      const element = await mount(createTestClient());
      const [own, theirs] = all(element, '.message-card');
      expect(text(own)).to.match(/^Ana Ribeiro Você Clínica São Lucas/);
      expect(text(theirs)).to.match(/^Fábio Nogueira .* · Operadora/);
    });

    it('puts a heading before the messages of each day, and a quiet line after a change of status', async () => {
      const client = createTestClient();
      const element = await mount(client, longThread(client));
      expect(all(element, '.day').map(text)).to.deep.equal([
        '19 de novembro de 2026',
        '20 de novembro de 2026',
      ]);
      expect(text(one(element, '.change'))).to.match(/^Status alterado para Em análise \d\d:\d\d$/);
    });

    it('keeps the focus on the title while the rest comes', async () => {
      const client = createTestClient();
      const held = client.control.hold('getProtocol');
      const element = await fixture<ProtocolThread>(
        html`<protocol-thread .client=${client} protocol-number=${withStatus(client, 'received')}></protocol-thread>`,
      );
      one(element, '#title').focus();
      held.release();
      await settled(element);
      expect(element.shadowRoot?.activeElement?.id).to.equal('title');
      expect(text(one(element, '#title'))).not.to.equal('Contato');
    });

    it('leads to the protocol that it goes on from', async () => {
      const client = createTestClient();
      const previous = withStatus(client, 'closed');
      const { number } = client.control.addProtocol({ previousProtocolNumber: previous });
      const element = await mount(client, number);
      setTimeout(() => one(element, 'dd .link').click());
      expect(await oneEvent(element, 'fc-protocol-open')).to.have.property('number', previous);
    });

    it('says that a protocol is not there', async () => {
      const element = await mount(createTestClient(), '00000020260101000001');
      expect(text(one(element, '.empty'))).to.contain('Contato não encontrado');
    });

    it('loads again after a failure', async () => {
      const client = createTestClient();
      client.control.failNext('listMessages', 'network');
      const element = await mount(client);
      press(element, 'Tentar novamente');
      await settled(element);
      expect(all(element, '.message-card')).not.to.have.length(0);
    });

    it('shows another protocol when its number changes, without the draft of the first', async () => {
      const client = createTestClient();
      const element = await mount(client);
      await type(element, 'Só para o primeiro');
      element.protocolNumber = withStatus(client, 'received');
      await settled(element);
      expect(text(one(element, '.status'))).to.equal('Recebido');
      expect(composer(element).value).to.equal('');
    });

    it('survives being moved, and shows what came while it was away', async () => {
      const client = createTestClient();
      const element = await mount(client);
      await type(element, 'Texto em andamento');
      const place = element.parentElement;
      element.remove();
      client.control.operator.reply(element.protocolNumber ?? '', 'Chegou entretanto.');
      place?.append(element);
      await waitUntil(() => log(element).includes('Chegou entretanto.'));
      expect(composer(element).value).to.equal('Texto em andamento');
      client.control.operator.reply(element.protocolNumber ?? '', 'E depois.');
      await waitUntil(() => log(element).includes('E depois.'));
      expect(log(element).split('E depois.')).to.have.length(2);
    });
  });

  describe('reading', () => {
    afterEach(() => setViewport({ width: 800, height: 600 }));

    it('marks as viewed what was before the reader for a second, and where the unread ones begin', async () => {
      await setViewport({ width: 800, height: 2400 });
      const client = createTestClient();
      const number = (await client.protocols.list({ unread: true })).items[0]?.number ?? '';
      const element = await mount(client, number);
      await waitUntil(() => counted(client, 'putReadMarker') === 1, 'nothing was marked');
      await waitUntil(async () => (await client.protocols.retrieve(number)).unreadCount === 0);
      expect(all(element, '.unread-mark')).to.have.length(1);
      expect(text(one(element, '.unread-mark'))).to.equal('Não visualizadas');
    });

    it('leaves unread, and unopened, what is in a part of the page that is hidden', async () => {
      await setViewport({ width: 800, height: 2400 });
      const client = createTestClient();
      const number = (await client.protocols.list({ unread: true })).items[0]?.number ?? '';
      const actions = (): string[] =>
        client.control.protocols
          .find((protocol) => protocol.number === number)
          ?.accesses.filter(({ actorId }) => actorId !== '')
          .map(({ action }) => action)
          .filter((action) => action.startsWith('protocol.') && action !== 'protocol.list') ?? [];
      const box = await fixture<HTMLElement>(
        html`<div hidden><protocol-thread .client=${client} protocol-number=${number}></protocol-thread></div>`,
      );
      const element = box.firstElementChild as ProtocolThread;
      await settled(element);
      await framed();
      expect(actions()).to.deep.equal(['protocol.read']);
      box.hidden = false;
      await waitUntil(() => counted(client, 'putReadMarker') === 1, 'nothing was marked');
      await waitUntil(() => actions().length > 1);
      expect(actions()).to.deep.equal(['protocol.read', 'protocol.view']);
    });

    it('loads older messages on demand and stays at the line that was read', async () => {
      const client = createTestClient();
      const element = await mount(client, longThread(client));
      expect(all(element, '.message-card')).to.have.length(25);
      const first = one(element, '.thread > li');
      const before = first.getBoundingClientRect().top;
      press(element, 'Mostrar mensagens anteriores');
      await waitUntil(() => all(element, '.message-card').length === 45);
      await waitUntil(() => element.shadowRoot?.activeElement === first);
      expect(first.getBoundingClientRect().top).to.be.closeTo(before, 2);
      expect(Boolean(has(element, 'Mostrar mensagens anteriores'))).to.equal(false);
    });

    it('keeps the place in a box of the page that scrolls', async () => {
      const client = createTestClient();
      const box = await fixture<HTMLElement>(
        html`<div><protocol-thread .client=${client} protocol-number=${longThread(client)}></protocol-thread></div>`,
      );
      box.style.cssText = 'block-size: 500px; overflow-y: auto';
      const element = box.firstElementChild as ProtocolThread;
      await settled(element);
      const first = one(element, '.thread > li');
      const before = first.getBoundingClientRect().top;
      press(element, 'Mostrar mensagens anteriores');
      await waitUntil(() => element.shadowRoot?.activeElement === first);
      expect(first.getBoundingClientRect().top).to.be.closeTo(before, 2);
    });

    it('offers the way to unread messages out of view', async () => {
      const client = createTestClient();
      const element = await mount(client, longThread(client));
      await waitUntil(() => has(element, 'Ver novas mensagens'));
      press(element, 'Ver novas mensagens');
      const mark = one(element, '.unread-mark');
      await waitUntil(() => inView(mark));
      expect(element.shadowRoot?.activeElement?.contains(mark)).to.equal(true);
      expect(Boolean(has(element, 'Ver novas mensagens'))).to.equal(false);
    });
  });

  describe('what arrives', () => {
    it('shows an answer while it is open, says so, and keeps what is being typed and the focus', async () => {
      const client = createTestClient();
      const element = await mount(client);
      await type(element, 'Texto em andamento');
      composer(element).focus();
      client.control.operator.reply(element.protocolNumber ?? '', 'Recebemos a documentação.');
      await waitUntil(() => log(element).includes('Recebemos a documentação.'));
      await waitUntil(() => text(one(element, '[role=status]')) === '1 nova mensagem da operadora');
      expect(composer(element).value).to.equal('Texto em andamento');
      expect(deepActiveElement()?.id).to.equal('message');
    });

    it('offers the way to an answer that came out of view', async () => {
      const client = createTestClient();
      const element = await mount(client, longThread(client));
      await waitUntil(() => has(element, 'Ver novas mensagens'));
      press(element, 'Ver novas mensagens');
      scrollTo({ top: 0 });
      await framed();
      client.control.operator.reply(element.protocolNumber ?? '', 'Mais uma resposta.');
      await waitUntil(() => has(element, 'Ver novas mensagens'));
      press(element, 'Ver novas mensagens');
      await waitUntil(() =>
        text(element.shadowRoot?.activeElement as HTMLElement).includes('Mais uma resposta.'),
      );
    });

    it('shows each message once though events repeat, and misses none when they are lost', async () => {
      const client = createTestClient();
      const element = await mount(client);
      const number = element.protocolNumber ?? '';
      client.control.goOffline();
      await settled(element);
      expect(text(one(element, '.notice'))).to.contain('Sem conexão');
      for (const index of [1, 2, 3]) client.control.operator.reply(number, `Resposta ${index}.`);
      client.control.goOnline();
      const event = { type: 'stream.reset', id: 'evt-x', data: {} } as const;
      client.control.emit(event);
      client.control.emit(event);
      await waitUntil(() => log(element).includes('Resposta 3.'));
      await settled(element);
      for (const index of [1, 2, 3]) expect(log(element).split(`Resposta ${index}.`)).to.have.length(2);
    });

    it('closes the composer when the operator closes replies', async () => {
      const client = createTestClient();
      const element = await mount(client);
      client.control.setCanReply(element.protocolNumber ?? '', 'no_return_method');
      client.control.emit({ type: 'catalogue.changed', id: 'evt-x', data: {} });
      await waitUntil(() => all(element, '#message').length === 0);
    });
  });

  describe('replying', () => {
    it('sends a text with its file, and shows it in the thread', async () => {
      const client = createTestClient();
      const element = await mount(client);
      await attach(element, new File(['x'], 'laudo-novo.pdf', { type: 'application/pdf' }));
      await type(element, 'Segue o laudo.');
      setTimeout(() => press(element, 'Enviar'));
      const { number, message } = await oneEvent<MessageSentEvent>(element, 'fc-message-sent');
      expect(number).to.equal(element.protocolNumber);
      expect(message.attachments.map(({ fileName }) => fileName)).to.deep.equal(['laudo-novo.pdf']);
      await waitUntil(() => log(element).includes('laudo-novo.pdf'));
      expect(composer(element).value).to.equal('');
      expect(all(element, '.composer .file')).to.have.length(0);
      await waitUntil(() => element.shadowRoot?.activeElement?.id === `message-${message.sequence}`);
    });

    it('sends once though the answer got lost, and keeps the text until it is acknowledged', async () => {
      const client = createTestClient();
      const element = await mount(client);
      client.control.failNext('createMessage', 'network', { afterEffect: true });
      await type(element, 'Segue o demonstrativo.');
      setTimeout(() => press(element, 'Enviar'));
      const { error } = await oneEvent<FcErrorEvent>(element, 'fc-error');
      expect(error).to.be.instanceOf(ConnectionError);
      await waitUntil(() => element.shadowRoot?.activeElement?.id === 'error');
      expect(composer(element).value).to.equal('Segue o demonstrativo.');
      setTimeout(() => press(element, 'Enviar'));
      await oneEvent<MessageSentEvent>(element, 'fc-message-sent');
      const { items } = await client.messages.list(element.protocolNumber ?? '');
      expect(items.filter(({ body }) => body === 'Segue o demonstrativo.')).to.have.length(1);
      expect(composer(element).value).to.equal('');
    });

    it('keeps a text that was changed after a try which turns out to have worked', async () => {
      const client = createTestClient();
      const element = await mount(client);
      client.control.failNext('createMessage', 'network', { afterEffect: true });
      await type(element, 'Primeira versão.');
      press(element, 'Enviar');
      await waitUntil(() => all(element, '#error').length === 1);
      await type(element, 'Segunda versão.');
      setTimeout(() => press(element, 'Enviar'));
      const { message } = await oneEvent<MessageSentEvent>(element, 'fc-message-sent');
      expect(message.body).to.equal('Primeira versão.');
      await settled(element);
      expect(composer(element).value).to.equal('Segunda versão.');
      expect(text(one(element, '.composer'))).to.contain('A mensagem anterior já tinha sido enviada.');
      setTimeout(() => press(element, 'Enviar'));
      expect((await oneEvent<MessageSentEvent>(element, 'fc-message-sent')).message.body).to.equal(
        'Segunda versão.',
      );
    });

    it('sends one message for a double click', async () => {
      const client = createTestClient();
      const element = await mount(client);
      await type(element, 'Uma vez só.');
      const button = has(element, 'Enviar');
      button?.click();
      button?.click();
      await waitUntil(() => log(element).includes('Uma vez só.'));
      expect(counted(client, 'createMessage')).to.equal(1);
    });

    it('says beside the field what is wrong with the text, and leads there', async () => {
      const element = await mount(createTestClient());
      press(element, 'Enviar');
      await waitUntil(() => element.shadowRoot?.activeElement?.id === 'message');
      expect(text(one(element, '#message-error'))).to.equal('Preencha o campo “Complementar”.');
      expect(composer(element).getAttribute('aria-invalid')).to.equal('true');
      await type(element, 'Agora sim');
      expect(all(element, '#message-error')).to.have.length(0);
    });

    it('does not send while a file is refused', async () => {
      const client = createTestClient();
      const element = await mount(client);
      await attach(element, new File(['MZ'], 'programa.exe'));
      await type(element, 'Segue o arquivo.');
      press(element, 'Enviar');
      await waitUntil(() => all(element, '#attachments-error').length === 1);
      expect(counted(client, 'createMessage')).to.equal(0);
      one(element, '.composer [aria-label^="Remover"]').click();
      await settled(element);
      expect(all(element, '#attachments-error')).to.have.length(0);
    });

    it('keeps the text when replies are closed while it is being sent', async () => {
      const client = createTestClient();
      const element = await mount(client);
      const number = element.protocolNumber ?? '';
      await type(element, 'Segue a justificativa.');
      client.control.setCanReply(number, 'no_return_method');
      press(element, 'Enviar');
      await waitUntil(() => element.shadowRoot?.activeElement?.id === 'blocked');
      expect(composer(element).value).to.equal('Segue a justificativa.');
      expect(composer(element).readOnly).to.equal(true);
      expect(Boolean(has(element, 'Enviar'))).to.equal(false);
    });

    it('says why a reply is not possible', async () => {
      const client = createTestClient();
      const number = withStatus(client, 'in_analysis');
      client.control.setCanReply(number, 'no_return_method');
      const element = await mount(client, number);
      expect(all(element, '#message')).to.have.length(0);
      expect(text(one(element, '.notice'))).to.contain('A operadora não liberou respostas pela Web');
    });

    it('says that a reply reopens a closed one, and until when', async () => {
      const client = createTestClient();
      const number = withStatus(client, 'in_analysis');
      client.control.operator.close(number, 'Pago.');
      const element = await mount(client, number);
      expect(text(one(element, '.notice'))).to.match(/Uma nova mensagem até \d\d\/\d\d\/\d{4} reabre/);
      await type(element, 'Ainda falta uma guia.');
      press(element, 'Enviar');
      await waitUntil(() => text(one(element, '.status')) === 'Em análise');
    });

    it('offers a linked contact where a reply is over', async () => {
      const client = createTestClient();
      const number = withStatus(client, 'cancelled');
      const element = await mount(client, number);
      setTimeout(() => press(element, 'Abrir novo contato vinculado'));
      expect(await oneEvent(element, 'fc-new-contact')).to.have.property('previousProtocolNumber', number);
    });
  });

  describe('leaving', () => {
    it('goes back at once when nothing was typed', async () => {
      const element = await mount(createTestClient());
      setTimeout(() => press(element, 'Voltar para a lista'));
      await oneEvent(element, 'fc-back');
    });

    it('asks before typed text is given up', async () => {
      const element = await mount(createTestClient());
      await type(element, 'Ainda não enviei');
      let left = false;
      element.addEventListener('fc-back', () => {
        left = true;
      });
      press(element, 'Voltar para a lista');
      await waitUntil(() => (one(element, '#leave') as HTMLDialogElement).open);
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !(one(element, '#leave') as HTMLDialogElement).open);
      expect(composer(element).value).to.equal('Ainda não enviei');
      expect(left).to.equal(false);
      press(element, 'Voltar para a lista');
      await settled(element);
      setTimeout(() => press(element, 'Descartar'));
      await oneEvent(element, 'fc-back');
      expect(element.dirty).to.equal(false);
    });
  });

  describe('cancelling', () => {
    it('cancels a received protocol after asking, with the reason in the thread', async () => {
      const client = createTestClient();
      const element = await mount(client, withStatus(client, 'received'));
      press(element, 'Cancelar contato');
      (one(element, '#reason') as HTMLTextAreaElement).value = 'A guia foi liberada.';
      one(element, 'dialog button[value="cancel"]').click();
      await waitUntil(() => text(one(element, '.status')) === 'Cancelado');
      await waitUntil(() => log(element).includes('A guia foi liberada.'));
      await waitUntil(() => element.shadowRoot?.activeElement?.id === 'title');
      expect(Boolean(has(element, 'Cancelar contato'))).to.equal(false);
    });

    it('does nothing when the user keeps the contact', async () => {
      const client = createTestClient();
      const element = await mount(client, withStatus(client, 'received'));
      press(element, 'Cancelar contato');
      press(element, 'Manter contato');
      await settled(element);
      expect(counted(client, 'cancelProtocol')).to.equal(0);
    });

    it('says when it is too late', async () => {
      const client = createTestClient();
      const element = await mount(client, withStatus(client, 'received'));
      client.control.failNext('cancelProtocol', { code: 'cancel_not_allowed' });
      press(element, 'Cancelar contato');
      one(element, 'dialog button[value="cancel"]').click();
      await waitUntil(() => all(element, '.notice-error').length === 1);
      expect(text(one(element, '.notice-error'))).to.contain('não pode mais ser cancelado');
    });
  });

  it('can be walked and answered by keyboard alone', async () => {
    const client = createTestClient();
    const element = await mount(client, withStatus(client, 'received'));
    const wanted = [
      /^Voltar/,
      /^Copiar/,
      /^Dados/,
      /^Baixar/,
      /^$/,
      /^Escolher/,
      /^Enviar/,
      /^Cancelar contato/,
    ];
    const walked: string[] = [];
    const walk = async (pattern: RegExp): Promise<void> => {
      for (let step = 0; step < 12; step += 1) {
        await sendKeys({ press: 'Tab' });
        const active = element.shadowRoot?.activeElement as HTMLElement | null;
        expect(active !== null, `the focus left after ${walked.join(', ')}`).to.equal(true);
        const label = text(active ?? undefined);
        walked.push(label);
        if (pattern.test(label)) return;
      }
      throw new Error(`${pattern} was not reached: ${walked.join(', ')}`);
    };
    const back = async (): Promise<void> => {
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ up: 'Shift' });
    };
    one(element, '#title').focus();
    await back();
    expect(text(element.shadowRoot?.activeElement as HTMLElement)).to.match(wanted[0] as RegExp);
    for (const pattern of wanted.slice(1)) await walk(pattern);
    while (element.shadowRoot?.activeElement?.id !== 'message') await back();
    await sendKeys({ type: 'Pelo teclado.' });
    await walk(/^Enviar/);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => log(element).includes('Pelo teclado.'));
    expect(document.activeElement === element).to.equal(true);
  });
});
