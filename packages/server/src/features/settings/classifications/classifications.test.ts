import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CrmClassification } from '@fale-conosco/contract';
import { fixture, useHarness } from '../../../testing/harness.ts';
import { issuesOf, settingsCalls } from '../../../testing/settings-calls.ts';

const harness = useHarness();
const calls = settingsCalls(harness);
const url = '/v1/crm/classifications';
const at = (id: string) => `${url}/${id}`;

const create = async (name: string, changes: Record<string, unknown> = {}): Promise<CrmClassification> => {
  const body = {
    name,
    parentId: null,
    active: true,
    groupId: null,
    shownToProviders: false,
    defaultText: null,
    helpText: null,
    attachmentRequired: false,
    deadlineBusinessDays: null,
    providerDeadlineBusinessDays: null,
    reopenWindowDays: null,
    ...changes,
  };
  const { status, json, text } = await calls.create(url, body);
  assert.equal(status, 201, text);
  return json;
};
const namesBelow = async (parentId: string | null): Promise<string[]> => {
  const items: CrmClassification[] = (await calls.get(url)).json.items;
  const below = items.filter((node) => node.parentId === parentId);
  assert.deepEqual(
    below.map(({ order }) => order),
    below.map((_, index) => index),
  );
  return below.map(({ name }) => name);
};
const offeredIds = async (): Promise<string[]> =>
  (await calls.get('/v1/classifications', 'ana')).json.items.map(({ id }: { id: string }) => id);

describe('the order of siblings', () => {
  test('makes room for a new one, a moved one, and one that comes from elsewhere', async () => {
    const root = await create('Ordem');
    const below = { parentId: root.id };
    const [a] = [await create('A', below), await create('B', below)];
    const c = await create('C', { ...below, order: 0 });
    assert.deepEqual(await namesBelow(root.id), ['C', 'A', 'B']);
    await calls.change(at(a.id), { order: 9999 });
    assert.deepEqual(await namesBelow(root.id), ['C', 'B', 'A']);
    const other = await create('Outra ordem');
    const x = await create('X', { parentId: other.id });
    await calls.change(at(x.id), { parentId: root.id, order: 1 });
    assert.deepEqual(await namesBelow(root.id), ['C', 'X', 'B', 'A']);
    await calls.change(at(c.id), { parentId: other.id });
    assert.deepEqual(await namesBelow(root.id), ['X', 'B', 'A']);
    // Siblings that move keep their version: an edit of one of them goes on.
    assert.equal((await calls.get(at(a.id))).json.version, 2);
    const { json } = await calls.get(at(x.id));
    assert.equal((await calls.remove(at(x.id), json.version)).status, 204);
    assert.deepEqual(await namesBelow(root.id), ['B', 'A']);
    await calls.change(at(a.id), { order: 0 });
    assert.deepEqual(await namesBelow(root.id), ['A', 'B']);
  });

  test('survives many admins moving at once', async () => {
    const root = await create('Corrida');
    const nodes: CrmClassification[] = [];
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) nodes.push(await create(name, { parentId: root.id }));
    const responses = await Promise.all(
      nodes.map(({ id }, index) => calls.change(at(id), { order: (index * 5) % 6 }, 1)),
    );
    assert.ok(responses.every(({ status }) => status === 200));
    assert.deepEqual((await namesBelow(root.id)).sort(), ['a', 'b', 'c', 'd', 'e', 'f']);
  });
});

describe('the tree', () => {
  test('lets one of two moves win that together would close a circle', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [a, b] = [await create(`Círculo A${round}`), await create(`Círculo B${round}`)];
      const responses = await Promise.all([
        calls.change(at(a.id), { parentId: b.id }, 1),
        calls.change(at(b.id), { parentId: a.id }, 1),
      ]);
      const rejected = responses.filter(({ status }) => status !== 200);
      assert.equal(rejected.length, 1);
      assert.deepEqual(rejected.flatMap(issuesOf), ['parentId cycle']);
    }
  });

  test('lets one of two siblings win that are given the same name at once', async () => {
    const root = await create('Nomes');
    const [a, b] = [await create('a', { parentId: root.id }), await create('b', { parentId: root.id })];
    const responses = await Promise.all([
      calls.change(at(a.id), { name: 'Órtese' }),
      calls.change(at(b.id), { name: 'ORTESE' }),
    ]);
    assert.deepEqual(responses.filter(({ status }) => status !== 200).flatMap(issuesOf), [
      'name already_taken',
    ]);
  });

  test('rejects everything that is wrong at once', async () => {
    const changes = { name: 'glosa de GUIA', groupId: null };
    const appeal = await calls.change(at(fixture.appeal), changes);
    assert.deepEqual(issuesOf(appeal), ['name already_taken', 'groupId required']);
    assert.deepEqual(issuesOf(await calls.change(at(fixture.glosa), { parentId: fixture.glosa })), [
      'parentId cycle',
    ]);
  });

  test('keeps a node that has protocols or others below it, also for an admin', async () => {
    await harness.openProtocol();
    for (const [id, hasProtocols] of [
      [fixture.glosa, true],
      [fixture.branch, false],
    ] as const) {
      for (const person of ['admin', 'aline'] as const)
        assert.equal((await calls.get(at(id), person)).json.hasProtocols, hasProtocols);
      const { json } = await calls.remove(at(id), (await calls.get(at(id))).json.version);
      assert.equal(json.code, 'in_use');
    }
  });

  test('loses an unused node, its version asked for, with a record of all that it was', async () => {
    const node = await create('Engano', { helpText: 'Não usar.' });
    assert.equal((await harness.call('admin', 'DELETE', at(node.id))).status, 428);
    assert.equal((await calls.remove(at(node.id), 7)).status, 412);
    assert.equal((await calls.remove(at(node.id), 1)).status, 204);
    assert.equal((await calls.remove(at(node.id), 1)).status, 404);
    const [deleted, created] = await calls.auditOf(node.id);
    assert.deepEqual([deleted?.action, deleted?.after], ['deleted', null]);
    assert.deepEqual(deleted?.before, created?.after);
  });

  test('registers a protocol, or loses the node, but never both', async () => {
    for (let round = 0; round < 8; round += 1) {
      const offered = { groupId: fixture.billing, shownToProviders: true };
      const node = await create(`Disputa ${round}`, { ...offered, parentId: fixture.branch });
      const [opened, removed] = await Promise.all([
        harness.call('ana', 'POST', '/v1/protocols', {
          body: harness.newProtocol({ classificationId: node.id }),
        }),
        calls.remove(at(node.id), 1),
      ]);
      assert.deepEqual(
        [opened.status, removed.status],
        opened.status === 201 ? [201, 409] : [422, 204],
        opened.text,
      );
    }
  });

  test('lets a node with protocols become a branch, and they keep their path and are still seen', async () => {
    const offered = { groupId: fixture.billing, shownToProviders: true };
    const node = await create('Vira ramo', offered);
    const number = await harness.openProtocol({ classificationId: node.id });
    const leaf = await create('Folha nova', { ...offered, parentId: node.id });
    await calls.change(at(node.id), { name: 'Virou ramo' });
    const rejected = await harness.call('ana', 'POST', '/v1/protocols', {
      body: harness.newProtocol({ classificationId: node.id }),
    });
    assert.deepEqual(issuesOf(rejected), ['classificationId not_available']);
    const { json } = await calls.get(`/v1/protocols/${number}`, 'ana');
    assert.deepEqual(json.classification.path, ['Vira ramo']);
    const later = await harness.openProtocol({ classificationId: leaf.id });
    const { json: newer } = await calls.get(`/v1/protocols/${later}`, 'ana');
    assert.deepEqual(newer.classification.path, ['Virou ramo', 'Folha nova']);
  });
});

describe('what providers are offered', () => {
  test('follows shownToProviders, the situation, and moves, at once', async () => {
    const offered = async (changes: Record<string, unknown>) => {
      const { status, text } = await calls.change(at(fixture.hidden), changes);
      assert.equal(status, 200, text);
      return (await offeredIds()).includes(fixture.hidden);
    };
    assert.equal(await offered({ shownToProviders: true }), true);
    assert.equal(await offered({ active: false }), false);
    assert.equal(await offered({ active: true }), true);
    const attic = await create('Sótão', { active: false });
    assert.equal(await offered({ parentId: attic.id }), false);
    assert.equal(await offered({ parentId: null }), true);
    assert.equal(await offered({ parentId: fixture.branch, shownToProviders: false }), false);
  });
});

describe("a group's last levels", () => {
  test('change its version from the side of the tree too, so that no older list undoes it', async () => {
    const group = `/v1/crm/groups/${fixture.audit}`;
    const { json: read } = await calls.get(group);
    const leaf = await create('Perícia', { groupId: fixture.audit });
    const stale = { classificationIds: read.classificationIds };
    assert.equal((await calls.change(group, stale, read.version)).status, 412);
    const { json: now } = await calls.get(group);
    assert.ok(now.classificationIds.includes(leaf.id));
    await calls.change(at(leaf.id), { name: 'Perícia médica' });
    assert.equal((await calls.get(group)).json.version, now.version);
  });
});
