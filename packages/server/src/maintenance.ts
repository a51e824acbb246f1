import { setTimeout as sleep } from 'node:timers/promises';
import { uploadLifeMs } from '@fale-conosco/domain';
import { type Kysely, sql } from 'kysely';
import { LOCKS } from './database/locks.ts';
import type { Database } from './database/schema.ts';
import { inTransaction, type Tx } from './database/transaction.ts';
import { removeFiles } from './features/attachments/file-removal.ts';
import { deleteAbandonedUploads } from './features/attachments/repository.ts';
import { scanDue } from './features/attachments/scan/scan-attachments.ts';
import { type FinishServices, finishInterruptedUploads } from './features/attachments/upload/finish.ts';
import { purgeDelivered } from './features/notifications/deliveries/repository.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const INTERVAL_MS = 10 * 60 * 1000;
/** A client may be asking for an upload whose server was killed, so the newest ones are looked at more often. */
const STORE_INTERVAL_MS = 10_000;
/** Files whose scan failed are due after a pause of their own. */
const SCAN_INTERVAL_MS = 2000;
const RECENT_UPLOAD_MS = 60 * 60 * 1000;
const STOP_TIMEOUT_MS = 5000;
/** Rows of a kind taken in one transaction, so that none of them lasts. */
const BATCH = 1000;

/** What maintenance does, as metrics name it. */
export type MaintenanceTask = keyof MaintenanceResult | 'interruptedUploads' | 'fileRemovals' | 'virusScans';

/** What one round of maintenance deleted. */
export interface MaintenanceResult {
  idempotencyKeys: number;
  events: number;
  uploads: number;
  deliveries: number;
}

/** Deletes at most {@link BATCH} rows of a kind. @returns how many */
type DeleteBatch = (tx: Tx, before: (ageMs: number) => Date) => Promise<number>;

const jobs: Record<keyof MaintenanceResult, DeleteBatch> = {
  // Kept 7 days: as long as a client may repeat a request whose response was lost.
  idempotencyKeys: async (tx, before) => {
    const { numAffectedRows = 0n } = await sql`delete from idempotency_keys where ctid = any(array(
      select ctid from idempotency_keys where created_at < ${before(7 * DAY_MS)} limit ${BATCH}))`.execute(
      tx,
    );
    return Number(numAffectedRows);
  },
  events: async (tx, before) => {
    const { numAffectedRows = 0n } = await sql`delete from events where id = any(array(
      select id from events where created_at < ${before(DAY_MS)} order by id limit ${BATCH}))`.execute(tx);
    return Number(numAffectedRows);
  },
  uploads: (tx, before) =>
    deleteAbandonedUploads(tx, { begunBefore: (state) => before(uploadLifeMs(state)), limit: BATCH }),
  deliveries: (tx, before) => purgeDelivered(tx, before(30 * DAY_MS), BATCH),
};

/** Runs a job in the instance that has the lock. @returns undefined: another instance has it */
const runBatch = async (
  db: Kysely<Database>,
  deleteBatch: DeleteBatch,
  now: Date,
): Promise<number | undefined> =>
  await inTransaction(db, 'system', async (tx) => {
    const lock = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${LOCKS.maintenance}) as mine`.execute(tx);
    if (!lock.rows[0]?.mine) return undefined;
    return await deleteBatch(tx, (ageMs) => new Date(now.getTime() - ageMs));
  });

/**
 * Deletes what is no longer needed: idempotency keys after 7 days, events after one, uploads whose bytes did not
 * come after four hours, and those that no message took after a day, deliveries that arrived after 30 (failed ones are kept for an admin). One instance at a time does it; the others
 * find the lock taken and do nothing.
 *
 * @param onError told of a job that failed; the others go on
 * @param onDone told of each task that came to its end, here or in the instance that has the lock
 */
export const runMaintenance = async (
  db: Kysely<Database>,
  now: Date,
  onError: (error: unknown) => void,
  onDone: (task: MaintenanceTask) => void = () => undefined,
): Promise<MaintenanceResult> => {
  const total: MaintenanceResult = { idempotencyKeys: 0, events: 0, uploads: 0, deliveries: 0 };
  for (const name of Object.keys(jobs) as (keyof MaintenanceResult)[]) {
    try {
      for (let deleted: number | undefined = BATCH; deleted === BATCH; ) {
        deleted = await runBatch(db, jobs[name], now);
        total[name] += deleted ?? 0;
      }
      onDone(name);
    } catch (error) {
      onError(error);
    }
  }
  return total;
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
  onDone: () => void,
): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  const run = (): void => {
    running ??= job()
      .then(onDone, onError)
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
 * interrupted ones among recent uploads, and the removal of files. Each runs apart from the others, so that a slow or
 * failing store holds up none of what is done in the database.
 *
 * @param onDone told of each task that came to its end
 * @returns stops them, after the runs in progress, or 5 s: a store that hangs must not hold up the end of the process
 */
export const startMaintenance = (
  services: FinishServices,
  onError: (error: unknown) => void,
  onDone: (task: MaintenanceTask) => void = () => undefined,
): (() => Promise<void>) => {
  const { db, storage } = services;
  const stopping = new AbortController();
  const { signal } = stopping;
  const finishInterrupted = (begunWithinMs?: number) => () =>
    finishInterruptedUploads(services, {
      now: new Date(),
      ...(begunWithinMs !== undefined && { begunWithinMs }),
      onError,
    });
  const stops = [
    repeat(
      () => runMaintenance(db, new Date(), onError, onDone),
      INTERVAL_MS,
      onError,
      () => undefined,
    ),
    repeat(finishInterrupted(), INTERVAL_MS, onError, () => onDone('interruptedUploads')),
    repeat(finishInterrupted(RECENT_UPLOAD_MS), STORE_INTERVAL_MS, onError, () =>
      onDone('interruptedUploads'),
    ),
    repeat(
      () => removeFiles(db, storage, { onError, signal }),
      STORE_INTERVAL_MS,
      onError,
      () => onDone('fileRemovals'),
    ),
    repeat(
      () => scanDue(services, signal),
      SCAN_INTERVAL_MS,
      onError,
      () => onDone('virusScans'),
    ),
  ];
  return async () => {
    stopping.abort();
    const timer = new AbortController();
    await Promise.race([
      Promise.all(stops.map((stop) => stop())),
      sleep(STOP_TIMEOUT_MS, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
  };
};
