import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CrmClassification, Session } from '@fale-conosco/contract';
import { fixture, type Person, useHarness } from '../../testing/harness.ts';

const harness = useHarness();

const tree = async (person: Person): Promise<CrmClassification[]> =>
  (await harness.call(person, 'GET', '/v1/crm/classifications')).json.items;
const reachOf = async (person: Person): Promise<string[]> => {
  const { agent } = (await harness.call(person, 'GET', '/v1/session')).json as Session;
  return agent?.reach.map(({ name }) => name) ?? [];
};
const open = (person: Person, classificationId: string) =>
  harness.call(person, 'POST', '/v1/crm/protocols', {
    body: harness.newProtocol({ classificationId, providerId: fixture.providerA }),
  });
const create = async (url: string, body: object): Promise<string> => {
  const response = await harness.call('admin', 'POST', url, { body });
  assert.equal(response.status, 201, response.text);
  return response.json.id;
};
const createNode = (name: string, changes: Record<string, unknown>): Promise<string> =>
  create('/v1/crm/classifications', {
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
  });
/** Aline's group becomes the manager of Fábio's, or no longer. */
const supervise = (on: boolean) =>
  harness.db
    .updateTable('groups')
    .set({ manager_group_id: on ? fixture.audit : null })
    .where('id', '=', fixture.billing)
    .execute();

/** Compares canOpen of the tree with what the opening route accepts, node by node. @returns the names that can be opened */
const openedAsSaid = async (person: Person): Promise<string[]> => {
  const nodes = await tree(person);
  for (const { id, name, canOpen } of nodes) {
    const { status, json } = await open(person, id);
    assert.equal(status, canOpen ? 201 : 422, name);
    if (!canOpen) {
      const issues = (json.issues as { path: string; code: string }[]).map(
        ({ path, code }) => `${path} ${code}`,
      );
      assert.deepEqual(issues, ['classificationId not_available'], name);
    }
  }
  return nodes
    .filter(({ canOpen }) => canOpen)
    .map(({ name }) => name)
    .sort();
};

test('the tree says under what an agent can open a protocol, and the route takes exactly that', async () => {
  const asleep = await createNode('Ramo inativo', { active: false });
  await createNode('Folha de ramo inativo', { parentId: asleep, groupId: fixture.billing });
  await createNode('Sem grupo', { parentId: fixture.branch });
  const dissolved = await create('/v1/crm/groups', {
    name: 'Grupo desfeito',
    managerGroupId: null,
    email: null,
    active: true,
    accessesConfidential: false,
    memberIds: [fixture.agentFabio],
    classificationIds: [],
  });
  await createNode('De grupo inativo', { parentId: fixture.branch, groupId: dissolved });
  await harness.db.updateTable('groups').set({ active: false }).where('id', '=', dissolved).execute();

  const billing = ['Glosa de guia', 'Recurso de glosa'];
  assert.deepEqual(await openedAsSaid('fabio'), billing);
  assert.deepEqual(await openedAsSaid('aline'), ['Auditoria interna']);
  assert.deepEqual(await openedAsSaid('admin'), ['Auditoria interna', ...billing]);
  await supervise(true);
  assert.deepEqual(await openedAsSaid('aline'), ['Auditoria interna', ...billing]);
  assert.deepEqual(await openedAsSaid('fabio'), billing);
  await supervise(false);

  const [glosa] = (await tree('fabio')).filter(({ id }) => id === fixture.glosa);
  const one = await harness.call('fabio', 'GET', `/v1/crm/classifications/${fixture.glosa}`);
  assert.deepEqual(one.json, glosa);
});

test('the session names the groups that an agent belongs to, and those that it reaches by supervision', async () => {
  await supervise(true);
  const { agent } = (await harness.call('aline', 'GET', '/v1/session')).json as Session;
  assert.deepEqual(agent?.groups, [{ id: fixture.audit, name: 'Auditoria médica' }]);
  assert.deepEqual(await reachOf('aline'), ['Auditoria médica', 'Faturamento']);
  await supervise(false);
  assert.deepEqual(await reachOf('aline'), ['Auditoria médica']);
  assert.deepEqual(await reachOf('admin'), []);
  assert.equal((await harness.call('ana', 'GET', '/v1/session')).json.agent, null);
});
