import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  accessRecordPageSchema,
  agentListSchema,
  auditPageSchema,
  type CrmProtocolListQuery,
  cannedAnswerListSchema,
  crmClassificationListSchema,
  crmContactMethodListSchema,
  crmCountsSchema,
  crmMessagePageSchema,
  crmProtocolPageSchema,
  crmProtocolSchema,
  deliveryPageSchema,
  groupListSchema,
  holidayListSchema,
  type NewCrmMessage,
  providerPageSchema,
  type ServerEvent,
  sessionSchema,
  webhookListSchema,
} from '@fale-conosco/contract';
import * as z from 'zod/mini';
import {
  ConflictError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  TimeoutError,
  ValidationError,
  VersionConflictError,
} from '../../index.ts';
import { createTestClient } from '../test-client.ts';
import { type CrmTestClient, createCrmTestClient } from './crm-test-client.ts';

const answer = (parts: Partial<NewCrmMessage> = {}): NewCrmMessage => ({
  body: 'Recebemos.',
  attachmentIds: [],
  visibility: 'public',
  asksProvider: false,
  ...parts,
});

const first = async (client: CrmTestClient, query: CrmProtocolListQuery = {}): Promise<string> => {
  const { items } = await client.protocols.list(query);
  assert.ok(items[0], JSON.stringify(query));
  return items[0].number;
};

const refused = (path: string, code: string) => (error: unknown) => {
  assert.ok(error instanceof ValidationError);
  assert.deepEqual(
    error.issues.map((issue) => `${issue.path}:${issue.code}`),
    [`${path}:${code}`],
  );
  return true;
};

describe('the operator’s client in memory', () => {
  it('answers what the contract describes', async () => {
    const client = createCrmTestClient();
    const number = await first(client);
    const list = async (register: { list(): Promise<unknown> }): Promise<unknown> => ({
      items: await register.list(),
    });
    for (const [schema, value] of [
      [sessionSchema, await client.session.retrieve()],
      [crmProtocolPageSchema, await client.protocols.list({ limit: 100 })],
      [crmCountsSchema, await client.protocols.counts()],
      [crmProtocolSchema, await client.protocols.retrieve(number)],
      [crmMessagePageSchema, await client.messages.list(number)],
      [accessRecordPageSchema, await client.protocols.accessLog(number)],
      [crmClassificationListSchema, await list(client.classifications)],
      [crmContactMethodListSchema, await list(client.contactMethods)],
      [groupListSchema, await list(client.groups)],
      [agentListSchema, await list(client.agents)],
      [cannedAnswerListSchema, await list(client.cannedAnswers)],
      [webhookListSchema, await list(client.webhooks)],
      [holidayListSchema, await list(client.holidays)],
      [providerPageSchema, await client.providers.list()],
      [deliveryPageSchema, await client.deliveries.list()],
      [auditPageSchema, await client.audit.list()],
    ] as const) {
      assert.deepEqual(z.parse(schema, value), value);
    }
  });

  it('tells the same story each time', async () => {
    const [one, other] = [createCrmTestClient(), createCrmTestClient()];
    assert.deepEqual(await one.protocols.list(), await other.protocols.list());
    assert.deepEqual(await one.groups.list(), await other.groups.list());
  });

  it('has protocols of every status, deadlines in every state, and messages of every visibility', async () => {
    const client = createCrmTestClient();
    const { items } = await client.protocols.list({ limit: 100 });
    assert.equal(new Set(items.map(({ status }) => status)).size, 5);
    assert.deepEqual(
      [...new Set(items.map(({ deadline }) => deadline?.state ?? 'none'))].sort(),
      ['due_soon', 'met', 'missed', 'none', 'overdue', 'paused', 'running'].sort(),
    );
    assert.equal(new Set(items.map(({ provider }) => provider.id)).size, 3);
    const kinds = client.control.protocols.flatMap(({ messages }) =>
      messages.map(({ visibility }) => visibility),
    );
    assert.deepEqual([...new Set(kinds)].sort(), ['confidential', 'internal', 'public']);
  });

  it('counts by every active group, and by others only what is still open there', async () => {
    const client = createCrmTestClient();
    const names = async () => (await client.protocols.counts()).groups.map(({ name }) => name);
    const before = await names();
    const fields = { managerGroupId: null, email: null, accessesConfidential: false };
    for (const active of [true, false])
      await client.groups.create({
        ...{ ...fields, name: active ? 'Vazio' : 'Vazio e inativo', active },
        ...{ memberIds: [], classificationIds: [] },
      });
    assert.deepEqual(await names(), [...before, 'Vazio']);
  });

  it('shows agents the protocols of their groups and of those that these manage, an admin all', async () => {
    const groupsOf = async (client: CrmTestClient): Promise<string[]> => {
      const { items } = await client.protocols.list({ limit: 100 });
      return [...new Set(items.map(({ group }) => group.name))].sort();
    };
    assert.deepEqual(await groupsOf(createCrmTestClient({ role: 'agent' })), [
      'Faturamento',
      'Suporte ao portal',
    ]);
    assert.deepEqual(await groupsOf(createCrmTestClient({ agentId: 'agt-otavio' })), [
      'Auditoria médica',
      'Autorizações',
    ]);
    assert.equal((await groupsOf(createCrmTestClient())).length, 5);
    const admin = createCrmTestClient();
    const agent = createCrmTestClient({ role: 'agent', beside: admin });
    const hidden = await first(admin, { groupId: 'grp-autorizacoes' });
    await assert.rejects(agent.protocols.retrieve(hidden), NotFoundError);
    await assert.rejects(agent.messages.list(hidden), NotFoundError);
  });

  it('filters, and counts what the filters find', async () => {
    const client = createCrmTestClient({ role: 'agent' });
    const count = async (query: CrmProtocolListQuery): Promise<number> =>
      (await client.protocols.list({ limit: 100, state: 'open', ...query })).items.length;
    const counts = await client.protocols.counts();
    assert.equal(counts.all, await count({}));
    assert.equal(counts.mine, await count({ scope: 'mine' }));
    assert.equal(counts.unassigned, await count({ scope: 'unassigned' }));
    assert.equal(counts.dueSoon, await count({ deadline: 'due_soon' }));
    assert.equal(counts.overdue, await count({ deadline: 'overdue' }));
    for (const { id, count: total } of counts.groups) assert.equal(total, await count({ groupId: id }));
    assert.ok(counts.mine > 0 && counts.unassigned > 0 && counts.overdue > 0);
    assert.ok((await count({ providerId: 'prv-exata' })) > 0);
    assert.ok((await count({ search: 'extrato BANCARIO' })) > 0);
    assert.equal(await count({ status: 'awaiting_provider', classificationId: 'cls-2' }), 0);
  });

  it('orders by activity, by who waits longest and by what is due first', async () => {
    const client = createCrmTestClient();
    const keys = async (
      order: 'activity' | 'waiting' | 'due',
      keyOf: (item: Awaited<ReturnType<typeof client.protocols.list>>['items'][number]) => string,
    ): Promise<string[]> =>
      (await client.protocols.list({ order, state: 'open', limit: 100 })).items.map(keyOf);
    const recent = await keys('activity', ({ lastActivityAt }) => lastActivityAt);
    assert.deepEqual(recent, recent.toSorted().reverse());
    const waiting = await keys('waiting', ({ waitingSince }) => waitingSince ?? '~');
    assert.deepEqual(waiting, waiting.toSorted());
    const due = await keys('due', ({ deadline }) => deadline?.dueAt ?? '~');
    assert.deepEqual(due, due.toSorted());
  });

  it('walks pages without gap or repetition', async () => {
    const client = createCrmTestClient();
    const numbers: string[] = [];
    for await (const { number } of client.protocols.iterate({ limit: 3, order: 'due' })) numbers.push(number);
    assert.equal(new Set(numbers).size, client.control.protocols.length);
    assert.equal(numbers.length, client.control.protocols.length);
    await assert.rejects(client.protocols.list({ cursor: 'made-up' }), { code: 'cursor_invalid' });
  });
});

describe('a protocol in the operator’s memory', () => {
  it('is answered, asks the provider, and is closed and reopened', async () => {
    const client = createCrmTestClient();
    const number = await first(client, { status: 'received' });
    const asked = await client.messages.create(
      number,
      answer({ asksProvider: true, contactMethodId: 'met-7' }),
    );
    assert.equal(asked.statusChange, 'awaiting_provider');
    assert.equal(asked.contactMethod?.description, 'Retorno pela web');
    const paused = await client.protocols.retrieve(number);
    assert.equal(paused.deadline?.state, 'paused');
    assert.ok(paused.providerDueAt);
    assert.equal(paused.waitingSince, null);
    client.control.addProviderMessage(number, 'Segue.');
    assert.equal((await client.protocols.retrieve(number)).status, 'in_analysis');
    const closed = await client.protocols.close(number, { body: 'Resolvido.', attachmentIds: [] });
    assert.equal(closed.status, 'closed');
    assert.ok(closed.closedAt && closed.reopenableUntil);
    await assert.rejects(client.messages.create(number, answer()), ConflictError);
    await assert.rejects(client.protocols.close(number, { body: 'x', attachmentIds: [] }), ConflictError);
    const reopened = await client.protocols.reopen(number, { note: 'Faltou o anexo.' });
    assert.equal(reopened.status, 'in_analysis');
    assert.equal(reopened.closedAt, null);
    await assert.rejects(client.protocols.reopen(number), ConflictError);
    const last = (await client.messages.list(number)).items.at(-1);
    assert.equal(last?.activity?.type, 'reopened');
    assert.equal(last?.body, 'Faltou o anexo.');
  });

  it('goes from hand to hand and from group to group', async () => {
    const client = createCrmTestClient({ role: 'agent' });
    const number = await first(client, { groupId: 'grp-faturamento', scope: 'unassigned', state: 'open' });
    const taken = await client.protocols.assign(number, { agentId: 'agt-fabio' });
    assert.equal(taken.assignee?.name, 'Fábio Nogueira');
    await assert.rejects(
      client.protocols.assign(number, { agentId: 'agt-aline' }),
      refused('agentId', 'not_available'),
    );
    const events: ServerEvent[] = [];
    client.events.subscribe((event) => events.push(event));
    const gone = await client.protocols.forward(number, { groupId: 'grp-autorizacoes', note: 'É de vocês.' });
    assert.deepEqual([gone.group.name, gone.assignee], ['Autorizações', null]);
    assert.equal(events[0]?.type === 'protocol.changed' && events[0].data.cause, 'forwarded');
    await assert.rejects(client.protocols.retrieve(number), NotFoundError);
    await assert.rejects(client.protocols.forward(await first(client), {}), refused('groupId', 'required'));
  });

  it('takes another classification, and that one’s group', async () => {
    const client = createCrmTestClient();
    const number = await first(client, { groupId: 'grp-suporte', state: 'open' });
    const leaf = (await client.classifications.list()).find(({ name }) => name === 'OPME');
    const moved = await client.protocols.forward(number, { classificationId: leaf?.id });
    assert.equal(moved.classification.path.at(-1), 'OPME');
    assert.equal(moved.group.name, 'Autorizações');
    assert.equal(moved.deadline?.businessDays, 10);
  });

  it('keeps what is confidential to groups that may see it', async () => {
    const aline = createCrmTestClient({ agentId: 'agt-aline' });
    const number = await first(aline, { scope: 'mine', providerId: 'prv-santahelena' });
    await aline.messages.create(number, answer({ visibility: 'confidential' }));
    const outsider = createCrmTestClient({ agentId: 'agt-marcos', beside: aline });
    const other = await first(outsider);
    await assert.rejects(
      outsider.messages.create(other, answer({ visibility: 'confidential' })),
      refused('visibility', 'not_available'),
    );
    aline.control.registers.agents.find(({ id }) => id === 'agt-marcos')?.groupIds.push('grp-autorizacoes');
    outsider.control.session = {
      ...outsider.control.session,
      agent: {
        groups: [{ id: 'grp-autorizacoes', name: 'Autorizações' }],
        reach: [{ id: 'grp-autorizacoes', name: 'Autorizações' }],
        accessesConfidential: false,
      },
    };
    const seen = await outsider.messages.list(number);
    assert.ok(seen.items.every(({ visibility }) => visibility !== 'confidential'));
    const all = await aline.messages.list(number);
    assert.ok(all.items.some(({ visibility }) => visibility === 'confidential'));
    const hidden = all.items.flatMap(({ attachments }) => attachments).find((file) => file.confidential);
    assert.ok(hidden);
    assert.ok(await aline.attachments.retrieve(hidden.id));
    await assert.rejects(outsider.attachments.download(hidden.id), NotFoundError);
  });

  it('refuses a change of what is no longer as it was read, and keeps a repeated one apart', async () => {
    const client = createCrmTestClient();
    const number = await first(client, { state: 'open' });
    const { version } = await client.protocols.retrieve(number);
    client.control.touchProtocol(number);
    await assert.rejects(client.messages.create(number, answer(), { version }), VersionConflictError);
    client.control.failNext('messages.create', new TimeoutError(), { afterEffect: true });
    const options = { version: version + 1, idempotencyKey: 'draft' };
    await assert.rejects(client.messages.create(number, answer(), options), TimeoutError);
    const sent = await client.messages.create(number, answer(), options);
    assert.equal((await client.messages.list(number)).items.at(-1)?.sequence, sent.sequence);
  });

  it('is opened for a provider, who sees it if the gates let it', async () => {
    const client = createCrmTestClient({ role: 'agent' });
    const provider = createTestClient({ beside: client });
    const leaf = (await client.classifications.list()).find(({ name }) => name === 'Lote rejeitado');
    const input = {
      providerId: 'prv-saolucas',
      classificationId: leaf?.id ?? '',
      contactPerson: 'Ana Ribeiro',
      contactPhone: '(11) 3456-7890',
      contactEmail: 'ana@saolucas.example',
      message: 'Aberto por telefone.',
      attachmentIds: [],
    };
    const byPhone = await client.protocols.create({ ...input, contactMethodId: 'met-2' });
    assert.equal(byPhone.openedBy, 'operator');
    const [asked] = (await client.messages.list(byPhone.number)).items;
    assert.equal(byPhone.waitingSince, asked?.sentAt);
    assert.ok(byPhone.visibleToProvider);
    assert.equal((await provider.protocols.retrieve(byPhone.number)).unreadCount, 1);
    const inPerson = await client.protocols.create({ ...input, contactMethodId: 'met-5' });
    assert.ok(!inPerson.visibleToProvider);
    await assert.rejects(provider.protocols.retrieve(inPerson.number), NotFoundError);
    await assert.rejects(
      client.protocols.create({ ...input, contactMethodId: 'met-7' }),
      refused('contactMethodId', 'not_available'),
    );
    await assert.rejects(
      client.protocols.create({ ...input, providerId: 'prv-bomjesus', contactMethodId: 'met-2' }),
      refused('providerId', 'not_available'),
    );
  });

  it('is the same on both sides, live both ways', async () => {
    const agent = createCrmTestClient({ role: 'agent' });
    const provider = createTestClient({ beside: agent });
    const heard: string[] = [];
    const note = (side: string) => (event: ServerEvent) => {
      heard.push(`${side}:${event.type === 'protocol.changed' ? event.data.cause : event.type}`);
    };
    agent.events.subscribe(note('agent'));
    provider.events.subscribe(note('provider'));
    const leaf = (await provider.classifications.list()).find(({ name }) => name === 'Lote rejeitado');
    const [method] = await provider.contactMethods.list();
    const { number } = await provider.protocols.create({
      classificationId: leaf?.id ?? '',
      contactMethodId: method?.id ?? '',
      contactPerson: 'Ana Ribeiro',
      contactPhone: '(11) 3456-7890',
      contactEmail: 'ana@saolucas.example',
      message: 'O lote 5601 foi rejeitado.',
      attachmentIds: [],
    });
    assert.equal(await first(agent), number);
    await agent.messages.create(number, answer({ visibility: 'internal' }));
    await agent.messages.create(number, answer());
    const { unreadCount, lastSequence } = await provider.protocols.retrieve(number);
    assert.equal(unreadCount, 1);
    assert.equal((await provider.messages.list(number)).items.length, 2);
    await provider.messages.markRead(number, lastSequence);
    assert.ok((await agent.messages.list(number)).items.at(-1)?.viewedByProviderAt);
    assert.deepEqual(heard, [
      'agent:created',
      'provider:created',
      'agent:message',
      'agent:message',
      'provider:message',
      'agent:read',
      'provider:read',
    ]);
  });

  it('tells who viewed it', async () => {
    const client = createCrmTestClient();
    const number = await first(client, { providerId: 'prv-saolucas', state: 'open' });
    const provider = createTestClient({ beside: client });
    const file = client.control.state.makeAttachment('laudo.pdf');
    client.control.protocols
      .find((protocol) => protocol.number === number)
      ?.messages.at(-1)
      ?.attachments.push(file);
    await provider.messages.list(number);
    await provider.attachments.download(file.id);
    await client.protocols.retrieve(number);
    const { items } = await client.protocols.accessLog(number, { limit: 3 });
    assert.deepEqual(
      items.map(({ actor, action, attachment }) => [actor.name, actor.organization, action, attachment]),
      [
        ['Regina Alves', null, 'protocol.view', null],
        ['Ana Ribeiro', 'Clínica São Lucas', 'attachment.download', 'laudo.pdf'],
        ['Ana Ribeiro', 'Clínica São Lucas', 'messages.view', null],
      ],
    );
  });
});

describe('the registers in memory', () => {
  it('are changed by admins only', async () => {
    const agent = createCrmTestClient({ role: 'agent' });
    await agent.groups.list();
    await assert.rejects(
      agent.groups.update('grp-suporte', { active: true }, { version: 1 }),
      PermissionError,
    );
    for (const call of [agent.webhooks.list, agent.deliveries.list, agent.audit.list]) {
      await assert.rejects(call(), PermissionError);
    }
  });

  it('keep before and after in the audit trail, and tell everybody', async () => {
    const client = createCrmTestClient();
    const provider = createTestClient({ beside: client });
    const events: string[] = [];
    provider.events.subscribe(({ type }) => events.push(type));
    const node = (await client.classifications.list()).find(({ name }) => name === 'Apuração interna');
    assert.ok(node);
    const changed = await client.classifications.update(
      node.id,
      { shownToProviders: true },
      { version: node.version },
    );
    assert.equal(changed.version, node.version + 1);
    assert.ok((await provider.classifications.list()).some(({ id }) => id === node.id));
    assert.deepEqual(events, ['catalogue.changed']);
    const [record] = (await client.audit.list({ entity: 'classification', entityId: node.id })).items;
    assert.deepEqual(
      [record?.action, record?.before, record?.after],
      ['updated', { shownToProviders: false }, { shownToProviders: true }],
    );
    const again = await client.classifications.update(
      node.id,
      { shownToProviders: true },
      { version: changed.version },
    );
    assert.equal(again.version, changed.version);
  });

  it('refuse a change of an entry that is no longer as it was read', async () => {
    const client = createCrmTestClient();
    client.control.touchEntry('cannedAnswers', 'ans-1', { title: 'Encerramento' });
    await assert.rejects(
      client.cannedAnswers.update('ans-1', { body: 'Outro.' }, { version: 1 }),
      VersionConflictError,
    );
    await assert.rejects(client.cannedAnswers.delete('ans-1', { version: 1 }), VersionConflictError);
    assert.equal((await client.cannedAnswers.retrieve('ans-1')).title, 'Encerramento');
    await client.cannedAnswers.delete('ans-1', { version: 2 });
    await assert.rejects(client.cannedAnswers.retrieve('ans-1'), NotFoundError);
  });

  it('move, order and delete nodes of the tree by its rules', async () => {
    const client = createCrmTestClient();
    const tree = await client.classifications.list();
    const find = (name: string) => {
      const node = tree.find((candidate) => candidate.name === name);
      assert.ok(node, name);
      return node;
    };
    const glosa = find('Glosa');
    const faturamento = find('Faturamento');
    await assert.rejects(
      client.classifications.update(faturamento.id, { parentId: glosa.id }, { version: 1 }),
      refused('parentId', 'cycle'),
    );
    await assert.rejects(
      client.classifications.update(find('OPME').id, { groupId: null }, { version: 1 }),
      refused('groupId', 'required'),
    );
    await client.classifications.update(find('Lote rejeitado').id, { order: 0 }, { version: 1 });
    const after = (await client.classifications.list())
      .filter(({ parentId }) => parentId === faturamento.id)
      .sort((a, b) => a.order - b.order);
    assert.deepEqual(
      after.map(({ name, order }) => `${order} ${name}`),
      ['0 Lote rejeitado', '1 Glosa', '2 Recurso de glosa', '3 Demonstrativo de pagamento'],
    );
    await client.classifications.update(glosa.id, { parentId: null }, { version: 1 });
    const moved = await client.classifications.retrieve(glosa.id);
    assert.deepEqual([moved.parentId, moved.order], [null, 6]);
    // A position that is asked for counts where the node comes to stand, even if it had the same one before.
    const placed = { parentId: find('Portal').id, order: 0 };
    await client.classifications.update(find('Guia pendente').id, placed, { version: 1 });
    assert.equal((await client.classifications.retrieve(find('Guia pendente').id)).order, 0);
    await assert.rejects(client.classifications.delete(glosa.id, { version: 2 }), ConflictError);
    await client.classifications.delete('cls-fax', { version: 1 });
    await assert.rejects(
      client.classifications.create({
        ...{ name: 'glosa', parentId: null, active: true, groupId: null, shownToProviders: false },
        ...{ defaultText: null, helpText: null, attachmentRequired: false, deadlineBusinessDays: null },
        ...{ providerDeadlineBusinessDays: null, reopenWindowDays: null },
      }),
      refused('name', 'already_taken'),
    );
  });

  it('hand classifications and people from group to group', async () => {
    const client = createCrmTestClient();
    const suporte = await client.groups.retrieve('grp-suporte');
    const faturamento = await client.groups.retrieve('grp-faturamento');
    const [leaf] = suporte.classificationIds;
    assert.ok(leaf);
    const changed = await client.groups.update(
      faturamento.id,
      { classificationIds: [...faturamento.classificationIds, leaf], memberIds: ['agt-marcos'] },
      { version: faturamento.version },
    );
    assert.ok(changed.classificationIds.includes(leaf));
    assert.deepEqual(changed.memberIds, ['agt-marcos']);
    assert.ok(!(await client.groups.retrieve('grp-suporte')).classificationIds.includes(leaf));
    assert.equal((await client.classifications.retrieve(leaf)).group?.name, 'Faturamento');
    await assert.rejects(
      client.groups.update('grp-auditoria', { managerGroupId: 'grp-autorizacoes' }, { version: 1 }),
      refused('managerGroupId', 'cycle'),
    );
    await assert.rejects(
      client.groups.update(changed.id, { active: false }, { version: changed.version }),
      refused('active', 'not_available'),
    );
  });

  it('make new entries, unique where they must be', async () => {
    const client = createCrmTestClient();
    const method = { description: 'Chat', active: true, mode: 'both', receivesComplaints: false } as const;
    const flags = {
      listedInApi: true,
      shownOnBeneficiaryWeb: false,
      faleConosco: true,
      releasedForWeb: true,
    };
    const made = await client.contactMethods.create({ ...method, ...flags });
    assert.equal(made.version, 1);
    await assert.rejects(
      client.contactMethods.create({ ...method, ...flags }),
      refused('description', 'already_taken'),
    );
    const person = {
      issuer: 'https://i.example',
      subject: 'novo',
      name: 'Nova Pessoa',
      email: null,
      active: true,
    };
    const agent = await client.agents.create({ ...person, role: 'agent' });
    assert.deepEqual(agent.groupIds, []);
    await assert.rejects(
      client.agents.update('agt-regina', { role: 'agent' }, { version: 1 }),
      refused('role', 'not_available'),
    );
    const webhook = await client.webhooks.create({
      url: 'https://x.example/h',
      events: ['message.added'],
      active: true,
    });
    assert.match(webhook.secret, /^whsec_/);
    assert.ok(!('secret' in (await client.webhooks.retrieve(webhook.id))));
    await client.webhooks.delete(webhook.id, { version: 1 });
    assert.equal((await client.providers.list({ search: 'CLINICA' })).items.length, 2);
  });

  it('know the holidays, and move deadlines with them', async () => {
    const client = createCrmTestClient();
    const names = (await client.holidays.list({ year: 2026 })).map(({ name }) => name);
    assert.deepEqual(
      [names.includes('Sexta-feira Santa'), names.includes('Recesso de Natal'), names.includes('Natal')],
      [true, true, true],
    );
    const dueOf = async (number: string) => (await client.protocols.retrieve(number)).deadline?.dueAt;
    const { items } = await client.protocols.list({ order: 'due', state: 'open', limit: 100 });
    const running = items.find(
      ({ deadline }) => deadline?.state === 'running' && deadline.businessDays === 2,
    );
    assert.ok(running);
    const before = await dueOf(running.number);
    const holiday = await client.holidays.create({
      date: '2026-11-25',
      name: 'Feriado municipal',
      everyYear: false,
    });
    assert.notEqual(await dueOf(running.number), before);
    await client.holidays.delete(holiday.id ?? '');
    assert.equal(await dueOf(running.number), before);
    await assert.rejects(
      client.holidays.create({ date: '2026-12-25', name: 'Natal', everyYear: true }),
      refused('date', 'already_taken'),
    );
  });

  it('try a dead delivery again, and no other', async () => {
    const client = createCrmTestClient();
    const { items } = await client.deliveries.list({ state: 'dead' });
    assert.equal(items.length, 1);
    assert.equal((await client.deliveries.retry('dlv-2')).state, 'pending');
    await assert.rejects(client.deliveries.retry('dlv-2'), ConflictError);
    assert.equal((await client.deliveries.list({ state: 'dead' })).items.length, 0);
  });
});

describe('the control of the operator’s client in memory', () => {
  it('fails, holds and goes offline', async () => {
    const client = createCrmTestClient();
    client.control.failNext('groups.list', new ConnectionError());
    await assert.rejects(client.groups.list(), ConnectionError);
    const held = client.control.hold('protocols.counts');
    const counts = client.protocols.counts();
    await Promise.resolve();
    assert.equal(held.waiting, 1);
    held.release();
    await counts;
    client.control.goOffline();
    await assert.rejects(client.protocols.list(), ConnectionError);
    client.control.goOnline();
    await client.protocols.list();
    assert.deepEqual(
      client.control.calls.map(({ operation }) => operation),
      ['groups.list', 'protocols.counts', 'protocols.list', 'protocols.list'],
    );
  });

  it('can be empty', async () => {
    const client = createCrmTestClient({ seed: { protocols: [], registers: { cannedAnswers: [] } } });
    assert.deepEqual((await client.protocols.list()).items, []);
    assert.deepEqual(await client.cannedAnswers.list(), []);
    assert.equal((await client.protocols.counts()).all, 0);
  });
});
