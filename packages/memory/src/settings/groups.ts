import type { Group, GroupChanges, NewGroup } from '@fale-conosco/contract';
import { groupIssues } from '@fale-conosco/domain';
import { managedGroups } from '../store/access.ts';
import { isLeafOf } from '../store/protocols.ts';
import type { Store } from '../store/store.ts';
import type { EntityChange } from './audit.ts';
import { treeOf } from './classifications.ts';
import { byName, EntityList, groupRef, put } from './entity-list.ts';

const leavesOf = (store: Store, groupId: string): string[] =>
  store.settings.classifications
    .filter(({ id, group }) => group?.id === groupId && isLeafOf(store, id))
    .map(({ id }) => id)
    .sort();

const membersOf = ({ settings }: Store, groupId: string): string[] =>
  settings.agents
    .filter(({ groupIds }) => groupIds.includes(groupId))
    .map(({ id }) => id)
    .sort();

/** Gives leaves to a group, or leaves them without one, which is a change of theirs too. */
const giveLeaves = (store: Store, ids: readonly string[], groupId: string | null): EntityChange[] => {
  const givers = new Set<string>();
  const changes = store.settings.classifications
    .filter(({ id }) => ids.includes(id))
    .map((node): EntityChange => {
      const former = node.group?.id ?? null;
      if (groupId !== null && former !== null) givers.add(former);
      node.group = groupRef(store, groupId);
      node.version += 1;
      return {
        entity: 'classification',
        entityId: node.id,
        entityName: node.name,
        before: { groupId: former },
        after: { groupId },
      };
    });
  for (const group of store.settings.groups) if (givers.has(group.id)) group.version += 1;
  return changes;
};

/** Lists of a group are sets: sorted and without repetition, so that another order is no change. */
export const asSets = <Fields extends GroupChanges>(fields: Fields): Fields => ({
  ...fields,
  ...(fields.memberIds && { memberIds: [...new Set(fields.memberIds)].sort() }),
  ...(fields.classificationIds && { classificationIds: [...new Set(fields.classificationIds)].sort() }),
});

/** The groups, with their members and leaves. */
export const groups = new EntityList<Group, NewGroup>({
  entity: 'group',
  newId: (store) => store.nextId('grp'),
  list: (store) =>
    byName(store.settings.groups, ({ name }) => name).map((group) => ({
      ...group,
      managerGroup: groupRef(store, group.managerGroup?.id ?? null),
      memberIds: membersOf(store, group.id),
      classificationIds: leavesOf(store, group.id),
    })),
  fieldsOf: ({ id: _id, version: _version, managerGroup, ...fields }) => ({
    ...fields,
    managerGroupId: managerGroup?.id ?? null,
  }),
  nameOf: ({ name }) => name,
  check: (store, { id, before, after }) =>
    groupIssues(
      {
        groups: managedGroups(store),
        agentIds: new Set(store.settings.agents.map((agent) => agent.id)),
        tree: treeOf(store),
      },
      id,
      before,
      after,
    ),
  write: (store, id, { managerGroupId, memberIds, classificationIds, ...fields }, version, before) => {
    put(store.settings.groups, { ...fields, id, managerGroup: groupRef(store, managerGroupId), version });
    for (const agent of store.settings.agents) {
      const others = agent.groupIds.filter((groupId) => groupId !== id);
      agent.groupIds = memberIds.includes(agent.id) ? [...others, id].sort() : others;
    }
    const had = before?.classificationIds ?? [];
    const taken = classificationIds.filter((leafId) => !had.includes(leafId));
    const left = had.filter((leafId) => !classificationIds.includes(leafId));
    return [...giveLeaves(store, taken, id), ...giveLeaves(store, left, null)];
  },
});
