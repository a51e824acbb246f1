import { area } from '../conformance-case.ts';
import { expect, expectSame } from '../expect.ts';

/** Read markers and unread counts. */
export const readCases = area('READ', 'Read markers and unread', (define) => {
  const needs = ['a', 'agent'] as const;

  define(
    1,
    'each public message of the operator is unread',
    'contract: unreadCount: operator messages that this user has not opened.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.reply(number);
      await context.reply(number);
      const { unreadCount, organizationUnreadCount } = await context.read(number);
      expectSame([unreadCount, organizationUnreadCount], [2, 2], 'unreadCount and organizationUnreadCount');
    },
  );
  define(
    2,
    'a read marker leaves unread what comes after it',
    'PUT read-marker: I have seen everything up to this sequence.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const [first] = [await context.reply(number), await context.reply(number)];
      const state = await context.a.ok('putReadMarker', {
        params: { number },
        body: { sequence: first.sequence },
      });
      expectSame(state, { sequence: first.sequence, unreadCount: 1 }, 'read state');
      const { unreadCount, readSequence } = await context.read(number);
      expectSame([unreadCount, readSequence], [1, first.sequence], 'unreadCount and readSequence');
    },
  );
  define(
    3,
    'a read marker never moves backwards',
    'contract: never moves backwards.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const [first, second] = [await context.reply(number), await context.reply(number)];
      const put = (sequence: number) =>
        context.a.ok('putReadMarker', { params: { number }, body: { sequence } });
      await put(second.sequence);
      for (const sequence of [first.sequence, 0, 1])
        expectSame(
          await put(sequence),
          { sequence: second.sequence, unreadCount: 0 },
          `read state after ${sequence}`,
        );
      expectSame((await context.read(number)).unreadCount, 0, 'unreadCount');
    },
  );
  define(
    4,
    'a read marker never passes what there is',
    'contract: opened up to sequence.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const sent = await context.reply(number);
      const state = await context.a.ok('putReadMarker', {
        params: { number },
        body: { sequence: 1_000_000 },
      });
      expectSame(state, { sequence: sent.sequence, unreadCount: 0 }, 'read state');
      await context.reply(number);
      expectSame((await context.read(number)).unreadCount, 1, 'unreadCount of a later message');
    },
  );
  define(
    5,
    'own messages are never unread',
    'contract: unread counts operator messages.',
    { needs: ['a', 'a2'] },
    async (context) => {
      const { number } = await context.open();
      await context.complement(number, 'Mais.');
      expectSame((await context.read(number)).unreadCount, 0, 'unreadCount of who wrote');
      expectSame((await context.read(number, context.a2)).unreadCount, 0, 'unreadCount of a colleague');
    },
  );
  define(
    6,
    'unread is each user’s own',
    'domain: unread is per user for the badge.',
    { needs: ['a', 'a2', 'agent'] },
    async (context) => {
      const { number } = await context.open();
      const { sequence } = await context.reply(number);
      await context.a.ok('putReadMarker', { params: { number }, body: { sequence } });
      expectSame((await context.read(number)).unreadCount, 0, 'unreadCount of who read');
      expectSame((await context.read(number, context.a2)).unreadCount, 1, 'unreadCount of a colleague');
    },
  );
  define(
    7,
    'the organisation has read what one of its users has',
    'domain: unread is per provider for the whole organisation (someone here has read it).',
    { needs: ['a', 'a2', 'agent'] },
    async (context) => {
      const { number } = await context.open();
      const { sequence } = await context.reply(number);
      await context.a.ok('putReadMarker', { params: { number }, body: { sequence } });
      expectSame(
        (await context.read(number, context.a2)).organizationUnreadCount,
        0,
        'organizationUnreadCount',
      );
      await context.reply(number);
      expectSame(
        (await context.read(number, context.a2)).organizationUnreadCount,
        1,
        'organizationUnreadCount of a later message',
      );
    },
  );
  define(
    8,
    'the operator learns when its message was first opened',
    'contract: viewedByProviderAt.',
    { needs: ['a', 'a2', 'agent'] },
    async (context) => {
      const { number } = await context.open();
      const { sequence } = await context.reply(number);
      const viewedAt = async () =>
        (await context.agent.ok('listCrmMessages', { params: { number } })).items.find(
          (item) => item.sequence === sequence,
        )?.viewedByProviderAt ?? null;
      expectSame(await viewedAt(), null, 'viewedByProviderAt before');
      await context.a.ok('putReadMarker', { params: { number }, body: { sequence } });
      const first = await viewedAt();
      expect(first !== null, 'viewedByProviderAt is still null');
      await context.a2.ok('putReadMarker', { params: { number }, body: { sequence } });
      expectSame(await viewedAt(), first, 'viewedByProviderAt after a second user');
    },
  );
  define(
    9,
    'what the operator keeps for itself is no unread message, and moves nothing',
    'domain: an internal message never reaches a provider.',
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const before = await context.read(number);
      await context.reply(number, { visibility: 'internal' });
      expectSame(await context.read(number), before, 'The protocol after an internal note');
    },
  );
  define(
    10,
    'a marker is a whole number from 0 on',
    'contract: readMarkerSchema.',
    { severity: 'minor' },
    async (context) => {
      const params = { number: (await context.open()).number };
      for (const body of [{ sequence: -1 }, { sequence: 1.5 }, { sequence: '1' }, {}, { sequence: 1, at: 1 }])
        expectSame(
          (await context.a.request('putReadMarker', { params, body })).status,
          422,
          `Status of ${JSON.stringify(body)}`,
        );
      expectSame(
        await context.a.ok('putReadMarker', { params, body: { sequence: 0 } }),
        { sequence: 0, unreadCount: 0 },
        'read state',
      );
    },
  );
  define(
    11,
    'what the operator opens for a provider begins unread',
    'domain, provider 5: protocols that the operator opened for this provider.',
    { needs },
    async (context) => {
      const { provider } = await context.a.ok('getSession');
      const body = { ...(await context.newProtocol()), providerId: provider?.id };
      const { number } = await context.agent.ok('createCrmProtocol', { body });
      const protocol = await context.read(number);
      expectSame(
        [protocol.openedBy, protocol.unreadCount, protocol.lastSequence],
        ['operator', 1, 1],
        'openedBy, unreadCount, lastSequence',
      );
    },
  );
});
