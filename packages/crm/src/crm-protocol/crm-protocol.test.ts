import { type CrmTestClient, createCrmTestClient, createTestClient } from '@fale-conosco/memory';
import { deepActiveElement } from '@fale-conosco/ui';
import { settled } from '@fale-conosco/ui/states';
import { waitUntil } from '@fale-conosco/ui/testing';
import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { answerAs, attach, click, numberOf, press, send, type, view } from './crm-protocol.states.ts';
import type { CrmProtocol } from './crm-protocol.ts';
import { defineCrmProtocol } from './define.ts';

defineCrmProtocol();

const glosa = (client: CrmTestClient): string => numberOf(client, 'Glosa administrativa', 'in_analysis');

const mount = async (client: CrmTestClient, number = glosa(client)): Promise<CrmProtocol> => {
  const element = await fixture<CrmProtocol>(view(client, number));
  await settled(element);
  return element;
};

const all = (element: CrmProtocol, selector: string): HTMLElement[] => [
  ...element.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const one = <Found extends HTMLElement = HTMLElement>(element: CrmProtocol, selector: string): Found => {
  const found = element.renderRoot.querySelector<Found>(selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
};
const text = (node: HTMLElement | undefined): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const log = (element: CrmProtocol): string => text(one(element, '[role=log]'));
const typed = (element: CrmProtocol): string => one<HTMLTextAreaElement>(element, '#message').value;
const fact = (element: CrmProtocol, label: string): string =>
  text(
    all(element, 'dt').find((term) => text(term) === label)?.nextElementSibling as HTMLElement | undefined,
  );
const labels = (element: CrmProtocol): string[] => all(element, 'button').map(text);
const bodies = (client: CrmTestClient, operation: string): unknown[] =>
  client.control.requests.filter((request) => request.operation === operation).map(({ body }) => body);
const choose = async (element: CrmProtocol, selector: string, value: string): Promise<void> => {
  const select = one<HTMLSelectElement>(element, selector);
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await settled(element);
};
const confirm = (element: CrmProtocol): Promise<void> => click(element, '#action [type="submit"]');

describe('crm-protocol', () => {
  describe('the protocol', () => {
    it('says where it stands, whose it is and who waits', async () => {
      const client = createCrmTestClient();
      const element = await mount(client, numberOf(client, 'Prorrogação de internação', 'in_analysis'));
      expect(text(one(element, '#title'))).to.equal('Prorrogação de internação');
      expect(fact(element, 'Status')).to.equal('Em análise');
      expect(fact(element, 'Grupo responsável')).to.equal('Autorizações');
      expect(fact(element, 'Responsável')).to.equal('Juliana Reis');
      expect(fact(element, 'Aguarda resposta desde')).to.match(/\d{2}\/11\/2026 \d{2}:\d{2}$/);
      expect(text(one(element, '.page'))).to.contain('Hospital Santa Helena');
    });

    it('counts in business days for how long it has been overdue', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      const protocol = client.control.protocols.find((each) => each.number === number);
      if (!protocol) throw new Error('The client has it');
      const dueAt = new Date(Date.now() - 20 * 86_400_000).toISOString();
      protocol.deadlineOverride = { businessDays: 5, dueAt, state: 'overdue' };
      const element = await mount(client, number);
      await waitUntil(() => /^Vencido há 1\d dias úteis/.test(fact(element, 'Prazo de resposta')));
    });

    it('says that the provider does not see it, and why', async () => {
      const client = createCrmTestClient();
      const element = await mount(client, numberOf(client, 'Apuração interna'));
      await waitUntil(() => text(one(element, '.page')).includes('Exibe no Fale conosco?'));
      expect(text(one(element, '.page'))).to.contain('O prestador não vê este protocolo');
    });

    it('names the contact method when that hides it', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      for (const method of client.control.settings.contactMethods) method.faleConosco = false;
      const element = await mount(client, number);
      await waitUntil(() =>
        text(one(element, '.page')).includes('“Portal do prestador” está com “Fale Conosco” desligado'),
      );
    });

    it('leads to the protocol that it goes on from, and back to the list', async () => {
      const client = createCrmTestClient();
      const previous = '34665920261001000007';
      const number = glosa(client);
      for (const protocol of client.control.protocols) protocol.previousProtocolNumber = previous;
      const element = await mount(client, number);
      setTimeout(() => one(element, 'dd .link').click());
      expect(await oneEvent(element, 'crm-protocol-open')).to.have.property('number', previous);
      setTimeout(() => one(element, '.back').click());
      await oneEvent(element, 'crm-back');
    });

    it('shows another protocol when its number changes, without the drafts of the first', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await type(element, 'Só para o primeiro');
      element.protocolNumber = numberOf(client, 'OPME', 'in_analysis');
      await settled(element);
      expect(text(one(element, '#title'))).to.equal('OPME');
      expect(typed(element)).to.equal('');
      expect(element.dirty).to.equal(false);
    });

    it('survives being moved, with what was typed', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await type(element, 'Em andamento');
      const place = element.parentElement;
      element.remove();
      client.control.provider.complement(element.protocolNumber ?? '', 'Alguma novidade?');
      place?.append(element);
      await waitUntil(() => log(element).includes('Alguma novidade?'));
      expect(typed(element)).to.equal('Em andamento');
    });

    it('shows who viewed what only when asked', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      expect(bodies(client, 'listAccessRecords')).to.have.length(0);
      await click(element, '.viewers summary');
      await waitUntil(() => all(element, '.viewers li').length > 0);
      expect(text(one(element, '.viewers li'))).to.match(/^Regina Alves · Operadora (Carregou|Abriu)/);
    });

    it('shows the lists and searches that showed it, when they are wanted', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      await client.protocols.list({ search: number });
      await client.protocols.list();
      const element = await mount(client, number);
      await click(element, '.viewers summary');
      await waitUntil(() => all(element, '.viewers li').length > 0);
      const shown = (): string => text(one(element, '.viewers'));
      expect(shown()).not.to.contain('em uma');
      await click(element, '.viewers [type="checkbox"]');
      await waitUntil(() => shown().includes('Viu em uma lista'));
      expect(shown()).to.contain('Encontrou em uma busca');
      await click(element, '.viewers [type="checkbox"]');
      await waitUntil(() => all(element, '.viewers li').length > 0 && !shown().includes('em uma'));
    });
  });

  describe('the thread', () => {
    it('sets apart what the provider does not see, in words', async () => {
      const client = createCrmTestClient();
      const notes = numberOf(client, 'Glosa administrativa', 'in_analysis');
      await createCrmTestClient({ sharedWith: client }).messages.create(notes, {
        body: 'Quem tem acesso à pasta?',
        attachmentIds: [],
        visibility: 'internal',
        asksProvider: false,
      });
      const element = await mount(client, notes);
      const note = one(element, '.message-card[data-kind="internal"]');
      expect(text(note)).to.contain('Nota interna — o prestador não vê');
      const secret = await mount(client, numberOf(client, 'OPME', 'in_analysis'));
      expect(text(one(secret, '.message-card[data-kind="confidential"] .who'))).to.match(/^Sob sigilo ·/);
    });

    it('tells which answers the provider has viewed, as it views them', async () => {
      const provider = createTestClient();
      const client = createCrmTestClient({ sharedWith: provider });
      const number = glosa(client);
      const element = await mount(client, number);
      expect(log(element)).to.contain('Ainda não visualizada');
      const { lastSequence } = await provider.protocols.retrieve(number);
      await provider.messages.markRead(number, lastSequence);
      client.control.provider.complement(number, 'Obrigada.');
      await waitUntil(() => log(element).includes('Obrigada.'));
      expect(log(element)).to.contain('Visualizada pelo prestador em');
      expect(log(element)).not.to.contain('Ainda não visualizada');
    });

    it('shows who assigned it to which agent', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      await client.protocols.assign(number, { agentId: 'agt-marcos' });
      await client.protocols.forward(number, { groupId: 'grp-auditoria', note: 'Caso de auditoria.' });
      const element = await mount(client, number);
      const lines = all(element, '.change').map(text);
      expect(
        lines.some((line) => line.includes('Regina Alves · Atribuído de Fábio Nogueira a Marcos Vilela')),
      ).to.equal(true);
      expect(
        lines.some((line) => line.includes('Encaminhado de Faturamento para Auditoria médica')),
      ).to.equal(true);
      expect(log(element)).to.contain('Caso de auditoria.');
    });

    it('shows what arrives, and keeps what is being written', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await type(element, 'Estou verificando');
      client.control.provider.complement(element.protocolNumber ?? '', 'Segue a guia assinada.');
      await waitUntil(() => log(element).includes('Segue a guia assinada.'));
      expect(typed(element)).to.equal('Estou verificando');
    });
  });

  describe('writing', () => {
    it('answers the provider, by a method of return', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await type(element, 'A glosa foi revista.');
      const options = [...one<HTMLSelectElement>(element, '#return-method').options].map(
        ({ text: name }) => name,
      );
      expect(options).to.have.members([
        'Não informar',
        'Portal do prestador',
        'Telefone',
        'E-mail',
        'Retorno pela web',
      ]);
      await choose(element, '#return-method', 'met-2');
      setTimeout(() => void send(element));
      await oneEvent(element, 'crm-protocol-changed');
      await settled(element);
      expect(log(element)).to.contain('A glosa foi revista. Forma de retorno: Telefone');
      expect(typed(element)).to.equal('');
      const [input] = bodies(client, 'createCrmMessage');
      expect(input).to.include({ visibility: 'public', contactMethodId: 'met-2' });
    });

    it('asks the provider for something', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await type(element, 'Envie a guia assinada.');
      one(element, '#asks').click();
      await send(element);
      expect(fact(element, 'Status')).to.equal('Aguardando prestador');
      expect(one<HTMLInputElement>(element, '#asks').checked).to.equal(false);
    });

    it('keeps a draft for each kind of reader', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await type(element, 'Para o prestador');
      await click(element, '#mode-internal');
      expect(typed(element)).to.equal('');
      await type(element, 'Para os colegas');
      await send(element);
      expect(text(one(element, '.message-card[data-kind="internal"]'))).to.contain('Para os colegas');
      expect(text(one(element, '#mode-public'))).to.contain('Rascunho guardado');
      await click(element, '#mode-public');
      expect(typed(element)).to.equal('Para o prestador');
    });

    it('goes among the kinds of message by arrow keys', async () => {
      const element = await mount(createCrmTestClient());
      one(element, '#mode-public').focus();
      await sendKeys({ press: 'ArrowRight' });
      await settled(element);
      expect((deepActiveElement() as HTMLElement).id).to.equal('mode-internal');
      expect(text(one(element, '.composer .label'))).to.equal('Nota interna');
    });

    it('offers what is confidential only to those who may', async () => {
      const element = await mount(createCrmTestClient({ role: 'agent' }));
      expect(all(element, '[role=tab]').map(text)).to.deep.equal(['Responder ao prestador', 'Nota interna']);
      await attach(element, new File(['%PDF-1.4'], 'parecer.pdf', { type: 'application/pdf' }));
      expect(all(element, '.file [type=checkbox]')).to.have.length(0);
    });

    it('offers what is confidential as soon as a group of the agent accesses it', async () => {
      const client = createCrmTestClient({ role: 'agent' });
      const element = await mount(client);
      const admin = createCrmTestClient({ sharedWith: client });
      await admin.groups.update('grp-faturamento', { accessesConfidential: true }, { version: 1 });
      await waitUntil(() => all(element, '[role=tab]').length === 3);
    });

    it('sends a file again as confidential when it is marked', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await attach(element, new File(['%PDF-1.4'], 'parecer.pdf', { type: 'application/pdf' }));
      await click(element, '.file [type=checkbox]');
      await waitUntil(() => all(element, '.composer .file[data-state="ready"]').length === 1);
      await type(element, 'Segue o que pode ser lido.');
      await send(element);
      await waitUntil(() => log(element).includes('Sob sigilo: parecer.pdf'));
    });

    it('sends once, whatever gets lost', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      const element = await mount(client, number);
      client.control.failNext('createCrmMessage', 'network');
      await type(element, 'A glosa foi revista.');
      await send(element);
      expect(text(one(element, '#error'))).to.contain('a mensagem não será duplicada');
      client.control.failNext('createCrmMessage', 'network', { afterEffect: true });
      await send(element);
      await waitUntil(() => log(element).includes('A glosa foi revista.'));
      // It is seen in the thread, so its text is no longer in the making.
      await waitUntil(() => typed(element) === '');
      expect(all(element, '#error')).to.have.length(0);
      const { items } = await client.messages.list(number);
      expect(items.filter(({ body }) => body === 'A glosa foi revista.')).to.have.length(1);
    });

    it('says beside the field that an answer needs words', async () => {
      const element = await mount(createCrmTestClient());
      await send(element);
      expect(text(one(element, '#message-error'))).to.equal('Preencha o campo “Resposta”.');
      expect((deepActiveElement() as HTMLElement).id).to.equal('message');
    });

    it('asks before typed text is given up', async () => {
      const element = await mount(createCrmTestClient());
      await click(element, '#mode-internal');
      await type(element, 'Ainda');
      await click(element, '#mode-public');
      const leaving = element.confirmLeaving();
      await element.updateComplete;
      one(element, '#leave [value=""]').click();
      expect(await leaving).to.equal(false);
    });
  });

  describe('canned answers', () => {
    it('puts one in at the cursor, with what is known of the protocol', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      const element = await mount(client, number);
      await type(element, 'Olá. Até logo.');
      one<HTMLTextAreaElement>(element, '#message').setSelectionRange(5, 5);
      await click(element, '#canned-button');
      expect((deepActiveElement() as HTMLElement).id).to.equal('canned-filter');
      await sendKeys({ type: 'documentos' });
      await settled(element);
      expect(all(element, '.answer')).to.have.length(1);
      await sendKeys({ press: 'Enter' });
      await settled(element);
      expect(typed(element)).to.equal(
        'Olá. Para seguir com “Glosa administrativa”, precisamos que Clínica São Lucas envie os documentos assinados.Até logo.',
      );
      expect((deepActiveElement() as HTMLElement).id).to.equal('message');
      expect(all(element, '#canned')).to.have.length(0);
    });

    it('closes by Escape and gives the focus back', async () => {
      const element = await mount(createCrmTestClient());
      await click(element, '#canned-button');
      await sendKeys({ press: 'Escape' });
      await settled(element);
      expect((deepActiveElement() as HTMLElement).id).to.equal('canned-button');
    });

    it('warns of what is left to fill in before it is sent', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await type(element, 'A guia {{guia}} foi liberada.');
      await send(element);
      expect(text(one(element, '#warning'))).to.contain('O texto ainda tem campos por preencher: {{guia}}');
      expect((deepActiveElement() as HTMLElement).id).to.equal('warning');
      expect(bodies(client, 'createCrmMessage')).to.have.length(0);
      await press(element, 'Enviar mesmo assim');
      await waitUntil(() => log(element).includes('A guia {{guia}} foi liberada.'));
    });
  });

  describe('when somebody else was faster', () => {
    it('says who, shows what is new, keeps the text, and sends when told to', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      const element = await mount(client, number);
      await type(element, 'As imagens foram localizadas.');
      await answerAs(client, 'agt-marcos', number, 'A glosa foi revista.');
      await waitUntil(() => log(element).includes('A glosa foi revista.'));
      expect(text(one(element, '#warning'))).to.contain('Marcos Vilela respondeu enquanto você escrevia');
      await send(element);
      // That of the other agent.
      expect(bodies(client, 'createCrmMessage')).to.have.length(1);
      expect(typed(element)).to.equal('As imagens foram localizadas.');
      await press(element, 'Enviar mesmo assim');
      await waitUntil(() => log(element).includes('As imagens foram localizadas.'));
      expect(all(element, '#warning')).to.have.length(0);
    });

    it('learns it from the server when nothing was heard', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      const element = await mount(client, number);
      await type(element, 'As imagens foram localizadas.');
      client.control.simulateConcurrentChange('protocols', number);
      await send(element);
      await waitUntil(() => all(element, '#warning').length === 1);
      expect(text(one(element, '#warning'))).to.contain('Este atendimento mudou enquanto você escrevia');
      expect(typed(element)).to.equal('As imagens foram localizadas.');
      expect((deepActiveElement() as HTMLElement).id).to.equal('warning');
      await press(element, 'Enviar mesmo assim');
      await waitUntil(() => log(element).includes('As imagens foram localizadas.'));
    });

    it('does not take one’s own changes for those of others', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await type(element, 'As imagens foram localizadas.');
      await press(element, 'Assumir');
      await waitUntil(() => fact(element, 'Responsável') === 'Regina Alves');
      expect(all(element, '#warning')).to.have.length(0);
      await send(element);
      await waitUntil(() => log(element).includes('As imagens foram localizadas.'));
    });
  });

  describe('handing on', () => {
    it('takes it', async () => {
      const client = createCrmTestClient({ role: 'agent' });
      const number = glosa(client);
      await client.protocols.assign(number, { agentId: null });
      const element = await mount(client, number);
      await press(element, 'Assumir');
      await waitUntil(() => fact(element, 'Responsável') === 'Fábio Nogueira');
      expect(labels(element)).not.to.include('Assumir');
    });

    it('assigns it to somebody of the group', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await press(element, 'Atribuir a…');
      const select = one<HTMLSelectElement>(element, '#action-agent');
      expect([...select.options].map(({ text: name }) => name)).to.deep.equal([
        'Sem responsável',
        'Fábio Nogueira',
        'Marcos Vilela',
      ]);
      select.value = 'agt-marcos';
      await confirm(element);
      await waitUntil(() => fact(element, 'Responsável') === 'Marcos Vilela');
      expect(one<HTMLDialogElement>(element, '#action').open).to.equal(false);
    });

    it('forwards it to another group, and says beforehand that it will be out of sight', async () => {
      const client = createCrmTestClient({ role: 'agent' });
      const element = await mount(client);
      await press(element, 'Encaminhar…');
      await choose(element, '#action-target', 'grp-suporte');
      expect(all(element, '#action .notice-warning')).to.have.length(0);
      await choose(element, '#action-target', 'grp-autorizacoes');
      expect(text(one(element, '#action .notice-warning'))).to.contain(
        'Você deixará de ver este atendimento',
      );
      one<HTMLTextAreaElement>(element, '#action-note').value = 'É de vocês.';
      setTimeout(() => void confirm(element));
      const event = await oneEvent(element, 'crm-protocol-forwarded');
      expect(event).to.have.property('visible', false);
      await settled(element);
      expect(text(one(element, '.empty'))).to.contain('Encaminhado para Autorizações');
      expect(bodies(client, 'forwardProtocol')[0]).to.deep.equal({
        groupId: 'grp-autorizacoes',
        note: 'É de vocês.',
      });
    });

    it('does not ask for what it is just handing out of sight', async () => {
      const client = createCrmTestClient({ role: 'agent' });
      const number = glosa(client);
      const element = await mount(client, number);
      await press(element, 'Encaminhar…');
      await choose(element, '#action-target', 'grp-autorizacoes');
      const asked = bodies(client, 'getCrmProtocol').length;
      const held = client.control.hold('forwardProtocol');
      one(element, '#action [type="submit"]').click();
      await waitUntil(() => held.waiting === 1);
      // The event may be there before the answer.
      const data = { number, status: 'in_analysis', cause: 'forwarded', lastSequence: 9 } as const;
      client.control.emit({ type: 'protocol.changed', id: '', data });
      held.release();
      await waitUntil(() => element.renderRoot.querySelector('.empty'));
      expect(bodies(client, 'getCrmProtocol').length).to.equal(asked);
    });

    it('forwards it to another classification and so to its group', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await press(element, 'Encaminhar…');
      one(element, '#action [value="classification"]').click();
      await settled(element);
      const option = [...one<HTMLSelectElement>(element, '#action-target').options].find(({ text: name }) =>
        name.trim().endsWith('OPME'),
      );
      await choose(element, '#action-target', option?.value ?? '');
      expect(text(one(element, '#action .hint'))).to.equal('O grupo responsável passa a ser Autorizações.');
      await confirm(element);
      await waitUntil(() => text(one(element, '#title')) === 'OPME');
      expect(fact(element, 'Grupo responsável')).to.equal('Autorizações');
    });

    it('offers as destination only active subjects of active groups', async () => {
      const client = createCrmTestClient();
      const { groups, classifications } = client.control.settings;
      for (const group of groups) if (group.name === 'Autorizações') group.active = false;
      for (const node of classifications) if (node.name === 'Portal') node.active = false;
      const element = await mount(client);
      await press(element, 'Encaminhar…');
      one(element, '#action [value="classification"]').click();
      await settled(element);
      const offered = [...one<HTMLSelectElement>(element, '#action-target').options].map(({ text: name }) =>
        name.trim(),
      );
      expect(offered.some((name) => name.endsWith('Recurso de glosa'))).to.equal(true);
      expect(offered.some((name) => name.endsWith('OPME'))).to.equal(false);
      expect(offered.some((name) => name.endsWith('Erro no portal'))).to.equal(false);
    });

    it('keeps the dialog with its note when the protocol has changed, and then goes through', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      const element = await mount(client, number);
      await press(element, 'Encaminhar…');
      await choose(element, '#action-target', 'grp-auditoria');
      one<HTMLTextAreaElement>(element, '#action-note').value = 'Caso de auditoria.';
      client.control.simulateConcurrentChange('protocols', number);
      await confirm(element);
      await waitUntil(() => all(element, '#action .notice-error').length === 1);
      expect(text(one(element, '#action .notice-error'))).to.contain('Outra pessoa alterou');
      expect(one<HTMLTextAreaElement>(element, '#action-note').value).to.equal('Caso de auditoria.');
      await confirm(element);
      await waitUntil(() => fact(element, 'Grupo responsável') === 'Auditoria médica');
    });

    it('says that somebody has taken it out of sight, and keeps the text to be copied', async () => {
      const client = createCrmTestClient({ role: 'agent' });
      const number = glosa(client);
      const element = await mount(client, number);
      await type(element, 'As imagens foram localizadas.');
      await createCrmTestClient({ sharedWith: client }).protocols.forward(number, {
        groupId: 'grp-autorizacoes',
      });
      await waitUntil(() => text(one(element, '.page')).includes('Você não vê mais este atendimento'));
      expect(typed(element)).to.equal('As imagens foram localizadas.');
      expect(one<HTMLTextAreaElement>(element, '#message').readOnly).to.equal(true);
    });
  });

  describe('closing and reopening', () => {
    it('closes with what was written, after asking', async () => {
      const client = createCrmTestClient();
      const number = glosa(client);
      const element = await mount(client, number);
      await type(element, 'O valor será pago em 5 de dezembro.');
      await click(element, '#close');
      expect(text(one(element, '#action'))).to.contain('o prestador será avisado');
      setTimeout(() => void confirm(element));
      await oneEvent(element, 'crm-protocol-changed');
      await settled(element);
      expect(fact(element, 'Status')).to.equal('Finalizado');
      expect(log(element)).to.contain('O valor será pago em 5 de dezembro.');
      expect(text(one(element, '.main'))).to.contain('Este atendimento está finalizado');
      expect(all(element, '[role=tab]').map(text)).not.to.include('Responder ao prestador');
    });

    it('does not close without words', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      await click(element, '#close');
      await waitUntil(() => all(element, '#message-error').length === 1);
      expect(one<HTMLDialogElement>(element, '#action').open).to.equal(false);
      expect(fact(element, 'Status')).to.equal('Em análise');
    });

    it('keeps the text when closing is not confirmed by the server, and closes at the next try', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      client.control.failNext('closeProtocol', 'network');
      await type(element, 'Concluído.');
      await click(element, '#close');
      await confirm(element);
      await waitUntil(() => all(element, '#error').length === 1);
      expect(typed(element)).to.equal('Concluído.');
      await click(element, '#close');
      await confirm(element);
      await waitUntil(() => fact(element, 'Status') === 'Finalizado');
      expect(element.dirty).to.equal(false);
    });

    it('sees that it was closed when only the answer got lost', async () => {
      const client = createCrmTestClient();
      const element = await mount(client);
      client.control.failNext('closeProtocol', 'network', { afterEffect: true });
      await type(element, 'Concluído.');
      await click(element, '#close');
      await confirm(element);
      await waitUntil(() => fact(element, 'Status') === 'Finalizado');
      await waitUntil(() => !element.dirty);
    });

    it('reopens it with a note, can be answered again, and keeps the focus among the actions', async () => {
      const client = createCrmTestClient();
      const number = numberOf(client, 'Acesso e senha', 'closed');
      const element = await mount(client, number);
      one(element, '#reopen').focus();
      await click(element, '#reopen');
      one<HTMLTextAreaElement>(element, '#action-note').value = 'Não terminou.';
      await confirm(element);
      await waitUntil(() => fact(element, 'Status') === 'Em análise');
      expect(log(element)).to.contain('Não terminou.');
      expect(one(element, '#mode-public').getAttribute('aria-selected')).to.equal('true');
      await waitUntil(() => text(deepActiveElement() as HTMLElement).startsWith('Encaminhar'));
    });

    it('keeps the focus inside when somebody else did meanwhile what its dialog asks about', async () => {
      const client = createCrmTestClient();
      const number = numberOf(client, 'Acesso e senha', 'closed');
      const element = await mount(client, number);
      one(element, '#reopen').focus();
      await click(element, '#reopen');
      const { version } = await client.protocols.retrieve(number);
      await client.protocols.reopen(number, {}, { version });
      await waitUntil(() => all(element, '#reopen').length === 0);
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !one<HTMLDialogElement>(element, '#action').open);
      await waitUntil(() => element.shadowRoot?.activeElement);
    });
  });
});
