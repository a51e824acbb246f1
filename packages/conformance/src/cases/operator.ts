import { area } from '../conformance-case.ts';
import { type CaseContext, newReply } from '../context.ts';
import { expect, expectSame } from '../expect.ts';

type Query = Record<string, string | number | boolean>;

const find = async (context: CaseContext, query: Query, person = context.agent): Promise<string[]> =>
  (await person.ok('listCrmProtocols', { query: { limit: 100, ...query } })).items.map(
    ({ number }) => number,
  );

const bodyFor = async (context: CaseContext, changes: Record<string, unknown> = {}) => {
  const { provider } = await context.a.ok('getSession');
  return { ...(await context.newProtocol()), providerId: provider?.id, ...changes };
};

/** The operator's list, its counts, and opening on behalf of a provider. */
export const operatorCases = area('CRM', 'The operator’s list and protocols', (define) => {
  const needs = ['a', 'agent'] as const;

  define(
    1,
    'an agent reads a protocol of its group with provider, group, assignee and who waits',
    'contract: crmProtocolSchema.',
    { needs },
    async (context) => {
      const protocol = await context.open();
      const seen = await context.agent.ok('getCrmProtocol', { params: { number: protocol.number } });
      const { provider } = await context.a.ok('getSession');
      expectSame(
        [
          seen.provider,
          seen.assignee,
          seen.waitingSince,
          seen.visibleToProvider,
          seen.contactPerson,
          seen.classification,
        ],
        [provider, null, protocol.registeredAt, true, protocol.contactPerson, protocol.classification],
        'provider, assignee, waitingSince, visibleToProvider, contactPerson, classification',
      );
    },
  );
  define(
    2,
    'the list says the same as the protocol itself',
    'contract: crmProtocolSummarySchema is part of crmProtocolSchema.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const [row] = (await context.agent.ok('listCrmProtocols', { query: { search: number } })).items;
      const whole = (await context.agent.ok('getCrmProtocol', { params: { number } })) as unknown as Record<
        string,
        unknown
      >;
      expect(row, 'The protocol is not in the list');
      for (const [name, value] of Object.entries(row)) expectSame(value, whole[name], name);
    },
  );
  define(
    3,
    'each filter narrows the list, and they hold together',
    'contract: crmProtocolListQuerySchema.',
    { needs: ['a', 'b', 'agent'] },
    async (context) => {
      const search = context.word();
      const message = `Pedido ${search}`;
      const [waiting, asked, closed] = [
        await context.open({ message }),
        await context.open({ message }),
        await context.open({ message }),
      ];
      const foreign = await context.open({ message }, context.b);
      await context.reply(asked.number, { asksProvider: true });
      await context.close(closed.number);
      const { user } = await context.agent.ok('getSession');
      await context.agent.ok('assignProtocol', {
        params: { number: waiting.number },
        body: { agentId: user.id },
      });
      const { group, provider, classification } = await context.agent.ok('getCrmProtocol', {
        params: { number: foreign.number },
      });
      const all = [waiting, asked, closed, foreign].map(({ number }) => number);
      for (const [query, expected] of [
        [{}, all],
        [{ scope: 'all' }, all],
        [{ scope: 'mine' }, [waiting.number]],
        [{ scope: 'unassigned' }, [asked.number, closed.number, foreign.number]],
        [{ state: 'open' }, [waiting.number, asked.number, foreign.number]],
        [{ state: 'closed' }, [closed.number]],
        [{ status: 'awaiting_provider' }, [asked.number]],
        [{ groupId: group.id }, all],
        [{ groupId: 'none' }, []],
        [{ providerId: provider.id }, [foreign.number]],
        [{ providerId: 'none' }, []],
        [{ classificationId: classification.id }, all],
        [{ classificationId: 'none' }, []],
        [{ deadline: 'overdue' }, []],
        [{ to: '2020-01-01' }, []],
        [{ scope: 'mine', state: 'closed' }, []],
      ] as [Query, string[]][])
        expectSame(
          (await find(context, { search, ...query })).sort(),
          expected.toSorted(),
          JSON.stringify(query),
        );
    },
  );
  define(
    4,
    'wrong filters are refused',
    'contract: crmProtocolListQuerySchema.',
    { needs, severity: 'minor' },
    async (context) => {
      for (const query of [
        { scope: 'others' },
        { order: 'random' },
        { status: 'new' },
        { from: '2026-02-30' },
        { unread: true },
        { limit: 0 },
        { deadline: 'met' },
      ])
        expectSame(
          (await context.agent.request('listCrmProtocols', { query })).status,
          422,
          JSON.stringify(query),
        );
      await context.agent.problem('listCrmProtocols', { query: { cursor: 'made-up' } }, 'cursor_invalid');
    },
  );
  define(
    5,
    'every order goes through all pages without gap or repetition',
    'contract: orders activity, waiting, due; keyset pages.',
    { needs, severity: 'critical' },
    async (context) => {
      const search = context.word();
      const numbers: string[] = [];
      for (let index = 0; index < 5; index += 1)
        numbers.push((await context.open({ message: search })).number);
      await context.reply(numbers[1] ?? '');
      await context.reply(numbers[3] ?? '', { asksProvider: true });
      for (const order of ['activity', 'waiting', 'due']) {
        const all = await find(context, { search, order });
        const walked: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null && walked.length < 20) {
          const query: Query = { search, order, limit: 2, ...(cursor !== '' && { cursor }) };
          const page: Awaited<ReturnType<typeof list>> = await list(query);
          walked.push(...page.items.map(({ number }) => number));
          cursor = page.nextCursor;
        }
        expectSame(walked, all, `all pages by ${order}`);
        expectSame(walked.toSorted(), numbers.toSorted(), `everything by ${order}`);
      }

      function list(query: Query) {
        return context.agent.ok('listCrmProtocols', { query });
      }
    },
  );
  define(
    6,
    'who waits longest comes first, and who does not wait last',
    'contract: order waiting.',
    { needs },
    async (context) => {
      const search = context.word();
      const [first, second, third] = [
        await context.open({ message: search }),
        await context.open({ message: search }),
        await context.open({ message: search }),
      ];
      await context.reply(first.number);
      expectSame(
        await find(context, { search, order: 'waiting' }),
        [second.number, third.number, first.number],
        'order',
      );
      await context.complement(first.number, 'E então?');
      expectSame(
        await find(context, { search, order: 'waiting' }),
        [second.number, third.number, first.number],
        'order after a complement',
      );
    },
  );
  define(
    7,
    'what is due first comes first, and what has no deadline last',
    'contract: order due.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const search = context.word();
      const leaves = [
        await context.leaf({ deadlineBusinessDays: null }),
        await context.leaf({ deadlineBusinessDays: 20 }),
        await context.leaf({ deadlineBusinessDays: 3 }),
      ];
      const numbers: string[] = [];
      for (const { id } of leaves)
        numbers.push((await context.open({ classificationId: id, message: search })).number);
      expectSame(await find(context, { search, order: 'due' }), numbers.toReversed(), 'order');
    },
  );
  define(
    8,
    'a cursor of one order is refused by another',
    'contract: cursor_invalid.',
    { needs, severity: 'minor' },
    async (context) => {
      const search = context.word();
      for (let index = 0; index < 2; index += 1) await context.open({ message: search });
      const { nextCursor } = await context.agent.ok('listCrmProtocols', {
        query: { search, order: 'waiting', limit: 1 },
      });
      await context.agent.problem(
        'listCrmProtocols',
        { query: { search, order: 'due', cursor: nextCursor ?? '' } },
        'cursor_invalid',
      );
    },
  );
  define(
    9,
    'open protocols are counted: all, by group, mine and unassigned',
    'contract: crmCountsSchema.',
    { needs: ['a', 'agent', 'admin'], exclusive: true },
    async (context) => {
      const { user } = await context.agent.ok('getSession');
      const counts = async () => {
        const { all, mine, unassigned, groups } = await context.agent.ok('countCrmProtocols');
        const { id } = await context.world.group();
        return { all, mine, unassigned, group: groups.find((group) => group.id === id)?.count ?? 0 };
      };
      const { number } = await context.open();
      const before = await counts();
      await context.agent.ok('assignProtocol', { params: { number }, body: { agentId: user.id } });
      expectSame(
        await counts(),
        { ...before, mine: before.mine + 1, unassigned: before.unassigned - 1 },
        'counts after assigning',
      );
      await context.close(number);
      expectSame(
        await counts(),
        { ...before, all: before.all - 1, unassigned: before.unassigned - 1, group: before.group - 1 },
        'counts after closing',
      );
    },
  );
  define(
    10,
    'an agent opens a protocol for a provider, which finds it',
    'domain: protocols that the operator opened for this provider (by phone, say).',
    { needs },
    async (context) => {
      const body = await bodyFor(context);
      const protocol = await context.agent.ok('createCrmProtocol', { body });
      expectSame(
        [protocol.openedBy, protocol.status, protocol.provider.id],
        ['operator', 'received', body.providerId],
        'openedBy, status, provider',
      );
      expect(protocol.waitingSince !== null, 'waitingSince is null');
      const seen = await context.read(protocol.number);
      expectSame(
        [seen.openedBy, seen.canCancel],
        ['operator', true],
        'openedBy and canCancel for the provider',
      );
      const { items } = await context.a.ok('listMessages', { params: { number: protocol.number } });
      expectSame([items[0]?.author.kind, items[0]?.own], ['operator', false], 'author of the first message');
    },
  );
  define(
    11,
    'opening for a provider that does not exist, under what is not offered, is refused, all at once',
    'contract: not_available.',
    { needs },
    async (context) => {
      const body = await bodyFor(context, {
        providerId: 'none',
        classificationId: 'none',
        contactMethodId: 'none',
      });
      await context.agent.issues('createCrmProtocol', { body }, [
        'providerId:not_available',
        'classificationId:not_available',
        'contactMethodId:not_available',
      ]);
      await context.agent.issues(
        'createCrmProtocol',
        { body: await bodyFor(context, { number: '1', message: '' }) },
        ['number:unknown_field', 'message:required'],
      );
    },
  );
  define(
    12,
    'an agent opens nothing under a classification of another group',
    'domain: an agent works on the protocols of its groups.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'], severity: 'critical' },
    async (context) => {
      await context.otherAgent.issues('createCrmProtocol', { body: await bodyFor(context) }, [
        'classificationId:not_available',
      ]);
    },
  );
  define(
    13,
    'classifications say under which an agent can open, and the server keeps to it',
    'contract: canOpen.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'] },
    async (context) => {
      const { classificationId } = await context.world.subject();
      const canOpen = async (person = context.agent) =>
        (await person.ok('getCrmClassification', { params: { id: classificationId } })).canOpen;
      expectSame(
        [await canOpen(), await canOpen(context.otherAgent), await canOpen(context.admin)],
        [true, false, true],
        'canOpen of agent, other agent, admin',
      );
      const inactive = await context.leaf({ active: false });
      expectSame(
        (await context.agent.ok('getCrmClassification', { params: { id: inactive.id } })).canOpen,
        false,
        'canOpen of an inactive one',
      );
      await context.agent.issues(
        'createCrmProtocol',
        { body: await bodyFor(context, { classificationId: inactive.id }) },
        ['classificationId:not_available'],
      );
    },
  );
  define(
    14,
    'agents open under hidden classifications and methods, out of sight of the provider',
    'domain: gates A and B are the provider’s.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const leaf = await context.leaf({ shownToProviders: false });
      const { number, visibleToProvider } = await context.agent.ok('createCrmProtocol', {
        body: await bodyFor(context, { classificationId: leaf.id }),
      });
      expectSame(visibleToProvider, false, 'visibleToProvider');
      await context.a.problem('getProtocol', { params: { number } }, 'not_found');
      await context.reply(number, { body: 'Registro interno.' });
    },
  );
  define(
    15,
    'waiting begins with the first unanswered message, and ends with the public reply',
    'contract: waitingSince.',
    { needs },
    async (context) => {
      const { number, registeredAt } = await context.open();
      const waiting = async () =>
        (await context.agent.ok('getCrmProtocol', { params: { number } })).waitingSince;
      await context.complement(number, 'Alguma notícia?');
      await context.reply(number, { visibility: 'internal' });
      expectSame(await waiting(), registeredAt, 'waitingSince');
      await context.reply(number);
      expectSame(await waiting(), null, 'waitingSince after a reply');
      const { sentAt } = await context.complement(number, 'Obrigada, mas falta algo.');
      expectSame(await waiting(), sentAt, 'waitingSince after a further message');
      await context.close(number);
      expectSame(await waiting(), null, 'waitingSince after closing');
    },
  );
  define(
    16,
    'the operator sees whether the provider can reply',
    'contract: providerCanReply.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const leaf = await context.leaf({ reopenWindowDays: null });
      const { number } = await context.open({ classificationId: leaf.id });
      const canReply = async () =>
        (await context.agent.ok('getCrmProtocol', { params: { number } })).providerCanReply;
      expectSame(await canReply(), (await context.read(number)).canReply, 'providerCanReply');
      await context.close(number);
      expectSame(await canReply(), false, 'providerCanReply after closing without a window');
    },
  );
});

/** Replies of agents: public, internal, confidential. */
export const replyCases = area('REPLY', 'Replies of agents', (define) => {
  const needs = ['a', 'agent'] as const;
  const secret = ['a', 'agent', 'otherAgent', 'admin'] as const;

  define(
    1,
    'an internal note is in the operator’s thread and not in the provider’s',
    'domain: an internal message never reaches a provider.',
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number, { body: 'Nota interna.', visibility: 'internal' });
      const provider = await context.a.ok('listMessages', { params: { number } });
      expectSame(provider.items.length, 1, 'messages for the provider');
      expect(!JSON.stringify(provider).includes('Nota interna'), 'The note reaches the provider');
      const { items } = await context.agent.ok('listCrmMessages', { params: { number } });
      expectSame(
        items.map(({ visibility }) => visibility),
        ['public', 'internal'],
        'visibility',
      );
    },
  );
  define(
    2,
    'what is public is the same for both sides',
    'contract: crmMessageSchema extends messageSchema.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number, { body: 'Recebemos.' });
      const [own, other] = [
        await context.agent.ok('listCrmMessages', { params: { number } }),
        await context.a.ok('listMessages', { params: { number } }),
      ];
      expectSame(
        own.items.map(({ sequence, body, author, sentAt }) => ({ sequence, body, author, sentAt })),
        other.items.map(({ sequence, body, author, sentAt }) => ({ sequence, body, author, sentAt })),
        'messages',
      );
    },
  );
  define(
    3,
    'a gap in the sequence is all that a provider could notice of a note',
    'contract: sequence may have gaps (entries that the reader may not see).',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number, { visibility: 'internal' });
      const { sequence } = await context.reply(number);
      const { lastSequence, unreadCount } = await context.read(number);
      expectSame([sequence, lastSequence, unreadCount], [3, 3, 1], 'sequence, lastSequence, unreadCount');
      expectSame(
        (await context.a.ok('listMessages', { params: { number } })).items.map((item) => item.sequence),
        [1, 3],
        'sequences',
      );
    },
  );
  define(
    4,
    'a confidential message reaches who may see it, and nobody else',
    'domain: a message that the operator marks confidential reaches only groups that may see it, never a provider.',
    { needs: secret, severity: 'critical' },
    async (context) => {
      const word = context.word();
      const { number } = await context.open({ classificationId: (await context.supervisedLeaf()).id });
      await context.reply(
        number,
        { body: `Prontuário ${word}`, visibility: 'confidential' },
        context.otherAgent,
      );
      for (const [person, operationId] of [
        [context.a, 'listMessages'],
        [context.agent, 'listCrmMessages'],
      ] as const) {
        const { text } = await person.request(operationId, { params: { number } });
        expect(!text.includes(word), `${operationId} shows the confidential message`);
      }
      const { items } = await context.otherAgent.ok('listCrmMessages', { params: { number } });
      expectSame(items.at(-1)?.visibility, 'confidential', 'visibility for who may see it');
      for (const person of [context.agent, context.otherAgent])
        expectSame(
          (await person.ok('listCrmProtocols', { query: { search: word } })).items,
          [],
          'found by its word',
        );
    },
  );
  define(
    5,
    'nobody writes a confidential message who could not read it',
    'contract: visibility not_available.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.agent.issues(
        'createCrmMessage',
        { params: { number }, body: newReply({ visibility: 'confidential' }) },
        ['visibility:not_available'],
      );
    },
  );
  define(
    6,
    'files of a confidential message are confidential',
    'domain: a confidential message reaches only groups that may see it.',
    { needs: secret, severity: 'critical' },
    async (context) => {
      const { number } = await context.open({ classificationId: (await context.supervisedLeaf()).id });
      const file = await context.file('laudo', {}, context.otherAgent);
      await context.reply(
        number,
        { visibility: 'confidential', attachmentIds: [file.id] },
        context.otherAgent,
      );
      for (const person of [context.a, context.agent])
        await person.problem('getAttachmentContent', { params: { id: file.id } }, 'not_found');
      await context.otherAgent.ok('getAttachment', { params: { id: file.id } });
    },
  );
  define(
    7,
    'the provider’s confidential file reaches who may see it',
    'domain: marked confidential for groups with Acessa dados sob sigilo.',
    { needs: secret },
    async (context) => {
      const file = await context.file('laudo', { confidential: true });
      const { number } = await context.open({
        classificationId: (await context.supervisedLeaf()).id,
        attachmentIds: [file.id],
      });
      const { items } = await context.otherAgent.ok('listCrmMessages', { params: { number } });
      expectSame(
        items[0]?.attachments.map(({ id }) => id),
        [file.id],
        'attachments',
      );
    },
  );
  define(
    8,
    'only what is public asks, and goes back by a contact method',
    'contract: asksProvider and contactMethodId are of public replies.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const params = { number: (await context.open()).number };
      await context.agent.issues(
        'createCrmMessage',
        { params, body: newReply({ visibility: 'internal', asksProvider: true }) },
        ['asksProvider:not_available'],
      );
      const { id } = await context.world.contactMethod({ mode: 'return' }, (undo) => context.defer(undo));
      await context.agent.issues(
        'createCrmMessage',
        { params, body: newReply({ visibility: 'internal', contactMethodId: id }) },
        ['contactMethodId:not_available'],
      );
      const { contactMethod } = await context.reply(params.number, { contactMethodId: id });
      expectSame(contactMethod?.id, id, 'contactMethod');
    },
  );
  define(
    9,
    'a reply goes back by an active method of return',
    'contract: of mode return or both, and active.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const params = { number: (await context.open()).number };
      const method = async (changes: Record<string, unknown>) =>
        (await context.world.contactMethod(changes, (undo) => context.defer(undo))).id;
      for (const contactMethodId of [
        await method({ mode: 'contact' }),
        await method({ mode: 'return', active: false }),
        'none',
      ]) {
        await context.agent.issues('createCrmMessage', { params, body: newReply({ contactMethodId }) }, [
          'contactMethodId:not_available',
        ]);
        await context.agent.issues(
          'closeProtocol',
          { params, body: { body: 'x', attachmentIds: [], contactMethodId } },
          ['contactMethodId:not_available'],
        );
      }
      await context.reply(params.number, { contactMethodId: null });
    },
  );
  define(
    10,
    'a reply is refused like any message: empty, too long, unknown fields',
    'contract: newCrmMessageSchema.',
    { needs },
    async (context) => {
      const params = { number: (await context.open()).number };
      await context.agent.issues('createCrmMessage', { params, body: newReply({ body: ' ' }) }, [
        'body:required',
      ]);
      await context.agent.issues('createCrmMessage', { params, body: newReply({ body: 'x'.repeat(4001) }) }, [
        'body:too_long',
      ]);
      await context.agent.issues('createCrmMessage', { params, body: newReply({ status: 'closed' }) }, [
        'status:unknown_field',
      ]);
      await context.agent.issues('createCrmMessage', { params, body: newReply({ visibility: 'secret' }) }, [
        'visibility:invalid_choice',
      ]);
      const { visibility: _left, ...body } = newReply();
      const exchange = await context.agent.request('createCrmMessage', { params, body });
      expectSame(exchange.status, 422, 'Status without a visibility');
    },
  );
});
