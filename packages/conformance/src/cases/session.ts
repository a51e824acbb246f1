import { MESSAGE_MAX_CODE_POINTS } from '@fale-conosco/contract';
import { area } from '../conformance-case.ts';
import { expect, expectMatch, expectSame } from '../expect.ts';

/** Who is signed in. */
export const sessionCases = area('SESS', 'Session', (define) => {
  define(
    1,
    'a provider user reads its name, its provider and no agent',
    'GET /v1/session: who is signed in, for which provider, and under which limits.',
    {},
    async ({ a }) => {
      const { role, provider, agent, user } = await a.ok('getSession');
      expectSame([role, agent], ['provider', null], 'role and agent');
      expect(provider !== null && provider.name !== '', 'The session of a provider user names no provider');
      expect(user.name !== '', 'The session has no name of the user');
    },
  );
  define(
    2,
    'limits say 4.000 code points, and how many files of which size and types',
    'domain: 4.000 code points; attachments up to the limits of the installation, which the widget reads.',
    {},
    async ({ a }) => {
      const { limits } = await a.ok('getSession');
      expectSame(limits.messageMaxCodePoints, MESSAGE_MAX_CODE_POINTS, 'messageMaxCodePoints');
      expect(limits.attachmentsPerMessage > 0 && limits.attachmentMaxBytes > 0, 'A limit is not positive');
      expect(limits.attachmentMediaTypes.includes('application/pdf'), 'PDF is not among the accepted types');
      expect(
        limits.attachmentExtensions.every((extension) => extension.startsWith('.')),
        'An extension does not begin with a dot',
      );
    },
  );
  define(
    3,
    'the operator has a name and a six-digit ANS registration, and the time zone is that of São Paulo',
    'domain: the operator holds a 6-digit ANS registration; days are counted in America/Sao_Paulo.',
    {},
    async ({ a }) => {
      const { operator, timeZone } = await a.ok('getSession');
      expectMatch(operator.ansRegistration, /^\d{6}$/, 'ansRegistration');
      expect(operator.name !== '', 'The operator has no name');
      expectSame(timeZone, 'America/Sao_Paulo', 'timeZone');
    },
  );
  define(
    4,
    'two users of one provider read the same provider, and each its own id',
    'domain: provider and user come from the token.',
    { needs: ['a', 'a2'], severity: 'critical' },
    async ({ a, a2 }) => {
      const [one, two] = [await a.ok('getSession'), await a2.ok('getSession')];
      expectSame(one.provider, two.provider, 'provider');
      expect(one.user.id !== two.user.id, 'Two users have one id');
    },
  );
  define(
    5,
    'users of two providers read different providers',
    'domain: provider and user come from the token.',
    { needs: ['a', 'b'], severity: 'critical' },
    async ({ a, b }) => {
      const [one, two] = [await a.ok('getSession'), await b.ok('getSession')];
      expect(one.provider?.id !== two.provider?.id, 'Users of two providers have one provider');
    },
  );
  define(
    6,
    'an agent reads its groups, and no provider',
    'GET /v1/session: what the operator’s employee belongs to; null for a provider’s user.',
    { needs: ['a', 'agent'] },
    async ({ agent }) => {
      const session = await agent.ok('getSession');
      expectSame([session.role, session.provider], ['agent', null], 'role and provider');
      expect((session.agent?.groups.length ?? 0) > 0, 'The agent belongs to no group');
    },
  );
  define(
    7,
    'an admin is told to be one',
    'GET /v1/session: role is provider, agent or admin.',
    { needs: ['a', 'admin'] },
    async ({ admin }) => {
      const session = await admin.ok('getSession');
      expectSame([session.role, session.provider], ['admin', null], 'role and provider');
      expect(session.agent !== null, 'The session of an admin has no agent');
    },
  );
  define(
    8,
    'an agent without Acessa dados sob sigilo is told so, and with it, too',
    'GET /v1/session: one of the groups has Acessa dados sob sigilo.',
    { needs: ['a', 'agent', 'otherAgent', 'admin'] },
    async (context) => {
      const without = await context.agent.ok('getSession');
      expectSame(without.agent?.accessesConfidential, false, 'accessesConfidential of --agent-token');
      const { user } = await context.otherAgent.ok('getSession');
      await context.world.newGroup({ memberIds: [user.id], accessesConfidential: true }, (undo) =>
        context.defer(undo),
      );
      const { agent } = await context.otherAgent.ok('getSession');
      expectSame(agent?.accessesConfidential, true, 'accessesConfidential of a member of such a group');
    },
  );
});
