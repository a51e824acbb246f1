import type { CrmProtocolListQuery } from '@fale-conosco/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';
import { isUuid } from '../../database/uuid.ts';
import type { OperatorPrincipal } from '../../principal.ts';
import { afterCursor, type ProtocolListRow, stateCondition, toPage } from '../protocols/repository.ts';
import { searchCondition } from '../protocols/search.ts';

/** A row of the operator's list. */
export interface OperatorListRow extends ProtocolListRow {
  provider_id: string;
  provider_name: string;
  group_id: string;
  group_name: string;
}

/** The protocols that an agent may see: those of its groups; an admin, all. On `p`. */
export const amongGroups = (principal: OperatorPrincipal): RawBuilder<boolean> =>
  principal.kind === 'admin'
    ? sql<boolean>`true`
    : sql<boolean>`p.group_id in (select group_id from group_members where agent_id = ${principal.userId})`;

/** Reads one page of an agent's list, newest activity first. */
export const listForOperator = async (
  tx: Tx,
  principal: OperatorPrincipal,
  filter: CrmProtocolListQuery & { limit: number },
) => {
  const conditions = [amongGroups(principal), stateCondition(filter.state), afterCursor(filter.cursor)];
  const search = await searchCondition(tx, filter.search, 'agent');
  if (search) conditions.push(search);
  const { rows } = await sql<OperatorListRow>`
    select p.id, p.number, p.status, p.classification_id, p.classification_path, p.opened_by, p.registered_at, p.closed_at,
      p.last_activity_at, (extract(epoch from p.last_activity_at) * 1000000)::bigint as activity_us,
      p.provider_id, v.name as provider_name, p.group_id, g.name as group_name
    from protocols p join providers v on v.id = p.provider_id join groups g on g.id = p.group_id
    where ${sql.join(conditions, sql` and `)}
    order by p.last_activity_at desc, p.id desc limit ${filter.limit + 1}`.execute(tx);
  return toPage(rows, filter.limit);
};

/** Tells whether an agent belongs to a group; an admin counts as a member of every one. */
export const isInGroup = async (tx: Tx, principal: OperatorPrincipal, groupId: string): Promise<boolean> => {
  if (principal.kind === 'admin') return true;
  const membership = await tx
    .selectFrom('group_members')
    .select('group_id')
    .where('agent_id', '=', principal.userId)
    .where('group_id', '=', groupId)
    .executeTakeFirst();
  return membership !== undefined;
};

/** Tells whether the principal belongs to an active group with `Acessa dados sob sigilo`. */
export const seesConfidential = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql<{ sees: boolean }>`select fc_agent_sees_confidential() as sees`.execute(tx);
  return rows[0]?.sees ?? false;
};

/** Tells whether a protocol can be opened for a provider. */
export const isActiveProvider = async (tx: Tx, id: string): Promise<boolean> => {
  if (!isUuid(id)) return false;
  const provider = await tx.selectFrom('providers').select('active').where('id', '=', id).executeTakeFirst();
  return provider?.active ?? false;
};
