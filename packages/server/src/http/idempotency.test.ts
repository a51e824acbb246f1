import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Kysely } from 'kysely';
import { up as eraseKeptSecrets } from '../database/migrations/0010-idempotency-without-secrets.ts';
import { useHarness } from '../testing/harness.ts';

const harness = useHarness();
const create = (
  key: string | null,
  changes: Record<string, unknown> = {},
  person: 'ana' | 'bruno' | 'carla' = 'ana',
) => harness.call(person, 'POST', '/v1/protocols', { key, body: harness.newProtocol(changes) });
const countOf = async (message: string) => {
  const { rows } = {
    rows: await harness.db.selectFrom('messages').select('id').where('body', '=', message).execute(),
  };
  return rows.length;
};

test('a repeated request is answered as the first one was, without a second effect', async () => {
  const [key, message] = [randomUUID(), randomUUID()];
  const first = await create(key, { message });
  assert.deepEqual([first.status, first.headers['idempotency-replayed']], [201, undefined]);
  await harness.answer(first.json.number);
  const second = await create(key, { message });
  assert.deepEqual([second.status, second.headers['idempotency-replayed']], [201, 'true']);
  assert.equal(second.text, first.text);
  assert.equal(await countOf(message), 1);
});

test('the same key eight times at once has one effect', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [key, message] = [randomUUID(), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(key, { message })));
    const done = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status === 409);
    assert.equal(done.length + refused.length, 8);
    assert.ok(done.length >= 1);
    assert.equal(new Set(done.map(({ text }) => text)).size, 1);
    for (const { json, headers } of refused) {
      assert.equal(json.code, 'idempotency_in_progress');
      assert.equal(headers['retry-after'], '1');
    }
    assert.equal(await countOf(message), 1);
    assert.equal((await create(key, { message })).text, done[0]?.text);
  }
});

test('a key with another content is refused', async () => {
  const key = randomUUID();
  await create(key);
  const other = await create(key, { message: 'Outro texto.' });
  assert.deepEqual([other.status, other.json.code], [422, 'idempotency_key_reused']);
});

test('a key with the same content on another protocol is another content', async () => {
  const [one, two] = [await harness.openProtocol(), await harness.openProtocol()];
  const key = randomUUID();
  const say = (number: string) =>
    harness.call('ana', 'POST', `/v1/protocols/${number}/messages`, {
      key,
      body: { body: 'Olá.', attachmentIds: [] },
    });
  assert.equal((await say(one)).status, 201);
  assert.equal((await say(two)).json.code, 'idempotency_key_reused');
});

test('another user and another operation may use the same key', async () => {
  const key = randomUUID();
  const answers = [await create(key), await create(key, {}, 'bruno'), await create(key, {}, 'carla')];
  const number = answers[0]?.json.number;
  answers.push(
    await harness.call('ana', 'POST', `/v1/protocols/${number}/messages`, {
      key,
      body: { body: 'Olá.', attachmentIds: [] },
    }),
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201, 201],
  );
  assert.equal(new Set(answers.slice(0, 3).map(({ json }) => json.number)).size, 3);
});

test('a refused request leaves its key free for the corrected one', async () => {
  const key = randomUUID();
  assert.equal((await create(key, { message: ' ' })).status, 422);
  assert.equal((await create(key, { classificationId: 'nope' })).status, 422);
  assert.equal((await create(key)).status, 201);
});

test('a key is required, before anything else is looked at', async () => {
  assert.equal((await create(null, { message: '' })).json.code, 'idempotency_key_missing');
  assert.equal((await create('x'.repeat(256))).json.code, 'malformed_request');
});

test('the secret of a webhook is shown again to who repeats the request, and kept in one place only', async () => {
  const options = {
    key: randomUUID(),
    body: { url: 'https://erp.example/x', events: ['protocol.created'], active: true },
  };
  const first = await harness.call('admin', 'POST', '/v1/crm/webhooks', options);
  assert.match(first.json.secret, /^whsec_/);
  const second = await harness.call('admin', 'POST', '/v1/crm/webhooks', options);
  assert.deepEqual([second.status, second.json], [201, first.json]);
  const kept = await harness.db
    .selectFrom('idempotency_keys')
    .select('body')
    .where('operation', '=', 'createWebhook')
    .execute();
  assert.equal(kept.length, 1);
  assert.ok(!JSON.stringify(kept).includes('whsec_'));
});

test('a secret that an earlier version kept with a response is erased', async () => {
  const row = { actor_id: randomUUID(), operation: 'createWebhook', request_hash: 'x', status: 201 };
  const body = JSON.stringify({ id: 'x', secret: 'whsec_x' });
  await harness.db
    .insertInto('idempotency_keys')
    .values({ ...row, key: 'earlier', body })
    .execute();
  await eraseKeptSecrets(harness.db as unknown as Kysely<unknown>);
  const { body: left } = await harness.db
    .selectFrom('idempotency_keys')
    .select('body')
    .where('key', '=', 'earlier')
    .executeTakeFirstOrThrow();
  assert.deepEqual(left, { id: 'x' });
});
