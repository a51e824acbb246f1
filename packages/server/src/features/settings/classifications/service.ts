import type { ClassificationChanges, CrmClassification, NewClassification } from '@fale-conosco/contract';
import {
  type ClassificationFields,
  classificationIssues,
  differenceOf,
  groupsWithOtherLeaves,
  isLeaf,
  type OperatorPrincipal,
  siblingsOf,
  withChanges,
} from '@fale-conosco/domain';
import { readReach } from '../../../access/agent.ts';
import type { Tx } from '../../../database/transaction.ts';
import { isUuid } from '../../../database/uuid.ts';
import { expectVersion } from '../../../http/if-match.ts';
import { orNotFound, ProblemError } from '../../../http/problem.ts';
import { lockSettingsWrites, recordChanges } from '../shared/changes.ts';
import { rejectIssues } from '../shared/entity.ts';
import {
  arrange,
  deleteNode,
  fieldsOf,
  insertNode,
  lockNode,
  readActiveGroups,
  readTree,
  type StoredClassification,
  toCrmClassifications,
  touchGroups,
  updateNode,
} from './repository.ts';

const entity = 'classification' as const;

const nodeOf = (tree: readonly StoredClassification[], id: string): StoredClassification =>
  orNotFound(tree.find((node) => node.id === id));

/** The whole tree as an agent sees it. */
export const listClassifications = async (
  tx: Tx,
  principal: OperatorPrincipal,
): Promise<CrmClassification[]> => toCrmClassifications(await readTree(tx), await readReach(tx, principal));

/** One node as an agent sees it. @throws ProblemError `not_found` */
export const getClassification = async (
  tx: Tx,
  principal: OperatorPrincipal,
  id: string,
): Promise<CrmClassification> => viewOf(await listClassifications(tx, principal), id);

const viewOf = (tree: readonly CrmClassification[], id: string): CrmClassification =>
  orNotFound(tree.find((node) => node.id === id));

/** Moves the siblings: the node stands where its order says, or last where that is further than the last. */
const place = (tx: Tx, tree: readonly StoredClassification[], id: string, fields: ClassificationFields) => {
  const ids = siblingsOf(tree, fields.parentId, id).map((sibling) => sibling.id);
  return arrange(tx, ids.toSpliced(fields.order, 0, id));
};

/** Reads the changed tree, and makes a new version of the groups that answer for other last levels than before. */
const finishChange = async (
  tx: Tx,
  before: readonly StoredClassification[],
): Promise<StoredClassification[]> => {
  const tree = await readTree(tx);
  await touchGroups(tx, groupsWithOtherLeaves(before, tree));
  return tree;
};

/**
 * Adds a node.
 *
 * @throws ProblemError `validation_failed`
 */
export const createClassification = async (
  tx: Tx,
  principal: OperatorPrincipal,
  body: NewClassification,
): Promise<CrmClassification> => {
  await lockSettingsWrites(tx);
  const tree = await readTree(tx);
  const last = siblingsOf(tree, body.parentId, null).length;
  const fields = { ...body, order: Math.min(body.order ?? last, last) };
  rejectIssues(classificationIssues(tree, await readActiveGroups(tx), null, null, fields));
  const id = await insertNode(tx, fields);
  await place(tx, tree, id, fields);
  await recordChanges(tx, principal, [
    { entity, entityId: id, entityName: fields.name, before: null, after: fields },
  ]);
  return viewOf(toCrmClassifications(await finishChange(tx, tree), await readReach(tx, principal)), id);
};

/**
 * Changes a node, or moves it with all that is below it.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `validation_failed`
 */
export const updateClassification = async (
  tx: Tx,
  principal: OperatorPrincipal,
  { id, ifMatch }: { id: string; ifMatch: number | undefined },
  body: ClassificationChanges,
): Promise<CrmClassification> => {
  await lockSettingsWrites(tx);
  const tree = await readTree(tx);
  const node = nodeOf(tree, id);
  expectVersion(ifMatch, node);
  const before = fieldsOf(node);
  const wanted = withChanges(before, body);
  const last = siblingsOf(tree, wanted.parentId, id).length;
  const stays = wanted.parentId === before.parentId;
  const after = { ...wanted, order: Math.min(body.order ?? (stays ? before.order : last), last) };
  const difference = differenceOf(before, after);
  if (!difference) return getClassification(tx, principal, id);
  rejectIssues(classificationIssues(tree, await readActiveGroups(tx), id, before, after));
  await updateNode(tx, id, after);
  await place(tx, tree, id, after);
  await recordChanges(tx, principal, [{ entity, entityId: id, entityName: after.name, ...difference }]);
  return viewOf(toCrmClassifications(await finishChange(tx, tree), await readReach(tx, principal)), id);
};

/**
 * Removes a node that was never used.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `in_use` when it has protocols, or others below it
 */
export const deleteClassification = async (
  tx: Tx,
  principal: OperatorPrincipal,
  { id, ifMatch }: { id: string; ifMatch: number | undefined },
): Promise<void> => {
  await lockSettingsWrites(tx);
  if (!isUuid(id)) throw new ProblemError('not_found');
  await lockNode(tx, id);
  const tree = await readTree(tx);
  const node = nodeOf(tree, id);
  expectVersion(ifMatch, node);
  if (node.hasProtocols || !isLeaf(tree, id)) throw new ProblemError('in_use');
  await deleteNode(tx, id);
  await recordChanges(tx, principal, [
    { entity, entityId: id, entityName: node.name, before: fieldsOf(node), after: null },
  ]);
  await finishChange(tx, tree);
};
