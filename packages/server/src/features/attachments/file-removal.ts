import { type Kysely, sql } from 'kysely';
import type { Database } from '../../database/schema.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { FileStorage } from '../../storage/file-storage.ts';

/** Files taken at a time: what a stopping process waits for, and what another one repeats after a crash. */
const BATCH = 20;
/** How long an instance has for its batch, and how long a file that cannot be removed waits for the next attempt. */
const LEASE_SECONDS = 120;

const claim = async (db: Kysely<Database>): Promise<string[]> =>
  await inTransaction(db, 'system', async (tx) => {
    const { rows } = await sql<{ key: string }>`
      update file_removals set next_attempt_at = now() + make_interval(secs => ${LEASE_SECONDS})
      where storage_key in (
        select storage_key from file_removals where next_attempt_at <= now()
        order by next_attempt_at limit ${BATCH} for update skip locked)
      returning storage_key as key`.execute(tx);
    return rows.map(({ key }) => key);
  });

const forget = async (db: Kysely<Database>, keys: readonly string[]): Promise<void> => {
  if (keys.length === 0) return;
  await inTransaction(db, 'system', (tx) =>
    tx.deleteFrom('file_removals').where('storage_key', 'in', keys).execute(),
  );
};

/**
 * Removes the file of an upload whose row was deleted or rejected. What fails here is repeated, and reported, by
 * {@link removeFiles}, so the request does not fail with it.
 */
export const removeFileNow = async (
  db: Kysely<Database>,
  storage: FileStorage,
  key: string,
): Promise<void> => {
  try {
    await storage.remove(key);
    await forget(db, [key]);
  } catch {
    // Its key is still in `file_removals`.
  }
};

/** How {@link removeFiles} works. */
export interface FileRemovalOptions {
  /** Told of each file that cannot be removed now; the others go on. */
  onError: (error: unknown) => void;
  /** Ends it after the files that are being removed. */
  signal?: AbortSignal;
}

/**
 * Removes the files whose rows are gone, a few at a time and outside of transactions. Any number of instances may do it at
 * once. A removal may be repeated after a crash, which does no harm.
 *
 * @returns how many were removed
 */
export const removeFiles = async (
  db: Kysely<Database>,
  storage: FileStorage,
  { onError, signal }: FileRemovalOptions,
): Promise<number> => {
  let removed = 0;
  while (!signal?.aborted) {
    const keys = await claim(db);
    if (keys.length === 0) break;
    const results = await Promise.allSettled(keys.map((key) => storage.remove(key)));
    for (const result of results) if (result.status === 'rejected') onError(result.reason);
    const done = keys.filter((_key, index) => results[index]?.status === 'fulfilled');
    await forget(db, done);
    removed += done.length;
  }
  return removed;
};
