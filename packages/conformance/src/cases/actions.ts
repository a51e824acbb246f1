import { area } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expect, expectSame } from '../expect.ts';

const entries = async (context: CaseContext, number: string, person = context.agent) =>
  (await person.ok('listCrmMessages', { params: { number }, query: { limit: 100 } })).items;

const defer = (context: CaseContext) => (undo: () => Promise<void>) => context.defer(undo);

/** A leaf of a group in which the other agent is. */
const otherGroupsLeaf = async (context: CaseContext) => {
  const { user } = await context.otherAgent.ok('getSession');
  const group = await context.world.newGroup({ memberIds: [user.id] }, defer(context));
  return { group, leaf: await context.leaf({ groupId: group.id }) };
};

/** Assigning, forwarding, reopening. */
export const actionCases = area('ACT', 'Assigning, forwarding, reopening', (define) => {
  const needs = ['a', 'agent'] as const;
  const all = ['a', 'agent', 'otherAgent', 'admin'] as const;

  define(
    1,
    'an agent takes a protocol, and hands it back',
    'contract: an agent of the responsible group, or null to hand it back.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      const { user } = await context.agent.ok('getSession');
      const assign = (agentId: string | null) =>
        context.agent.ok('assignProtocol', { params: { number }, body: { agentId } });
      expectSame((await assign(user.id)).assignee, { id: user.id, name: user.name }, 'assignee');
      expectSame((await assign(null)).assignee, null, 'assignee after handing it back');
      expectSame(
        (await entries(context, number)).flatMap(({ activity }) => activity ?? []),
        [
          { type: 'assigned', from: null, to: user.name },
          { type: 'assigned', from: user.name, to: null },
        ],
        'activities',
      );
    },
  );
  define(
    2,
    'a protocol is assigned to who sees it',
    'contract: an agent of the responsible group.',
    { needs: all },
    async (context) => {
      const params = { number: (await context.open()).number };
      const other = await context.otherAgent.ok('getSession');
      for (const agentId of [other.user.id, 'none', '00000000-0000-4000-8000-000000000000'])
        await context.agent.issues('assignProtocol', { params, body: { agentId } }, [
          'agentId:not_available',
        ]);
      const admin = await context.admin.ok('getSession');
      expectSame(
        (await context.agent.ok('assignProtocol', { params, body: { agentId: admin.user.id } })).assignee?.id,
        admin.user.id,
        'assignee',
      );
    },
  );
  define(
    3,
    'assigning to who has it already changes nothing',
    'contract: assign.',
    { needs, severity: 'minor' },
    async (context) => {
      const { number } = await context.open();
      const { user } = await context.agent.ok('getSession');
      const request = { params: { number }, body: { agentId: user.id } };
      const first = await context.agent.ok('assignProtocol', request);
      expectSame((await context.agent.ok('assignProtocol', request)).version, first.version, 'version');
      expectSame((await entries(context, number)).length, 2, 'entries');
    },
  );
  define(
    4,
    'assigning is nothing that the provider could notice',
    'domain: what agents do is an entry that only the operator sees.',
    { needs, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const read = async () => [
        await context.read(number),
        await context.a.ok('listMessages', { params: { number } }),
      ];
      const before = await read();
      const { user } = await context.agent.ok('getSession');
      await context.agent.ok('assignProtocol', { params: { number }, body: { agentId: user.id } });
      expectSame(await read(), before, 'The protocol and its thread');
    },
  );
  define(
    5,
    'forwarding asks for exactly one of group and classification',
    'contract: exactly one of the two.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const params = { number: (await context.open()).number };
      const { id } = await context.world.group();
      await context.agent.issues('forwardProtocol', { params, body: {} }, ['groupId:required']);
      await context.agent.issues(
        'forwardProtocol',
        { params, body: { groupId: id, classificationId: 'x' } },
        ['classificationId:invalid_choice'],
      );
      await context.agent.issues('forwardProtocol', { params, body: { groupId: 'none' } }, [
        'groupId:not_available',
      ]);
      await context.agent.issues('forwardProtocol', { params, body: { classificationId: 'none' } }, [
        'classificationId:not_available',
      ]);
    },
  );
  define(
    6,
    'forwarding to a group hands the protocol over, out of sight of who did it',
    'contract: answers the protocol as it now is, even when it has gone to a group that the agent does not see.',
    { needs: all, severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const { group } = await otherGroupsLeaf(context);
      const { user } = await context.agent.ok('getSession');
      await context.agent.ok('assignProtocol', { params: { number }, body: { agentId: user.id } });
      const moved = await context.agent.ok('forwardProtocol', {
        params: { number },
        body: { groupId: group.id, note: 'Precisa de parecer.' },
      });
      expectSame(
        [moved.group.id, moved.assignee, moved.status],
        [group.id, null, 'received'],
        'group, assignee, status',
      );
      await context.agent.problem('getCrmProtocol', { params: { number } }, 'not_found');
      const last = (await entries(context, number, context.otherAgent)).at(-1);
      expectSame(
        [last?.visibility, last?.body, last?.activity?.type, last?.activity?.to],
        ['internal', 'Precisa de parecer.', 'forwarded_to_group', group.name],
        'last entry',
      );
    },
  );
  define(
    7,
    'forwarding to a group is nothing that the provider could notice',
    'domain: the note is internal.',
    { needs: all },
    async (context) => {
      const { number } = await context.open();
      const before = await context.read(number);
      const { group } = await otherGroupsLeaf(context);
      await context.agent.ok('forwardProtocol', {
        params: { number },
        body: { groupId: group.id, note: 'Interno.' },
      });
      expectSame(await context.read(number), before, 'The protocol');
    },
  );
  define(
    8,
    'forwarding to a classification changes path and group, and the provider sees the new path',
    'contract: to another classification and so to that one’s group.',
    { needs: all },
    async (context) => {
      const { number } = await context.open();
      const { group, leaf } = await otherGroupsLeaf(context);
      const moved = await context.agent.ok('forwardProtocol', {
        params: { number },
        body: { classificationId: leaf.id },
      });
      expectSame(
        [moved.classification.id, moved.classification.path.at(-1), moved.group.id],
        [leaf.id, leaf.name, group.id],
        'classification and group',
      );
      const { classification, lastSequence } = await context.read(number);
      expectSame(
        [classification.path.at(-1), lastSequence],
        [leaf.name, 1],
        'path and lastSequence for the provider',
      );
    },
  );
  define(
    9,
    'forwarding to a hidden classification hides the protocol from the provider',
    'domain: shown to providers.',
    { needs: ['a', 'agent', 'admin'], severity: 'critical' },
    async (context) => {
      const { number } = await context.open();
      const hidden = await context.leaf({ shownToProviders: false });
      const { visibleToProvider } = await context.agent.ok('forwardProtocol', {
        params: { number },
        body: { classificationId: hidden.id },
      });
      expectSame(visibleToProvider, false, 'visibleToProvider');
      await context.a.problem('getProtocol', { params: { number } }, 'not_found');
    },
  );
  define(
    10,
    'nothing is forwarded to an inactive group, an inactive classification or a branch',
    'contract: not_available.',
    { needs: ['a', 'agent', 'admin'] },
    async (context) => {
      const params = { number: (await context.open()).number };
      const group = await context.world.newGroup({ active: false }, defer(context));
      await context.agent.issues('forwardProtocol', { params, body: { groupId: group.id } }, [
        'groupId:not_available',
      ]);
      const inactive = await context.leaf({ active: false });
      const branch = await context.leaf();
      await context.leaf({ parentId: branch.id });
      for (const { id } of [inactive, branch])
        await context.agent.issues('forwardProtocol', { params, body: { classificationId: id } }, [
          'classificationId:not_available',
        ]);
    },
  );
  define(
    11,
    'reopening leaves an internal entry with its note',
    'contract: the reason as an internal note.',
    { needs },
    async (context) => {
      const { number } = await context.open();
      await context.close(number);
      await context.agent.ok('reopenProtocol', {
        params: { number },
        body: { note: 'Faltou o demonstrativo.' },
      });
      const last = (await entries(context, number)).at(-1);
      expectSame(
        [last?.visibility, last?.body, last?.statusChange, last?.activity],
        ['internal', 'Faltou o demonstrativo.', 'in_analysis', { type: 'reopened', from: null, to: null }],
        'last entry',
      );
      expectSame(
        (await context.a.ok('listMessages', { params: { number } })).items.length,
        2,
        'messages for the provider',
      );
    },
  );
  define(
    12,
    'a supervisor sees and works on the protocols of the groups below',
    'contract: managerGroup: its people see its protocols too.',
    { needs: all },
    async (context) => {
      const leaf = await context.supervisedLeaf({ accessesConfidential: false });
      const { number } = await context.open({ classificationId: leaf.id });
      await context.otherAgent.ok('getCrmProtocol', { params: { number } });
      await context.reply(number, {}, context.otherAgent);
      const { agent } = await context.otherAgent.ok('getSession');
      expect(
        agent?.reach.some(({ id }) => id === leaf.group?.id),
        'reach of the session has not the group below',
      );
      expect(
        !agent?.groups.some(({ id }) => id === leaf.group?.id),
        'groups of the session has a group that it is not in',
      );
    },
  );
  define(
    13,
    'supervision goes downwards only',
    'contract: managerGroup: its people see its protocols too.',
    { needs: all, severity: 'critical' },
    async (context) => {
      const [agent, other] = [
        await context.agent.ok('getSession'),
        await context.otherAgent.ok('getSession'),
      ];
      const manager = await context.world.newGroup({ memberIds: [agent.user.id] }, defer(context));
      await context.world.newGroup(
        { memberIds: [other.user.id], managerGroupId: manager.id },
        defer(context),
      );
      const leaf = await context.leaf({ groupId: manager.id });
      const { number } = await context.open({ classificationId: leaf.id });
      await context.otherAgent.problem('getCrmProtocol', { params: { number } }, 'not_found');
    },
  );
  define(
    14,
    'who joins a group sees its protocols, and who leaves it does not',
    'domain: an agent sees the protocols of the groups it belongs to.',
    { needs: all, severity: 'critical' },
    async (context) => {
      const { user } = await context.otherAgent.ok('getSession');
      const group = await context.world.newGroup({}, defer(context));
      const leaf = await context.leaf({ groupId: group.id });
      const { number } = await context.open({ classificationId: leaf.id });
      const status = async () =>
        (await context.otherAgent.request('getCrmProtocol', { params: { number } })).status;
      expectSame(await status(), 404, 'Status before');
      await context.changeGroup(group.id, { memberIds: [user.id] });
      expectSame(await status(), 200, 'Status as a member');
      await context.changeGroup(group.id, { memberIds: [] });
      expectSame(await status(), 404, 'Status after leaving');
    },
  );
});
