import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Provider } from '@fale-conosco/contract';
import { fixture, useHarness } from '../../../testing/harness.ts';
import { issuesOf, settingsCalls } from '../../../testing/settings-calls.ts';

const harness = useHarness();
const calls = settingsCalls(harness);
const url = '/v1/crm/providers';
const at = (id: string) => `${url}/${id}`;

test('an id is used once, and is never overwritten', async () => {
  const again = { id: fixture.providerA, name: 'Outra', active: true };
  assert.deepEqual(issuesOf(await calls.create(url, again)), ['id already_taken']);
  assert.equal((await calls.get(at(fixture.providerA))).json.name, 'Clínica A');
});

test('the list is in pages by name, and found by any part of it, whatever the case and the accents', async () => {
  for (const name of ['Ágora', 'agora 100%', 'Zênite', 'Ânima', 'anima_2'])
    assert.equal((await calls.create(url, { id: randomUUID(), name, active: true })).status, 201);
  const names: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { json } = await calls.get(`${url}?limit=2${cursor && `&cursor=${cursor}`}`, 'fabio');
    names.push(...json.items.map(({ name }: Provider) => name));
    cursor = json.nextCursor;
  }
  assert.deepEqual(names, ['Ágora', 'agora 100%', 'Ânima', 'anima_2', 'Clínica A', 'Hospital B', 'Zênite']);
  const search = async (text: string) =>
    (await calls.get(`${url}?search=${encodeURIComponent(text)}`)).json.items.map(
      ({ name }: Provider) => name,
    );
  assert.deepEqual(await search('ZENI'), ['Zênite']);
  assert.deepEqual(await search(' âgo '), ['Ágora', 'agora 100%']);
  assert.deepEqual(await search('0%'), ['agora 100%']);
  assert.deepEqual(await search('a_2'), ['anima_2']);
  assert.deepEqual(await search('nada'), []);
  const unknown = Buffer.from(`providers ${randomUUID()}`).toString('base64url');
  for (const cursor of ['x', unknown])
    assert.equal((await calls.get(`${url}?cursor=${cursor}`)).json.code, 'cursor_invalid');
});

test('the sessions of a deactivated provider end within a second, and come back with it', async () => {
  const start = Date.now();
  const after = (ms: number) => harness.setNow(new Date(start + ms).toISOString());
  after(0);
  const token = await harness.token('carla');
  const status = async () => (await harness.call(null, 'GET', '/v1/protocols', { token })).status;
  assert.equal(await status(), 200);
  await calls.change(at(fixture.providerB), { active: false });
  after(1000);
  assert.equal(await status(), 403);
  await calls.change(at(fixture.providerB), { active: true });
  after(2000);
  assert.equal(await status(), 200);
  harness.setNow(undefined);
});
