import { type Kysely, type Selectable, sql } from 'kysely';
import type { Database, EventTable } from '../../database/schema.ts';
import type { Tx } from '../../database/transaction.ts';
import type { Audience } from './audience.ts';

/** An event as stored, with whether providers see its protocol at the moment of reading. */
export interface StoredEvent
  extends Pick<Selectable<EventTable>, 'id' | 'provider_id' | 'group_id' | 'user_id' | 'type' | 'data'> {
  /** Whether its classification is shown to providers and its contact method has Fale Conosco. */
  shownToProviders: boolean;
}

const selectEvents = (tx: Tx) =>
  tx
    .selectFrom('events')
    .leftJoin('protocols', (join) => join.on(sql<boolean>`protocols.number = events.data ->> 'number'`))
    .leftJoin('classifications', 'classifications.id', 'protocols.classification_id')
    .leftJoin('contact_methods', 'contact_methods.id', 'protocols.contact_method_id')
    .select([
      'events.id',
      'events.provider_id',
      'events.group_id',
      'events.user_id',
      'events.type',
      'events.data',
    ])
    .select((select) => [
      select.fn.coalesce('classifications.shown_to_providers', select.lit(true)).as('classification_shown'),
      select.fn.coalesce('contact_methods.fale_conosco', select.lit(true)).as('method_shown'),
    ])
    .orderBy('events.id');

type Row = Awaited<ReturnType<ReturnType<typeof selectEvents>['execute']>>[number];

const toStoredEvent = ({ classification_shown, method_shown, ...event }: Row): StoredEvent => ({
  ...event,
  shownToProviders: classification_shown && method_shown,
});

/** Reads events by id, ascending. */
export const eventsByIds = async (tx: Tx, ids: readonly number[]): Promise<StoredEvent[]> =>
  ids.length === 0 ? [] : (await selectEvents(tx).where('events.id', 'in', ids).execute()).map(toStoredEvent);

/** Where a reader goes on: everything after an event, and what may have been committed late before it. */
export interface ResumePoint {
  id: number;
  /** When the transaction of that event began. */
  createdAt: Date;
}

/** Finds the event that a reader saw last; undefined when it is unknown or was deleted. */
export const findResumePoint = async (tx: Tx, id: number): Promise<ResumePoint | undefined> => {
  const row = await tx
    .selectFrom('events')
    .select(['id', 'created_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { id: row.id, createdAt: row.created_at };
};

/** The newest event's id; 0 when there is none. */
export const newestEventId = async (tx: Tx): Promise<number> => {
  const row = await tx.selectFrom('events').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id ?? 0;
};

/** A transaction lives at most this long before the server ends it, so a lower id cannot be committed later than this. */
export const LATE_COMMIT_MS = 30_000;
/** Lower ids than this cannot be in flight together with an event: there are never so many writers. */
const LATE_COMMIT_IDS = 1000;

/**
 * Reads what a reader may have missed since an event, ascending.
 *
 * Ids are assigned before commit: a reader can have seen 11 while 10 was not committed yet. Events are hints, and a
 * repeated one is harmless, so the last 30 seconds before the resume point are read again instead of making all writers
 * of a provider wait for each other under a lock.
 *
 * @param audience undefined: everybody's
 */
export const eventsSince = async (
  tx: Tx,
  since: ResumePoint,
  limit: number,
  audience?: Audience,
): Promise<StoredEvent[]> => {
  const rows = await selectEvents(tx)
    .where('events.id', '>', since.id - LATE_COMMIT_IDS)
    .where('events.id', '!=', since.id)
    .where((where) =>
      where.or([
        where('events.id', '>', since.id),
        where('events.created_at', '>', new Date(since.createdAt.getTime() - LATE_COMMIT_MS)),
      ]),
    )
    .$if(audience?.kind === 'provider', (query) =>
      query.where((where) =>
        where.or([
          where('events.provider_id', '=', audience?.kind === 'provider' ? audience.providerId : ''),
          where('events.provider_id', 'is', null),
        ]),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map(toStoredEvent);
};

/** Somebody who reads a stream, as the registers know them now. */
export interface ActiveReader {
  id: string;
  role: 'provider' | 'agent' | 'admin';
  /** The groups whose protocols an agent sees, by membership and supervision; empty for a provider's user. */
  groupIds: string[];
}

/** Finds, in one query, who of these may still read: active users of active providers, active agents with their groups. */
export const activeReaders = async (
  db: Kysely<Database>,
  userIds: readonly string[],
): Promise<ActiveReader[]> => {
  const { rows } = await sql<ActiveReader>`
    select u.id, 'provider' as role, array[]::uuid[] as "groupIds"
      from provider_users u join providers p on p.id = u.provider_id
      where u.id = any(${userIds}) and u.active and p.active
    union all
    select a.id, a.role, array(
        with recursive seen as (
          select m.group_id as id from group_members m where m.agent_id = a.id
          union
          select g.id from groups g join seen on g.manager_group_id = seen.id)
        select id from seen)
      from agents a where a.id = any(${userIds}) and a.active
  `.execute(db);
  return rows;
};
