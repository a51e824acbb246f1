import { type Kysely, sql } from 'kysely';

/** What waits for a message is counted at each new upload, by person and organisation. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create index attachments_waiting_by_owner on attachments (provider_id, uploaded_by)
      include (size_bytes, state, created_at) where message_id is null;
  `.execute(db);
};
