import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Person, useHarness } from '../../../testing/harness.ts';

const harness = useHarness();
const TUS = { 'tus-resumable': '1.0.0' };
const name = (fileName: string): string => `filename ${Buffer.from(fileName).toString('base64')}`;

const create = (person: Person, bytes = 4) =>
  harness.call(person, 'POST', '/v1/uploads', {
    headers: { ...TUS, 'upload-length': String(bytes), 'upload-metadata': name('guia.txt') },
  });
const idOf = ({ headers }: { headers: Record<string, unknown> }): string =>
  String(headers['location']).split('/').at(-1) ?? '';
const codes = async (...calls: ReturnType<typeof create>[]) =>
  (await Promise.all(calls)).map(({ status, json }) => json?.code ?? status);
const several = (person: Person, count: number, bytes?: number) =>
  codes(...Array.from({ length: count }, () => create(person, bytes)));
const count = (results: unknown[], what: unknown): number => results.filter((each) => each === what).length;

/** Empties what waits, and sets limits of files and bytes. */
const limit = async (user: [number, number], provider: [number, number]): Promise<void> => {
  await sql`delete from attachments where message_id is null`.execute(harness.db);
  Object.assign(harness.config.attachments.waitingPerUser, { count: user[0], bytes: user[1] });
  Object.assign(harness.config.attachments.waitingPerProvider, { count: provider[0], bytes: provider[1] });
};

test('no more files of a person wait than the limit says, however many come at once', async () => {
  await limit([5, 1000], [100, 1000]);
  const results = await several('ana', 20);
  assert.deepEqual([count(results, 201), count(results, 'upload_limit_reached')], [5, 15]);
  assert.deepEqual(await codes(create('bruno'), create('carla'), create('fabio')), [201, 201, 201]);
});

test('no more bytes of a person wait than the limit says', async () => {
  await limit([100, 1000], [100, 10_000]);
  const results = await several('ana', 12, 300);
  assert.deepEqual([count(results, 201), count(results, 'upload_limit_reached')], [3, 9]);
  assert.deepEqual(await codes(create('ana', 100)), [201]);
});

test('no more of an organisation wait than the limit says, and others are not concerned', async () => {
  await limit([100, 1000], [6, 1000]);
  const results = (await Promise.all([several('ana', 10), several('bruno', 10)])).flat();
  assert.deepEqual([count(results, 201), count(results, 'upload_limit_reached')], [6, 14]);
  assert.deepEqual(await codes(create('carla'), create('fabio'), create('aline')), [201, 201, 201]);
});

test("the operator's people have a limit each, and none together", async () => {
  await limit([2, 1000], [2, 1000]);
  const results = (await Promise.all([several('fabio', 4), several('aline', 4)])).flat();
  assert.deepEqual([count(results, 201), count(results, 'upload_limit_reached')], [4, 4]);
});

test('sending, removing, rejection and expiry make room', async () => {
  await limit([1, 1000], [1, 1000]);
  const put = async (content: string): Promise<string> => {
    const id = idOf(await create('ana', content.length));
    const headers = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    const body = Buffer.from(content);
    assert.equal((await harness.call('ana', 'PATCH', `/v1/uploads/${id}`, { headers, body })).status, 204);
    return id;
  };
  const sent = await put('oi, texto');
  assert.deepEqual(await codes(create('ana')), ['upload_limit_reached']);
  await harness.openProtocol({ attachmentIds: [sent] });
  const removed = await put('outro');
  assert.deepEqual(await codes(create('ana')), ['upload_limit_reached']);
  await harness.call('ana', 'DELETE', `/v1/uploads/${removed}`, { headers: TUS });
  await put('<html>');
  await put('de novo');
  assert.deepEqual(await codes(create('ana')), ['upload_limit_reached']);
  await sql`update attachments set created_at = now() - interval '25 hours' where message_id is null`.execute(
    harness.db,
  );
  assert.deepEqual(await codes(create('ana')), [201]);
  await sql`update attachments set created_at = now() - interval '5 hours' where state = 'uploading'`.execute(
    harness.db,
  );
  assert.deepEqual(await codes(create('ana')), [201]);
});
