import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The file that names the process that owns, or last owned, a folder. */
export const ownerFileName = 'owner.pid';

/** Ownership of a folder by this process, until released or until the process ends, however it ends. */
export interface FolderLock {
  release(): void;
}

/** A connection without references is collected and closed, and its lock with it: held ones are kept here. */
const held = new Set<DatabaseSync>();

/**
 * Takes the exclusive ownership of a folder, waiting up to `waitMs` for a previous owner that is about to end.
 *
 * The lock is the kernel's lock on a file, taken through SQLite because Node has no `flock` of its own: unlike a file
 * with a process id in it, it vanishes with its holder, so it is never stale and needs no guess about who is alive.
 *
 * @throws EmbeddedPostgresError `in_use` when another process keeps it.
 */
export async function lockFolder(folder: string, waitMs: number): Promise<FolderLock> {
  const file = path.join(folder, 'owner.lock');
  const ownerFile = path.join(folder, ownerFileName);
  const deadline = Date.now() + waitMs;
  for (;;) {
    const database = tryLock(file);
    if (database !== undefined) {
      await chmod(file, 0o600);
      await writeFile(ownerFile, `${process.pid}\n`);
      held.add(database);
      return {
        release: () => {
          if (held.delete(database)) database.close();
        },
      };
    }
    if (Date.now() >= deadline) {
      const owner = await readFile(ownerFile, 'utf8').catch(() => '');
      throw new EmbeddedPostgresError(
        'in_use',
        `The data folder ${folder} is in use by another process${owner === '' ? '' : ` (${owner.trim()})`}. ` +
          'Stop that one, or give this one another data folder (DATA_DIR) or a DATABASE_URL.',
      );
    }
    await delay(50);
  }
}

function tryLock(file: string): DatabaseSync | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    const sqliteBusy = 5;
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw error;
  }
}
