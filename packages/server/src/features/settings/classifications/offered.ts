import type { LeafFacts } from '@fale-conosco/domain';
import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { isUuid } from '../../../database/uuid.ts';

/** The tree as stored, siblings in their order. */
export const readClassifications = (tx: Tx) =>
  tx
    .selectFrom('classifications')
    .leftJoin('groups', 'groups.id', 'classifications.group_id')
    .select([
      'classifications.id',
      'classifications.parent_id as parentId',
      'classifications.name',
      'classifications.position as order',
      'classifications.active',
      'classifications.shown_to_providers as shownToProviders',
      'classifications.group_id as groupId',
      sql<boolean>`coalesce(groups.active, false)`.as('groupActive'),
      'classifications.default_text as defaultText',
      'classifications.help_text as helpText',
      'classifications.attachment_required as attachmentRequired',
      'classifications.deadline_business_days as deadlineBusinessDays',
    ])
    .orderBy('classifications.position')
    .orderBy('classifications.name')
    .execute();

/** A classification that a protocol is to be put under, as it stands now. */
export interface ChosenClassification extends LeafFacts {
  id: string;
  /** Names from the root to the leaf. */
  path: string[];
  groupName: string | null;
  attachmentRequired: boolean;
}

/** One that has a responsible group. */
export interface GroupedClassification extends ChosenClassification {
  groupId: string;
  groupName: string;
}

/** Whether a classification has a responsible group. */
export const hasGroup = (classification: ChosenClassification): classification is GroupedClassification =>
  classification.groupId !== null;

/** Finds a classification with what decides whether it can be chosen; undefined when there is no such one. */
export const findClassification = async (tx: Tx, id: string): Promise<ChosenClassification | undefined> => {
  if (!isUuid(id)) return undefined;
  // Depth is bounded, so that a circle in the tree ends in a wrong path instead of never.
  const result = await sql<ChosenClassification>`
    with recursive line as (
      select id, parent_id, name, active, 0 as depth from classifications where id = ${id}
      union all
      select c.id, c.parent_id, c.name, c.active, line.depth + 1
      from classifications c join line on c.id = line.parent_id where line.depth < 50
    )
    select c.id, (select array_agg(name order by depth desc) from line) as path,
      (select bool_and(active) from line) as "lineActive",
      not exists (select 1 from classifications below where below.parent_id = c.id) as "isLeaf",
      c.group_id as "groupId", g.name as "groupName", coalesce(g.active, false) as "groupActive",
      c.shown_to_providers as "shownToProviders", c.attachment_required as "attachmentRequired"
    from classifications c left join groups g on g.id = c.group_id
    where c.id = ${id}
    -- What a protocol is registered under cannot be deleted meanwhile.
    for key share of c`.execute(tx);
  return result.rows[0];
};
