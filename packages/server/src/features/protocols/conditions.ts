import { OPERATOR_TIME_ZONE, type ProtocolStatus } from '@fale-conosco/contract';
import type { Period } from '@fale-conosco/domain';
import { type RawBuilder, sql } from 'kysely';
import { isUuid } from '../../database/uuid.ts';

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

/** The columns of a {@link ProtocolListRow}. On `p`. */
export const listColumns = sql`p.id, p.number, p.status, p.classification_id, p.classification_path, p.opened_by,
  p.registered_at, p.closed_at, p.last_activity_at, p.deadline_business_days, p.due_at, p.due_soon_at, p.clock_paused_at`;

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

/** An instant of a cursor, exact to the microsecond. */
export const instantOf = (microseconds: number): RawBuilder<Date> =>
  sql<Date>`('epoch'::timestamptz + ${microseconds}::bigint * interval '1 microsecond')`;
