import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { createTestDatabase, useTestDatabase } from './database.ts';

let migrated = 0;
const migrationsDir = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-migrations-'));
const options = {
  migrationsDir,
  migrate: async (url: string) => {
    migrated += 1;
    await query(url, 'CREATE TABLE note (body text)');
  },
};

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

before(() => writeFile(path.join(migrationsDir, '0001.ts'), String(Math.random())));
after(() => rm(migrationsDir, { recursive: true }));

describe('createTestDatabase', () => {
  it('clones one migrated template for many at once, each apart from the others', async () => {
    migrated = 0;
    const databases = await Promise.all(Array.from({ length: 8 }, () => createTestDatabase(options)));
    assert.equal(migrated, 1);
    assert.equal(new Set(databases.map((database) => database.url)).size, 8);
    const [first, second] = databases;
    assert.ok(first !== undefined && second !== undefined);
    await query(first.url, "INSERT INTO note VALUES ('mine')");
    assert.equal((await query(second.url, 'SELECT * FROM note')).length, 0);
    await Promise.all(databases.map((database) => database.drop()));
    await first.drop();
    await assert.rejects(query(first.url, 'SELECT 1'), { code: '3D000' });
  });

  it('migrates again when the migrations change', async () => {
    await (await createTestDatabase(options)).drop();
    migrated = 0;
    await writeFile(path.join(migrationsDir, '0002.ts'), '');
    await (await createTestDatabase(options)).drop();
    await (await createTestDatabase(options)).drop();
    assert.equal(migrated, 1);
  });

  it('makes no template of a failed migration', async () => {
    await writeFile(path.join(migrationsDir, '0003.ts'), '');
    const failing = { ...options, migrate: () => Promise.reject(new Error('Broken migration.')) };
    await assert.rejects(createTestDatabase(failing), /Broken migration/);
    migrated = 0;
    await (await createTestDatabase(options)).drop();
    assert.equal(migrated, 1);
  });
});

describe('useTestDatabase', () => {
  const database = useTestDatabase(options);

  it('gives the tests of a suite a migrated database', async () => {
    assert.deepEqual(await query(database.url, 'SELECT * FROM note'), []);
  });
});
