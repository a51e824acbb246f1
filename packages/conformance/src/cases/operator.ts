import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expect, expectSame } from '../expect.ts';
import { defineOperatorListCases } from './operator-list.ts';

const bodyFor = async (context: CaseContext, changes: Record<string, unknown> = {}) => {
  const { provider } = await context.a.ok('getSession');
  return { ...(await context.newProtocol()), providerId: provider?.id, ...changes };
};

/** The operator's list, its counts, and opening on behalf of a provider. */
export const operatorCases = area('CRM', 'The operator’s list and protocols', (define) => {
  defineOperatorListCases(define);

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
    'domain: the switches of visibility are about the provider.',
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
