import type { DefineCase } from '../conformance-case.ts';
import type { CaseContext } from '../context.ts';
import { expectSame } from '../expect.ts';
import { audit, create, type Fields, kindOf, read } from './setting-kinds.ts';

const needs = ['a', 'admin'] as const;
const classifications = kindOf('classification');
const methods = kindOf('contact_method');
const groups = kindOf('group');
const defer = (context: CaseContext) => (undo: () => Promise<void>) => context.defer(undo);

/** Rules of classifications and groups. */
export const defineClassificationRules = (define: DefineCase): void => {
  define(
    1,
    'a name is taken once among siblings, whatever case and accents',
    'contract: already_taken.',
    { needs },
    async (context) => {
      const word = context.word();
      const { entry } = await create(context, classifications, { name: `Órtese ${word}`, parentId: null });
      const body = {
        ...(await classifications.body(context)),
        parentId: null,
        name: `ORTESE ${word.toUpperCase()}`,
      };
      await context.admin.issues('createCrmClassification', { body }, ['name:already_taken']);
      await create(context, classifications, { name: `Órtese ${word}`, parentId: entry.id });
    },
  );
  define(
    2,
    'names of groups and contact methods are taken once',
    'contract: already_taken.',
    { needs },
    async (context) => {
      for (const [kind, field] of [
        [groups, 'name'],
        [methods, 'description'],
      ] as const) {
        const { body } = await create(context, kind, { [field]: `Convênio ${context.word()}` });
        const again = {
          ...(await kind.body(context)),
          [field]: String(body[field]).replace('ê', 'e').toUpperCase(),
        };
        await context.admin.issues(kind.create, { body: again }, [`${field}:already_taken`]);
      }
    },
  );
  define(
    3,
    'a classification does not move below itself',
    'domain: no cycles.',
    { needs, severity: 'critical' },
    async (context) => {
      const top = await create(context, classifications);
      const below = await create(context, classifications, { parentId: top.entry.id });
      const { version } = await read(context, classifications, top.entry.id);
      for (const parentId of [top.entry.id, below.entry.id])
        await context.admin.issues(
          'updateCrmClassification',
          { params: { id: top.entry.id }, ifMatch: version, body: { parentId } },
          ['parentId:cycle'],
        );
      await context.admin.issues(
        'createCrmClassification',
        { body: { ...(await classifications.body(context)), parentId: 'none' } },
        ['parentId:not_available'],
      );
    },
  );
  define(
    4,
    'a shown last level has an active group',
    'domain: a shown leaf must have an active one.',
    { needs },
    async (context) => {
      const body = { ...(await classifications.body(context)), shownToProviders: true };
      await context.admin.issues('createCrmClassification', { body: { ...body, groupId: null } }, [
        'groupId:required',
      ]);
      await context.admin.issues('createCrmClassification', { body: { ...body, groupId: 'none' } }, [
        'groupId:not_available',
      ]);
      const inactive = await context.world.newGroup({ active: false }, defer(context));
      await context.admin.issues('createCrmClassification', { body: { ...body, groupId: inactive.id } }, [
        'groupId:not_available',
      ]);
    },
  );
  define(
    5,
    'siblings make room for one another',
    'contract: order: position among its siblings, from 0; the others make room.',
    { needs, severity: 'minor' },
    async (context) => {
      const top = await create(context, classifications);
      const parentId = top.entry.id;
      const [a, b] = [
        await create(context, classifications, { parentId }),
        await create(context, classifications, { parentId }),
      ];
      const c = await create(context, classifications, { parentId, order: 0 });
      const order = async () =>
        (await context.admin.ok('listCrmClassifications')).items
          .filter((item) => item.parentId === parentId)
          .sort((one, two) => one.order - two.order)
          .map(({ id }) => id);
      expectSame(
        await order(),
        [c, a, b].map(({ entry }) => entry.id),
        'order after one was put first',
      );
      await context.admin.ok('updateCrmClassification', {
        params: { id: a.entry.id },
        ifMatch: a.entry.version,
        body: { order: 99 },
      });
      expectSame(
        await order(),
        [c, b, a].map(({ entry }) => entry.id),
        'order after one was put last',
      );
    },
  );
  define(
    6,
    'a classification with protocols, or with others below it, is not deleted',
    'domain: a node with protocols is deactivated, never deleted.',
    { needs, severity: 'critical' },
    async (context) => {
      const leaf = await context.leaf();
      await context.open({ classificationId: leaf.id });
      const branch = await create(context, classifications);
      await create(context, classifications, { parentId: branch.entry.id });
      for (const [id, hasProtocols] of [
        [leaf.id, true],
        [branch.entry.id, false],
      ] as const) {
        const stored = await read(context, classifications, id);
        expectSame(stored['hasProtocols'], hasProtocols, 'hasProtocols');
        await context.admin.problem(
          'deleteCrmClassification',
          { params: { id }, ifMatch: stored.version },
          'in_use',
        );
      }
    },
  );
  define(
    7,
    'an unused classification is deleted under its version, and the trail keeps it',
    'contract: deleteCrmClassification.',
    { needs },
    async (context) => {
      const { entry } = await create(context, classifications);
      const params = { id: entry.id };
      await context.admin.problem('deleteCrmClassification', { params }, 'precondition_required');
      await context.admin.problem(
        'deleteCrmClassification',
        { params, ifMatch: entry.version + 5 },
        'version_conflict',
      );
      await context.admin.ok('deleteCrmClassification', { params, ifMatch: entry.version });
      await context.admin.problem('getCrmClassification', { params }, 'not_found');
      const [deleted] = await audit(context, classifications, entry.id);
      expectSame([deleted?.action, deleted?.after], ['deleted', null], 'last record');
    },
  );
  define(
    8,
    'numbers of a classification are within their bounds',
    'contract: deadline 1 to 365, window 0 to 3650.',
    { needs, severity: 'minor' },
    async (context) => {
      const body = await classifications.body(context);
      for (const [name, values] of [
        ['deadlineBusinessDays', [0, 366]],
        ['providerDeadlineBusinessDays', [0, 366]],
        ['reopenWindowDays', [-1, 3651]],
      ] as const)
        for (const value of values)
          await context.admin.issues('createCrmClassification', { body: { ...body, [name]: value } }, [
            `${name}:out_of_range`,
          ]);
    },
  );
  define(
    10,
    'no group manages itself, by whatever way round',
    'contract: cycle.',
    { needs },
    async (context) => {
      const top = await create(context, groups, { managerGroupId: null });
      const below = await create(context, groups, { managerGroupId: top.entry.id });
      for (const managerGroupId of [top.entry.id, below.entry.id])
        await context.admin.issues(
          'updateGroup',
          { params: { id: top.entry.id }, ifMatch: top.entry.version, body: { managerGroupId } },
          ['managerGroupId:cycle'],
        );
      await context.admin.issues(
        'updateGroup',
        { params: { id: top.entry.id }, ifMatch: top.entry.version, body: { managerGroupId: 'none' } },
        ['managerGroupId:not_available'],
      );
    },
  );
  define(
    11,
    'members and classifications of a group are sets of what there is',
    'contract: memberIds, classificationIds.',
    { needs },
    async (context) => {
      const { user } = await context.admin.ok('getSession');
      const { entry } = await create(context, groups, { memberIds: [user.id, user.id] });
      expectSame(entry['memberIds'], [user.id], 'memberIds');
      await context.admin.issues(
        'updateGroup',
        {
          params: { id: entry.id },
          ifMatch: entry.version,
          body: { memberIds: ['none'], classificationIds: ['none'] },
        },
        ['memberIds.0:not_available', 'classificationIds.0:not_available'],
      );
    },
  );
  define(
    12,
    'a classification comes to a group from another, and both say so',
    'contract: those named come to this group from another.',
    { needs },
    async (context) => {
      const first = await context.world.newGroup({}, defer(context));
      const { entry } = await create(context, classifications, { groupId: first.id });
      const second = await context.world.newGroup({ classificationIds: [entry.id] }, defer(context));
      expectSame(second.classificationIds, [entry.id], 'classificationIds of the second');
      expectSame(
        (await context.admin.ok('getGroup', { params: { id: first.id } })).classificationIds,
        [],
        'classificationIds of the first',
      );
      expectSame(
        (await context.admin.ok('getCrmClassification', { params: { id: entry.id } })).group?.id,
        second.id,
        'group of the classification',
      );
    },
  );
  define(
    13,
    'a group that answers for a shown classification is not deactivated',
    'domain: a shown leaf must have an active group.',
    { needs },
    async (context) => {
      const group = await context.world.newGroup({}, defer(context));
      const leaf = await context.leaf({ groupId: group.id });
      const { version } = await context.admin.ok('getGroup', { params: { id: group.id } });
      const update = (body: Fields) => ({ params: { id: group.id }, ifMatch: version, body });
      await context.admin.issues('updateGroup', update({ active: false }), ['active:not_available']);
      await context.admin.issues('updateGroup', update({ classificationIds: [] }), [
        'classificationIds:not_available',
      ]);
      await context.changeClassification(leaf.id, { shownToProviders: false });
      await context.changeGroup(group.id, { active: false });
    },
  );
};
