import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import * as initial from './migrations/0001-initial.ts';
import * as operator from './migrations/0002-operator.ts';
import * as system from './migrations/0003-system.ts';
import * as fences from './migrations/0004-fences.ts';
import * as fileRemovals from './migrations/0005-file-removals.ts';

const migrations = {
  '0001-initial': initial,
  '0002-operator': operator,
  '0003-system': system,
  '0004-fences': fences,
  '0005-file-removals': fileRemovals,
};

/**
 * Brings the database to the newest schema. Safe to call from several instances at once (Kysely holds a lock).
 *
 * @param db connected as the owner of the schema, not as the role that requests use
 * @throws the first migration's error; what ran before it stays
 */
export const migrateToLatest = async <Schema>(db: Kysely<Schema>): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error as Error;
};
