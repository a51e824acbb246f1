import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';

/** What a user has read of a protocol. */
export interface ReadPosition {
  unreadCount: number;
  readSequence: number;
}

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

/** Writes what a user has read of a protocol. */
export const writeReadPosition = async (
  tx: Tx,
  userId: string,
  protocol: { id: number; provider_id: string },
  { readSequence, unreadCount }: ReadPosition,
): Promise<void> => {
  const position = { read_sequence: readSequence, unread_count: unreadCount };
  await tx
    .insertInto('inbox')
    .values({ user_id: userId, protocol_id: protocol.id, provider_id: protocol.provider_id, ...position })
    .onConflict((conflict) => conflict.columns(['user_id', 'protocol_id']).doUpdateSet(position))
    .execute();
};

/** Counts one more unread message for every active user of a provider. */
export const raiseUnread = async (tx: Tx, providerId: string, protocolId: number): Promise<void> => {
  // In the order of the ids, so that two of these cannot wait for each other.
  await sql`insert into inbox (user_id, protocol_id, provider_id, unread_count)
    select id, ${protocolId}, ${providerId}, 1 from provider_users where provider_id = ${providerId} and active order by id
    on conflict (user_id, protocol_id) do update set unread_count = inbox.unread_count + 1`.execute(tx);
};
