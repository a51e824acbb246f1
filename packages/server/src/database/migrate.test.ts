import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { createMigratedDatabase, type TestDatabase } from '../testing/database.ts';
import { createDatabase } from './connection.ts';
import { migrateToLatest } from './migrate.ts';
import type { Database } from './schema.ts';

let database: TestDatabase;
let db: Kysely<Database>;

before(async () => {
  database = await createMigratedDatabase();
  db = createDatabase<Database>(database.url, { applicationName: 'test', onError: () => undefined });
});
after(async () => {
  await db?.destroy();
  await database?.drop();
});

const names = async (): Promise<string[]> =>
  (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows.map(
    ({ name }) => name,
  );

test('every file of the folder of migrations ran', async () => {
  const files = await readdir(path.join(import.meta.dirname, 'migrations'));
  assert.deepEqual(await names(), files.map((file) => path.basename(file, '.ts')).sort());
});

test('a database that recorded a migration under its old name migrates on, from several instances at once', async () => {
  const current = await names();
  await sql`update kysely_migration set name = '0004-fences' where name = '0004-row-level-security'`.execute(
    db,
  );
  assert.notDeepEqual(await names(), current);
  await Promise.all([migrateToLatest(db), migrateToLatest(db)]);
  assert.deepEqual(await names(), current);
  await migrateToLatest(db);
  assert.deepEqual(await names(), current);
});
