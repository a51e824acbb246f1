import type { CrmClassification, NewClassification } from '@fale-conosco/contract';
import {
  type ClassificationFields,
  classificationIssues,
  groupsWithOtherLeaves,
  type TreeNode,
  withChanges,
} from '@fale-conosco/domain';
import { isLeafOf } from '../store/protocols.ts';
import type { StoredClassification } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { EntityList, groupRef, put, removeFrom } from './entity-list.ts';

const siblingsOf = ({ settings }: Store, parentId: string | null, without: string | null) =>
  settings.classifications
    .filter((node) => node.parentId === parentId && node.id !== without)
    .sort((a, b) => a.order - b.order);

/** The tree as the rules know it. */
export const treeOf = ({ settings }: Store): (TreeNode & { order: number })[] =>
  settings.classifications
    .map(({ id, parentId, name, active, group, shownToProviders, order }) => ({
      id,
      parentId,
      name,
      active,
      groupId: group?.id ?? null,
      shownToProviders,
      order,
    }))
    .sort((a, b) => a.order - b.order);

/** Counts the versions of groups whose leaves are others than before. */
const touchGroups = (store: Store, before: readonly TreeNode[]): void => {
  const ids = groupsWithOtherLeaves(before, treeOf(store));
  for (const group of store.settings.groups) if (ids.includes(group.id)) group.version += 1;
};

const arrange = (siblings: readonly StoredClassification[]): void => {
  for (const [index, sibling] of siblings.entries()) sibling.order = index;
};

const fieldsOf = ({
  id: _id,
  group,
  hasProtocols: _has,
  version: _version,
  ...fields
}: Omit<CrmClassification, 'canOpen'>): ClassificationFields => ({ ...fields, groupId: group?.id ?? null });

/** The tree of classifications; {@link toCrmClassification} adds what depends on the reader. */
export const classifications = new EntityList<Omit<CrmClassification, 'canOpen'>, NewClassification>({
  entity: 'classification',
  newId: (store) => store.nextId('cls'),
  list: (store) => {
    const used = new Set(store.protocols.map(({ classification }) => classification.id));
    return store.settings.classifications
      .map((node) => ({
        ...node,
        order: siblingsOf(store, node.parentId, null).findIndex(({ id }) => id === node.id),
        group: node.group && groupRef(store, node.group.id),
        hasProtocols: used.has(node.id),
      }))
      .sort((a, b) => Number(a.parentId !== null) - Number(b.parentId !== null));
  },
  fieldsOf,
  nameOf: ({ name }) => name,
  merge: (store, id, before, set) => {
    const wanted = withChanges((before ?? {}) as NewClassification, set);
    const last = siblingsOf(store, wanted.parentId, id).length;
    const stays = before !== null && wanted.parentId === before.parentId;
    return { ...wanted, order: Math.min(set.order ?? (stays ? (before.order ?? last) : last), last) };
  },
  check: (store, { id, before, after }) =>
    classificationIssues(
      treeOf(store),
      new Map(store.settings.groups.map((group) => [group.id, group.active])),
      id,
      before as ClassificationFields | null,
      after as ClassificationFields,
    ),
  write: (store, id, { groupId, order = 0, ...fields }, version) => {
    const tree = treeOf(store);
    const former = store.classification(id)?.parentId;
    const node: StoredClassification = { ...fields, id, order, group: groupRef(store, groupId), version };
    const others = siblingsOf(store, fields.parentId, id);
    put(store.settings.classifications, node);
    arrange(others.toSpliced(order, 0, node));
    if (former !== undefined && former !== fields.parentId) arrange(siblingsOf(store, former, null));
    touchGroups(store, tree);
    return [];
  },
  remove: (store, id) => {
    const tree = treeOf(store);
    removeFrom(store.settings.classifications, id);
    touchGroups(store, tree);
  },
  isInUse: (store, { id, hasProtocols }) => hasProtocols || !isLeafOf(store, id),
});
