import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../../../database/transaction.ts';
import { newStorageKey } from '../../../storage/storage-key.ts';
import { fixture, useHarness } from '../../../testing/harness.ts';
import { findAttachment } from '../repository.ts';
import { finishInterruptedUploads } from './finish.ts';

const harness = useHarness();
const PDF = Buffer.from('%PDF-1.7\nconteúdo');
const MINUTE_MS = 60_000;

/** An upload of Ana as a server leaves it that is killed after storing `content`. */
const interrupted = async ({
  content = PDF,
  sizeBytes = PDF.length,
  begunMinutesAgo = 0,
}: {
  content?: Uint8Array | null;
  sizeBytes?: number;
  begunMinutesAgo?: number;
} = {}): Promise<string> => {
  await harness.call('ana', 'GET', '/v1/session');
  const { id: uploaded_by } = await harness.db
    .selectFrom('provider_users')
    .select('id')
    .where('subject', '=', 'ana')
    .executeTakeFirstOrThrow();
  const storage_key = newStorageKey();
  if (content) await harness.storage.put(storage_key, content);
  const { id } = await harness.db
    .insertInto('attachments')
    .values({
      id: randomUUID(),
      provider_id: fixture.providerA,
      uploaded_by,
      file_name: 'guia.pdf',
      size_bytes: sizeBytes,
      state: 'uploading',
      storage_key,
      created_at: new Date(Date.now() - begunMinutesAgo * MINUTE_MS),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

const stateOf = async (id: string): Promise<string | undefined> =>
  (await inTransaction(harness.db, 'system', (tx) => findAttachment(tx, id)))?.state;

const errors: unknown[] = [];
const recover = (begunWithinMs?: number): Promise<number> =>
  finishInterruptedUploads(harness.app.services, {
    now: new Date(),
    ...(begunWithinMs !== undefined && { begunWithinMs }),
    onError: (error) => errors.push(error),
  });

test('a GET of an upload writes nothing, even when its bytes are whole', async () => {
  const id = await interrupted();
  const version = async () =>
    (await sql`select xmin, ctid, * from attachments where id = ${id}`.execute(harness.db)).rows;
  const before = await version();
  for (let count = 0; count < 3; count += 1) {
    const response = await harness.call('ana', 'GET', `/v1/attachments/${id}`);
    assert.equal(response.status, 200);
    assert.equal(response.json.state, 'uploading');
  }
  assert.deepEqual(await version(), before);
});

test('the recovery finishes what is whole, rejects what is not allowed, and leaves the rest', async () => {
  const whole = await interrupted();
  const page = Buffer.from('<html><script>alert(1)</script>');
  const forbidden = await interrupted({ content: page, sizeBytes: page.length });
  const partial = await interrupted({ sizeBytes: PDF.length + 1 });
  const absent = await interrupted({ content: null });
  assert.ok((await recover()) >= 2);
  assert.deepEqual(await Promise.all([whole, forbidden, partial, absent].map(stateOf)), [
    'ready',
    'rejected',
    'uploading',
    'uploading',
  ]);
  assert.equal(await recover(), 0);
  assert.deepEqual(errors, []);
});

test('the recovery of recent uploads leaves older ones to the next round of all', async () => {
  const old = await interrupted({ begunMinutesAgo: 90 });
  const recent = await interrupted({ begunMinutesAgo: 30 });
  assert.equal(await recover(60 * MINUTE_MS), 1);
  assert.deepEqual(await Promise.all([old, recent].map(stateOf)), ['uploading', 'ready']);
  assert.equal(await recover(), 1);
});

test('recoveries of several instances at once finish an upload once', async () => {
  const ids = await Promise.all([interrupted(), interrupted(), interrupted()]);
  await Promise.all([recover(), recover(), recover()]);
  assert.deepEqual(await Promise.all(ids.map(stateOf)), ['ready', 'ready', 'ready']);
  assert.deepEqual(errors, []);
});

test('while a file is inspected its state can be read, and nobody else waits', async () => {
  const id = await interrupted({ content: Buffer.from('guia;valor\n'.repeat(1000)), sizeBytes: 11_000 });
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { withFile } = harness.storage;
  harness.storage.withFile = async (key, use) => {
    begin();
    await held;
    return await withFile(key, use);
  };
  try {
    const finishing = recover();
    await begun;
    const readings = await Promise.all([
      ...Array.from({ length: 60 }, () => harness.call('ana', 'GET', `/v1/attachments/${id}`)),
      ...Array.from({ length: 10 }, () => harness.call('carla', 'GET', '/v1/protocols')),
    ]);
    assert.deepEqual(new Set(readings.map(({ status }) => status)), new Set([200]));
    release();
    assert.equal(await finishing, 1);
  } finally {
    release();
    harness.storage.withFile = withFile;
  }
});
