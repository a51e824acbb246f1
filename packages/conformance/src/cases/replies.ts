import { area } from '../conformance-case.ts';
import { newReply } from '../context.ts';
import { expect, expectSame } from '../expect.ts';

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
    'a confidential message reaches only those who may see it',
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
    'only those who could read a confidential message write one',
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
