import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, useHarness } from '../../../testing/harness.ts';
import { issuesOf, settingsCalls } from '../../../testing/settings-calls.ts';

const harness = useHarness();
const calls = settingsCalls(harness);
const at = (id: string) => `/v1/crm/contact-methods/${id}`;

test('a description is taken once, whatever the case and the accents', async () => {
  assert.deepEqual(issuesOf(await calls.change(at(fixture.phone), { description: 'WEB' })), [
    'description already_taken',
  ]);
});

test('faleConosco decides what the form offers, with the situation and the mode', async () => {
  const offered = async (changes: Record<string, unknown>) => {
    assert.equal((await calls.change(at(fixture.phone), changes)).status, 200);
    const { json } = await calls.get('/v1/contact-methods', 'ana');
    return json.items.some(({ id }: { id: string }) => id === fixture.phone);
  };
  assert.equal(await offered({ faleConosco: true }), true);
  assert.equal(await offered({ mode: 'return' }), false);
  assert.equal(await offered({ mode: 'both' }), true);
  assert.equal(await offered({ active: false }), false);
});

test('releasedForWeb opens and closes replies, and nothing is lost', async () => {
  const number = await harness.openProtocol();
  const canReply = async () => (await calls.get(`/v1/protocols/${number}`, 'ana')).json.canReply;
  assert.equal(await canReply(), true);
  await calls.change(at(fixture.webReturn), { releasedForWeb: false });
  assert.equal(await canReply(), false);
  await calls.change(at(fixture.webReturn), { releasedForWeb: true });
  assert.equal(await canReply(), true);
});
