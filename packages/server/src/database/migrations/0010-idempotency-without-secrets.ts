import { type Kysely, sql } from 'kysely';

/** The secret of a webhook is kept in `webhooks` alone; responses kept for their idempotency keys held it too. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`update idempotency_keys set body = body - 'secret' where operation = 'createWebhook'`.execute(db);
};
