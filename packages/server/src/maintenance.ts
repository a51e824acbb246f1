import { type Kysely, sql } from 'kysely';
import { LOCKS } from './database/locks.ts';
import type { Database } from './database/schema.ts';
import { inTransaction } from './database/transaction.ts';
import { deleteUploads, lockAbandonedUploads, UPLOAD_TTL_MS } from './features/attachments/repository.ts';
import { finishInterruptedUploads } from './features/attachments/upload/finish.ts';
import { purgeDelivered } from './features/notifications/deliveries/repository.ts';
import type { FileStorage } from './storage/file-storage.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const INTERVAL_MS = 10 * 60 * 1000;
/** A client may be asking for an upload whose server was killed, so the newest ones are looked at more often. */
const RECOVERY_INTERVAL_MS = 10_000;
const RECENT_UPLOAD_MS = 60 * 60 * 1000;
/** Rows of a kind taken in one transaction, so that none of them lasts. */
const BATCH = 1000;

/** What one round of maintenance removed. */
export interface MaintenanceResult {
  idempotencyKeys: number;
  events: number;
  uploads: number;
  deliveries: number;
}

const none: MaintenanceResult = { idempotencyKeys: 0, events: 0, uploads: 0, deliveries: 0 };

const runBatch = async (db: Kysely<Database>, storage: FileStorage, now: Date): Promise<MaintenanceResult> =>
  await inTransaction(db, 'system', async (tx) => {
    const before = (ageMs: number): Date => new Date(now.getTime() - ageMs);
    const lock = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${LOCKS.maintenance}) as mine`.execute(tx);
    if (!lock.rows[0]?.mine) return none;

    // Kept 7 days: as long as a client may repeat a request whose response was lost.
    const keys = await sql`delete from idempotency_keys where ctid = any(array(
      select ctid from idempotency_keys where created_at < ${before(7 * DAY_MS)} limit ${BATCH}))`.execute(
      tx,
    );
    const events = await sql`delete from events where id = any(array(
      select id from events where created_at < ${before(DAY_MS)} order by id limit ${BATCH}))`.execute(tx);

    const uploads = await lockAbandonedUploads(tx, { before: before(UPLOAD_TTL_MS), limit: BATCH });
    // The file first: a crash in between leaves a row to come back to, and never a file without a row.
    for (const { storage_key } of uploads) await storage.remove(storage_key);
    await deleteUploads(
      tx,
      uploads.map(({ id }) => id),
    );
    return {
      idempotencyKeys: Number(keys.numAffectedRows ?? 0n),
      events: Number(events.numAffectedRows ?? 0n),
      uploads: uploads.length,
      deliveries: await purgeDelivered(tx, before(30 * DAY_MS), BATCH),
    };
  });

/**
 * Removes what is no longer needed: idempotency keys after 7 days, events after one, uploads that no message took after
 * one, deliveries that arrived after 30 (failed ones are kept for an admin). One instance at a time does it; the others
 * find the lock taken and do nothing.
 */
export const runMaintenance = async (
  db: Kysely<Database>,
  storage: FileStorage,
  now: Date,
): Promise<MaintenanceResult> => {
  const total = { ...none };
  for (;;) {
    const removed = await runBatch(db, storage, now);
    total.idempotencyKeys += removed.idempotencyKeys;
    total.events += removed.events;
    total.uploads += removed.uploads;
    total.deliveries += removed.deliveries;
    if (Math.max(...(Object.values(removed) as number[])) < BATCH) return total;
  }
};

/**
 * Runs a job now and at an interval, one run at a time.
 *
 * @returns stops it, after the run in progress
 */
const repeat = (
  job: () => Promise<unknown>,
  intervalMs: number,
  onError: (error: unknown) => void,
): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= job()
      .then(() => undefined, onError)
      .finally(() => {
        running = undefined;
      });
  };
  run();
  const timer = setInterval(run, intervalMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
};

/**
 * Starts the background jobs: every ten minutes the maintenance, and all interrupted uploads; every ten seconds the
 * interrupted ones among recent uploads.
 *
 * @returns stops them, after the runs in progress
 */
export const startMaintenance = (
  db: Kysely<Database>,
  storage: FileStorage,
  onError: (error: unknown) => void,
): (() => Promise<void>) => {
  const stops = [
    repeat(
      async () => {
        await finishInterruptedUploads(db, storage, { now: new Date(), onError });
        await runMaintenance(db, storage, new Date());
      },
      INTERVAL_MS,
      onError,
    ),
    repeat(
      () =>
        finishInterruptedUploads(db, storage, {
          now: new Date(),
          begunWithinMs: RECENT_UPLOAD_MS,
          onError,
        }),
      RECOVERY_INTERVAL_MS,
      onError,
    ),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
};
