import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { createDatabase } from './database/connection.ts';
import { LOCKS } from './database/locks.ts';
import type { Database } from './database/schema.ts';
import { removeFiles } from './features/attachments/file-removal.ts';
import { runMaintenance } from './maintenance.ts';
import { openDiskStorage } from './storage/disk-storage.ts';
import type { FileStorage } from './storage/file-storage.ts';
import { newStorageKey } from './storage/storage-key.ts';
import { createMigratedDatabase, type TestDatabase } from './testing/database.ts';
import { fixture, seedFixture } from './testing/fixture.ts';

const HOUR_MS = 60 * 60 * 1000;
let database: TestDatabase;
let db: Kysely<Database>;
let folder: string;
let storage: FileStorage;

const unexpected = (error: unknown): never => {
  throw error;
};

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

/** A message with a file, sent long ago. @returns the file's key */
const addSentFile = async (createdAt: Date): Promise<string> => {
  await seedFixture(db);
  const protocol = await db
    .insertInto('protocols')
    .values({
      ...{ number: '34665920260101000001', provider_id: fixture.providerA, opened_by: 'provider' },
      ...{ classification_id: fixture.glosa, classification_path: ['x'], group_id: fixture.billing },
      ...{ contact_method_id: fixture.web, contact_person: 'x', contact_phone: 'x', contact_email: 'x' },
      status: 'received',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const message = await db
    .insertInto('messages')
    .values({
      ...{ protocol_id: protocol.id, provider_id: fixture.providerA, sequence: 1, body: 'x' },
      ...{ author_kind: 'provider', author_id: randomUUID(), author_name: 'x', author_organization: 'x' },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const key = newStorageKey();
  await storage.put(key, Buffer.from('x'));
  await db
    .insertInto('attachments')
    .values({
      ...{ uploaded_by: randomUUID(), file_name: 'a', size_bytes: 1, state: 'ready', storage_key: key },
      ...{ protocol_id: protocol.id, message_id: message.id, created_at: createdAt },
    })
    .execute();
  return key;
};

it('removes what has served its time, files included, and nothing else', async () => {
  const now = new Date();
  const ago = (hours: number): Date => new Date(now.getTime() - hours * HOUR_MS);
  const keys: string[] = [];
  const sent = await addSentFile(ago(24 * 365));
  for (const [state, hours] of [
    ['ready', 23],
    ['ready', 25],
    ['uploading', 3],
    ['uploading', 5],
  ] as const) {
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
        ...{ state, rejection_code: null, storage_key: key, created_at: ago(hours) },
      })
      .execute();
  }
  for (const hours of [23, 25]) {
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

  assert.deepEqual(await runMaintenance(db, now, unexpected), {
    ...{ idempotencyKeys: 1, events: 1501, uploads: 2, deliveries: 1 },
  });
  assert.equal(await removeFiles(db, storage, { onError: unexpected }), 2);
  assert.deepEqual(
    (await db.selectFrom('deliveries').select('state').orderBy('id').execute()).map(({ state }) => state),
    ['delivered', 'dead'],
  );
  assert.deepEqual(await Promise.all(keys.map((key) => storage.sizeOf(key))), [1, undefined, 1, undefined]);
  assert.equal(await storage.sizeOf(sent), 1);
  assert.deepEqual(await runMaintenance(db, now, unexpected), {
    ...{ idempotencyKeys: 0, events: 0, uploads: 0, deliveries: 0 },
  });
});

/** Uploads that no message took, with their files. */
const addAbandoned = async (count: number): Promise<string[]> => {
  const keys = Array.from({ length: count }, newStorageKey);
  await Promise.all(keys.map((key) => storage.put(key, Buffer.from('x'))));
  await sql`insert into attachments (uploaded_by, file_name, size_bytes, state, storage_key, created_at)
    select ${randomUUID()}, 'a', 1, 'uploading', key, now() - interval '25 hours'
    from unnest(${keys}::text[]) as key`.execute(db);
  return keys;
};
const filesLeft = async (keys: readonly string[]): Promise<number> =>
  (await Promise.all(keys.map((key) => storage.sizeOf(key)))).filter((size) => size !== undefined).length;
const count = async (table: 'attachments' | 'events' | 'file_removals'): Promise<number> =>
  (
    await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count;

it('finishes on a store that takes 20 ms a file, within the time limits of the database', async () => {
  await sql`delete from attachments; delete from events; delete from file_removals`.execute(db);
  const keys = await addAbandoned(1000);
  await sql`insert into events (type, data, created_at) values ('catalogue.changed', '{}', ${new Date(0)})`.execute(
    db,
  );
  // In the same proportion as in production: there a batch would take 20 s, and an idle transaction may take 15.
  const limited = createDatabase<Database>(database.url, {
    ...{ applicationName: 'test', statementTimeoutMs: 1000, idleInTransactionTimeoutMs: 1000 },
    onError: unexpected,
  });
  const errors: unknown[] = [];
  const removedKeys: string[] = [];
  const slow: FileStorage = {
    ...storage,
    async remove(key) {
      removedKeys.push(key);
      await sleep(20);
      await storage.remove(key);
    },
  };
  try {
    const { events, uploads } = await runMaintenance(limited, new Date(), (error) => errors.push(error));
    assert.deepEqual({ events, uploads }, { events: 1, uploads: 1000 });
    assert.equal(await removeFiles(limited, slow, { onError: (error) => errors.push(error) }), 1000);
  } finally {
    await limited.destroy();
  }
  assert.deepEqual(errors, []);
  assert.equal(await filesLeft(keys), 0);
  assert.equal(removedKeys.length, 1000);
});

it('keeps its progress when it is stopped, and goes on past files that cannot be removed', async () => {
  const keys = await addAbandoned(100);
  await runMaintenance(db, new Date(), unexpected);
  assert.equal(await count('attachments'), 0);
  const stopping = new AbortController();
  const errors: unknown[] = [];
  let calls = 0;
  const failing: FileStorage = {
    ...storage,
    async remove(key) {
      calls += 1;
      if (calls > 30) stopping.abort();
      if (calls % 10 === 0) throw new Error('The store is out of order.');
      await storage.remove(key);
    },
  };
  const first = await removeFiles(db, failing, {
    ...{ onError: (error: unknown) => errors.push(error), signal: stopping.signal },
  });
  assert.equal(first, 36);
  assert.equal(errors.length, 4);
  assert.equal(await count('file_removals'), 64);

  // What failed waits for its next attempt; what was not begun is due now.
  assert.equal(await removeFiles(db, storage, { onError: unexpected }), 60);
  assert.equal(await filesLeft(keys), 4);
  await sql`update file_removals set next_attempt_at = now()`.execute(db);
  assert.equal(await removeFiles(db, storage, { onError: unexpected }), 4);
  assert.equal(await filesLeft(keys), 0);
});

it('runs the other jobs although one fails', async () => {
  await sql`insert into events (type, data, created_at) values ('catalogue.changed', '{}', ${new Date(0)})`.execute(
    db,
  );
  await addAbandoned(1);
  await sql`alter table events rename to events_away`.execute(db);
  const errors: unknown[] = [];
  try {
    const result = await runMaintenance(db, new Date(), (error) => errors.push(error));
    assert.equal(result.uploads, 1);
    assert.equal(errors.length, 1);
  } finally {
    await sql`alter table events_away rename to events`.execute(db);
  }
  assert.equal((await runMaintenance(db, new Date(), unexpected)).events, 1);
});

it('removes the file of a row that was deleted or rejected by a process that ended before it could', async () => {
  const [deleted = '', rejected = ''] = await addAbandoned(2);
  await sql`delete from attachments where storage_key = ${deleted}`.execute(db);
  await sql`update attachments set state = 'rejected', rejection_code = 'attachment_empty'
    where storage_key = ${rejected}`.execute(db);
  await removeFiles(db, storage, { onError: unexpected });
  assert.equal(await filesLeft([deleted, rejected]), 0);
});

it('leaves the work to the instance that has the lock', async () => {
  await db.connection().execute(async (other) => {
    await sql`select pg_advisory_lock(${LOCKS.maintenance})`.execute(other);
    await db
      .insertInto('events')
      .values({ type: 'catalogue.changed', data: '{}', created_at: new Date(0) })
      .execute();
    assert.equal((await runMaintenance(db, new Date(), unexpected)).events, 0);
    await sql`select pg_advisory_unlock(${LOCKS.maintenance})`.execute(other);
  });
  assert.equal((await runMaintenance(db, new Date(), unexpected)).events, 1);
});
