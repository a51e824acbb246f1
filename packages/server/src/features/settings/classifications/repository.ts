import type { CrmClassification } from '@fale-conosco/contract';
import { type ClassificationFields, type GroupReach, openableLeaves } from '@fale-conosco/domain';
import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';

/** A node as stored, with what the settings show beside. */
export interface StoredClassification extends ClassificationFields {
  id: string;
  groupName: string | null;
  groupActive: boolean;
  hasProtocols: boolean;
  version: number;
}

/**
 * Reads the whole tree, siblings in their order. Positions as stored may have gaps; `order` has none, so that it is
 * the order that a change may give.
 */
export const readTree = async (tx: Tx): Promise<StoredClassification[]> => {
  const { rows } = await sql<StoredClassification>`
    select c.id, c.parent_id as "parentId", c.name,
      (row_number() over (partition by c.parent_id order by c.position, c.name, c.id) - 1)::int as "order",
      c.active, c.group_id as "groupId", g.name as "groupName", c.shown_to_providers as "shownToProviders",
      c.default_text as "defaultText", c.help_text as "helpText", c.attachment_required as "attachmentRequired",
      c.deadline_business_days as "deadlineBusinessDays",
      c.provider_deadline_business_days as "providerDeadlineBusinessDays",
      c.reopen_window_days as "reopenWindowDays", fc_has_protocols(c.id) as "hasProtocols", c.version,
      coalesce(g.active, false) as "groupActive"
    from classifications c left join groups g on g.id = c.group_id
    order by c.parent_id nulls first, "order"`.execute(tx);
  return rows;
};

/** The fields of a node, apart from what the settings show beside. */
export const fieldsOf = ({
  id: _id,
  groupName: _groupName,
  hasProtocols: _hasProtocols,
  groupActive: _groupActive,
  version: _version,
  ...fields
}: StoredClassification): ClassificationFields => fields;

/** The tree as an agent sees it, with under which nodes it can open a protocol. */
export const toCrmClassifications = (
  tree: readonly StoredClassification[],
  reach: GroupReach,
): CrmClassification[] => {
  const openable = openableLeaves(tree, reach);
  return tree.map(({ groupId, groupName, groupActive: _, ...node }) => ({
    ...node,
    group: groupId === null ? null : { id: groupId, name: groupName ?? '' },
    canOpen: openable.has(node.id),
  }));
};

const columnsOf = (fields: ClassificationFields) => ({
  parent_id: fields.parentId,
  name: fields.name,
  position: fields.order,
  active: fields.active,
  group_id: fields.groupId,
  shown_to_providers: fields.shownToProviders,
  default_text: fields.defaultText,
  help_text: fields.helpText,
  attachment_required: fields.attachmentRequired,
  deadline_business_days: fields.deadlineBusinessDays,
  provider_deadline_business_days: fields.providerDeadlineBusinessDays,
  reopen_window_days: fields.reopenWindowDays,
});

/** Writes a new node. @returns its id */
export const insertNode = async (tx: Tx, fields: ClassificationFields): Promise<string> =>
  (await tx.insertInto('classifications').values(columnsOf(fields)).returning('id').executeTakeFirstOrThrow())
    .id;

/** Writes a node, and makes its version one more. */
export const updateNode = (tx: Tx, id: string, fields: ClassificationFields) =>
  tx
    .updateTable('classifications')
    .set({ ...columnsOf(fields), version: sql`version + 1` })
    .where('id', '=', id)
    .execute();

/** Writes the positions of nodes, in the order given. Their versions stay: a sibling's move is no change of theirs. */
export const arrange = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await sql`update classifications c set position = o.position - 1
    from unnest(${ids}::uuid[]) with ordinality as o (id, position)
    where c.id = o.id and c.position <> o.position - 1`.execute(tx);
};

/** Locks a node against protocols that are being registered under it, until the transaction ends. */
export const lockNode = async (tx: Tx, id: string): Promise<void> => {
  await tx.selectFrom('classifications').select('id').where('id', '=', id).forUpdate().execute();
};

/** Removes a node. */
export const deleteNode = (tx: Tx, id: string) =>
  tx.deleteFrom('classifications').where('id', '=', id).execute();

/** The ids of all groups, with whether each is active. */
export const readActiveGroups = async (tx: Tx): Promise<Map<string, boolean>> =>
  new Map(
    (await tx.selectFrom('groups').select(['id', 'active']).execute()).map(({ id, active }) => [id, active]),
  );

/** Makes the versions of groups one more, so that an edit based on an older list of their classifications is a conflict. */
export const touchGroups = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await tx.updateTable('groups').set({ version: sql`version + 1` }).where('id', 'in', ids).execute();
};
