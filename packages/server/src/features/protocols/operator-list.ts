import type { CrmCounts, CrmOrder, CrmProtocolListQuery } from '@fale-conosco/contract';
import type { OperatorPrincipal } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';
import { isInReach } from '../../access/agent.ts';
import type { Tx } from '../../database/transaction.ts';
import { isUuid } from '../../database/uuid.ts';
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

/** A row of the operator's list. */
export interface OperatorListRow extends ProtocolListRow {
  provider_id: string;
  provider_name: string;
  group_id: string;
  group_name: string;
  contact_person: string;
  assignee_id: string | null;
  assignee_name: string | null;
  waiting_since: Date | null;
  version: number;
  /** What it is ordered by, in microseconds: a `Date` would round it. */
  key_us: number;
}

/** What is due or overdue, at an instant. */
export type DeadlineFilter = NonNullable<CrmProtocolListQuery['deadline']>;

/** Stands in cursors for `infinity`, which comes after all instants. */
const INFINITY_MICROS = Number.MAX_SAFE_INTEGER;

const nullsLast = (column: string): RawBuilder<Date> =>
  sql<Date>`(case when p.${sql.ref(column)} is null then 'infinity' else p.${sql.ref(column)} end)`;

/** By what each order goes, worded as the indexes are, and which way. */
const ORDERS: Record<
  CrmOrder,
  { key: RawBuilder<Date>; direction: RawBuilder<unknown>; after: RawBuilder<unknown> }
> = {
  activity: { key: sql`p.last_activity_at`, direction: sql`desc`, after: sql`<` },
  waiting: { key: nullsLast('waiting_since'), direction: sql`asc`, after: sql`>` },
  due: { key: nullsLast('due_at'), direction: sql`asc`, after: sql`>` },
};

const afterCursor = (order: CrmOrder, cursor: string | undefined): RawBuilder<boolean> => {
  if (cursor === undefined) return sql`true`;
  const [key, id] = decodeCursor(`crm-${order}`, cursor, [INFINITY_MICROS, Number.MAX_SAFE_INTEGER]);
  const position = key === INFINITY_MICROS ? sql`'infinity'::timestamptz` : instantOf(key);
  return sql`(${ORDERS[order].key}, p.id) ${ORDERS[order].after} (${position}, ${id}::bigint)`;
};

/** A paused clock, and that of a closed protocol, is neither. */
const deadlineCondition = (deadline: DeadlineFilter, now: Date): RawBuilder<boolean> =>
  deadline === 'overdue'
    ? sql`${ORDERS.due.key} < ${now} and p.clock_paused_at is null`
    : sql`${ORDERS.due.key} >= ${now} and p.due_soon_at <= ${now} and p.clock_paused_at is null`;

const scopeCondition = (
  scope: CrmProtocolListQuery['scope'],
  { userId }: OperatorPrincipal,
): RawBuilder<boolean> =>
  scope === 'mine'
    ? sql`p.assignee_id = ${userId}`
    : scope === 'unassigned'
      ? sql`p.assignee_id is null`
      : sql`true`;

const idCondition = (column: string, id: string): RawBuilder<boolean> =>
  isUuid(id) ? sql`${sql.ref(column)} = ${id}` : sql`false`;

/** Reads one page of an agent's list. */
export const listForOperator = async (
  tx: Tx,
  principal: OperatorPrincipal,
  filter: CrmProtocolListQuery & { limit: number },
  now: Date,
) => {
  const { order = 'activity', limit } = filter;
  const { key, direction } = ORDERS[order];
  const groups = [isInReach(principal, 'g.id')];
  if (filter.groupId !== undefined) groups.push(idCondition('g.id', filter.groupId));
  const conditions = [
    stateCondition(filter.state),
    scopeCondition(filter.scope, principal),
    afterCursor(order, filter.cursor),
    ...periodConditions(filter),
  ];
  if (filter.status !== undefined) conditions.push(sql`p.status = ${filter.status}`);
  if (filter.providerId !== undefined) conditions.push(idCondition('p.provider_id', filter.providerId));
  if (filter.classificationId !== undefined)
    conditions.push(classificationCondition(filter.classificationId));
  if (filter.deadline !== undefined) conditions.push(deadlineCondition(filter.deadline, now));
  const search = await searchCondition(tx, filter.search, 'agent');
  if (search) conditions.push(search);

  // Each group's index is read in order, and what comes first of each is merged: with one condition on all groups the
  // whole of them would be read and sorted.
  const { rows } = await sql<OperatorListRow>`
    select p.*, v.name as provider_name, g.name as group_name, a.name as assignee_name,
      case when p.key = 'infinity' then ${INFINITY_MICROS}::bigint else (extract(epoch from p.key) * 1000000)::bigint end as key_us
    from groups g
      cross join lateral (
        select ${listColumns}, p.provider_id, p.group_id, p.contact_person, p.assignee_id, p.waiting_since, p.version,
          ${key} as key
        from protocols p where p.group_id = g.id and ${sql.join(conditions, sql` and `)}
        order by ${key} ${direction}, p.id ${direction} limit ${limit + 1}) p
      join providers v on v.id = p.provider_id
      left join agents a on a.id = p.assignee_id
    where ${sql.join(groups, sql` and `)}
    order by p.key ${direction}, p.id ${direction} limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { rows: page, nextCursor: last ? encodeCursor(`crm-${order}`, last.key_us, last.id) : null };
};

/** Counts open protocols for the home screen, each number up to `cap`, so that the cost has an end. */
export const countForOperator = async (
  tx: Tx,
  principal: OperatorPrincipal,
  { cap, now }: { cap: number; now: Date },
): Promise<Omit<CrmCounts, 'cap'>> => {
  const open = stateCondition('open');
  // Counting needs no order, but the planner then hopes to find enough of them anywhere, and may read all.
  const count = (condition: RawBuilder<boolean>, order: CrmOrder) => sql`(select count(*) from (
    select from groups g cross join lateral (
      select from protocols p where p.group_id = g.id and ${open} and ${condition}
      order by ${ORDERS[order].key}, p.id limit ${cap}) p
    where ${isInReach(principal, 'g.id')} limit ${cap}) t)`;
  const { rows } = await sql<Omit<CrmCounts, 'cap' | 'all'>>`
    select ${count(scopeCondition('unassigned', principal), 'waiting')} as "unassigned",
      ${count(deadlineCondition('due_soon', now), 'due')} as "dueSoon",
      ${count(deadlineCondition('overdue', now), 'due')} as "overdue",
      (select count(*) from (
        select from protocols p where p.assignee_id = ${principal.userId} and ${open} and ${isInReach(principal, 'p.group_id')}
        limit ${cap}) t) as "mine",
      (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'count', c.count) order by c.name, c.id), '[]')
        from (
          select g.id, g.name, g.active, (select count(*) from (
            select from protocols p where p.group_id = g.id and ${open}
            order by ${ORDERS.waiting.key}, p.id limit ${cap}) t) as count
          from groups g where ${isInReach(principal, 'g.id')}) c
        where c.active or c.count > 0) as "groups"`.execute(tx);
  const [counts] = rows;
  if (!counts) throw new TypeError('A query without a table returns one row.');
  return {
    ...counts,
    all: Math.min(
      cap,
      counts.groups.reduce((sum, group) => sum + group.count, 0),
    ),
  };
};
