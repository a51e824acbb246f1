import type { Period, ProviderPrincipal } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';
import { ofProvider } from '../../access/provider.ts';
import type { Tx } from '../../database/transaction.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import {
  classificationCondition,
  instantOf,
  listColumns,
  type ProtocolListRow,
  periodConditions,
  stateCondition,
} from './conditions.ts';
import { searchCondition } from './search.ts';

const LIST = 'protocols';

/** A row of a provider's list. */
export interface ProviderListRow extends ProtocolListRow {
  /** The last activity in microseconds, for the cursor: a `Date` would round it. */
  activity_us: number;
  organization_unread_count: number;
  unread_count: number;
}

/** The condition of all that comes after a position. */
const afterCursor = (cursor: string | undefined): RawBuilder<boolean> => {
  if (cursor === undefined) return sql`true`;
  const [activity, id] = decodeCursor(LIST, cursor, [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
  return sql`(p.last_activity_at, p.id) < (${instantOf(activity)}, ${id}::bigint)`;
};

/** What a provider's list may be narrowed by. */
export interface ProviderListFilter extends Period {
  state?: 'all' | 'open' | 'closed' | undefined;
  search?: string | undefined;
  classificationId?: string | undefined;
  unread?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Reads one page of a provider's list, newest activity first, with the user's unread counts, in one query. */
export const listForProvider = async (tx: Tx, principal: ProviderPrincipal, filter: ProviderListFilter) => {
  const { classificationId, limit } = filter;
  const conditions = [
    stateCondition(filter.state),
    afterCursor(filter.cursor),
    ...periodConditions(filter),
    ...(classificationId === undefined ? [] : [classificationCondition(classificationId)]),
  ];
  if (filter.unread !== undefined)
    conditions.push(sql`coalesce(i.unread_count, 0) ${filter.unread ? sql`> 0` : sql`= 0`}`);
  const search = await searchCondition(tx, filter.search, 'provider');
  if (search) conditions.push(search);

  const { rows } = await sql<ProviderListRow>`
    select ${listColumns}, (extract(epoch from p.last_activity_at) * 1000000)::bigint as activity_us,
      p.organization_unread_count, coalesce(i.unread_count, 0) as unread_count
    from protocols p left join inbox i on i.protocol_id = p.id and i.user_id = ${principal.userId}
    where ${ofProvider(principal)}
      and ${sql.join(conditions, sql` and `)}
    order by p.last_activity_at desc, p.id desc limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { rows: page, nextCursor: last ? encodeCursor(LIST, last.activity_us, last.id) : null };
};

/** Counts a provider's protocols for the tabs, each up to `cap`, so that the cost has an end. */
export const countForProvider = async (tx: Tx, principal: ProviderPrincipal, cap: number) => {
  const count = (condition: RawBuilder<boolean>) => sql`(select count(*) from (
    select from protocols p where ${ofProvider(principal)}
      and ${condition} limit ${cap}) t)`;
  const { rows } = await sql<{ all: number; open: number; closed: number; unread: number }>`
    select ${count(stateCondition('all'))} as "all", ${count(stateCondition('open'))} as "open",
      ${count(stateCondition('closed'))} as "closed",
      (select count(*) from (
        select from inbox i join protocols p on p.id = i.protocol_id
        where i.user_id = ${principal.userId} and i.unread_count > 0 and ${ofProvider(principal)} limit ${cap}) t) as "unread"`.execute(
    tx,
  );
  return rows[0] ?? { all: 0, open: 0, closed: 0, unread: 0 };
};
