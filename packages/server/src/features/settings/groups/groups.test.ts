import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Group } from '@fale-conosco/contract';
import { fixture, useHarness } from '../../../testing/harness.ts';
import { issuesOf, settingsCalls } from '../../../testing/settings-calls.ts';

const harness = useHarness();
const calls = settingsCalls(harness);
const url = '/v1/crm/groups';
const at = (id: string) => `${url}/${id}`;
const f = fixture;

const create = async (name: string, changes: Partial<Record<string, unknown>> = {}): Promise<Group> => {
  const body = {
    name,
    managerGroupId: null,
    email: null,
    active: true,
    accessesConfidential: false,
    memberIds: [],
    classificationIds: [],
    ...changes,
  };
  const { status, json, text } = await calls.create(url, body);
  assert.equal(status, 201, text);
  return json;
};

test('a name is taken once, whatever the case and the accents', async () => {
  assert.deepEqual(issuesOf(await calls.change(at(f.billing), { name: 'auditoria MEDICA' })), [
    'name already_taken',
  ]);
});

test('no group manages itself, by whatever way round, also when two admins close the circle at once', async () => {
  assert.deepEqual(issuesOf(await calls.change(at(f.audit), { managerGroupId: f.audit })), [
    'managerGroupId cycle',
  ]);
  assert.deepEqual(issuesOf(await calls.change(at(f.audit), { managerGroupId: randomUUID() })), [
    'managerGroupId not_available',
  ]);
  const [a, b, c] = [await create('a'), await create('b'), await create('c')];
  assert.equal((await calls.change(at(a.id), { managerGroupId: b.id })).status, 200);
  const responses = await Promise.all([
    calls.change(at(b.id), { managerGroupId: c.id }, 1),
    calls.change(at(c.id), { managerGroupId: a.id }, 1),
  ]);
  const rejected = responses.filter(({ status }) => status !== 200);
  assert.deepEqual(rejected.flatMap(issuesOf), ['managerGroupId cycle']);
});

test('a list is a set: its order and repetitions are no change, and unknown ids are named', async () => {
  const both = [f.agentFabio, f.agentAline];
  const group = await create('Conjunto', { memberIds: [...both, f.agentFabio] });
  assert.deepEqual(group.memberIds, both.toSorted());
  const { json } = await calls.change(at(group.id), { memberIds: both.toReversed() });
  assert.equal(json.version, 1);
  const wrong = {
    memberIds: ['00000000-0000-4000-8000-000000000001'],
    classificationIds: ['00000000-0000-4000-8000-000000000002', f.branch],
  };
  assert.deepEqual(issuesOf(await calls.change(at(group.id), wrong)), [
    'memberIds.0 not_available',
    'classificationIds.0 not_available',
    'classificationIds.1 not_available',
  ]);
});

test('who joins a group sees its protocols, and who leaves it does not', async () => {
  const number = await harness.openProtocol();
  const sees = async () => (await calls.get(`/v1/crm/protocols/${number}`, 'aline')).status;
  assert.equal(await sees(), 404);
  await calls.change(at(f.billing), { memberIds: [f.agentFabio, f.agentAline] });
  assert.equal(await sees(), 200);
  const { json: aline } = await calls.get(`/v1/crm/agents/${f.agentAline}`);
  assert.ok(aline.groupIds.includes(f.billing));
  await calls.change(at(f.billing), { memberIds: [f.agentFabio] });
  assert.equal(await sees(), 404);
});

test('a last level comes from another group with a record of both, and the other is touched', async () => {
  const taker = await create('Recursos');
  const versions = async (id: string) => (await calls.get(at(id))).json.version;
  const before = await versions(f.billing);
  const events = await calls.published();
  const { json } = await calls.change(at(taker.id), { classificationIds: [f.appeal] });
  assert.deepEqual([json.classificationIds, json.version], [[f.appeal], 2]);
  assert.equal(await versions(f.billing), before + 1);
  assert.deepEqual((await calls.published()).slice(events.length), [['groups', 'classifications']]);
  const leaf = (await calls.get(`/v1/crm/classifications/${f.appeal}`)).json;
  assert.deepEqual([leaf.group.id, leaf.version], [taker.id, 2]);
  assert.deepEqual(await calls.auditOf(f.appeal), [
    {
      action: 'updated',
      entityName: 'Recurso de glosa',
      before: { groupId: f.billing },
      after: { groupId: taker.id },
    },
  ]);
  assert.deepEqual((await calls.auditOf(taker.id))[0], {
    action: 'updated',
    entityName: 'Recursos',
    before: { classificationIds: [] },
    after: { classificationIds: [f.appeal] },
  });

  // Providers are shown it: it may not be left without a group, nor with one that is not active.
  assert.deepEqual(issuesOf(await calls.change(at(taker.id), { classificationIds: [] })), [
    'classificationIds not_available',
  ]);
  assert.deepEqual(issuesOf(await calls.change(at(taker.id), { active: false })), ['active not_available']);
  const idle = await create('Parado', { active: false });
  assert.deepEqual(issuesOf(await calls.change(at(idle.id), { classificationIds: [f.appeal] })), [
    'classificationIds.0 not_available',
  ]);
});

test('what providers are not shown may be left without a group, and its group be deactivated', async () => {
  const group = await create('Interno', { classificationIds: [f.hidden, f.retired] });
  assert.equal((await calls.change(at(group.id), { classificationIds: [f.hidden] })).status, 200);
  assert.equal((await calls.get(`/v1/crm/classifications/${f.retired}`)).json.group, null);
  assert.equal((await calls.change(at(group.id), { active: false })).status, 200);
  const shown = { shownToProviders: true };
  assert.deepEqual(issuesOf(await calls.change(`/v1/crm/classifications/${f.hidden}`, shown)), [
    'groupId not_available',
  ]);
});

test('a group is not deactivated while a last level is being shown with it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const leaf = {
      name: `Folha ${round}`,
      parentId: f.branch,
      active: true,
      shownToProviders: false,
      defaultText: null,
      helpText: null,
      attachmentRequired: false,
      deadlineBusinessDays: null,
      providerDeadlineBusinessDays: null,
      reopenWindowDays: null,
    };
    const group = await create(`Disputado ${round}`);
    const { json } = await calls.create('/v1/crm/classifications', { ...leaf, groupId: group.id });
    const version = (await calls.get(at(group.id))).json.version;
    const responses = await Promise.all([
      calls.change(`/v1/crm/classifications/${json.id}`, { shownToProviders: true }, 1),
      calls.change(at(group.id), { active: false }, version),
    ]);
    assert.deepEqual(responses.map(({ status }) => status).sort(), [200, 422]);
  }
});
