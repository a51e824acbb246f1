import { type Kysely, sql } from 'kysely';
import { LOCKS } from './database/locks.ts';
import type { Database } from './database/schema.ts';
import { inTransaction } from './database/transaction.ts';
import { purgeDelivered } from './features/notifications/deliveries/repository.ts';
import { ABANDONED_AFTER_MS } from './features/uploads/service.ts';
import type { Storage } from './storage/storage.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const INTERVAL_MS = 10 * 60 * 1000;
/** Rows of a kind taken in one transaction, so that none of them lasts. */
const BATCH = 1000;

/** What one round of chores removed. */
export interface ChoresDone {
  idempotencyKeys: number;
  events: number;
  uploads: number;
  deliveries: number;
}

const none: ChoresDone = { idempotencyKeys: 0, events: 0, uploads: 0, deliveries: 0 };

const runBatch = async (db: Kysely<Database>, storage: Storage, now: Date): Promise<ChoresDone> =>
  await inTransaction(db, 'system', async (tx) => {
    const before = (ageMs: number): Date => new Date(now.getTime() - ageMs);
    const lock = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${LOCKS.maintenance}) as mine`.execute(tx);
    if (!lock.rows[0]?.mine) return none;

    // Kept 7 days: as long as a client may still repeat a request whose answer it never got.
    const keys = await sql`delete from idempotency_keys where ctid = any(array(
      select ctid from idempotency_keys where created_at < ${before(7 * DAY_MS)} limit ${BATCH}))`.execute(
      tx,
    );
    const events = await sql`delete from events where id = any(array(
      select id from events where created_at < ${before(DAY_MS)} order by id limit ${BATCH}))`.execute(tx);

    const uploads = await tx
      .selectFrom('attachments')
      .select(['id', 'storage_key'])
      .where('message_id', 'is', null)
      .where('created_at', '<', before(ABANDONED_AFTER_MS))
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    // The file first: a crash in between leaves a row to come back to, and never a file that nothing knows of.
    for (const { storage_key } of uploads) await storage.remove(storage_key);
    if (uploads.length > 0) {
      const ids = uploads.map(({ id }) => id);
      await tx.deleteFrom('attachments').where('id', 'in', ids).execute();
    }
    return {
      idempotencyKeys: Number(keys.numAffectedRows ?? 0n),
      events: Number(events.numAffectedRows ?? 0n),
      uploads: uploads.length,
      deliveries: await purgeDelivered(tx, before(30 * DAY_MS), BATCH),
    };
  });

/**
 * Removes what has served its time: idempotency keys after 7 days, events after one, uploads that no message took after
 * one, deliveries that arrived after 30 (dead ones wait for a person). One instance at a time does it; the others find the lock taken and do nothing.
 */
export const runChores = async (db: Kysely<Database>, storage: Storage, now: Date): Promise<ChoresDone> => {
  const total = { ...none };
  for (;;) {
    const done = await runBatch(db, storage, now);
    total.idempotencyKeys += done.idempotencyKeys;
    total.events += done.events;
    total.uploads += done.uploads;
    total.deliveries += done.deliveries;
    if (Math.max(...(Object.values(done) as number[])) < BATCH) return total;
  }
};

/** Runs the chores now and every ten minutes. @returns ends them, after the round that is running */
export const startChores = (
  db: Kysely<Database>,
  storage: Storage,
  onError: (error: unknown) => void,
): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= runChores(db, storage, new Date())
      .then(() => undefined, onError)
      .finally(() => {
        running = undefined;
      });
  };
  run();
  const timer = setInterval(run, INTERVAL_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
};
