import { area } from '../conformance-case.ts';
import { type CaseContext, newReply } from '../context.ts';
import { expect, expectSame } from '../expect.ts';
import { expectProblem, expectStatus } from '../person.ts';

const countOf = async (context: CaseContext, word: string): Promise<number> =>
  (await context.a.ok('listProtocols', { query: { search: word } })).items.length;

/** `Idempotency-Key`. */
export const idempotencyCases = area('IDEM', 'Idempotency', (define) => {
  const critical = { severity: 'critical' } as const;
  const key = (): string => crypto.randomUUID();

  define(
    1,
    'a repeated request is answered as the first one was, and has no second effect',
    'contract: every POST that makes something takes Idempotency-Key.',
    critical,
    async (context) => {
      const word = context.word();
      const request = { key: key(), body: await context.newProtocol({ message: word }) };
      const first = await context.a.request('createProtocol', request);
      expectStatus(first, 201);
      const second = await context.a.request('createProtocol', request);
      expectSame([second.status, second.json], [first.status, first.json], 'The repeated response');
      expectSame(await countOf(context, word), 1, 'protocols');
    },
  );
  define(
    2,
    'a repeated request says that it is one',
    'contract: Idempotency-Replayed.',
    { severity: 'minor' },
    async (context) => {
      const request = { key: key(), body: await context.newProtocol() };
      const first = await context.a.request('createProtocol', request);
      expectSame(
        first.headers.get('idempotency-replayed'),
        null,
        'Idempotency-Replayed of the first response',
      );
      const second = await context.a.request('createProtocol', request);
      expectSame(
        second.headers.get('idempotency-replayed'),
        'true',
        'Idempotency-Replayed of the second response',
      );
    },
  );
  define(
    3,
    'the repetition is answered as the first one was, even when the protocol went on',
    'contract: the same response for every attempt at the same thing.',
    { needs: ['a', 'agent'] },
    async (context) => {
      const request = { key: key(), body: await context.newProtocol() };
      const first = await context.a.ok('createProtocol', request);
      await context.reply(first.number);
      expectSame(await context.a.ok('createProtocol', request), first, 'The repeated response');
    },
  );
  define(
    4,
    'the same key eight times at once has one effect',
    'contract: one effect for one key.',
    critical,
    async (context) => {
      const word = context.word();
      const request = { key: key(), body: await context.newProtocol({ message: word }) };
      const exchanges = await Promise.all(
        Array.from({ length: 8 }, () => context.a.request('createProtocol', request)),
      );
      const numbers = new Set<string>();
      for (const exchange of exchanges) {
        if (exchange.status === 201) numbers.add((exchange.json as { number: string }).number);
        else expectProblem(exchange, 'idempotency_in_progress');
      }
      expectSame(numbers.size, 1, 'numbers of the responses');
      expectSame(await countOf(context, word), 1, 'protocols');
      const last = await context.a.ok('createProtocol', request);
      expect(numbers.has(last.number), 'A later repetition is answered with another protocol');
    },
  );
  define(
    5,
    'a request without a key is refused, before anything else is looked at',
    'contract: idempotency_key_missing.',
    {},
    async (context) => {
      for (const body of [await context.newProtocol(), { message: '' }])
        await context.a.problem('createProtocol', { key: null, body }, 'idempotency_key_missing');
      await context.a.problem(
        'createProtocol',
        { key: '', body: await context.newProtocol() },
        'idempotency_key_missing',
      );
    },
  );
  define(
    6,
    'a key is 1 to 255 visible characters of ASCII',
    'contract: Idempotency-Key ^[\\x21-\\x7e]{1,255}$.',
    { severity: 'minor' },
    async (context) => {
      for (const wrong of ['x'.repeat(256), 'a b', 'chave-é'])
        await context.a.problem(
          'createProtocol',
          { key: wrong, body: await context.newProtocol() },
          'malformed_request',
        );
      await context.a.ok('createProtocol', {
        key: `${key()}${'x'.repeat(219)}`,
        body: await context.newProtocol(),
      });
    },
  );
  define(
    7,
    'the same key with another content is refused',
    'contract: idempotency_key_reused.',
    critical,
    async (context) => {
      const once = key();
      await context.a.ok('createProtocol', { key: once, body: await context.newProtocol() });
      await context.a.problem(
        'createProtocol',
        { key: once, body: await context.newProtocol({ message: 'Outra.' }) },
        'idempotency_key_reused',
      );
    },
  );
  define(
    8,
    'the order of the fields makes no other content',
    'contract: the same thing is the same content.',
    { severity: 'minor' },
    async (context) => {
      const once = key();
      const body = await context.newProtocol();
      const first = await context.a.ok('createProtocol', { key: once, body });
      const reversed = Object.fromEntries(Object.entries(body).reverse());
      expectSame(
        (await context.a.ok('createProtocol', { key: once, body: reversed })).number,
        first.number,
        'number',
      );
    },
  );
  define(
    9,
    'the same message under another protocol is another content',
    'contract: idempotency_key_reused.',
    critical,
    async (context) => {
      const [one, two] = [await context.open(), await context.open()];
      const request = { key: key(), body: { body: 'Complemento.', attachmentIds: [] } };
      await context.a.ok('createMessage', { ...request, params: { number: one.number } });
      await context.a.problem(
        'createMessage',
        { ...request, params: { number: two.number } },
        'idempotency_key_reused',
      );
      expectSame((await context.read(two.number)).lastSequence, 1, 'lastSequence of the other');
    },
  );
  define(
    10,
    'another user’s same key is another key',
    'contract: keys are each user’s own.',
    { needs: ['a', 'a2', 'b'], severity: 'critical' },
    async (context) => {
      const request = { key: key(), body: await context.newProtocol() };
      const numbers = [
        await context.a.ok('createProtocol', request),
        await context.a2.ok('createProtocol', request),
        await context.b.ok('createProtocol', request),
      ].map(({ number }) => number);
      expectSame(new Set(numbers).size, 3, 'different numbers');
    },
  );
  define(
    11,
    'another operation’s same key is another key',
    'contract: keys are each operation’s own.',
    {},
    async (context) => {
      const once = key();
      const { number } = await context.a.ok('createProtocol', {
        key: once,
        body: await context.newProtocol(),
      });
      await context.a.ok('createMessage', {
        key: once,
        params: { number },
        body: { body: 'Mais.', attachmentIds: [] },
      });
      await context.a.ok('cancelProtocol', { key: once, params: { number }, body: {} });
    },
  );
  define(
    12,
    'a refused request leaves its key free for the corrected one',
    'contract: a refused request has no effect.',
    {},
    async (context) => {
      const once = key();
      await context.a.issues(
        'createProtocol',
        { key: once, body: await context.newProtocol({ message: ' ' }) },
        ['message:required'],
      );
      await context.a.issues(
        'createProtocol',
        { key: once, body: await context.newProtocol({ classificationId: 'none' }) },
        ['classificationId:not_available'],
      );
      await context.a.ok('createProtocol', { key: once, body: await context.newProtocol() });
    },
  );
  define(
    13,
    'a repeated complement is one message',
    'contract: one effect for one key.',
    critical,
    async (context) => {
      const { number } = await context.open();
      const request = { key: key(), params: { number }, body: { body: 'Complemento.', attachmentIds: [] } };
      const sent = await Promise.all(
        Array.from({ length: 4 }, () => context.a.request('createMessage', request)),
      );
      for (const exchange of sent)
        if (exchange.status !== 201) expectProblem(exchange, 'idempotency_in_progress');
      await context.a.ok('createMessage', request);
      expectSame((await context.a.ok('listMessages', { params: { number } })).items.length, 2, 'messages');
    },
  );
  define(
    14,
    'a repeated message with a file sends the file once',
    'contract: one effect for one key; a file belongs to one message.',
    critical,
    async (context) => {
      const file = await context.file('conteúdo');
      const request = { key: key(), body: await context.newProtocol({ attachmentIds: [file.id] }) };
      const first = await context.a.ok('createProtocol', request);
      expectSame((await context.a.ok('createProtocol', request)).number, first.number, 'number');
    },
  );
  define(
    15,
    'a repeated cancellation is answered again, and not refused',
    'contract: the same response for every attempt at the same thing.',
    {},
    async (context) => {
      const { number } = await context.open();
      const request = { key: key(), params: { number }, body: { reason: 'Engano.' } };
      const first = await context.a.ok('cancelProtocol', request);
      expectSame(await context.a.ok('cancelProtocol', request), first, 'The repeated response');
    },
  );
  define(
    16,
    'a repeated reply of an agent is one message',
    'contract: one effect for one key.',
    { needs: ['a', 'agent'], severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const request = {
        key: key(),
        params: { number },
        body: { body: 'Recebemos.', attachmentIds: [], visibility: 'public', asksProvider: false },
      };
      const first = await context.agent.ok('createCrmMessage', request);
      expectSame(await context.agent.ok('createCrmMessage', request), first, 'The repeated response');
      expectSame((await context.read(number)).unreadCount, 1, 'unreadCount');
    },
  );
  define(
    17,
    'closing, reopening, assigning and forwarding repeat their response',
    'contract: every POST that makes something takes Idempotency-Key.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const { number } = await context.open();
      const { user } = await context.agent.ok('getSession');
      const { id } = await context.leaf();
      for (const [operationId, body] of [
        ['closeProtocol', { body: 'Resolvido.', attachmentIds: [] }],
        ['reopenProtocol', {}],
        ['assignProtocol', { agentId: user.id }],
        ['forwardProtocol', { classificationId: id }],
      ] as const) {
        const request = { key: key(), params: { number }, body };
        await context.agent.problem(operationId, { ...request, key: null }, 'idempotency_key_missing');
        const first = await context.agent.ok(operationId, request);
        expectSame(
          await context.agent.ok(operationId, request),
          first,
          `The repeated response of ${operationId}`,
        );
      }
    },
  );
  define(
    18,
    'a repeated registration of a setting makes one entry',
    'contract: every POST that makes something takes Idempotency-Key.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const request = {
        key: key(),
        body: { title: context.word(), body: 'Olá.', groupId: null, active: false },
      };
      await context.admin.problem('createCannedAnswer', { ...request, key: null }, 'idempotency_key_missing');
      const first = await context.admin.ok('createCannedAnswer', request);
      context.defer(async () => {
        await context.admin.ok('deleteCannedAnswer', { params: { id: first.id }, ifMatch: first.version });
      });
      expectSame(await context.admin.ok('createCannedAnswer', request), first, 'The repeated response');
      const { items } = await context.admin.ok('listCannedAnswers');
      expectSame(items.filter(({ title }) => title === first.title).length, 1, 'entries');
    },
  );
  define(
    19,
    'a repetition shows nothing to an agent who has lost the protocol, and says that it is one',
    'contract: a repeated request is answered by the rights of now.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'], severity: 'critical' },
    async (context) => {
      const { number } = await context.open({ classificationId: (await context.supervisedLeaf()).id });
      const { user } = await context.agent.ok('getSession');
      const params = { number };
      const requests = [
        ['createCrmMessage', { key: key(), params, body: newReply() }],
        ['assignProtocol', { key: key(), params, body: { agentId: user.id } }],
        ['closeProtocol', { key: key(), params, body: { body: 'Resolvido.', attachmentIds: [] } }],
        ['reopenProtocol', { key: key(), params, body: {} }],
      ] as const;
      for (const [operationId, request] of requests) await context.agent.ok(operationId, request);
      const elsewhere = await context.world.newGroup({ memberIds: [] }, (undo) => context.defer(undo));
      await context.admin.ok('forwardProtocol', { params, body: { groupId: elsewhere.id } });
      for (const [operationId, request] of requests) {
        const exchange = await context.agent.request(operationId, request);
        expectProblem(exchange, 'not_found');
        expectSame(
          exchange.headers.get('idempotency-replayed'),
          'true',
          `Idempotency-Replayed of ${operationId}`,
        );
      }
    },
  );
  define(
    20,
    'a repetition shows a confidential message only to who may still see it',
    'contract: a repeated request is answered by the rights of now.',
    // The agent accesses confidential data meanwhile, which other cases rely on that it does not.
    { needs: ['a', 'agent', 'admin'], severity: 'critical', exclusive: true },
    async (context) => {
      const { user } = await context.agent.ok('getSession');
      const group = await context.world.newGroup(
        { memberIds: [user.id], accessesConfidential: true },
        (undo) => context.defer(undo),
      );
      const leaf = await context.leaf({ groupId: group.id });
      const { number } = await context.open({ classificationId: leaf.id });
      const request = {
        key: key(),
        params: { number },
        body: newReply({ body: `Prontuário ${context.word()}`, visibility: 'confidential' }),
      };
      const first = await context.agent.ok('createCrmMessage', request);
      expectSame(await context.agent.ok('createCrmMessage', request), first, 'The repeated response');
      await context.changeGroup(group.id, { accessesConfidential: false });
      await context.agent.problem('createCrmMessage', request, 'not_found');
    },
  );
  define(
    21,
    'a repetition shows nothing to a provider of a protocol that is no longer shown',
    'contract: a repeated request is answered by the rights of now.',
    { needs: ['a', 'admin'], severity: 'critical' },
    async (context) => {
      const { id } = await context.leaf();
      const created = { key: key(), body: await context.newProtocol({ classificationId: id }) };
      const { number } = await context.a.ok('createProtocol', created);
      const added = { key: key(), params: { number }, body: { body: 'Complemento.', attachmentIds: [] } };
      const first = await context.a.ok('createMessage', added);
      await context.changeClassification(id, { shownToProviders: false });
      await context.a.problem('createProtocol', created, 'not_found');
      await context.a.problem('createMessage', added, 'not_found');
      await context.changeClassification(id, { shownToProviders: true });
      expectSame(await context.a.ok('createMessage', added), first, 'The response when it is shown again');
    },
  );
  define(
    22,
    'a repeated registration of a webhook shows its secret again, to an admin',
    'contract: the same response for every attempt at the same thing.',
    { needs: ['a', 'admin'] },
    async (context) => {
      const request = {
        key: key(),
        body: { url: `https://erp.example/${context.word()}`, events: ['protocol.created'], active: false },
      };
      const first = await context.admin.ok('createWebhook', request);
      expectSame(await context.admin.ok('createWebhook', request), first, 'The repeated response');
      await context.admin.ok('deleteWebhook', { params: { id: first.id }, ifMatch: first.version });
      await context.admin.problem('createWebhook', request, 'not_found');
    },
  );
  define(
    23,
    'who forwarded a protocol out of sight gets the response again while in the group that it came from',
    'contract: the same response for every attempt at the same thing, by the rights of now.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const { user } = await context.agent.ok('getSession');
      const defer = (undo: () => Promise<void>): void => context.defer(undo);
      const former = await context.world.newGroup({ memberIds: [user.id] }, defer);
      const elsewhere = await context.world.newGroup({ memberIds: [] }, defer);
      const leaf = await context.leaf({ groupId: former.id });
      const { number } = await context.open({ classificationId: leaf.id });
      const request = { key: key(), params: { number }, body: { groupId: elsewhere.id } };
      const first = await context.agent.ok('forwardProtocol', request);
      await context.agent.problem('getCrmProtocol', { params: { number } }, 'not_found');
      expectSame(await context.agent.ok('forwardProtocol', request), first, 'The repeated response');
      await context.changeGroup(former.id, { memberIds: [] });
      await context.agent.problem('forwardProtocol', request, 'not_found');
    },
  );
});
