import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { createDatabase } from './database/connection.ts';
import { LOCKS } from './database/locks.ts';
import type { Database } from './database/schema.ts';
import { runMaintenance } from './maintenance.ts';
import { openDiskStorage } from './storage/disk-storage.ts';
import type { FileStorage } from './storage/file-storage.ts';
import { newStorageKey } from './storage/storage-key.ts';
import { createMigratedDatabase, type TestDatabase } from './testing/database.ts';

const HOUR_MS = 60 * 60 * 1000;
let database: TestDatabase;
let db: Kysely<Database>;
let folder: string;
let storage: FileStorage;

before(async () => {
  database = await createMigratedDatabase();
  db = createDatabase<Database>(database.url, { applicationName: 'test', onError: () => undefined });
  folder = await mkdtemp(path.join(os.tmpdir(), 'fale-conosco-maintenance-'));
  storage = await openDiskStorage(folder);
});
after(async () => {
  await db.destroy();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it('removes what has served its time, files included, and nothing else', async () => {
  const now = new Date();
  const ago = (hours: number): Date => new Date(now.getTime() - hours * HOUR_MS);
  const keys: string[] = [];
  for (const hours of [23, 25]) {
    const key = newStorageKey();
    keys.push(key);
    await storage.put(key, Buffer.from('x'));
    await db
      .insertInto('attachments')
      .values({
        ...{
          provider_id: null,
          uploaded_by: randomUUID(),
          file_name: 'a',
          media_type: null,
          size_bytes: 2,
          sha256: null,
        },
        ...{ state: 'uploading', rejection_code: null, storage_key: key, created_at: ago(hours) },
      })
      .execute();
    await db
      .insertInto('events')
      .values({ type: 'catalogue.changed', data: '{}', created_at: ago(hours) })
      .execute();
    await db
      .insertInto('idempotency_keys')
      .values({
        ...{ actor_id: randomUUID(), operation: 'x', key: 'x', request_hash: 'x', status: 201, body: '{}' },
        created_at: ago(hours + 6 * 24),
      })
      .execute();
  }
  for (const [state, days] of [
    ...[['delivered', 29] as const, ['delivered', 31] as const, ['dead', 31] as const],
  ]) {
    const row = { kind: 'email' as const, topic: 'group.new_protocol', recipient: 'g@a.test', payload: '{}' };
    await db
      .insertInto('deliveries')
      .values({
        ...{ ...row, webhook_id: null, protocol_id: null, last_error: null },
        ...{ state, next_attempt_at: null, created_at: ago(days * 24) },
      })
      .execute();
  }
  // More than one batch.
  await sql`insert into events (type, data, created_at)
    select 'catalogue.changed', '{}', ${ago(30)} from generate_series(1, 1500)`.execute(db);

  assert.deepEqual(await runMaintenance(db, storage, now), {
    ...{ idempotencyKeys: 1, events: 1501, uploads: 1, deliveries: 1 },
  });
  assert.deepEqual(
    (await db.selectFrom('deliveries').select('state').orderBy('id').execute()).map(({ state }) => state),
    ['delivered', 'dead'],
  );
  assert.deepEqual(await Promise.all(keys.map((key) => storage.sizeOf(key))), [1, undefined]);
  assert.deepEqual(await runMaintenance(db, storage, now), {
    ...{ idempotencyKeys: 0, events: 0, uploads: 0, deliveries: 0 },
  });
});

it('leaves the work to the instance that has the lock', async () => {
  await db.connection().execute(async (other) => {
    await sql`select pg_advisory_lock(${LOCKS.maintenance})`.execute(other);
    await db
      .insertInto('events')
      .values({ type: 'catalogue.changed', data: '{}', created_at: new Date(0) })
      .execute();
    assert.equal((await runMaintenance(db, storage, new Date())).events, 0);
    await sql`select pg_advisory_unlock(${LOCKS.maintenance})`.execute(other);
  });
  assert.equal((await runMaintenance(db, storage, new Date())).events, 1);
});
