import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { CannedAnswer } from '@fale-conosco/contract';
import { fixture, type Person, useHarness } from '../../../testing/harness.ts';
import { issuesOf, settingsCalls } from '../../../testing/settings-calls.ts';

const harness = useHarness();
const calls = settingsCalls(harness);
const url = '/v1/crm/canned-answers';
const at = (id: string) => `${url}/${id}`;
const create = async (title: string, groupId: string | null, active = true): Promise<CannedAnswer> =>
  (await calls.create(url, { title, body: 'Olá, {{contato}}.', groupId, active })).json;

test('an agent has the active ones of its groups, of those that it manages, and of all; an admin every one', async () => {
  await create('Época', null);
  const billing = await create('de faturamento', fixture.billing);
  await create('Da auditoria', fixture.audit);
  const retired = await create('Antiga', null, false);
  const titles = async (person: Person) =>
    (await calls.get(url, person)).json.items.map(({ title }: CannedAnswer) => title);
  assert.deepEqual(await titles('admin'), ['Antiga', 'Da auditoria', 'de faturamento', 'Época']);
  assert.deepEqual(await titles('fabio'), ['de faturamento', 'Época']);
  assert.deepEqual(await titles('aline'), ['Da auditoria', 'Época']);
  assert.equal((await calls.get(at(billing.id), 'aline')).status, 404);
  assert.equal((await calls.get(at(retired.id), 'fabio')).status, 404);
  const manager = await calls.change(`/v1/crm/groups/${fixture.billing}`, { managerGroupId: fixture.audit });
  assert.equal(manager.status, 200);
  assert.deepEqual(await titles('aline'), ['Da auditoria', 'de faturamento', 'Época']);
});

test('an unknown group is rejected', async () => {
  for (const groupId of [randomUUID(), 'x'])
    assert.deepEqual(issuesOf(await calls.create(url, { title: 'x', body: 'x', groupId, active: true })), [
      'groupId not_available',
    ]);
});

test('one is deleted under its version, with a record of what it was', async () => {
  const answer = await create('Engano', fixture.audit);
  assert.equal((await harness.call('admin', 'DELETE', at(answer.id))).status, 428);
  assert.equal((await harness.call('fabio', 'DELETE', at(answer.id))).status, 403);
  assert.equal((await calls.remove(at(answer.id), 2)).status, 412);
  assert.equal((await calls.remove(at(answer.id), 1)).status, 204);
  assert.equal((await calls.remove(at(answer.id), 1)).status, 404);
  assert.equal((await calls.get(at(answer.id))).status, 404);
  assert.deepEqual((await calls.auditOf(answer.id))[0], {
    action: 'deleted',
    entityName: 'Engano',
    after: null,
    before: { title: 'Engano', body: 'Olá, {{contato}}.', groupId: fixture.audit, active: true },
  });
});
