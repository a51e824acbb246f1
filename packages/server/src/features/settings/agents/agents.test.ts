import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, useHarness } from '../../../testing/harness.ts';
import { issuesOf, settingsCalls } from '../../../testing/settings-calls.ts';

const harness = useHarness();
const calls = settingsCalls(harness);
const url = '/v1/crm/agents';
const at = (id: string) => `${url}/${id}`;
const person = { issuer: 'https://issuer.test', name: 'Íris Lobo', email: null, role: 'agent', active: true };

test('a person is added once', async () => {
  assert.deepEqual(issuesOf(await calls.create(url, { ...person, subject: 'fabio' })), [
    'subject already_taken',
  ]);
  assert.equal(
    (await calls.create(url, { ...person, subject: 'fabio', issuer: 'https://b.test' })).status,
    201,
  );
});

test('an agent signs in with the rights that the settings give, no more', async () => {
  const { json } = await calls.create(url, { ...person, subject: 'bruno', name: 'Bruno Lima' });
  const token = await harness.token('bruno', { claims: { fc_role: 'admin' } });
  assert.equal((await harness.call(null, 'GET', url, { token })).status, 200);
  assert.equal((await harness.call(null, 'GET', '/v1/crm/audit', { token })).status, 403);
  harness.setNow(new Date(Date.now() + 1500).toISOString());
  await calls.change(at(json.id), { role: 'admin' });
  harness.setNow(new Date(Date.now() + 3000).toISOString());
  assert.equal((await harness.call(null, 'GET', '/v1/crm/audit', { token })).status, 200);
  harness.setNow(undefined);
});

test('the session of a deactivated agent ends within a second, and comes back with it', async () => {
  const start = Date.now();
  const after = (ms: number) => harness.setNow(new Date(start + ms).toISOString());
  after(0);
  const token = await harness.token('aline');
  const status = async () => (await harness.call(null, 'GET', '/v1/session', { token })).status;
  assert.equal(await status(), 200);
  assert.equal((await calls.change(at(fixture.agentAline), { active: false })).status, 200);
  after(1000);
  assert.equal(await status(), 401);
  await calls.change(at(fixture.agentAline), { active: true });
  after(2000);
  assert.equal(await status(), 200);
  harness.setNow(undefined);
});

test('no admin deactivates or demotes itself', async () => {
  const response = await calls.change(at(fixture.admin), { active: false, role: 'agent' });
  assert.deepEqual(issuesOf(response), ['active not_available', 'role not_available']);
  assert.equal((await calls.change(at(fixture.admin), { name: 'Regina Alves' })).status, 200);
});

test('of two admins who deactivate each other at once, one stays', async () => {
  const { json: other } = await calls.create(url, { ...person, subject: 'carla', role: 'admin' });
  // Both are known already, and the clock stands: neither is stopped at the door.
  harness.setNow(new Date().toISOString());
  const tokens = [
    await harness.token('admin'),
    await harness.token('carla', { claims: { fc_role: 'admin' } }),
  ];
  for (const token of tokens) assert.equal((await harness.call(null, 'GET', url, { token })).status, 200);
  const { json: admin } = await calls.get(at(fixture.admin));
  const targets = [other, admin];
  const responses = await Promise.all(
    targets.map(({ id, version }, index) =>
      harness.call(null, 'PATCH', at(id), {
        body: { active: false },
        headers: { 'if-match': `"${version}"` },
        token: tokens[index] ?? '',
      }),
    ),
  );
  harness.setNow(undefined);
  assert.deepEqual(responses.map(({ status }) => status).sort(), [200, 403]);
  const left = await harness.db
    .selectFrom('agents')
    .select('id')
    .where('role', '=', 'admin')
    .where('active', '=', true)
    .where('id', 'in', [other.id, fixture.admin])
    .execute();
  assert.equal(left.length, 1);
});
