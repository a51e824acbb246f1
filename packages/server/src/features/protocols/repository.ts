import {
  composeProtocolNumber,
  OPERATOR_TIME_ZONE,
  PROTOCOL_NUMBER_PATTERN,
  type ProtocolStatus,
} from '@fale-conosco/contract';
import { localDay, type Period } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';
import { visibleProtocolPredicate } from '../../access/provider.ts';
import type { Tx } from '../../database/transaction.ts';
import { isUuid } from '../../database/uuid.ts';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { ProviderPrincipal } from '../../principal.ts';
import { startClock } from '../deadlines/repository.ts';
import { returnReleased } from '../settings/contact-methods/offered.ts';
import { searchCondition } from './search.ts';

/** The columns that a row of any list has. */
export interface ProtocolListRow {
  id: number;
  number: string;
  status: ProtocolStatus;
  classification_id: string;
  classification_path: string[];
  opened_by: 'provider' | 'operator';
  registered_at: Date;
  closed_at: Date | null;
  last_activity_at: Date;
  deadline_business_days: number | null;
  due_at: Date | null;
  due_soon_at: Date | null;
  clock_paused_at: Date | null;
}

/** A row of a provider's list. */
export interface ProviderListRow extends ProtocolListRow {
  /** The last activity in microseconds, for the cursor: a `Date` would round it. */
  activity_us: number;
  organization_unread_count: number;
  unread_count: number;
}

/** One protocol with all that its view and its rules need. */
export interface ProtocolDetailRow extends ProtocolListRow {
  provider_id: string;
  group_id: string;
  group_name: string;
  provider_name: string;
  contact_method_id: string;
  contact_method: string;
  contact_person: string;
  contact_phone: string;
  contact_email: string;
  last_sequence: number;
  last_public_sequence: number;
  organization_unread_count: number;
  organization_read_sequence: number;
  reopen_window_days: number | null;
  return_released: boolean;
  /** Gates A and B. */
  visible_to_provider: boolean;
  previous_number: string | null;
  version: number;
  assignee_id: string | null;
  assignee_name: string | null;
  waiting_since: Date | null;
  provider_due_at: Date | null;
}

/** What a user has read of a protocol. */
export interface ReadPosition {
  unreadCount: number;
  readSequence: number;
}

/** The columns of a {@link ProtocolListRow}. On `p`. */
export const listColumns = sql`p.id, p.number, p.status, p.classification_id, p.classification_path, p.opened_by,
  p.registered_at, p.closed_at, p.last_activity_at, p.deadline_business_days, p.due_at, p.due_soon_at, p.clock_paused_at`;

const LIST = 'protocols';

/** The condition of a tab. Worded as the partial indexes are. */
export const stateCondition = (state: 'all' | 'open' | 'closed' | undefined): RawBuilder<boolean> =>
  state === 'open'
    ? sql`p.status not in ('closed', 'cancelled')`
    : state === 'closed'
      ? sql`p.status in ('closed', 'cancelled')`
      : sql`true`;

/** The conditions of a period: days of the operator's calendar, checked, both included. */
export const periodConditions = ({ from, to }: Period): RawBuilder<boolean>[] => [
  ...(from === undefined
    ? []
    : [sql<boolean>`p.registered_at >= (${from}::date::timestamp at time zone ${OPERATOR_TIME_ZONE})`]),
  ...(to === undefined
    ? []
    : [sql<boolean>`p.registered_at < ((${to}::date + 1)::timestamp at time zone ${OPERATOR_TIME_ZONE})`]),
];

/** The condition of a classification, a leaf or a branch with all that is below it; of one that cannot be, nothing. */
export const classificationCondition = (id: string): RawBuilder<boolean> =>
  isUuid(id)
    ? sql<boolean>`p.classification_id = any (array(
        with recursive below as (
          select id from classifications where id = ${id}
          union select c.id from classifications c join below on c.parent_id = below.id)
        select id from below))`
    : sql<boolean>`false`;

/** The condition of all that comes after a position. */
const afterCursor = (cursor: string | undefined): RawBuilder<boolean> => {
  if (cursor === undefined) return sql`true`;
  const [activity, id] = decodeCursor(LIST, cursor, [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
  return sql`(p.last_activity_at, p.id) < (${instantOf(activity)}, ${id}::bigint)`;
};

/** An instant of a cursor, exact to the microsecond. */
export const instantOf = (microseconds: number): RawBuilder<Date> =>
  sql<Date>`('epoch'::timestamptz + ${microseconds}::bigint * interval '1 microsecond')`;

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
    where p.provider_id = ${principal.providerId} and ${visibleProtocolPredicate('p')}
      and ${sql.join(conditions, sql` and `)}
    order by p.last_activity_at desc, p.id desc limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { rows: page, nextCursor: last ? encodeCursor(LIST, last.activity_us, last.id) : null };
};

/** Counts a provider's protocols for the tabs, each up to `cap`, so that the cost has an end. */
export const countForProvider = async (tx: Tx, principal: ProviderPrincipal, cap: number) => {
  const count = (condition: RawBuilder<boolean>) => sql`(select count(*) from (
    select from protocols p where p.provider_id = ${principal.providerId} and ${visibleProtocolPredicate('p')}
      and ${condition} limit ${cap}) t)`;
  const { rows } = await sql<{ all: number; open: number; closed: number; unread: number }>`
    select ${count(stateCondition('all'))} as "all", ${count(stateCondition('open'))} as "open",
      ${count(stateCondition('closed'))} as "closed",
      (select count(*) from (
        select from inbox i join protocols p on p.id = i.protocol_id
        where i.user_id = ${principal.userId} and i.unread_count > 0 and p.provider_id = ${principal.providerId}
          and ${visibleProtocolPredicate('p')} limit ${cap}) t) as "unread"`.execute(tx);
  return rows[0] ?? { all: 0, open: 0, closed: 0, unread: 0 };
};

/** How a protocol is looked for: by its number, among those that the condition lets through. */
export interface ProtocolLookup {
  number: string;
  /** On `p`. */
  among: RawBuilder<boolean>;
  /** Keeps it from changing until the transaction ends. */
  lock?: boolean;
}

/** Finds one protocol; undefined when there is none, or it is not among those asked for. */
export const findProtocol = async (tx: Tx, { number, among, lock = false }: ProtocolLookup) => {
  if (!PROTOCOL_NUMBER_PATTERN.test(number)) return undefined;
  // A statement of its own: the next one sees all that was committed while this one waited, in every table.
  if (lock) await sql`select from protocols where number = ${number} for no key update`.execute(tx);
  const { rows } = await sql<ProtocolDetailRow>`
    select p.*, g.name as group_name, v.name as provider_name, m.description as contact_method, c.reopen_window_days,
      ${returnReleased} as return_released, ${visibleProtocolPredicate('p')} as visible_to_provider,
      a.name as assignee_name, previous.number as previous_number
    from protocols p
      join groups g on g.id = p.group_id
      join providers v on v.id = p.provider_id
      join contact_methods m on m.id = p.contact_method_id
      join classifications c on c.id = p.classification_id
      left join agents a on a.id = p.assignee_id
      left join protocols previous on previous.id = p.previous_protocol_id
    where p.number = ${number} and ${among}`.execute(tx);
  return rows[0];
};

/** Reads what a user has read; nothing read and nothing unread when there is no entry. */
export const findReadPosition = async (tx: Tx, userId: string, protocolId: number): Promise<ReadPosition> => {
  const row = await tx
    .selectFrom('inbox')
    .select(['unread_count as unreadCount', 'read_sequence as readSequence'])
    .where('user_id', '=', userId)
    .where('protocol_id', '=', protocolId)
    .executeTakeFirst();
  return row ?? { unreadCount: 0, readSequence: 0 };
};

/** A protocol to register. */
export interface ProtocolToInsert {
  providerId: string;
  openedBy: 'provider' | 'operator';
  classification: { id: string; path: readonly string[]; groupId: string };
  contactMethodId: string;
  contactPerson: string;
  contactPhone: string;
  contactEmail: string;
  previousProtocolId: number | null;
}

/**
 * Registers a protocol under the next number of the day. The row of the day stays locked until the transaction ends,
 * and its counter goes back with it: numbers are consecutive, without gaps and without repetition.
 *
 * @param now decides the day, in the operator's time zone
 */
export const insertProtocol = async (
  tx: Tx,
  protocol: ProtocolToInsert,
  { ansRegistration, now }: { ansRegistration: string; now: Date },
): Promise<{ id: number; number: string }> => {
  const date = localDay(now);
  const { last_sequence: sequence } = await tx
    .insertInto('protocol_days')
    .values({ day: date, last_sequence: 1 })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet({ last_sequence: sql<number>`protocol_days.last_sequence + 1` }),
    )
    .returning('last_sequence')
    .executeTakeFirstOrThrow();
  const number = composeProtocolNumber({ ansRegistration, date, sequence });
  const clock = await startClock(tx, protocol.classification.id, now);
  const { id } = await tx
    .insertInto('protocols')
    .values({
      number,
      provider_id: protocol.providerId,
      opened_by: protocol.openedBy,
      classification_id: protocol.classification.id,
      classification_path: [...protocol.classification.path],
      group_id: protocol.classification.groupId,
      contact_method_id: protocol.contactMethodId,
      contact_person: protocol.contactPerson,
      contact_phone: protocol.contactPhone,
      contact_email: protocol.contactEmail,
      status: 'received',
      registered_at: now,
      last_activity_at: now,
      previous_protocol_id: protocol.previousProtocolId,
      ...clock,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, number };
};
