import type { EventType, eventSchemas } from '@fale-conosco/contract';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Tx } from '../../database/transaction.ts';

/** Channel of PostgreSQL's NOTIFY on which the ids of new events go to every instance. */
export const EVENTS_CHANNEL = 'fc_events';

/** Events that are stored; `stream.reset` belongs to one connection and never is. */
export type StoredEventType = Exclude<EventType, 'stream.reset'>;

/** An event to publish, and its readers. With neither provider, group nor user it goes to everybody. */
export type NewEvent = {
  [Type in StoredEventType]: {
    type: Type;
    data: z.output<(typeof eventSchemas)[Type]>;
    /** Users of this provider; null: none of them (an internal note), or everybody when the group is null too. */
    providerId: string | null;
    /** Agents of this group. */
    groupId?: string | null;
    /** Only this user, of those above. */
    userId?: string | null;
  };
}[StoredEventType];

/**
 * Publishes an event to the streams of every instance when, and only if, the transaction commits.
 *
 * NOTIFY carries the id alone: its payload is limited to 8 KB, and any role may listen to a channel.
 */
export const publishEvent = async (
  tx: Tx,
  { type, data, providerId, groupId = null, userId = null }: NewEvent,
): Promise<void> => {
  await sql`
    with event as (
      insert into events (type, data, provider_id, group_id, user_id)
      values (${type}, ${JSON.stringify(data)}::jsonb, ${providerId}, ${groupId}, ${userId})
      returning id
    )
    select pg_notify(${EVENTS_CHANNEL}, id::text) from event
  `.execute(tx);
};
