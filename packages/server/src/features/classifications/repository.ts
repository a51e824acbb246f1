import { sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';
import { isUuid } from '../../database/uuid.ts';

/** The register of classifications as stored, siblings in their order. */
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
      sql<boolean>`coalesce(groups.active, false)`.as('hasActiveGroup'),
      'classifications.default_text as defaultText',
      'classifications.help_text as helpText',
      'classifications.attachment_required as attachmentRequired',
      'classifications.deadline_business_days as deadlineBusinessDays',
    ])
    .orderBy('classifications.position')
    .orderBy('classifications.name')
    .execute();

/** A classification that a new protocol asks for. */
export interface ChosenClassification {
  id: string;
  /** Names from the root to the leaf, as they read now. */
  path: string[];
  groupId: string;
  groupName: string;
  shownToProviders: boolean;
  attachmentRequired: boolean;
}

/** Finds an active leaf below active branches, with an active group; undefined when there is no such one. */
export const findActiveLeaf = async (tx: Tx, id: string): Promise<ChosenClassification | undefined> => {
  if (!isUuid(id)) return undefined;
  // Depth is bounded, so that a circle in the register ends in a wrong path instead of never.
  const result = await sql<ChosenClassification>`
    with recursive up as (
      select id, parent_id, name, active, 0 as depth from classifications where id = ${id}
      union all
      select c.id, c.parent_id, c.name, c.active, up.depth + 1
      from classifications c join up on c.id = up.parent_id where up.depth < 50
    )
    select c.id, (select array_agg(name order by depth desc) from up) as path, g.id as "groupId", g.name as "groupName",
      c.shown_to_providers as "shownToProviders", c.attachment_required as "attachmentRequired"
    from classifications c join groups g on g.id = c.group_id and g.active
    where c.id = ${id} and (select bool_and(active) from up)
      and not exists (select 1 from classifications below where below.parent_id = c.id)
    -- What a protocol is registered under cannot be deleted meanwhile.
    for key share of c`.execute(tx);
  return result.rows[0];
};
