import { sql } from 'kysely';
import type { Tx } from '../../database/transaction.ts';

/** Uploads in one state that no message has taken, or that wait for the virus scanner. */
interface WaitingAttachments {
  state: string;
  count: number;
  oldestSeconds: number;
}

/** What waits in the database. All instances see the same. */
export interface Backlog {
  deliveries: { pending: number; dead: number };
  /** For how long the next delivery has been due; 0 when none is. */
  overdueSeconds: number;
  attachments: WaitingAttachments[];
  /** Files whose rows are gone, and which are still stored. */
  fileRemovals: number;
  /** The time of the database. */
  databaseNow: Date;
}

/** Counts what waits: deliveries, uploads without a message or a verdict, and files to remove. Each count is read from a partial index. */
export const readBacklog = async (tx: Tx): Promise<Backlog> => {
  const { rows } = await sql<{
    pending: number;
    dead: number;
    overdue: number;
    removals: number;
    now: Date;
    attachments: WaitingAttachments[];
  }>`
    select (select count(*) from deliveries where state = 'pending')::int as pending,
      (select count(*) from deliveries where state = 'dead')::int as dead,
      (select coalesce(extract(epoch from greatest(interval '0', now() - min(next_attempt_at))), 0)
        from deliveries where state = 'pending')::float8 as overdue,
      (select count(*) from file_removals)::int as removals,
      clock_timestamp() as now,
      (select coalesce(jsonb_agg(w), '[]') from (
        select state, count(*) as count, extract(epoch from greatest(interval '0', now() - min(created_at))) as "oldestSeconds"
        from attachments where message_id is null or state = 'scanning' group by state) w) as attachments`.execute(
    tx,
  );
  const [row] = rows;
  if (!row) throw new Error('A query of counts has one row.');
  const { pending, dead, overdue, removals, now, attachments } = row;
  return {
    deliveries: { pending, dead },
    overdueSeconds: overdue,
    attachments,
    fileRemovals: removals,
    databaseNow: now,
  };
};
