import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import * as initial from './migrations/0001-initial.ts';
import * as operator from './migrations/0002-operator.ts';
import * as system from './migrations/0003-system.ts';
import * as rowLevelSecurity from './migrations/0004-row-level-security.ts';
import * as fileRemovals from './migrations/0005-file-removals.ts';
import * as accessKinds from './migrations/0006-access-kinds.ts';
import * as waitingUploads from './migrations/0008-waiting-uploads.ts';
import * as virusScan from './migrations/0009-virus-scan.ts';
import * as idempotencyWithoutSecrets from './migrations/0010-idempotency-without-secrets.ts';
import * as webhookErrorsByClass from './migrations/0011-webhook-errors-by-class.ts';
import * as fewerRights from './migrations/0013-fewer-rights.ts';

/** All migrations by name, in the order in which they run. Each has its rows in `testing/migration-rows.ts`. */
export const migrations = {
  '0001-initial': initial,
  '0002-operator': operator,
  '0003-system': system,
  '0004-row-level-security': rowLevelSecurity,
  '0005-file-removals': fileRemovals,
  '0006-access-kinds': accessKinds,
  '0008-waiting-uploads': waitingUploads,
  '0009-virus-scan': virusScan,
  '0010-idempotency-without-secrets': idempotencyWithoutSecrets,
  '0011-webhook-errors-by-class': webhookErrorsByClass,
  '0013-fewer-rights': fewerRights,
};

/** Migrations that ran under another name, by that name. */
const renamed: Readonly<Record<string, keyof typeof migrations>> = {
  '0004-fences': '0004-row-level-security',
};

/** Kysely records migrations by name and stops at one that it no longer finds, so old names are replaced before it looks. */
const renameMigrations = async <Schema>(db: Kysely<Schema>): Promise<void> => {
  const { rows } = await sql<{ known: boolean }>`
    select to_regclass('kysely_migration') is not null as known`.execute(db);
  if (!rows[0]?.known) return;
  for (const [old, current] of Object.entries(renamed)) {
    await sql`update kysely_migration set name = ${current} where name = ${old}`.execute(db);
  }
};

/**
 * Brings the database to the newest schema. Safe to call from several instances at once (Kysely holds a lock).
 *
 * @param db connected as the owner of the schema, not as the role that requests use
 * @throws the first migration's error; what ran before it stays
 */
export const migrateToLatest = async <Schema>(db: Kysely<Schema>): Promise<void> => {
  await renameMigrations(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error as Error;
};
